"""The outline of a template: its headings, and which blocks stand under each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from formwright.template.directives import is_directive, says, steers
from formwright.template.marks import read_mark
from formwright.template.model import Section, Span
from formwright.template.vocabulary import DOCUMENT_PARTS
from formwright.template.words import is_placeholder
from formwright.text.markdown import Block, BlockKind, inline_comments, plain_text

_BOLD_LINE = re.compile(r"(\*\*|__)(?P<label>(?:(?!\1).)+?)\1\s*+:?\s*+")
_BOLD_LEVEL = 7
_LONGEST_LABEL = 120
_LONGEST_HEADING = 600
"""What is bold and has more characters than this is no heading, but a warning."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections in the order of the text, and for each the blocks between its heading and the next one.

    `above` are the comments right above each heading, which speak of it.
    """

    sections: tuple[Section, ...]
    blocks: tuple[tuple[Block, ...], ...]
    above: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    text: str
    span: Span


def read_outline(blocks: Sequence[Block], start: int, end: int) -> Outline:
    """Arrange the blocks of the lines `start` to `end` under their headings.

    The first section has no heading and holds what stands before the first one. Bold lines are headings where the file
    uses them as such: where there are at least as many of them as of other headings. Where there are neither, quotes of
    a line are headings.
    """
    bold = {block.start: label for block in blocks if (label := _bold_label(block))}
    marked = [block for block in blocks if block.kind is BlockKind.HEADING and block.level > 1]
    quoted = [block for block in blocks if _quoted_label(block)]
    by_quotes = len(quoted) > 1 and not (bold or marked)
    groups: list[tuple[_Heading | None, list[Block]]] = [(None, [])]
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            groups.append((_Heading(block.level, block.text, Span(block.start, block.end)), []))
        elif len(bold) >= len(marked) and (label := bold.get(block.start)):
            groups.append((_Heading(_BOLD_LEVEL, label, Span(block.start, block.start + 1)), _below(block)))
        elif by_quotes and (label := _quoted_label(block)):
            groups.append((_Heading(_BOLD_LEVEL, label, Span(block.start, block.end)), []))
        else:
            groups[-1][1].append(block)
    groups = _merged(groups)
    above = _taken_above(groups)
    tops = [
        own[0].start if own else heading.span.start if heading else start
        for (heading, _), own in zip(groups, above, strict=True)
    ]
    sections = _sections([heading for heading, _ in groups], tops, end)
    return Outline(sections, tuple(tuple(own) for _, own in groups), above)


def _taken_above(groups: list[tuple[_Heading | None, list[Block]]]) -> tuple[tuple[Block, ...], ...]:
    """Take the comments right above a heading, and apart from what is over them, to that heading."""
    taken: list[tuple[Block, ...]] = [()]
    for (before, blocks), (heading, _) in pairwise(groups):
        own: list[Block] = []
        at = heading.span.start if heading else 0
        while blocks and blocks[-1].kind is BlockKind.COMMENT and blocks[-1].end == at and not is_directive(blocks[-1]):
            own.insert(0, blocks.pop())
            at = own[0].start
        touched = blocks[-1].end == at if blocks else before is not None and before.span.end == at
        if own and (touched or (before is None and not blocks)):
            blocks.extend(own)
            own = []
        taken.append(tuple(own))
    return tuple(taken)


def _merged(groups: list[tuple[_Heading | None, list[Block]]]) -> list[tuple[_Heading | None, list[Block]]]:
    """Put each section that says `form: merge` into the one above it, its heading with it."""
    merged = groups[:1]
    for heading, blocks in groups[1:]:
        if heading is not None and any(says(block, "merge") for block in blocks):
            span = heading.span
            merged[-1][1].append(Block(BlockKind.HEADING, span.start, span.end, heading.text, heading.level))
            merged[-1][1].extend(blocks)
        else:
            merged.append((heading, blocks))
    return merged


def _bold_label(block: Block) -> str | None:
    """Return the bold first line of a paragraph, where that line is nothing else and short enough for a heading."""
    if block.kind is not BlockKind.PARAGRAPH:
        return None
    match = _BOLD_LINE.fullmatch(block.text.split("\n")[0].strip())
    if match is None or is_placeholder(match["label"]):
        return None
    # A long one asks where it ends as a question or a request does; else it is a warning.
    longest = _LONGEST_HEADING if match[0].rstrip("*_ ").endswith((":", "?")) else _LONGEST_LABEL
    return match["label"] if len(match["label"]) <= longest else None


def _quoted_label(block: Block) -> str | None:
    """Return the one line that a quote holds."""
    if block.kind is not BlockKind.QUOTE or len(block.blocks) != 1 or block.blocks[0].kind is not BlockKind.PARAGRAPH:
        return None
    text = block.blocks[0].text.strip()
    return text if "\n" not in text and len(text) <= _LONGEST_LABEL and not is_placeholder(text) else None


def _below(block: Block) -> list[Block]:
    """Return what is left of a paragraph below its first line."""
    _, _, text = block.text.partition("\n")
    return [replace(block, start=block.start + 1, text=text)] if text.strip() else []


def _sections(headings: Sequence[_Heading | None], tops: Sequence[int], end: int) -> tuple[Section, ...]:
    """Return the sections with their places in the outline: one pass for where they end, one for what is below them.

    `tops` are the lines where they begin, with the comments above their headings.
    """
    bodies, stops = _ends(headings, tops, end)
    sections: list[Section] = []
    children: list[list[int]] = [[] for _ in headings]
    open_sections: list[int] = []
    for index, heading in enumerate(headings):
        level = heading.level if heading else 0
        while open_sections and sections[open_sections[-1]].level >= level:
            open_sections.pop()
        parent = open_sections[-1] if open_sections else None
        label, required = section_label(heading.text) if heading else ("", None)
        label, said = _first_sentence(label)
        hint, marked = _in_comments(heading.text) if heading and "<!--" in heading.text else (None, None)
        sections.append(
            Section(
                index=index,
                level=level,
                label=label,
                heading=heading.span if heading else None,
                body=Span(heading.span.end if heading else tops[0], bodies[index]),
                span=Span(tops[index], stops[index] if heading else bodies[index]),
                parent=parent,
                required=marked if required is None else required,
                said=said,
                hint=hint,
            )
        )
        if heading:
            open_sections.append(index)
        if parent is not None:
            children[parent].append(index)
    return tuple(
        replace(section, children=tuple(below)) if below else section
        for section, below in zip(sections, children, strict=True)
    )


def _in_comments(heading: str) -> tuple[str | None, bool | None]:
    """Return what the comments in a heading say to the writer, and what a mark among them says of required.

    A directive there steers nothing, and is no hint.
    """
    hints: list[str] = []
    required: bool | None = None
    for comment in inline_comments(heading):
        rest, mark = read_mark(f"_ ({comment})")
        if rest == "_":
            required = mark
        elif not steers(comment):
            hints.append(comment)
    return "\n".join(filter(None, hints)) or None, required


_SENTENCE = re.compile(r"[.?!:。？！：](?=\s)|[。？！]")


def _first_sentence(label: str) -> tuple[str, str | None]:
    """Split a heading that is too long for a label behind its first sentence, where that is short enough."""
    if len(label) <= _LONGEST_LABEL:
        return label, None
    match = _SENTENCE.search(label)
    if match is None or match.end() > _LONGEST_LABEL + 60 or not label[match.end() :].strip():
        return label, None
    return label[: match.end()].rstrip(" :：."), label[match.end() :].strip()


def _ends(headings: Sequence[_Heading | None], tops: Sequence[int], end: int) -> tuple[list[int], list[int]]:
    """Return where each section's own body ends, and where the section ends with what is below it."""
    bodies, stops = [end] * len(headings), [end] * len(headings)
    # Level and top of headings further down, the nearest last, each of a lower level than those after it.
    following: list[tuple[int, int]] = []
    nearest = end
    for index in range(len(headings) - 1, -1, -1):
        heading = headings[index]
        bodies[index] = nearest
        if heading is None:
            continue
        while following and following[-1][0] > heading.level:
            following.pop()
        stops[index] = following[-1][1] if following else end
        following.append((heading.level, tops[index]))
        nearest = tops[index]
    return bodies, stops


def section_label(markdown: str) -> tuple[str, bool | None]:
    """Return a heading as a label (plain text, no colon at its end, no mark), and what its mark says of required."""
    label, required = read_mark(plain_text(markdown))
    return label.rstrip(" :：") or label, required


MOST_OF_A_DOCUMENT = 0.5
LEAST_PARTS = 3


def is_document(outline: Outline) -> bool:
    """Say whether the headings are those of a proposal: a part of them at least, and not a few."""
    headed = [section for section in outline.sections if section.heading]
    parts = sum(bool(DOCUMENT_PARTS.fullmatch(section.label)) for section in headed)
    return parts >= max(LEAST_PARTS, MOST_OF_A_DOCUMENT * len(headed))


def title_section(outline: Outline) -> Section | None:
    """Return the section that is the document's title: the only one of level 1, first of all, with others below it."""
    headed = [section for section in outline.sections if section.heading]
    if not headed or headed[0].level != 1 or not headed[0].children:
        return None
    return headed[0] if all(section.level > 1 for section in headed[1:]) else None
