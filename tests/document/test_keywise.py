"""Front matter is merged by key: what people add, move and comment stays, what the program fills follows the issue."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formwright.document.merging import Conflict, merge

BASE = "---\ntitle: T\nstatus: proposed\nupdated: 2024-05-01\n---\n\n# T\n"
OURS = BASE.replace("proposed", "accepted").replace("05-01", "05-02")


def test_people_add_keys_move_them_and_comment_them() -> None:
    theirs = (
        "---\n# Who reads this\nreviewers: [hubot]\nupdated: 2024-05-01\n# on the board since May\nstatus: proposed\n"
        "title: T\n# end\n---\n\n# T\n\nMore.\n"
    )
    merged = merge(BASE, theirs, OURS)
    assert merged.text == theirs.replace("proposed", "accepted").replace("05-01", "05-02")
    assert (merged.base, merged.conflicts) == (OURS, ())


def test_a_key_that_both_changed_stays_as_people_have_it() -> None:
    theirs = BASE.replace("status: proposed", "status: review # until Monday")
    merged = merge(BASE, theirs, OURS)
    assert merged.text == theirs.replace("05-01", "05-02")
    assert merged.conflicts == (Conflict(3, ("status: review # until Monday",), ("status: accepted",)),)
    assert merged.base == OURS.replace("accepted", "proposed")
    assert merge(merged.base, merged.text, OURS) == merged


def test_a_key_that_people_removed_stays_away() -> None:
    theirs = BASE.replace("updated: 2024-05-01\n", "")
    merged = merge(BASE, theirs, OURS)
    assert merged.text == theirs.replace("proposed", "accepted")
    assert merged.conflicts == (Conflict(4, (), ("updated: 2024-05-02",)),)
    assert merge(BASE, theirs, BASE.replace("proposed", "accepted")).conflicts == ()


def test_keys_that_the_program_adds_and_takes_away() -> None:
    theirs = BASE.replace("title: T\n", "# mine\ntitle: T\nextra: 1\n")
    ours = BASE.replace("title: T\n", "").replace("updated", "number: 7\nupdated")
    merged = merge(BASE, theirs, ours)
    assert merged.text == "---\n# mine\nextra: 1\nstatus: proposed\nnumber: 7\nupdated: 2024-05-01\n---\n\n# T\n"
    assert merged.conflicts == ()
    changed = merge(BASE, BASE.replace("title: T", "title: Mine"), ours)
    assert "title: Mine\n" in changed.text
    assert changed.conflicts == (Conflict(2, ("title: Mine",), ()),)
    assert merge(changed.base, changed.text, ours) == changed


def test_values_of_several_lines() -> None:
    base = BASE.replace("title: T", "title: T\nauthors:\n  - a\nnote: |\n  one\n\n  # two")
    theirs = base.replace("  - a\n", "  - a\n  - b\n").replace("updated", "# last\nupdated")
    merged = merge(base, theirs, base.replace("  # two", "  # three").replace("proposed", "accepted"))
    assert merged.text == theirs.replace("  # two", "  # three").replace("proposed", "accepted")


def test_the_body_is_told_of_at_its_line() -> None:
    theirs = BASE.replace("title: T\n", "title: T\nextra: 1\n").replace("# T", "# Mine")
    merged = merge(BASE, theirs, OURS.replace("# T", "# Theirs"))
    assert merged.conflicts == (Conflict(8, ("# Mine",), ("# Theirs",), "Mine"),)


@pytest.mark.parametrize(
    "theirs",
    [
        BASE.partition("---\n\n")[2],
        BASE.replace("title: T", "title: a: b"),
        BASE.replace("title: T", "title: T\ntitle: U"),
        BASE.replace("---\n\n", "\n"),
        "\ufeff" + BASE.replace("T", "Mine"),
        BASE.replace("T", "Mine").replace("\n", "\r\n"),
    ],
    ids=["gone", "broken", "doubled", "never closed", "byte order mark", "CRLF"],
)
def test_front_matter_that_people_broke_stays(theirs: str) -> None:
    merged = merge(BASE, theirs, OURS)
    assert set(theirs.splitlines()) - set(BASE.splitlines()) <= set(merged.text.splitlines())
    assert merge(merged.base, merged.text, OURS) == merged


KEYS = st.sampled_from(["title", "status", "updated", "number", "extra"])
VALUES = st.sampled_from(["a", "b # note", "[x, y]", "\n  - p\n  - q", "|\n  text\n  # text", "'quoted'", ""])
COMMENTS = st.sampled_from(["", "", "", "# one\n", "\n", "# two\n\n"])


@st.composite
def fronts(draw: st.DrawFn) -> str:
    keys = draw(st.lists(KEYS, max_size=5, unique=True))
    lines = [f"{draw(COMMENTS)}{key}: {draw(VALUES)}\n" for key in keys]
    body = draw(st.lists(st.sampled_from("abc"), max_size=4))
    return "".join(["---\n", *lines, draw(COMMENTS), "---\n", *(f"{line}\n" for line in body)])


@given(fronts(), fronts())
def test_without_human_edits_the_result_is_what_is_generated(base: str, ours: str) -> None:
    merged = merge(base, base, ours)
    assert (merged.text, merged.base, merged.conflicts) == (ours, ours, ())


@given(fronts(), fronts())
def test_without_a_change_in_the_issue_nothing_changes(base: str, theirs: str) -> None:
    merged = merge(base, theirs, base)
    assert (merged.text, merged.base, merged.conflicts) == (theirs, base, ())


@given(fronts(), fronts(), fronts())
def test_twice_is_once(base: str, theirs: str, ours: str) -> None:
    once = merge(base, theirs, ours)
    assert merge(once.base, once.text, ours) == once


@given(fronts(), fronts(), fronts())
def test_no_line_of_a_person_is_lost(base: str, theirs: str, ours: str) -> None:
    """What people added, counted by lines, is in the result; what it has besides, the program put there."""
    merged = merge(base, theirs, ours)
    added = Counter(theirs.splitlines()) - Counter(base.splitlines())
    assert added <= Counter(merged.text.splitlines())
    assert set(merged.text.splitlines()) <= {*theirs.splitlines(), *ours.splitlines()}


@given(fronts(), fronts(), fronts())
def test_what_people_have_and_the_issue_says_otherwise_is_told(base: str, theirs: str, ours: str) -> None:
    merged = merge(base, theirs, ours)
    if not merged.conflicts:
        generated = Counter(ours.splitlines()) - Counter(base.splitlines())
        assert {line for line in generated if ": " in line} <= set(merged.text.splitlines())
