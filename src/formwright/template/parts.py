"""Sections that repeat: "Use Case 1: [Title]", "Use Case 2: [Title]" ask for as many as there are, in one answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from formwright.template.body import read_body
from formwright.template.model import Section, Span
from formwright.template.outline import Outline
from formwright.template.words import has_placeholder

_NUMBERED = re.compile(
    r"(?P<stem>.*?[^\W\d].*?)[\s#]*\b(?P<number>\d{1,2}|[A-Z]|#?N)\b\s*(?:[:.)\-–—]\s*(?P<rest>.*))?$"
)


_LONGEST = 120
"""A heading of more characters is a sentence, and the pattern takes long over it."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Sections below one parent that repeat: the first one's label without its number, and those that show the form.

    `shown` leaves out a part that only says "repeat this".
    """

    stem: str
    members: tuple[Section, ...]
    shown: tuple[Section, ...]

    @property
    def span(self) -> Span:
        """The lines of all of them."""
        return Span(self.members[0].span.start, self.members[-1].span.end)


def find_parts(section: Section, outline: Outline, lines: Sequence[str]) -> tuple[Parts, ...]:
    """Return the groups of repeated sections among the children of `section`, in their order."""
    children = [outline.sections[index] for index in section.children]
    return tuple(
        Parts(stem, members, _shown(members, outline))
        for stem, members in _runs(children, lines)
        if any(_is_open(member, lines) for member in members)
    )


def _runs(children: Sequence[Section], lines: Sequence[str]) -> Iterator[tuple[str, tuple[Section, ...]]]:
    """Yield neighbours with the same stem; a heading that is all placeholder joins the one before it."""
    run: list[Section] = []
    stem = ""
    for child in children:
        own = _stem(child, lines)
        if run and (own is None or own != stem):
            yield stem, tuple(run)
            run = []
        if own is not None:
            run.append(child)
            stem = own
    if run:
        yield stem, tuple(run)


def _stem(section: Section, lines: Sequence[str]) -> str | None:
    """Return what the headings of repeated sections have in common; None where a heading does not repeat."""
    match = _NUMBERED.fullmatch(section.label) if len(section.label) <= _LONGEST else None
    if match:
        return match["stem"].strip()
    if not _is_open(section, lines):
        return None
    return re.split(r"[\[{<]", section.label)[0].strip(" :-–—")


def is_numbered(section: Section) -> bool:
    """Say whether a section is one of several by its name, as "Story 1" is: what is over these speaks of each."""
    return len(section.label) <= _LONGEST and bool(_NUMBERED.fullmatch(section.label))


def _is_open(section: Section, lines: Sequence[str]) -> bool:
    heading = section.heading
    return heading is not None and has_placeholder(" ".join(lines[heading.start : heading.end]).lstrip("# "))


def _shown(members: Sequence[Section], outline: Outline) -> tuple[Section, ...]:
    """Leave out later parts that stand for a repetition: they say so, or are a hint alone, and the first is not."""
    first, *others = members
    holds_more = bool(outline.blocks[first.index]) and not _is_hint_only(first, outline)
    return (first, *(other for other in others if not _stands_for_more(other, outline, holds_more=holds_more)))


_REPEAT = re.compile(
    r"\b(?:repeat|same (?:as|format|again|structure)|as above|and so on|etc)\b|…|\.\.\.", re.IGNORECASE
)


def _stands_for_more(section: Section, outline: Outline, *, holds_more: bool) -> bool:
    if not _is_hint_only(section, outline):
        return False
    blocks = outline.blocks[section.index]
    return holds_more or (bool(blocks) and all(_REPEAT.search(block.text) for block in blocks))


def _is_hint_only(section: Section, outline: Outline) -> bool:
    return not section.children and not read_body(section, outline.blocks[section.index], ()).content
