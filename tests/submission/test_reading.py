"""Reading whole bodies: which reading is chosen, what is said, and that nothing raises."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from formwright.form.model import Element, Form, Option
from formwright.submission import Submission, parse, submit
from formwright.submission.values import keys

MakeField = Callable[..., Element]


def letters(field: MakeField, count: int = 3) -> Form:
    """A form of text fields with the labels A, B, C …"""
    return Form("", "", tuple(field("textarea", label) for label in "ABCDEF"[:count]))


def said(read: Submission) -> list[tuple[str, str | None, int]]:
    return [(problem.code, problem.field, problem.line) for problem in read.problems]


def test_json_has_the_shape_of_the_contract(form: Form) -> None:
    found = parse("### Title\n\nx\n\n### Unheard of\n\ny", form).as_json()
    assert list(found) == ["form", "revision", "answers", "problems", "rest"]
    assert (found["form"], found["revision"], found["answers"]) == (None, "form", {"title": "x"})
    assert all(list(problem) == ["code", "field", "message", "line"] for problem in found["problems"])
    assert found["rest"] == "### Unheard of\n\ny"
    json.dumps(found)


def test_headings_are_found_at_their_lines(form: Form) -> None:
    body = submit(form, {"story": "a\nb"})
    lines = body.split("\n")
    read = parse(body, form)
    assert [lines[line - 1] for line in read.lines.values()] == [f"### {element.label}" for element in form.fields]
    assert tuple(read.lines) == keys(form)


def test_every_other_reading_is_named(field: MakeField) -> None:
    """S13."""
    body = "### A\n\none\n\n### B\n\ntwo\n\n### B\n\nthree\n\n### C\n\nfour\n\n### C\n\nfive"
    read = parse(body, letters(field))
    assert said(read) == [("ambiguous", "b", 5), ("ambiguous", "c", 13)]
    assert [problem.lines for problem in read.problems] == [(9,), (17,)]
    assert "line 5" in read.problems[0].message
    assert "line 9" in read.problems[0].message


def test_many_readings_are_named_in_short_and_kept_in_full(field: MakeField) -> None:
    read = parse("### A\n\none" + "\n\n### B\n\ntwo" * 40, letters(field, 2))
    assert len(read.problems[0].lines) == 39
    assert read.problems[0].message.endswith("and 19 more")


def test_a_structured_field_settles_where_text_ends(field: MakeField) -> None:
    fields = (field("textarea", "A"), field("dropdown", "B", "x", "y"), field("textarea", "C"))
    read = parse("### A\n\none\n\n### B\n\nz\n\n### B\n\ny\n\n### C\n\ntwo", Form("", "", fields))
    assert read.answers == {"a": "one\n\n### B\n\nz", "b": "y", "c": "two"}
    assert said(read) == [("repeated-field", "b", 5)]


def test_the_last_answer_reaches_to_the_end(field: MakeField) -> None:
    read = parse("### A\n\none\n\n### B\n\ntwo\n\n### Z\n\n### A\n\nend\n\n\n", letters(field, 2))
    assert read.answers == {"a": "one", "b": "two\n\n### Z\n\n### A\n\nend"}
    assert read.rest == ""


def test_equal_labels_are_told_apart_by_order(field: MakeField) -> None:
    """S13."""
    fields = (field("input", "Name", id="first"), field("input", "Name", id="second"), field("input", "name"))
    read = parse("### Name\n\n1\n\n### Name\n\n2\n\n### name\n\n3", Form("", "", fields))
    assert (read.answers, said(read)) == ({"first": "1", "second": "2", "name": "3"}, [])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_one_kind_of_line_end_says_nothing(field: MakeField, end: str) -> None:
    """S13."""
    body = "### A\n\none\ntwo\n\n### B\n\nthree".replace("\n", end)
    assert parse(body, letters(field, 2)).answers == {"a": "one\ntwo", "b": "three"}


def test_typed_headings_end_in_crlf(field: MakeField) -> None:
    """S13."""
    body = "### A\n\none\r\n\r\n### B\r\n\r\ntwo\n\n### B\n\n### B\r\n\r\nthree\r\n"
    read = parse(body, letters(field, 2))
    assert (read.answers, said(read)) == ({"a": "one\n\n### B\n\ntwo", "b": "### B\n\nthree"}, [])


def test_lines_are_counted_whatever_ends_them(field: MakeField) -> None:
    read = parse("### A\n\none\r\ntwo\rthree\r\n\r\r\n\n\n### B\n\nfour", letters(field, 2))
    assert read.lines == {"a": 1, "b": 10}
    assert parse("### A\n\none\r\n\n### B\n\nfour", letters(field, 2)).lines == {"a": 1, "b": 5}


@pytest.mark.parametrize("body", [None, "", "\ufeff", " \n\t"])
def test_an_empty_body(field: MakeField, body: str | None) -> None:
    read = parse(body, letters(field))
    assert (read.answers, read.rest, said(read)) == ({}, "", [("unknown-form", None, 1)])
    assert not read.fits


def test_a_byte_order_mark_is_no_text(field: MakeField) -> None:
    assert parse("\ufeff### A\n\none", letters(field, 1)).answers == {"a": "one"}


@pytest.mark.parametrize("form", ["", "body: [", "body: 3", "name: x\nbody:\n- type: markdown\n"])
def test_a_form_that_is_none_fits_nothing(form: str) -> None:
    read = parse("### A\n\none", form)
    assert (read.answers, read.rest) == ({}, "### A\n\none")
    assert said(read) == [("unknown-form", None, 1)]


def test_the_text_of_a_form_is_enough() -> None:
    text = "name: Form\ndescription: A form\nbody:\n- type: input\n  id: a\n  attributes:\n    label: A\n"
    assert parse("### A\n\none", text).answers == {"a": "one"}


def test_required_answers_are_asked_for(field: MakeField) -> None:
    """S13: what GitHub writes for an empty field is no answer."""
    boxes = Element(
        "checkboxes", label="B", options=(Option("x", required=True), Option("y"), Option("z", required=True))
    )
    form = Form("", "", (field("input", "A", required=True), boxes))
    read = parse("### A\n\n_No response_\n\n### B\n\n- [ ] x\n- [ ] y\n- [x] z", form)
    assert said(read) == [("required-empty", "a", 1), ("required-empty", "b", 5)]
    assert "`x`" in read.problems[1].message


TEXT_BEFORE = "before\n\n"


@pytest.mark.parametrize(
    ("body", "answers", "problems"),
    [
        ("### B\n\n2\n\n### A\n\n1\n\n### C\n\n3", {"a": "1", "b": "2", "c": "3"}, [("out-of-order", 5)]),
        ("### A\n\n1\n\n### C\n\n3", {"a": "1", "c": "3"}, [("missing-field", 5)]),
        ("### A\n\n1\n\n### B\n\n2", {"a": "1", "b": "2"}, [("missing-field", 7)]),
        (
            "### A\n\n1\n\n### X\n\n2\n\n### C\n\n3",
            {"a": "1", "c": "3"},
            [("unknown-heading", 5), ("missing-field", 9)],
        ),
        ("### A\n\n1\n\n#### X\n\n2\n\n### C\n\n3", {"a": "1\n\n#### X\n\n2", "c": "3"}, [("missing-field", 9)]),
        (
            "### A\n\n1\n\n### X\n\n2\n\n### Y\n\n3\n\n### C\n\n4",
            {"a": "1\n\n### X\n\n2\n\n### Y\n\n3", "c": "4"},
            [("missing-field", 13)],
        ),
        ("### A\n\n1\n\n### B\n\n### C\n\n3", {"a": "1", "b": None, "c": "3"}, []),
        ("### A\n\n### C\n\n3", {"c": "3"}, [("missing-field", 1), ("missing-field", 3)]),
        (TEXT_BEFORE + "### A\n\n1\n\n### B\n\n2\n\n### C\n\n3", {"a": "1", "b": "2", "c": "3"}, [("text-outside", 1)]),
        (
            "### A\n1\n### B\n2\n### B\n3\n### C\n4",
            {"a": "1", "b": "2\n### B\n3", "c": "4"},
            [("ambiguous", 3), ("repeated-field", 5)],
        ),
        ("# A\n\n1\n\n###### B #\n\n2\n\n  ### **C**\n\n3", {"a": "1", "b": "2", "c": "3"}, []),
        ("**A**\n1\n\n__B__\n2\n<b>C</b>\n3", {"a": "1", "b": "2", "c": "3"}, []),
        ("**A**\n\nnot a form", {}, [("unknown-form", 1)]),
        ("### A\n\n1\n\n**B**\n\n2\n\n    ### C\n\n3", {"a": "1", "b": "2\n\n    ### C\n\n3"}, [("missing-field", 11)]),
    ],
)  # fmt: skip
def test_edited_text_fields(
    field: MakeField, body: str, answers: dict[str, Any], problems: list[tuple[str, int]]
) -> None:
    """S13."""
    read = parse(body, letters(field))
    assert read.answers == answers
    assert [(problem.code, problem.line) for problem in read.problems] == sorted(problems, key=lambda found: found[1])


def test_only_unknown_headings_outside_code_end_an_answer(field: MakeField) -> None:
    read = parse("### A\n\n```\n### X\n```\n\n<!--\n### Y\n-->\n\n### C\n\n3", letters(field))
    assert read.answers == {"a": "```\n### X\n```\n\n<!--\n### Y\n-->", "c": "3"}
    assert said(read) == [("missing-field", "b", 11)]


def test_edited_labels_that_differ_in_case_are_told_apart(field: MakeField) -> None:
    """S13."""
    form = Form("", "", (field("textarea", "Name", id="first"), field("textarea", "NAME", id="second")))
    read = parse("## NAME\n\n2\n\n## Name\n\n1", form)
    assert read.answers == {"first": "1", "second": "2"}


def test_an_edited_body_can_be_ambiguous_too(field: MakeField) -> None:
    """S13."""
    read = parse("before\n### A\none\n### B\ntwo\n### B\nthree\n### C\nfour", letters(field))
    assert read.answers == {"a": "one", "b": "two\n### B\nthree", "c": "four"}
    assert ("ambiguous", "b", 4) in said(read)


def test_text_under_an_input_that_is_not_its_line(field: MakeField) -> None:
    form = Form("", "", (field("input", "A"), field("input", "B")))
    read = parse("### A\n\none\nstill one\n\nmore\n\n### X\n\n### B\n\ntwo", form)
    assert read.answers == {"a": "one\nstill one", "b": "two"}
    assert read.rest == "more\n\n### X"
    assert said(read) == [("text-outside", None, 6), ("unknown-heading", None, 8)]


def test_rest_is_in_the_order_of_the_body(field: MakeField) -> None:
    """S13."""
    form = Form("", "", (field("checkboxes", "A", "x"), field("dropdown", "B", "y")))
    read = parse("zero\n\n### A\n\n- [x] x\nfirst\n\n### B\n\ny\n\nsecond\n\n### A\n\nthird", form)
    assert read.answers == {"a": {"x": True}, "b": "y"}
    assert read.rest == "zero\n\nfirst\n\nsecond\n\n### A\n\nthird"
    assert said(read) == [
        ("text-outside", None, 1),
        ("text-outside", None, 6),
        ("text-outside", None, 12),
        ("repeated-field", "a", 14),
    ]


@pytest.mark.parametrize("length", [65_536, 1_000_000])
def test_long_text(form: Form, length: int) -> None:
    text = ("word " * length)[: length - 1] + "."
    read = parse(submit(form, {"story": text}), form)
    assert read.answers["story"] == text
