"""What CommonMark does not read as headings: fenced code blocks and HTML comments, where they open and close."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

MOST_FENCES = 1_000
"""More than any person writes; what stands behind them is taken for prose (S35)."""

# It begins with a line feed and not with ^: the search for a fixed character is many times faster.
_MARK = re.compile(r"\n {0,3}(?:(`{3,})([^`\n]*)(?![^\n])|(~{3,})([^\n]*)|<!--)")


def closed_blocks(text: str, resets: Iterable[int] = ()) -> list[tuple[int, int]]:
    """Return the offsets of the fenced blocks and comments that are closed, in order, from first to last character.

    A fence or a comment that is never closed says nothing about the headings below it: writers forget to close them.
    At the offsets of `resets`, which are headings that are sure, an open one ends. Linear in the text.
    """
    if "```" not in text and "~~~" not in text and "<!--" not in text:
        return []
    bounds, padded = [0, *sorted(resets), len(text)], f"\n{text}"
    return [block for start, stop in pairwise(bounds) for block in _blocks(padded, start, stop)]


def _blocks(padded: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the closed blocks between two headings. `padded` is the text behind a line feed, offsets are the text's."""
    opened: tuple[int, str] | None = None
    behind, comments = start, True
    for match in islice(_MARK.finditer(padded, start, stop + 1), MOST_FENCES):
        run = match[1] or match[3]
        if match.start() < behind or (run is None and (opened or not comments)):
            continue
        if run is None:
            end = padded.find("-->", match.end(), stop + 1)
            comments = end >= 0
            if comments:
                behind = end + len("-->") - 1
                yield match.start(), behind
        elif opened is None:
            opened = (match.start(), run)
        elif closes(run, match[2] or match[4] or "", opened[1]):
            yield opened[0], match.end() - 1
            opened = None


def closes(run: str, info: str, opener: str) -> bool:
    """Say whether a fence of the characters `run` with the text `info` behind it ends the one of `opener`."""
    return run[0] == opener[0] and len(run) >= len(opener) and not info.strip(" \t")


def fence(line: str) -> tuple[str, str] | None:
    """Return the characters of the fence that `line` is and the text behind them; None where it is no fence."""
    match = _MARK.fullmatch(f"\n{line}")
    run = (match[1] or match[3]) if match else None
    return (run, match[2] or match[4] or "") if match and run else None
