"""Merging three ways: no line that a person wrote is lost (S32)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from formwright.document.merging import Conflict, merge

texts = st.lists(st.sampled_from("abcdef"), max_size=12).map(lambda lines: "".join(f"{line}\n" for line in lines))


def test_both_changes_where_they_are_apart() -> None:
    merged = merge("1\n2\n3\n4\n5\n", "1\ntwo\n3\n4\n5\n", "1\n2\n3\n4\nfive\n")
    assert merged.text == "1\ntwo\n3\n4\nfive\n"
    assert merged.base == "1\n2\n3\n4\nfive\n"
    assert merged.conflicts == ()


def test_theirs_stay_where_both_changed_a_line() -> None:
    merged = merge("1\n2\n3\n4\n", "1\nhuman\n3\n4\n", "1\nissue\n3\nfour\n")
    assert merged.text == "1\nhuman\n3\nfour\n"
    assert merged.conflicts == (Conflict(2, ("human",), ("issue",)),)


def test_a_conflict_names_the_section_that_it_is_in() -> None:
    base = "---\na: 1\n---\n\n# One\n\nx\n\n```\n# no heading\n```\n\n## *Two* words\n\ny\n"
    for line, section in (("a: 1", ""), ("x", "One"), ("y", "Two words")):
        theirs, ours = base.replace(line, f"{line}1"), base.replace(line, f"{line}2")
        assert [each.section for each in merge(base, theirs, ours).conflicts] == [section]
        assert [each.section for each in merge(base, theirs.replace("\n", "\r\n"), ours).conflicts] == [section]


def test_a_conflict_is_told_until_it_is_settled() -> None:
    first = merge("1\n2\n3\n", "1\nhuman\n3\n", "1\nissue\n3\n")
    again = merge(first.base, first.text, "1\nissue\n3\n")
    assert again == first
    settled = merge(first.base, "1\nissue\n3\n", "1\nissue\n3\n")
    assert settled.conflicts == ()


def test_lines_put_beside_lines_that_the_other_changed() -> None:
    assert merge("a\nb\nc\n", "a\nb\nhuman\nc\n", "a\nB\nc\n").text == "a\nB\nhuman\nc\n"
    assert merge("a\nb\nc\n", "a\nhuman\nb\nc\n", "a\nB\nc\n").text == "a\nhuman\nB\nc\n"
    assert merge("a\nb\nc\n", "a\nhuman\nc\n", "a\nb\nissue\nc\n").text == "a\nhuman\nissue\nc\n"


def test_the_same_change_and_more_beside_it() -> None:
    assert merge("a\nb\nc\n", "a\nB\nhuman\nc\n", "a\nB\nc\n").conflicts == ()
    assert merge("a\nb\nc\n", "a\nB\nc\n", "a\nB\nissue\nc\n").text == "a\nB\nissue\nc\n"


def test_lines_that_both_put_at_one_place_are_a_conflict() -> None:
    merged = merge("a\n\nc\n", "a\n\nhuman\n\nc\n", "a\n\nissue\n\nc\n")
    assert merged.text == "a\n\nhuman\n\nc\n"
    assert merged.conflicts == (Conflict(3, ("human", ""), ("issue", "")),)


def test_what_was_removed_stays_removed() -> None:
    assert merge("1\n2\n3\n", "1\n3\n", "1\n2\n3\n4\n").text == "1\n3\n4\n"


def test_line_ends_of_a_person() -> None:
    merged = merge("1\n2\n3\n", "1\r\n2\r\nmore\r\n3\r\n", "one\n2\n3\n")
    assert merged.text == "one\r\n2\r\nmore\r\n3\r\n"
    assert merged.base == "one\n2\n3\n"


def test_only_a_line_feed_ends_a_line() -> None:
    assert merge("a\u2028b\n", "a\u2028b\nc\n", "a\u2028b\n").text == "a\u2028b\nc\n"


@given(texts, texts)
def test_without_human_edits_the_result_is_what_is_generated(base: str, ours: str) -> None:
    merged = merge(base, base, ours)
    assert (merged.text, merged.base, merged.conflicts) == (ours, ours, ())


@given(texts, texts)
def test_without_a_change_in_the_issue_nothing_changes(base: str, theirs: str) -> None:
    merged = merge(base, theirs, base)
    assert (merged.text, merged.base, merged.conflicts) == (theirs, base, ())


@given(texts, texts, texts)
def test_twice_is_once(base: str, theirs: str, ours: str) -> None:
    once = merge(base, theirs, ours)
    twice = merge(once.base, once.text, ours)
    assert twice.text == once.text
    assert twice.base == once.base


@given(texts, st.lists(st.integers(0, 12), min_size=1, max_size=4), texts)
def test_no_line_of_a_person_is_lost(base: str, places: list[int], ours: str) -> None:
    lines = base.splitlines(keepends=True)
    for count, place in enumerate(places):
        lines.insert(min(place, len(lines)), f"human {count}\n")
    merged = merge(base, "".join(lines), ours)
    assert [line for line in merged.text.splitlines() if "human" in line] == [
        line.rstrip("\n") for line in lines if "human" in line
    ]


@given(texts, texts, texts)
def test_every_line_of_the_result_comes_from_somewhere(base: str, theirs: str, ours: str) -> None:
    known = {*theirs.splitlines(), *ours.splitlines()}
    assert set(merge(base, theirs, ours).text.splitlines()) <= known
