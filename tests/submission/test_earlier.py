"""Bodies of earlier forms and of Markdown templates, carried to today's fields."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from formwright.form.model import Element, Form
from formwright.submission import parse, parse_earlier, submit
from formwright.submission.earlier import with_forms

MakeField = Callable[..., Element]


@pytest.fixture
def today(field: MakeField) -> Form:
    return Form(
        "Today",
        "d",
        (
            field("textarea", "The problem", id="problem"),
            field("dropdown", "Size", "Small", "Large"),
            field("checkboxes", "Terms", "I agree", "I help"),
            field("dropdown", "Areas", "Web", "API", multiple=True),
        ),
    )


@pytest.fixture
def before(field: MakeField) -> Form:
    return Form(
        "Before",
        "d",
        (
            field("textarea", "Problem statement", id="problem"),
            field("dropdown", "size", "Small", "Middle"),
            field("input", "Owner"),
            field("checkboxes", "Terms", "I agree", "I paid"),
        ),
    )


def test_todays_form_goes_first(today: Form, before: Form) -> None:
    body = submit(today, {"problem": "x"})
    assert parse_earlier(body, today, with_forms(body, [before, today])) == parse(body, today)


def test_answers_go_to_the_same_id_or_label(today: Form, before: Form) -> None:
    answers = {"problem": "x\n\ny", "size": "Small", "owner": "Ada", "terms": {"I paid": True}}
    body = submit(before, answers)
    read = parse_earlier(body, today, with_forms(body, [before]))
    assert read.revision == "earlier form"
    assert read.answers == {
        "problem": "x\n\ny",
        "size": "Small",
        "terms": {"I agree": False, "I help": False, "I paid": True},
    }
    assert read.rest == "### Owner\n\nAda"
    assert [(problem.code, problem.field, problem.line) for problem in read.problems] == [
        ("missing-field", "areas", 1),
        ("unknown-heading", None, 11),
        ("not-an-option", "terms", 15),
    ]
    assert read.lines == {"problem": 1, "size": 7, "terms": 15}


def test_an_option_of_the_earlier_form_is_kept(today: Form, before: Form) -> None:
    body = submit(before, {"size": "Middle"})
    read = parse_earlier(body, today, with_forms(body, [before]))
    assert read.answers["size"] == "Middle"
    assert [problem.field for problem in read.problems if problem.code == "not-an-option"] == ["size"]


def test_the_version_that_fits_best_is_taken(today: Form, before: Form, field: MakeField) -> None:
    oldest = Form("Oldest", "d", (*before.fields, field("textarea", "Remarks")))
    body = submit(oldest, {"problem": "x", "remarks": "old"}).replace("\n\n", "\n")
    read = parse_earlier(body, today, with_forms(body, [before, oldest]))
    assert read.rest == "### Remarks\n\nold"


def test_a_body_that_fits_no_version_is_read_with_todays(today: Form, before: Form) -> None:
    read = parse_earlier("Something else.", today, with_forms("Something else.", [before]))
    assert read == parse("Something else.", today)
    assert read.revision == "form"


def test_several_options_become_one_text_where_only_one_is_asked(field: MakeField) -> None:
    old = Form("", "", (field("dropdown", "Areas", "Web", "API", multiple=True), field("input", "Gone")))
    new = Form("", "", (field("textarea", "Areas"),))
    body = submit(old, {"areas": ["Web", "API"], "gone": "x"})
    read = parse_earlier(body, new, with_forms(body, [old]))
    assert read.answers == {"areas": "Web, API\n\n### Gone\n\nx"}
    body = submit(old, {"areas": ["Web", "API"]})
    read = parse_earlier(body, Form("", "", (field("input", "Areas"),)), with_forms(body, [old]))
    assert read.answers == {"areas": "Web, API"}
