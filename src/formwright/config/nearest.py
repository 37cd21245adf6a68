"""What to write in the place of a word that is not known."""

from __future__ import annotations

from collections.abc import Collection

from formwright.nearest import nearest

_SHOWN = 12
"""How many words are named where none is near."""


def remedy_for(word: str, known: Collection[str]) -> str:
    """Return what to write instead of `word`: the nearest of the `known` words, or all of them where none is near."""
    close = nearest(word, known)
    if close:
        return f"did you mean `{close}`?"
    shown = [f"`{each}`" for each in sorted(known)[:_SHOWN]]
    more = [f"and {len(known) - _SHOWN} more"] if len(known) > _SHOWN else []
    return f"known here: {', '.join([*shown, *more])}" if shown else "there is none of its kind: take it out"
