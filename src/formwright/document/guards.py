"""Marks around answers that could not be told from the template's own lines without them.

Most documents have none. An answer that repeats what follows it in the template could be read as that; two comments
around it say where it begins and ends. They bear a number that no answer has in such a mark, so that nobody can forge
them (S9).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

_MARK = re.compile(r"<!-- (?P<end>/?)answer(?: (?P<number>[1-9]\d{0,8}))?: (?P<slot>[\w.-]+) -->")


def free_number(texts: Iterable[str]) -> int:
    """Return a number that no mark in `texts` has, nor a smaller one."""
    found = (int(match["number"] or 0) for text in texts for match in _MARK.finditer(text))
    return max(found, default=-1) + 1


def guarded(lines: Sequence[str], slot: str, number: int) -> list[str]:
    """Return lines between the two marks of a slot."""
    name = f"answer {number}" if number else "answer"
    return [f"<!-- {name}: {slot} -->", *lines, f"<!-- /{name}: {slot} -->"]


def take_guarded(lines: Sequence[str], slots: Iterable[str]) -> tuple[list[str], Mapping[str, list[str]]]:
    """Return the lines with `start_mark` in the place of what stands between two marks, and that by slot.

    Marks count that have the highest number of all, and whose pair is there.
    """
    marks = [(at, match) for at, line in enumerate(lines) if (match := _MARK.fullmatch(line))]
    highest = max((int(match["number"] or 0) for _, match in marks), default=0)
    known = set(slots)
    ends: dict[str, list[int]] = {}
    for place, match in marks:
        ends.setdefault(match[0], []).append(place)
    inside: dict[str, list[str]] = {}
    out: list[str] = []
    at = 0
    for start, match in marks:
        slot = match["slot"]
        if start < at or match["end"] or int(match["number"] or 0) != highest or slot in inside or slot not in known:
            continue
        pair = guard_end(match)
        places = ends.get(pair, [])
        number = bisect_right(places, start)
        if number < len(places):
            out += [*lines[at:start], start_mark(slot)]
            inside[slot] = list(lines[start + 1 : places[number]])
            at = places[number] + 1
    return [*out, *lines[at:]], inside


def start_mark(slot: str) -> str:
    """Return the mark that begins a slot, without a number."""
    return f"<!-- answer: {slot} -->"


def guard_end(start: re.Match[str]) -> str:
    """Return the mark that ends what `start` begins."""
    return start[0].replace("<!-- ", "<!-- /", 1)
