"""Merge three ways: what was generated last, what people made of it, what would be generated now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from merge3 import Merge3

from formwright.document.alignment import Alignment
from formwright.document.keywise import front_end, merge_keys
from formwright.text.blocks import BlockKind
from formwright.text.lines import BOM, split_lines
from formwright.text.markdown import plain_text, read_blocks

_ROUNDS = 8
"""How often a merge is repeated at most; two rounds were the most that 300,000 random texts took."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that people and the issue changed in different ways.

    `line` counts from 1 in the merged text. `ours` is what would have been generated there. `section` is the heading
    that the place is under, "" where there is none above it.
    """

    line: int
    theirs: tuple[str, ...]
    ours: tuple[str, ...]
    section: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged text, and what the next merge has to start from.

    `base` is what was generated now, but as it was generated before where there is a conflict: so the next merge finds
    that conflict again until someone settles it, and finds nothing else.
    """

    text: str
    base: str
    conflicts: tuple[Conflict, ...] = ()


def merge(base: str, theirs: str, ours: str) -> Merged:
    """Return `theirs` with what changed from `base` to `ours`. Where both changed the same lines, theirs stay.

    Front matter is merged by key, all else by lines. The result is merged again until nothing changes: where lines
    repeat, two merges may line them up differently, and a second run must find nothing to do. A document that somebody
    saved with CRLF, or with a byte order mark, is merged as if it had neither, and keeps them.
    """
    if theirs.startswith(BOM) and not base.startswith(BOM):
        merged = merge(base, theirs.removeprefix(BOM), ours)
        return replace(merged, text=BOM + merged.text)
    if "\r\n" in theirs and theirs.count("\r\n") == theirs.count("\n"):
        merged = merge(base, theirs.replace("\r\n", "\n"), ours)
        return replace(merged, text=merged.text.replace("\n", "\r\n"))
    merged = _merge_once(base, theirs, ours)
    for _ in range(_ROUNDS):
        again = _merge_once(merged.base, merged.text, ours)
        if (again.text, again.base) == (merged.text, merged.base):
            return _placed(again)
        merged = again
    return _placed(merged)


def _placed(merged: Merged) -> Merged:
    """Return what was merged with the section of each conflict."""
    if not merged.conflicts:
        return merged
    lines = split_lines(merged.text)
    front = front_end(_lines(merged.text))
    headings = [each for each in read_blocks(lines, front) if each.kind is BlockKind.HEADING]

    def section(line: int) -> str:
        above = [each for each in headings if each.start < line]
        return plain_text(above[-1].text) if above else ""

    return replace(merged, conflicts=tuple(replace(each, section=section(each.line)) for each in merged.conflicts))


def _merge_once(base: str, theirs: str, ours: str) -> Merged:
    texts = [_lines(text) for text in (base, theirs, ours)]
    ends = [front_end(lines) for lines in texts]
    front = merge_keys(*(lines[:end] for lines, end in zip(texts, ends, strict=True))) if all(ends) else None
    if front is None:
        return _merge_lines(*texts)
    body = _merge_lines(*(lines[end:] for lines, end in zip(texts, ends, strict=True)))
    conflicts = [Conflict(clash.at + 1, clash.theirs, clash.ours) for clash in front.clashes]
    conflicts += [replace(each, line=each.line + len(front.lines)) for each in body.conflicts]
    return Merged("".join(front.lines) + body.text, "".join(front.base) + body.base, tuple(conflicts))


def _merge_lines(base: list[str], theirs: list[str], ours: list[str]) -> Merged:
    sides = _Sides(base, theirs, ours)
    text: list[str] = []
    next_base: list[str] = []
    conflicts = []
    done = 0
    for kind, *ends in Merge3(base, theirs, ours, sequence_matcher=Alignment).merge_regions():
        if kind != "conflict":
            text += sides.of(kind)[ends[0] : ends[1]]
            continue
        before, human, generated = sides.conflict(ends)
        both = _side_by_side(before, human, generated)
        if both is None:
            next_base += [*sides.ours[done : ends[4]], *before]
            done = ends[5]
            conflicts.append(Conflict(len(text) + 1, _bare(human), _bare(generated)))
        text += human if both is None else both
    return Merged("".join(text), "".join([*next_base, *sides.ours[done:]]), tuple(conflicts))


def _side_by_side(base: list[str], theirs: list[str], ours: list[str]) -> list[str] | None:
    """Return both changes where they do not contradict each other; None else.

    So it is where one side only put lines before or after lines that the other changed, or where both made the same
    change and one of them put lines before or after it.
    """
    for one, other in ((theirs, ours), (ours, theirs)):
        for common, put in ((base, other), (other, other)):
            size = len(common)
            if any(line.strip() for line in common) and one[:size] == common:
                return [*put, *one[size:]]
            if any(line.strip() for line in common) and one[-size:] == common:
                return [*one[:-size], *put]
    return None


@dataclass(frozen=True, slots=True)
class _Sides:
    base: list[str]
    theirs: list[str]
    ours: list[str]

    def of(self, kind: str) -> list[str]:
        """Return the side whose lines a region of this kind names."""
        return {"unchanged": self.base, "b": self.ours}.get(kind, self.theirs)

    def conflict(self, ends: Sequence[int]) -> tuple[list[str], list[str], list[str]]:
        """Return the three sides of a conflict."""
        return self.base[ends[0] : ends[1]], self.theirs[ends[2] : ends[3]], self.ours[ends[4] : ends[5]]


def _lines(text: str) -> list[str]:
    """Return lines with their ends; LF alone ends a line, so that nothing else in a text can be taken for one."""
    return [line for line in re.split(r"(?<=\n)", text) if line]


def _bare(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(line.rstrip("\r\n") for line in lines)
