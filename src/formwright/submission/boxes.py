"""The lines of a checkbox list: as GitHub writes them (R68), and as people leave them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from formwright.form.model import Element
from formwright.submission.values import NO_RESPONSE, shown

BOXES = {"- [ ] ": False, "- [x] ": True, "- [X] ": True}
"""What GitHub writes before an option: the tick was upper case until about 2024 (R68)."""

MOST_STRAY = 50
"""Behind so many lines that are not of the list, only lines as GitHub writes them are (S35)."""

_BULLET = re.compile(r"[ \t>]*(?:[-*+•]|\d{1,9}[.)])[ \t]*")
_BOX = re.compile(r"\\?\[[ \t]{0,9}([^\[\] \t]?)[ \t]{0,9}\\?\][ \t]*")
_TICKS = frozenset("xX✓✔✅☑")


@dataclass(slots=True)
class Ticks:
    """What a list says: its options with their ticks, the labels that the form does not have, and bad lines.

    `stray` and `malformed` are indexes of lines: those that are no item, with the items of other lists below them and
    the lines that were there before, and items that are not written as GitHub does. `unlisted` are the form's options
    that the list does not have.
    """

    ticked: dict[str, bool] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)
    stray: list[int] = field(default_factory=list)
    malformed: list[int] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)


def boxes_end(element: Element, text: str, start: int) -> int:
    """Return where the list that GitHub writes for `element` at `start` ends; -1 where another text stands there."""
    if text.startswith(NO_RESPONSE + "\n", start):
        return start + len(NO_RESPONSE)
    for option in element.options:
        label = shown(option.label)
        after = start + len("- [ ] ") + len(label)
        if text[start : start + 6] not in BOXES or not text.startswith(label + "\n", after - len(label)):
            return -1
        start = after + 1
    return start - 1 if element.options else -1


def read_boxes(element: Element, lines: Sequence[str]) -> Ticks:
    """Return what `lines` say of the options of `element`, in whatever order and however they were edited."""
    exact = {shown(option.label).strip(): option.label for option in element.options}
    folded = {_folded(label): option for label, option in exact.items()}
    ticks, seen = Ticks(), set[str]()
    for index, line in enumerate(lines):
        text = line.strip(" \t")
        if not text or text == NO_RESPONSE:
            continue
        listed = text[6:] in exact
        if text in seen or (not listed and len(ticks.unknown) + len(ticks.stray) > MOST_STRAY):
            ticks.stray.append(index)
        else:
            seen.add(text)
            _read_line(ticks, index, text, exact, folded)
    ticks.unlisted = [option.label for option in element.options if option.label not in ticks.ticked]
    known = {option.label: ticks.ticked.get(option.label, False) for option in element.options}
    ticks.ticked = {**known, **ticks.ticked}
    return ticks


def _read_line(ticks: Ticks, index: int, text: str, exact: dict[str, str], folded: dict[str, str]) -> None:
    mark, label = _parts(text, exact, folded)
    option = exact.get(label, folded.get(_folded(label)))
    if option is None and mark is not None and label and not ticks.stray:
        ticks.unknown.setdefault(label, index)
        option = label
    if option is None or option in ticks.ticked:
        ticks.stray.append(index)
    elif option not in ticks.unknown and (text[:6] not in BOXES or label != shown(option).strip()):
        ticks.malformed.append(index)
    if option is not None:
        ticks.ticked[option] = ticks.ticked.get(option, False) or bool(mark and mark in _TICKS)


def _parts(text: str, exact: dict[str, str], folded: dict[str, str]) -> tuple[str | None, str]:
    """Return the mark in the line's box (None without a box) and the label behind it.

    A label may itself begin with something like a box, or with a number, so the label of an option goes first. `- x A`
    is a tick as well, for people who do not know the brackets.
    """
    bare = text[_bullet_end(text) :]
    box = _BOX.match(bare)
    behind = bare[box.end() :].strip(" \t") if box else ""
    if box and (behind in exact or _folded(behind) in folded):
        return box[1], behind
    for mark, label in ((None, text), (None, bare.strip(" \t")), (bare[:1], bare[2:].strip(" \t"))):
        loose = mark is None or (mark in _TICKS and bare[1:2] == " ")
        if loose and (label in exact or _folded(label) in folded):
            return mark, label
    return (box[1], behind) if box else (None, bare)


def _bullet_end(text: str) -> int:
    bullet = _BULLET.match(text)
    return bullet.end() if bullet else 0


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())
