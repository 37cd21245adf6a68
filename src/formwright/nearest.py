"""The word that somebody most likely meant."""

from __future__ import annotations

from collections.abc import Collection


def nearest(word: str, known: Collection[str]) -> str | None:
    """Return that of the `known` words which `word` is most like, whatever its case; None where none is near."""
    from difflib import get_close_matches  # Only faults need it.

    close = get_close_matches(word.casefold(), sorted(known), n=1)
    return close[0] if close else None
