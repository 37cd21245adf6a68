"""Markdown elements: headings over headings, and prose for those who fill in the form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from formwright.form.model import Element
from formwright.template import Piece, Role, Section, Slot, Template
from formwright.template.body import dedent
from formwright.text.links import with_targets
from formwright.text.markdown import COMMENT, comment_text

_LEAST_LEVEL, _MOST_LEVEL = 2, 3
InSection = TypeVar("InSection", Piece, Slot)


def guidance_elements(template: Template) -> Iterator[Element]:
    """Yield the markdown elements of a template, each with the line (from 1) at which it belongs."""
    shown = {piece.section for piece in template.pieces if piece.role is Role.HEADING}
    said = _by_section(piece for piece in template.pieces if piece.role is Role.GUIDANCE)
    asked = _by_section(template.slots)
    for section in template.sections:
        slots = asked.get(section.index, [])
        heading = _heading(section, slots) if section.index in shown else None
        texts = _texts(template, said.get(section.index, []))
        first = min((slot.span.start for slot in slots), default=len(template.lines)) + 1
        if heading and texts and texts[0][0] < first:
            line, text = texts.pop(0)
            yield Element("markdown", value=f"{heading}\n\n{text}", line=_line(section))
        elif heading:
            yield Element("markdown", value=heading, line=_line(section))
        for line, text in texts:
            yield Element("markdown", value=text, line=line)


def merge_neighbours(elements: Sequence[Element]) -> tuple[Element, ...]:
    """Put markdown elements that follow each other into one."""
    merged: list[Element] = []
    for element in elements:
        last = merged[-1] if merged else None
        if last is not None and last.type == element.type == "markdown":
            merged[-1] = Element("markdown", value=f"{last.value}\n\n{element.value}", line=last.line)
        else:
            merged.append(element)
    return tuple(merged)


def _line(section: Section) -> int:
    return (section.heading.start if section.heading else section.span.start) + 1


def _by_section(things: Iterable[InSection]) -> dict[int | None, list[InSection]]:
    found: dict[int | None, list[InSection]] = {}
    for thing in things:
        found.setdefault(thing.section, []).append(thing)
    return found


def _heading(section: Section, slots: Sequence[Slot]) -> str | None:
    """Return the heading's Markdown, where no field of the same label stands for it."""
    if not section.label or any(slot.label == section.label for slot in slots):
        return None
    level = min(max(section.level, _LEAST_LEVEL), _MOST_LEVEL)
    return "\n\n".join(filter(None, (f"{'#' * level} {section.label}", section.said, section.hint)))


def _texts(template: Template, pieces: Sequence[Piece]) -> list[tuple[int, str]]:
    """Return the section's prose as runs of neighbouring lines, each with its first line's number."""
    runs: list[tuple[int, list[str]]] = []
    end = -1
    for piece in pieces:
        lines = template.lines[piece.span.start : piece.span.end]
        if runs and not any(line.strip() for line in template.lines[end : piece.span.start]):
            runs[-1][1].extend(template.lines[end : piece.span.start])
            runs[-1][1].extend(lines)
        else:
            runs.append((piece.span.start + 1, list(lines)))
        end = piece.span.end
    texts = ((line, _uncommented("\n".join(lines))) for line, lines in runs)
    return [(line, with_targets(text, template.definitions)) for line, text in texts if text]


def _uncommented(text: str) -> str:
    """Show what comments say: in the form nobody sees the source."""
    text = COMMENT.sub(_said, text)
    before, mark, after = text.partition("<!--")
    apart = " " if before[-1:].isalnum() else ""
    return (f"{before}{apart}{dedent(comment_text(after))}" if mark else text).strip("\n").rstrip()


def _said(match: re.Match[str]) -> str:
    """Return what a comment says, apart from the words that it touches."""
    before, after = match.string[max(match.start() - 1, 0) : match.start()], match.string[match.end() : match.end() + 1]
    said = dedent(comment_text(match[1]))
    return f"{' ' if before.isalnum() else ''}{said}{' ' if after.isalnum() else ''}"
