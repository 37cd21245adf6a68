"""The options of a dropdown, and the ways in which a list of them can be written (R67).

GitHub joins the chosen options by `, ` in the form's order. An option may hold a comma, or be the beginning of
another, so a line is read by the form's own options and not by its commas. Lines that are longer than any choice of
options are not tried, so the cost is bounded by the form and not by the body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from formwright.form.model import Element
from formwright.submission.values import shown

SEPARATOR = ", "
_SEPARATORS = re.compile(r"[,;/\n]")

MOST_SPELLINGS = 32
"""So many ways to read one line are told apart; more are of no use to anybody."""


def spellings(options: Sequence[str], line: str) -> list[tuple[int, ...]]:
    """Return the sets of options, as indexes in the form's order, that are written as `line`.

    The sets with the fewest options come first (R67: longest options first).
    """
    if len(line) > _longest(options):
        return []
    if not any(SEPARATOR in option or option[:1] in " ," or option[-1:] in " ," for option in options):
        return _plain_spelling(options, line)
    starts = _starts(options, line)
    found: list[tuple[int, ...]] = []
    open_ways: list[tuple[int, tuple[int, ...]]] = [(0, ())]
    while open_ways and len(found) < MOST_SPELLINGS:
        offset, chosen = open_ways.pop()
        for index in starts.get(offset, ()):
            if chosen and index <= chosen[-1]:
                continue
            after = offset + len(options[index])
            if after == len(line):
                found.append((*chosen, index))
            if line.startswith(SEPARATOR, after):
                open_ways.append((after + len(SEPARATOR), (*chosen, index)))
    return sorted(found, key=lambda chosen: (len(chosen), chosen))


def _longest(options: Sequence[str]) -> int:
    return sum(map(len, options)) + len(SEPARATOR) * len(options)


def _plain_spelling(options: Sequence[str], line: str) -> list[tuple[int, ...]]:
    """Return the one spelling that there can be where no option holds a separator."""
    index = {option: number for number, option in enumerate(options)}
    chosen = tuple(index.get(part, -1) for part in line.split(SEPARATOR))
    ordered = all(first < second for first, second in pairwise(chosen))
    return [chosen] if chosen[0] >= 0 and ordered else []


def _starts(options: Sequence[str], line: str) -> dict[int, list[int]]:
    """Return, by offset, the options that stand there and from which the line can be completed in order."""
    starts: dict[int, list[int]] = {}
    latest: dict[int, int] = {}
    for number in range(len(options) - 1, -1, -1):
        option = options[number]
        offset = line.find(option) if option else -1
        while offset >= 0:
            after = offset + len(option)
            goes_on = line.startswith(SEPARATOR, after) and latest.get(after + len(SEPARATOR), -1) > number
            if goes_on or after == len(line):
                starts.setdefault(offset, []).append(number)
                latest.setdefault(offset, number)
            offset = line.find(option, offset + 1)
    return starts


class Choices:
    """The options of one dropdown, ready to be matched."""

    def __init__(self, element: Element) -> None:
        self.labels = [option.label for option in element.options]
        self.texts = [shown(label) for label in self.labels]
        self.known = {text.strip(): label for text, label in zip(self.texts, self.labels, strict=True)}
        self.known.update(zip(self.texts, self.labels, strict=True))
        self._folded: dict[str, set[str]] | None = None

    def spelled(self, line: str) -> list[tuple[str, ...]]:
        """Return the lists of option labels that GitHub writes as `line`."""
        return [tuple(self.labels[index] for index in chosen) for chosen in spellings(self.texts, line)]

    def named(self, text: str) -> str | None:
        """Return the option that a hand-written `text` names: exactly, or but for case and emphasis if one only."""
        text = text.strip()
        if text in self.known:
            return self.known[text]
        if self._folded is None:
            self._folded = {}
            for known, label in self.known.items():
                self._folded.setdefault(_bare(known), set()).add(label)
        labels = self._folded.get(_bare(text), set())
        return next(iter(labels)) if len(labels) == 1 else None

    def is_longer(self, text: str) -> bool:
        """Say whether a hand-written `text` is too long to be a list of these options."""
        return len(text) > 2 * _longest(self.texts) + 200

    def split(self, line: str) -> list[tuple[str, bool]]:
        """Return the parts of an edited list and whether each is an option, with as few unknown parts as can be."""
        if self.is_longer(line):
            return [(line.strip(), False)]
        cuts = _cuts(line)
        reach = 1 + max((text.count(SEPARATOR) for text in self.texts), default=0)
        best: list[tuple[int, int]] = [(0, 0)] * len(cuts)
        step: list[int] = [0] * len(cuts)
        for start in range(len(cuts) - 2, -1, -1):
            ways = []
            for end in range(start + 1, min(start + reach, len(cuts) - 1) + 1):
                known = self.named(_part(line, cuts, start, end)) is not None
                if known or end == start + 1:
                    ways.append((best[end][0] + (not known), best[end][1] + 1, end))
            *cost, step[start] = min(ways)
            best[start] = (cost[0], cost[1])
        return self._walk(line, cuts, step)

    def _walk(self, line: str, cuts: list[int], step: list[int]) -> list[tuple[str, bool]]:
        parts, start = [], 0
        while start < len(cuts) - 1:
            part = _part(line, cuts, start, step[start])
            label = self.named(part)
            parts += [(label, True)] if label is not None else self._apart(part.strip())
            start = step[start]
        return parts

    def _apart(self, part: str) -> list[tuple[str, bool]]:
        """Return the options that people wrote with other separators; the part as it is where not all are options."""
        labels = [self.named(piece) for piece in _SEPARATORS.split(part) if piece.strip()]
        known = [label for label in labels if label is not None]
        return [(label, True) for label in known] if known and len(known) == len(labels) else [(part, False)]


def _bare(text: str) -> str:
    """Return a text in folded case, without outer blanks, emphasis and code marks."""
    return text.strip().strip("*_`").strip().casefold()


def _part(line: str, cuts: list[int], start: int, end: int) -> str:
    return line[cuts[start] : cuts[end]].removesuffix(SEPARATOR)


def _cuts(line: str) -> list[int]:
    """Return the offsets at which a part of the list can begin, and the end of the line."""
    cuts, offset = [0], line.find(SEPARATOR)
    while offset >= 0:
        cuts.append(offset + len(SEPARATOR))
        offset = line.find(SEPARATOR, offset + len(SEPARATOR))
    return [*cuts, len(line)] if cuts[-1] < len(line) else [*cuts[:-1], len(line)]
