"""Lists of options, which may hold commas."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formwright.form.model import Element
from formwright.submission.options import MOST_SPELLINGS, Choices, spellings

COMMAS = ("Docs", "Docs, web", "web", "API (v1, v2)", "Linux", "Linux arm64")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Docs", [(0,)]),
        ("Docs, web", [(1,), (0, 2)]),
        ("Docs, Docs, web", [(0, 1)]),
        ("Docs, Docs, web, web", [(0, 1, 2)]),
        ("API (v1, v2), Linux arm64", [(3, 5)]),
        ("web, Docs", []),
        ("Docs,web", []),
        ("Docs, ", []),
        ("", []),
        ("Linux arm", []),
    ],
)
def test_spellings(line: str, expected: list[tuple[int, ...]]) -> None:
    assert spellings(COMMAS, line) == expected


def test_without_commas_there_is_one_spelling() -> None:
    assert spellings(("a", "b", "c"), "a, c") == [(0, 2)]
    assert spellings(("a", "b", "c"), "c, a") == []
    assert spellings(("a", "b", "c"), "a, a") == []


def test_many_spellings_are_cut() -> None:
    """S35: there are more of them than anyone could name."""
    options = [f"{'x, ' * count}x" for count in range(12)]
    assert len(spellings(options, ", ".join(["x"] * 20))) == MOST_SPELLINGS


def test_long_lines_are_refused_unread() -> None:
    assert spellings(COMMAS, "Docs, " * 10_000) == []


def test_two_thousand_options() -> None:
    options = [f"a, {number}" for number in range(2000)]
    assert spellings(options, ", ".join(options)) == [tuple(range(2000))]


@given(st.lists(st.text(alphabet="ab, ", min_size=1, max_size=4), min_size=1, max_size=5, unique=True))
def test_spellings_are_all_that_there_are(options: list[str]) -> None:
    written: dict[str, set[tuple[int, ...]]] = {}
    for count in range(1, len(options) + 1):
        for chosen in combinations(range(len(options)), count):
            written.setdefault(", ".join(options[index] for index in chosen), set()).add(chosen)
    for line, sets in written.items():
        found = spellings(options, line)
        assert set(found) == sets
        assert found == sorted(found, key=lambda chosen: (len(chosen), chosen))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("web, Docs", [("web", True), ("Docs", True)]),
        ("docs, WEB", [("Docs, web", True)]),
        ("Docs, Kite, API (v1, v2)", [("Docs", True), ("Kite", False), ("API (v1, v2)", True)]),
        ("Kite", [("Kite", False)]),
        ("Docs, ", [("Docs", True)]),
    ],
)
def test_edited_lists(field: Callable[..., Element], line: str, expected: list[tuple[str, bool]]) -> None:
    assert Choices(field("dropdown", "Label", *COMMAS)).split(line) == expected


def test_a_list_that_is_too_long_stays_whole(field: Callable[..., Element]) -> None:
    line = "Docs, " * 10_000
    assert Choices(field("dropdown", "Label", *COMMAS)).split(line) == [(line.strip(), False)]


def test_case_names_an_option_only_where_one_can_be_meant(field: Callable[..., Element]) -> None:
    choices = Choices(field("dropdown", "Label", "Go", "GO", "Rust"))
    assert choices.named("rUST") == "Rust"
    assert choices.named("go") is None
    assert choices.named(" GO ") == "GO"
