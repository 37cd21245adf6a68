"""The lines of a checkbox list: as GitHub writes them (R68), and as people leave them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from formwright.form.model import Element
from formwright.submission.values import NO_RESPONSE, shown

BOXES = {"- [ ] ": False, "- [x] ": True, "- [X] ": True}
"""What GitHub writes before an option: the tick was upper case until about 2024 (R68)."""

MOST_STRAY = 50
"""Behind so many lines that are not of the list, only lines as GitHub writes them are (S35)."""

_ITEM = re.compile(r"[^ \t\n][^\n]*")
_BULLET = re.compile(r"[ \t>]*(?:[-*+•]|\d{1,9}[.)])[ \t]*")
_BOX = re.compile(r"\\?\[[ \t]{0,9}([^\[\] \t]?)[ \t]{0,9}\\?\][ \t]*")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_TICKS = frozenset("xX✓✔✅☑")


@dataclass(slots=True)
class Ticks:
    """What a list says: its options with their ticks, the labels that the form does not have, and bad lines.

    Lines are offsets in the text. `stray` are the lines, from and to, that are no item, with the items of other lists
    below them and the lines that were there before; `malformed` are items that are not written as GitHub does.
    `unlisted` are the form's options that the list does not have; `unanswered`: it holds the marker of an empty field.
    """

    ticked: dict[str, bool] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)
    stray: list[tuple[int, int]] = field(default_factory=list)
    malformed: list[int] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)
    unanswered: bool = False


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


def read_boxes(element: Element, text: str, start: int = 0, stop: int | None = None) -> Ticks:
    """Return what the lines of `text` say of the options of `element`, in whatever order and however they were edited.

    The lines are those from `start` to before `stop`.
    """
    stop = len(text) if stop is None else stop
    exact = {shown(option.label).strip(): option.label for option in element.options}
    reading = _Reading(exact, _loosely(exact))
    ticks = reading.ticks
    for match in _ITEM.finditer(text, start, stop):
        line = text.rfind("\n", 0, match.start()) + 1
        item = match[0].rstrip(" \t")
        if reading.strays + len(ticks.unknown) > MOST_STRAY:
            reading.skim(text, line, stop)
            break
        if item == NO_RESPONSE:
            ticks.unanswered = True
        else:
            reading.read(line, match.end() + 1, item)
    ticks.unlisted = [option.label for option in element.options if option.label not in ticks.ticked]
    known = {option.label: ticks.ticked.get(option.label, False) for option in element.options}
    ticks.ticked = {**known, **ticks.ticked}
    return ticks


def _loosely(exact: dict[str, str]) -> dict[str, str]:
    """Return the options by their labels in folded case, where only one has it: whole, and without links."""
    found: dict[str, set[str]] = {}
    for label, option in exact.items():
        for spelling in {_folded(label), _folded(_plain(label))}:
            found.setdefault(spelling, set()).add(option)
    return {spelling: options.pop() for spelling, options in found.items() if len(options) == 1}


class _Reading:
    """Ticks in the making. `exact` are the options by their labels, `folded` by these in folded case."""

    def __init__(self, exact: dict[str, str], folded: dict[str, str]) -> None:
        self.exact, self.folded = exact, folded
        self.ticks = Ticks()
        self.strays = 0
        self.seen: set[str] = set()

    def read(self, line: int, after: int, item: str) -> None:
        """Read one line."""
        if item in self.seen:
            self.stray(line, after)
            return
        self.seen.add(item)
        ticks = self.ticks
        mark, label = _parts(item, self.exact, self.folded)
        option = self.exact.get(label, self.folded.get(_folded(label)))
        if option is None and mark is not None and label and not ticks.stray:
            ticks.unknown.setdefault(label, line)
            option = label
        if option is None or option in ticks.ticked:
            self.stray(line, after)
        elif option not in ticks.unknown and (item[:6] not in BOXES or label != shown(option).strip()):
            ticks.malformed.append(line)
        if option is not None:
            ticks.ticked[option] = ticks.ticked.get(option, False) or bool(mark and mark in _TICKS)

    def stray(self, start: int, stop: int) -> None:
        """Keep lines as no part of the list."""
        runs = self.ticks.stray
        self.strays += 1
        if runs and runs[-1][1] == start:
            start = runs.pop()[0]
        runs.append((start, stop))

    def skim(self, text: str, start: int, stop: int) -> None:
        """Read of the lines from `start` on only those that are as GitHub writes them; the others are stray."""
        part = f"\n{text[start:stop]}\n"
        lines = set(part.split("\n"))
        written = (
            (box + label, option, ticked) for label, option in self.exact.items() for box, ticked in BOXES.items()
        )
        taken: list[tuple[int, int]] = []
        for line, option, ticked in written:
            if line in lines:
                if option not in self.ticks.ticked:
                    at = start + part.index(f"\n{line}\n")
                    taken.append((at, at + len(line) + 1))
                self.ticks.ticked[option] = self.ticks.ticked.get(option, False) or ticked
        for at, after in [*sorted(taken), (stop, stop)]:
            if start < at:
                self.stray(start, at)
            start = after


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
    """Return a label in folded case and without emphasis, which edits take away."""
    return " ".join(label.casefold().replace("*", "").replace("`", "").split())


def _plain(label: str) -> str:
    """Return an option's label with the texts of its links in their place (R33)."""
    return _LINK.sub(r"\1", label) if "](" in label else label
