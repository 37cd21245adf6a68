"""The word that somebody most likely meant."""

from __future__ import annotations

from collections.abc import Collection


def nearest(word: str, known: Collection[str]) -> str | None:
    """Return that of the `known` words which `word` is most like, whatever its case; None where none is near."""
    from difflib import get_close_matches  # Only faults need it.

    close = get_close_matches(word.casefold(), sorted(known), n=1)
    return close[0] if close else None


def slips(word: str, meant: str) -> int:
    """Return how many letters are wrong, missing, too many or swapped with their neighbours: the least that can be."""
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for place, letter in enumerate(word, 1):
        above, row, last = row, [place], before
        for at, wanted in enumerate(meant, 1):
            least = min(above[at] + 1, row[at - 1] + 1, above[at - 1] + (letter != wanted))
            if last and at > 1 and letter == meant[at - 2] and word[place - 2] == wanted:
                least = min(least, last[at - 2] + 1)
            row.append(least)
        before = above
    return row[-1]


_SHOWN = 12
"""How many words are named where none is near."""


def remedy_for(word: str, known: Collection[str]) -> str:
    """Return what to write instead of `word`: the nearest of the `known` words, or all of them where none is near."""
    close = nearest(word, known)
    if close is not None:
        return f"did you mean `{close}`?"
    shown = [f"`{each}`" for each in sorted(known)[:_SHOWN]]
    more = [f"and {len(known) - _SHOWN} more"] if len(known) > _SHOWN else []
    return f"known here: {', '.join([*shown, *more])}" if shown else "there is none of its kind: take it out"
