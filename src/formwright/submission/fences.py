"""What CommonMark does not read as headings: fenced code blocks and HTML comments, where they open and close."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, pairwise

MOST_FENCES = 240
"""Of one kind; more than any person writes. What stands behind them is taken for prose (S35)."""

# It begins with a line feed and not with ^, and with as much of a fixed text as it can: the search for that is many
# times faster. So each way to begin has a pattern of its own.
_BACKTICKS = r"(`*)([^`\n]*)(?![^\n])"
_TILDES = r"(~*)([^\n]*)"
_MARKS = {
    "```": (re.compile(rf"\n```{_BACKTICKS}"), re.compile(rf"\n  {{0,2}}```{_BACKTICKS}")),
    "~~~": (re.compile(rf"\n~~~{_TILDES}"), re.compile(rf"\n  {{0,2}}~~~{_TILDES}")),
    "<!--": (re.compile(r"\n<!--()()"), re.compile(r"\n  {0,2}<!--()()")),
}


def closed_blocks(text: str, resets: Iterable[int] = ()) -> list[tuple[int, int]]:
    """Return the offsets of the fenced blocks and comments that are closed, in order, from first to last character.

    A fence or a comment that is never closed says nothing about the headings below it: writers forget to close them.
    At the offsets of `resets`, which are headings that are sure, an open one ends. Linear in the text.
    """
    kinds = [kind for kind in _MARKS if kind[0] in text and kind in text]
    if not kinds:
        return []
    padded = f"\n{text}"
    marks = sorted(mark for kind in kinds for pattern in _MARKS[kind] for mark in _marks(padded, kind, pattern))
    blocks: list[tuple[int, int]] = []
    at = 0
    for start, stop in pairwise([0, *sorted(resets), len(text)]):
        part = []
        while at < len(marks) and marks[at][0] < stop:
            part.append(marks[at])
            at += 1
        blocks += _blocks(text, part, start, stop)
    return blocks


_Mark = tuple[int, int, str, str]
"""Where a line begins, where what stands in it ends, the fence (empty: a comment) and the text behind it."""


def _marks(padded: str, kind: str, pattern: re.Pattern[str]) -> Iterator[_Mark]:
    """Yield the lines that open or close something; their offsets are those of the text behind the line feed."""
    for match in islice(pattern.finditer(padded), MOST_FENCES):
        run = "" if kind == "<!--" else kind + match[1]
        yield match.start(), match.end() - 1, run, match[2]


def _blocks(text: str, marks: Iterable[_Mark], start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the closed blocks between two headings."""
    opened: tuple[int, str] | None = None
    behind, comments = start, True
    for begin, end, run, info in marks:
        if begin < behind or (not run and (opened or not comments)):
            continue
        if not run:
            end = text.find("-->", end, stop)
            comments = end >= 0
            if comments:
                behind = end + len("-->")
                yield begin, behind
        elif opened is None:
            opened = (begin, run)
        elif closes(run, info, opened[1]):
            yield opened[0], end
            opened = None


def closes(run: str, info: str, opener: str) -> bool:
    """Say whether a fence of the characters `run` with the text `info` behind it ends the one of `opener`."""
    return run[0] == opener[0] and len(run) >= len(opener) and not info.strip(" \t")


def closing_fence(text: str, opener: str, line: int, stop: int) -> int | None:
    """Return the offset of the first line from `line` to before `stop` that closes the fence `opener`."""
    found = (pattern.search(text, line - 1, stop) for pattern in _closers(opener))
    return min((match.start() + 1 for match in found if match), default=None)


@lru_cache(maxsize=64)
def _closers(opener: str) -> tuple[re.Pattern[str], ...]:
    rest = rf"{re.escape(opener)}{re.escape(opener[0])}*+[ \t]*+(?=\n)"
    return re.compile(rf"\n{rest}"), re.compile(rf"\n  {{0,2}}{rest}")


def fence(line: str) -> tuple[str, str] | None:
    """Return the characters of the fence that `line` is and the text behind them; None where it is no fence."""
    for kind in ("```", "~~~"):
        for pattern in _MARKS[kind]:
            if match := pattern.fullmatch(f"\n{line}"):
                return kind + match[1], match[2]
    return None
