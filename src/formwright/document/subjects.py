"""What a label speaks of: the longest name of the table of synonyms that stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from formwright.document.synonyms import GENERAL, SUBJECTS
from formwright.text.markdown import plain_text

_IDLE = frozenset(
    "a an and any are be can could d describe did do does explain for have here i if in is it like list me my "
    "of on or our please provide s some tell that the there these this those to us we what which would you your ve "
    "re ll".split()
)
"""Words that ask, and say nothing of what is asked for."""

_ASKING = frozenset({("how",)})
"""Names that are a label's subject alone only: "How?" asks for a design, "How important is this?" does not."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a label speaks of: a row of the table, the place of the name in it, and how many words that name has."""

    name: str
    rank: int
    words: int
    whole: bool = False
    """Whether the label is that name and nothing else."""


@cache
def words(label: str) -> tuple[str, ...]:
    """Return the words of a label that say something, in lower case and singular: "🔗 Related Issues/PRs"."""
    found = re.findall(r"[^\W_]+", plain_text(label).lower())
    return tuple(_singular(word) for word in found if word not in _IDLE) or tuple(map(_singular, found))


def _singular(word: str) -> str:
    for ending, put in (("criteria", "criterion"), ("ies", "y"), ("sses", "ss"), ("ches", "ch")):
        if word.endswith(ending) and len(word) > 4:
            return word.removesuffix(ending) + put
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


@cache
def _names() -> Mapping[tuple[str, ...], tuple[tuple[str, int], ...]]:
    """Return the table's names by their words, each with the rows and places where it stands."""
    names: dict[tuple[str, ...], tuple[tuple[str, int], ...]] = {}
    for subject, row in SUBJECTS.items():
        for rank, name in enumerate(row):
            names[words(name)] = (*names.get(words(name), ()), (subject, rank))
    return names


def subjects_of(label: str) -> list[Subject]:
    """Return what a label speaks of, by the longest names in it; the best one first."""
    said = words(label)
    found = list(_found(said))
    longest = max((subject.words for subject in found), default=0)
    return [subject for subject in found if subject.words == longest]


def _found(said: Sequence[str]) -> Iterator[Subject]:
    for size in range(len(said), 0, -1):
        for start in range(len(said) - size + 1):
            part = tuple(said[start : start + size])
            if part in _ASKING and size < len(said):
                continue
            for name, rank in _names().get(part, ()):
                yield Subject(name, rank, size, whole=size == len(said))


def is_general(label: str) -> bool:
    """Say whether a label says little without the heading above it."""
    said = words(label)
    return len(said) == 1 and said[0] in GENERAL


def likeness(one: str, other: str) -> float:
    """Return which part of the words of two labels they have in common, from 0 to 1."""
    first, second = set(words(one)), set(words(other))
    return len(first & second) / len(first | second) if first | second else 0.0
