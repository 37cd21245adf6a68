"""Documents of templates whose questions are bold lines: each answer in its place, and the headings in it their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from formwright import fill
from formwright.conversion import convert
from formwright.document.reading import answers_of
from formwright.form.model import Answer, Element

TEMPLATES = sorted((Path(__file__).parents[1] / "examples" / "conversion").glob("bold*/template.md"))


def answer(field: Element) -> Answer:
    """Return an answer to a field: of choices the last, of boxes the first."""
    if field.type == "checkboxes":
        return {option.label: number == 0 for number, option in enumerate(field.options)}
    return field.options[-1].label if field.options else f"The answer to {field.label}"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.parent.name)
def test_each_answer_alone_and_all_of_them_come_back(path: Path) -> None:
    text = path.read_text("utf-8")
    form = convert(text).form
    assert form is not None
    answers = {field.key: answer(field) for field in form.fields}
    whole = fill(text, answers, form=form)
    assert {key: value for key, value in answers_of(text, whole, form=form).items() if value} == answers
    blank = answers_of(text, fill(text, {}, form=form), form=form)
    for key, value in answers.items():
        document = fill(text, {key: value}, form=form)
        assert answers_of(text, document, form=form) == {**blank, key: value}


BOLD = """\
**Checklist**
- [ ] I have read the manual
- [ ] It happens each time

**Severity**: low / medium / high

**Area** (pick one): screen / keyboard

**What happened?** (in a few words)

**Version:** <!-- e.g. 1.2 -->
"""


def test_answers_stand_in_their_lines() -> None:
    answers: dict[str, Answer] = {
        "checklist": {"I have read the manual": True},
        "severity": "medium",
        "area": "screen",
        "what-happened": "It is dark.",
        "version": "1.3",
    }
    assert (
        fill(BOLD, answers)
        == """\
**Checklist**

- [x] I have read the manual
- [ ] It happens each time

**Severity**: medium

**Area** (pick one): screen

**What happened?** (in a few words)

It is dark.

**Version:** 1.3
"""
    )


def test_without_answers_the_template_stays() -> None:
    document = fill(BOLD, {})
    for mark, value in (("Severity**:", "low / medium / high"), ("one):", "screen / keyboard")):
        document = document.replace(f"{mark} <!-- {value} -->", f"{mark} {value}")
    assert document == BOLD


@pytest.mark.parametrize(
    ("template", "slot", "written"),
    [
        ("**What happened?**\n", "what-happened", "### Log\n\n#### Last line"),
        ("## Report\n\n**What happened?**\n\n**Why?**\n", "what-happened", "### Log\n\n#### Last line"),
        ("#### Report\n\n**What happened?**\n\n**Why?**\n", "what-happened", "##### Log\n\n###### Last line"),
        ("> What happened?\n\n> Why?\n", "what-happened", "### Log\n\n#### Last line"),
    ],
)
def test_headings_of_an_answer_stand_below_the_heading_above_the_bold_line(
    template: str, slot: str, written: str
) -> None:
    document = fill(template, {slot: "### Log\n\n#### Last line"})
    assert f"\n{written}\n" in document
    assert answers_of(template, document)[slot] == written


def test_a_heading_of_an_answer_is_never_the_documents_title() -> None:
    document = fill("**What happened?**\n", {"what-happened": "# All\n\n## Parts"}, meta={"title": "Dark"})
    assert [line for line in document.split("\n") if line.startswith("#")] == ["# Dark", "## All", "### Parts"]
