"""The lines of an edited body, with what is asked of them again and again."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Set
from functools import cached_property

from formwright.submission.fences import closed_blocks
from formwright.submission.values import trim

_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(?=[^ \t])|[ \t]*$)")


def atx_level(line: str) -> int:
    """Return the level of the ATX heading that `line` is; 0 where it is none."""
    match = _ATX.match(line) if "#" in line[:4] else None
    return len(match[1]) if match else 0


class Lines:
    """A body's lines, counted from 0.

    `folded` are the lines in folded case and without outer blanks, so that labels can be looked up in them; `worded`
    are the indexes of those with a word.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.raw = text.split("\n")
        self.folded = list(map(str.strip, text.casefold().split("\n")))
        self.worded = [number for number, line in enumerate(self.folded) if line]

    def __len__(self) -> int:
        return len(self.raw)

    def word(self, line: int) -> int | None:
        """Return the first line with a word from `line` on."""
        index = bisect_left(self.worded, line)
        return self.worded[index] if index < len(self.worded) else None

    def last_word(self, stop: int) -> int:
        """Return the last line with a word before `stop`; there is one."""
        return self.worded[bisect_left(self.worded, stop) - 1]

    def paragraph(self, first: int, stop: int) -> int:
        """Return the end of the paragraph that begins at `first`: a blank line, a heading, or `stop`."""
        try:
            end = self.folded.index("", first, stop)
        except ValueError:
            end = stop
        return next(self._headings_from(first, end), end)

    def fenced(self, line: int) -> bool:
        """Say whether a line is in a closed fenced block or comment, or opens or closes one."""
        opened, closed = self._blocks
        index = bisect_right(opened, line) - 1
        return index >= 0 and line <= closed[index]

    def join(self, start: int, stop: int) -> str:
        """Return the text of the lines from `start` to before `stop`, without outer blank lines."""
        return trim("\n".join(self.raw[start:stop]))

    def headings(self, start: int, stop: int) -> Iterator[int]:
        """Yield the lines from `start` to before `stop` that are ATX headings and in no closed block."""
        return (line for line in self._headings_from(start, stop) if not self.fenced(line))

    def _headings_from(self, start: int, stop: int) -> Iterator[int]:
        hashes = self.hashes
        numbers = range(bisect_left(hashes, start), bisect_left(hashes, stop))
        return (hashes[number] for number in numbers if atx_level(self.raw[hashes[number]]))

    @cached_property
    def kinds(self) -> set[str]:
        """The lines in folded case, each once: what is asked of all lines is asked of these first."""
        return set(self.folded)

    def those(self, kinds: Set[str]) -> list[int]:
        """Return the indexes of the lines that are among `kinds`."""
        folded = self.folded
        return [number for number in self.worded if folded[number] in kinds] if kinds else []

    @cached_property
    def hashes(self) -> list[int]:
        """The indexes of the lines that begin with a hash."""
        return self.those({line for line in self.kinds if line[:1] == "#"})

    @cached_property
    def _blocks(self) -> tuple[list[int], list[int]]:
        """The first lines of the closed fenced blocks and comments, and their last lines."""
        first: list[int] = []
        last: list[int] = []
        line = offset = 0
        for start, end in closed_blocks(self.text):
            first.append(line + self.text.count("\n", offset, start))
            line, offset = first[-1] + self.text.count("\n", start, end), end
            last.append(line)
        return first, last
