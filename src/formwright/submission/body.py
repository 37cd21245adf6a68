"""The text of an edited body, with what is asked of it again and again.

Nothing here walks over the lines: a body may have 65,536 of them. What is looked for has a beginning of its own behind
a line feed, so that the search for it runs at the speed of the search for a fixed text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice

from formwright.submission.fences import closed_blocks
from formwright.submission.values import trim

_ATX_END = r"#{0,5}+(?:[ \t]++(?=[^\n])|[ \t]*+(?=\n))"
_ATX = (re.compile(rf"\n#{_ATX_END}"), re.compile(rf"\n  {{0,2}}#{_ATX_END}"))
_BLANK = (re.compile(r"\n [ \t]*+(?=\n)"), re.compile(r"\n\t[ \t]*+(?=\n)"))

MOST_LINES = 400
"""Of more lines of one kind than this, not every one is looked at (S35)."""

_KINDS = {
    "#": r"\n#",
    "*": r"\n\*\*",
    "_": r"\n__",
    "<": r"\n<(?:b>|h[1-6])",
    " ": r"\n  {0,2}(?:#|\*\*|__|<b>)",
    "=": r"\n==*+[ \t]*+(?=\n)",
    "-": r"\n--*+[ \t]*+(?=\n)",
}
_SUSPECTS = {sign: re.compile(pattern) for sign, pattern in _KINDS.items()}
"""How a line begins that may be a heading, by a sign that it must have; the lines before the last two may be."""


def fold(text: str) -> str:
    """Return `text` in folded case, sign by sign: a sign that would become two stays, so that offsets do."""
    folded = text.casefold()
    if len(folded) != len(text):
        folded = text.lower()
    return folded if len(folded) == len(text) else text.replace("İ", "i").lower()


class Body:
    """A body between two line feeds. A line is named by the offset of its first character; `end` is behind the last."""

    def __init__(self, body: str) -> None:
        self.text = f"\n{body}\n"
        self.end = len(self.text)

    @cached_property
    def folded(self) -> str:
        """The text in folded case."""
        return fold(self.text)

    @cached_property
    def suspects(self) -> list[int] | None:
        """The lines that look like headings; None where there are more than any person writes."""
        lines = set[int]()
        for sign, pattern in _SUSPECTS.items():
            if sign not in self.text:
                continue
            matches = list(islice(pattern.finditer(self.text), MOST_LINES + 1))
            if len(matches) > MOST_LINES:
                return None
            before = sign in "=-"
            starts = (match.start() for match in matches if match.start() or not before)
            lines.update(self.text.rfind("\n", 0, start) + 1 if before else start + 1 for start in starts)
        return sorted(lines)

    def line(self, start: int) -> str:
        """Return the text of a line."""
        return self.text[start : self.text.find("\n", start)]

    def after(self, start: int) -> int:
        """Return the line after a line."""
        return self.text.find("\n", start) + 1

    def numbers(self, lines: Iterable[int]) -> dict[int, int]:
        """Return the numbers of lines, from 1; that of the last line for the end of the body."""
        found: dict[int, int] = {}
        number = offset = 0
        for line in sorted(set(lines)):
            number += self.text.count("\n", offset, line)
            offset = line
            found[line] = number - (line == self.end)
        return found

    def word(self, line: int) -> int | None:
        """Return the first line with a word from `line` on."""
        size = 64
        while line < self.end:
            piece = self.text[line : line + size]
            bare = piece.lstrip()
            if bare:
                return self.text.rfind("\n", 0, line + len(piece) - len(bare)) + 1
            line, size = line + size, 16 * size
        return None

    def last_word(self, stop: int) -> int:
        """Return the last line with a word before `stop`; there is one."""
        return self.text.rfind("\n", 0, len(self.text[:stop].rstrip()) - 1) + 1

    def paragraph(self, first: int, stop: int) -> int:
        """Return the end of the paragraph that begins at `first`: a blank line, a heading, or `stop`."""
        found = self.text.find("\n\n", first - 1, stop) + 1 or stop
        return min(found, *(_next(pattern, self.text, first, found) for pattern in (*_BLANK, *_ATX)))

    def headings(self, start: int, stop: int) -> Iterator[int]:
        """Yield the lines from `start` to before `stop` that are ATX headings and in no closed block."""
        ahead = [_next(pattern, self.text, start, stop) for pattern in _ATX]
        while (line := min(ahead)) < stop:
            behind = self._closes(line)
            if behind is None:
                yield line
            at = self.after(line if behind is None else behind)
            ahead = [
                found if found >= at else _next(pattern, self.text, at, stop)
                for pattern, found in zip(_ATX, ahead, strict=True)
            ]

    def level(self, line: int) -> int:
        """Return the level of the ATX heading that a line is; 0 where it is none."""
        found = any(pattern.match(self.text, line - 1) for pattern in _ATX)
        return len(bare := self.line(line).lstrip(" ")) - len(bare.lstrip("#")) if found else 0

    def fenced(self, line: int) -> bool:
        """Say whether a line is in a closed fenced block or comment, or opens or closes one."""
        return self._closes(line) is not None

    def join(self, start: int, stop: int) -> str:
        """Return the text of the lines from `start` to before `stop`, without outer blank lines."""
        return trim(self.text[start:stop])

    def _closes(self, line: int) -> int | None:
        """Return the offset at which the closed block ends that `line` is in."""
        opened, closed = self._blocks
        index = bisect_right(opened, line) - 1
        return closed[index] if index >= 0 and line <= closed[index] else None

    @cached_property
    def _blocks(self) -> tuple[list[int], list[int]]:
        """The first lines of the closed fenced blocks and comments, and the offsets at which they end."""
        blocks = closed_blocks(self.text)
        return [self.text.rfind("\n", 0, start) + 1 for start, _ in blocks], [end for _, end in blocks]


def _next(pattern: re.Pattern[str], text: str, line: int, stop: int) -> int:
    """Return the first line from `line` on at whose line feed the pattern matches; `stop` where none does before it."""
    found = pattern.search(text, line - 1, stop)
    return found.start() + 1 if found and found.start() + 1 < stop else stop
