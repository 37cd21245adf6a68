"""Canonical answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formwright.form.model import Element, Form, Option
from formwright.submission import normalise
from formwright.submission.values import keys, normalise_all, shown, trim

MakeField = Callable[..., Element]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("word", "word"),
        ("\n \n  indented\n\nmore  \nend \t\n\n", "  indented\n\nmore  \nend"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("", None),
        (" \n\t\r\n", None),
        ("_No response_", None),
        ("\n_No response_ \n", None),
        ("None", "None"),
        ("\x0b\u00a0", "\x0b\u00a0"),
        (None, None),
    ],
)
def test_text(field: MakeField, text: str | None, expected: str | None) -> None:
    assert normalise(field("textarea"), text) == expected
    assert normalise(field("upload"), text) == expected


def test_the_marker_is_text_where_a_fence_holds_it(field: MakeField) -> None:
    assert normalise(field("textarea", render="shell"), "_No response_") == "_No response_"


def test_an_input_holds_one_line(field: MakeField) -> None:
    assert normalise(field("input"), "one\r\ntwo\n") == "one two"
    assert normalise(field("input"), "\n") is None


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("A", "A"),
        (" A ", "A"),
        ("None", None),
        ("_No response_", None),
        ("", None),
        (None, None),
        ("gone", "gone"),
    ],
)
def test_dropdown(field: MakeField, answer: str | None, expected: str | None) -> None:
    assert normalise(field("dropdown", "Label", "A", "B"), answer) == expected


def test_none_is_an_option_where_the_form_has_it(field: MakeField) -> None:
    assert normalise(field("dropdown", "Label", "None", "B"), "None") == "None"
    assert normalise(field("dropdown", "Label", "None", "B", multiple=True), ["None"]) == ["None"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (["C", "A"], ["A", "C"]),
        (["A", "A"], ["A"]),
        (["gone", "C", "old", "A"], ["gone", "A", "C", "old"]),
        ([], []),
        (None, []),
        ("B", ["B"]),
        (["None"], []),
        (["_No response_"], []),
        ({"B": True, "A": False}, ["B"]),
    ],
)
def test_several_options(field: MakeField, answer: Any, expected: list[str]) -> None:
    assert normalise(field("dropdown", "Label", "A", "B", "C", multiple=True), answer) == expected


@pytest.mark.parametrize("answer", [{"A": True}, {"A": 1, "B": 0, "x": True}, ["A"], "A"])
def test_boxes_hold_every_option(field: MakeField, answer: Any) -> None:
    assert normalise(field("checkboxes", "Label", "A", "B"), answer) == {"A": True, "B": False}


@pytest.mark.parametrize("answer", [3, 1.5, True, ["a", 1], {"a": True}, object()])
def test_wrong_shapes_never_raise(field: MakeField, answer: Any) -> None:
    for kind in ("input", "textarea", "upload", "dropdown", "checkboxes", "unheard-of"):
        normalise(field(kind, "Label", "A"), answer)
    normalise(field("dropdown", "Label", "A", multiple=True), answer)


def test_keys_are_unique(field: MakeField) -> None:
    labels = ("🚀", "🎈", "Name", "name", "name 2")
    form = Form("", "", tuple(field("input", label) for label in labels))
    assert keys(form) == ("", "-2", "name", "name-2", "name-2-2")


def test_answers_of_all_fields(form: Form) -> None:
    answers = normalise_all(form, {"title": " T", "terms": {"I agree": True}})
    assert answers == {
        "title": " T",
        "story": None,
        "reason": None,
        "size": None,
        "areas": [],
        "log": None,
        "terms": {"I agree": True, "I **help**": False},
        "files": None,
    }


def test_a_label_is_shown_on_one_line() -> None:
    assert shown("Folded\nover lines\n") == "Folded over lines"
    assert shown("  as  it is ") == "  as  it is "


@given(st.text(alphabet=" \t\nab", max_size=30))
def test_trimming_keeps_all_but_outer_blanks(text: str) -> None:
    trimmed = trim(text)
    assert trimmed == trim(trimmed)
    assert trimmed in text
    assert trimmed.split() == text.split()
    assert not trimmed or (trimmed.split("\n")[0].strip() and trimmed[-1] not in " \t\n")


@given(st.text(), st.lists(st.text()))
def test_canonical_answers_stay_as_they_are(text: str, several: list[str]) -> None:
    plain = Element(type="textarea", label="L")
    listed = Element(type="dropdown", label="L", multiple=True, options=(Option("a"), Option("b, c")))
    for element, answer in ((plain, text), (listed, several)):
        once = normalise(element, answer)
        assert normalise(element, once) == once
