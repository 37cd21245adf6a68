"""Which lines of two texts are the same ones: unique lines first, as in Bram Cohen's patience diff.

It takes little more than linear time, however often lines repeat.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher

_SMALL = 10_000
"""Where no line is unique: the most pairs of lines that are compared thoroughly."""

_DEEPEST = 64
"""How often a gap is looked into again: each look finds lines that are unique in it, though not in more than it."""

Range = tuple[int, int, int, int]
"""Lines `a_start` to `a_end` of one text, and `b_start` to `b_end` of the other."""


class Alignment:
    """Two sequences of lines, with the interface of `difflib.SequenceMatcher` that `merge3` asks for."""

    def __init__(
        self,
        isjunk: Callable[[str], bool] | None = None,
        a: Sequence[str] = "",
        b: Sequence[str] = "",
        autojunk: bool = True,
    ) -> None:
        self._a, self._b = a, b

    def get_matching_blocks(self) -> list[tuple[int, int, int]]:
        """Return where the two are the same: start in the one, start in the other, length; at last an empty block."""
        pairs = sorted(self._pairs())
        blocks: list[tuple[int, int, int]] = []
        for one, other in pairs:
            start, second, size = blocks[-1] if blocks else (-1, -1, 0)
            if blocks and (one, other) == (start + size, second + size):
                blocks[-1] = (start, second, size + 1)
            else:
                blocks.append((one, other, 1))
        return [*blocks, (len(self._a), len(self._b), 0)]

    def _pairs(self) -> Iterator[tuple[int, int]]:
        waiting: list[tuple[Range, int]] = [((0, len(self._a), 0, len(self._b)), 0)]
        while waiting:
            gap, depth = waiting.pop()
            same, (start, end, second, stop) = self._ends(gap)
            yield from same
            if start == end or second == stop or depth > _DEEPEST:
                continue
            anchors = self._anchors((start, end, second, stop))
            if not anchors:
                yield from self._thoroughly((start, end, second, stop))
                continue
            yield from anchors
            for one, other in anchors:
                waiting.append(((start, one, second, other), depth + 1))
                start, second = one + 1, other + 1
            waiting.append(((start, end, second, stop), depth + 1))

    def _ends(self, gap: Range) -> tuple[list[tuple[int, int]], Range]:
        """Return the pairs at both ends of a gap, and what is left between them."""
        start, end, second, stop = gap
        same = []
        while start < end and second < stop and self._a[start] == self._b[second]:
            same.append((start, second))
            start, second = start + 1, second + 1
        while start < end and second < stop and self._a[end - 1] == self._b[stop - 1]:
            end, stop = end - 1, stop - 1
            same.append((end, stop))
        return same, (start, end, second, stop)

    def _anchors(self, gap: Range) -> list[tuple[int, int]]:
        """Return the most lines in the same order on both sides, of those that are there once, or as often on both."""
        start, end, second, stop = gap
        one, other = self._a[start:end], self._b[second:stop]
        counts, others = Counter(one), Counter(other)
        for most in (1, max(len(one), len(other))):
            wanted = {line for line, count in counts.items() if count == others[line] and count <= most}
            places = {key: second + at for at, key in _numbered(other, wanted)}
            pairs = [(start + at, places[key]) for at, key in _numbered(one, wanted)]
            if pairs:
                return _longest(pairs)
        return []

    def _thoroughly(self, gap: Range) -> Iterator[tuple[int, int]]:
        start, end, second, stop = gap
        if (end - start) * (stop - second) > _SMALL:
            return
        matcher = SequenceMatcher(None, self._a[start:end], self._b[second:stop], autojunk=False)
        for one, other, size in matcher.get_matching_blocks():
            yield from ((start + one + at, second + other + at) for at in range(size))


def _numbered(lines: Sequence[str], wanted: set[str]) -> Iterator[tuple[int, Hashable]]:
    """Yield the places of wanted lines, each line with its how-manieth."""
    seen: Counter[str] = Counter()
    for at, line in enumerate(lines):
        if line in wanted:
            seen[line] += 1
            yield at, (line, seen[line])


def _longest(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of `pairs`, which rise in the first number, that rises in the second one, too."""
    tops: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, other) in enumerate(pairs):
        pile = bisect_left(tops, other)
        before.append(last[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [other]
        last[pile : pile + 1] = [number]
    out = []
    at = last[-1] if last else -1
    while at >= 0:
        out.append(pairs[at])
        at = before[at]
    return out[::-1]
