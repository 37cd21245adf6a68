"""Lining up two texts: only equal lines, in order, and as many as it takes to see what was not changed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formwright.document.alignment import Alignment

LINES = st.lists(st.sampled_from("abcd") | st.integers(0, 40).map(str), max_size=40)


def pairs(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    blocks = Alignment(None, one, other).get_matching_blocks()
    assert blocks[-1] == (len(one), len(other), 0)
    return [(start + at, second + at) for start, second, size in blocks for at in range(size)]


@given(LINES, LINES)
def test_pairs_are_equal_lines_in_order(one: list[str], other: list[str]) -> None:
    found = pairs(one, other)
    assert all(one[a] == other[b] for a, b in found)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(found))


@given(LINES)
def test_a_text_is_wholly_itself(lines: list[str]) -> None:
    assert pairs(lines, lines) == [(n, n) for n in range(len(lines))]


@given(LINES, st.integers(0, 40), st.lists(st.just("new"), min_size=1, max_size=5))
def test_what_was_put_in_is_all_that_differs(lines: list[str], at: int, new: list[str]) -> None:
    at = min(at, len(lines))
    assert len(pairs(lines, [*lines[:at], *new, *lines[at:]])) == len(lines)


@pytest.mark.parametrize("size", [10, 4000])
def test_lines_that_repeat(size: int) -> None:
    """However many: the unique lines between them hold them in their places."""
    one = [line for n in range(size) for line in ("same", "", f"line {n}")]
    other = [line for n in range(size) for line in ("same", "", "put in", f"line {n}")]
    assert len(pairs(one, other)) == len(one)


def test_lines_without_a_unique_one() -> None:
    assert pairs("aabb" * 50, "aabb" * 50 + "b") == [(n, n) for n in range(200)]
    assert len(pairs("ab" * 3000, "b" + "ab" * 3000)) >= 5999
    assert len(pairs("x" + "ab" * 3000 + "y", "u" + "ab" * 3000 + "v")) == 6000
