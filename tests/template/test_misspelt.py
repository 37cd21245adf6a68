"""Comments that were meant as directives, and those that were not."""

from __future__ import annotations

import pytest

from corpus import corpus_templates
from formwright.conversion import convert
from formwright.findings import Severity
from formwright.template import read_template
from formwright.template.misspelt import misspelt_findings
from formwright.text.lines import split_lines
from formwright.text.markdown import read_blocks


def found(text: str) -> list[tuple[int, str]]:
    return [(each.line, each.remedy) for each in misspelt_findings(read_blocks(split_lines(text)))]


@pytest.mark.parametrize(
    ("comment", "right"),
    [
        ("from: {type: dropdown}", "form: {type: dropdown}"),
        ("Form: {type: input}", "form: {type: input}"),
        ("FORM: Skip", "form: skip"),
        ("fomr: merge", "form: merge"),
        ("frm: split", "form: split"),
        ("fork: skip", "form: skip"),
        ("forms: {required: true}", "form: {required: true}"),
        ("form {type: input}", "form: {type: input}"),
        ("form skip", "form: skip"),
        ("form = {type: input}", "form: {type: input}"),
        ("form; skip", "form: skip"),
        ("form：skip", "form: skip"),
        ("@form: skip", "form: skip"),
        ("formwright: skip", "form: skip"),
        ("field: {label: A}", "form: {label: A}"),
        ("form required: true", "form: required: true"),
        ("inlcude: fragments/impact.md", "include: fragments/impact.md"),
        ("Include: impact.md", "include: impact.md"),
        ("include impact.md", "include: impact.md"),
        ("includes: 'impact.md'", "include: impact.md"),
        ("#include fragments/impact", "include: fragments/impact"),
        ("incldue = a.md", "include: a.md"),
        ("import: ../a.md", "include: ../a.md"),
    ],
)
def test_a_slip_in_the_first_word(comment: str, right: str) -> None:
    remedy = f"write `<!-- {right} -->`"
    assert found(f"## A\n<!-- {comment} -->\n\n- B <!-- {comment} -->\n") == [(2, remedy), (4, remedy)]
    assert found(f"## A <!-- {comment} -->\n\n> <!--{comment}-->\n") == [(1, remedy), (3, remedy)]
    assert found(f"```\n<!-- {comment} -->\n```\n\nWrite `<!-- {comment} -->`.\n") == []


@pytest.mark.parametrize(
    "comment",
    [
        "form: skip",
        "form: {type: input}",
        "include: a.md",
        "form a group of three",
        "Form and function: describe them",
        "Form: please fill in this form",
        "form skip this section if it does not apply",
        "from: the team",
        "From: {name}",
        "from docs/a.md we know this",
        "for {name}: skip",
        "more: skip",
        "store: {type: dropdown}",
        "include screenshots",
        "Include logs/screenshots",
        "Include CHANGELOG.md",
        "include and/or link it",
        "please include a.md",
        "Insert version/commit",
        "conclude: a.md",
        "A form: {type: input}",
        "{type: input}",
        "skip",
    ],
)
def test_other_comments(comment: str) -> None:
    assert found(f"## A\n<!-- {comment} -->\n\n- B <!-- {comment} -->\n") == []


def test_one_of_several_lines() -> None:
    text = "## A\n<!--\n\nfrom:\n  type: dropdown\n  options: [a, b]\n-->\n"
    assert found(text) == [(4, "write `form:` in the place of that word")]


def test_it_is_a_warning_and_the_form_is_made() -> None:
    conversion = convert("# T: [T]\n\n## A\n<!-- from: skip -->\n\n## B\n")
    assert [(each.rule, each.severity) for each in conversion.report.findings] == [("T48", Severity.WARNING)]
    assert conversion.yaml


@pytest.mark.parametrize("text", corpus_templates())
def test_no_real_comment_is_taken_for_one(text: str) -> None:
    assert "T48" not in {each.rule for each in read_template(text).findings}
