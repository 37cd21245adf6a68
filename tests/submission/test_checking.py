"""What is wrong with answers."""

from __future__ import annotations

from typing import Any

import pytest

from formwright.findings import Severity
from formwright.form.model import Element, Form, Option
from formwright.submission import check_answers

GOOD: dict[str, Any] = {
    "title": "x",
    "story": "one\ntwo",
    "size": "S",
    "areas": ["API"],
    "log": None,
    "terms": {"I agree": True},
    "files": "",
}


def test_good_answers(form: Form) -> None:
    assert check_answers(form, GOOD) == []


@pytest.mark.parametrize(
    ("name", "answer", "rule"),
    [
        ("unheard-of", "x", "A1"),
        ("story", 3, "A2"),
        ("title", ["x"], "A2"),
        ("title", "one\ntwo", "A3"),
        ("size", ["S"], "A2"),
        ("size", "XS", "A4"),
        ("areas", "API", "A2"),
        ("areas", ["API", 3], "A2"),
        ("areas", ["API", "Web"], "A4"),
        ("terms", ["I agree"], "A2"),
        ("terms", {"I obey": True}, "A4"),
        ("terms", {"I agree": "yes"}, "A5"),
        ("title", " ", "A6"),
    ],
)
def test_each_fault_is_named_with_its_remedy(form: Form, name: str, answer: Any, rule: str) -> None:
    found = check_answers(form, {**GOOD, name: answer})
    assert [finding.rule for finding in found] == [rule]
    assert found[0].remedy
    assert name in found[0].message


def test_what_is_required_is_a_warning() -> None:
    boxes = Element("checkboxes", label="B", options=(Option("x", required=True), Option("y")))
    form = Form("", "", (Element("input", label="A", required=True), boxes))
    found = check_answers(form, {})
    assert [(finding.rule, finding.severity) for finding in found] == [("A6", Severity.WARNING)] * 2
    assert check_answers(form, {"a": "1", "b": {"x": True}}) == []


def test_the_text_of_a_form_is_enough() -> None:
    text = "name: Form\ndescription: A form\nbody:\n- type: input\n  id: a\n  attributes:\n    label: A\n"
    assert [finding.rule for finding in check_answers(text, {"b": "x"})] == ["A1"]
