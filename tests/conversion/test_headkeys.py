"""Keys of the front matter that are misspelt, or have values that are no text."""

from __future__ import annotations

import pytest

from corpus import corpus_templates
from formwright.conversion import convert


def said(*lines: str) -> list[tuple[str, int, str]]:
    text = "\n".join(["---", "name: Fault report", "about: Tell us", *lines, "---", "", "## A", ""])
    found = convert(text, source="forms/fault.md").report.findings
    return [(each.rule, each.line, each.remedy) for each in found]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("lables", "labels"),
        ("label", "labels"),
        ("Labels", "labels"),
        ("asignees", "assignees"),
        ("assignee", "assignees"),
        ("tilte", "title"),
        ("titel", "title"),
        ("typ", "type"),
        ("project", "projects"),
        ("desciption", "description"),
    ],
)
def test_misspelt_keys(wrong: str, right: str) -> None:
    assert said(f"{wrong}: bug") == [("T24", 4, f"write `{right}`")]


@pytest.mark.parametrize("key", ["milestone", "subtitle", "status", "tags", "template_name", "body", "note"])
def test_other_keys_are_nobody_s_slip(key: str) -> None:
    assert said(f"{key}: bug") == []


def test_a_key_that_is_there_was_not_meant() -> None:
    assert said("label: bug", "labels: fault") == []


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("labels: 5", 'put it in quotes: `labels: "5"`'),
        ("title: 2026-01-02", 'put it in quotes: `title: "2026-01-02"`'),
        ("type: on", 'put it in quotes: `type: "on"`'),
        ("title: [a]", "write one text: `title: …`"),
        ("labels: {a: b}", "write a list of texts: `labels: [one, two]`"),
        ("assignees: [a, [b]]", "write a list of texts: `assignees: [one, two]`"),
        ("type: 3 # of them", "put it in quotes"),
    ],
)
def test_values_of_another_kind(line: str, remedy: str) -> None:
    assert said(line) == [("T25", 4, remedy)]


@pytest.mark.parametrize("line", ["labels:", "labels: ''", "labels: []", "labels: [a, 5]", "title: ''", "type: '5'"])
def test_values_that_mean_nothing_or_can_be_taken(line: str) -> None:
    assert said(line) == []


def test_the_report_says_why() -> None:
    text = "---\nname: Fault report\nabout: Tell us\nlabels: 5\ntitle: ''\n---\n\n## A\n"
    report = str(convert(text).report)
    assert "`labels`: not in the form: it must be a text, or a list of texts, and YAML reads a number" in report
    assert "`title`: not in the form: GitHub takes no empty values" in report


def test_a_list_for_a_head() -> None:
    found = convert("---\n- name: Fault\n- about: Tell us\n---\n\n## A\n").report.findings
    assert [(each.rule, each.line) for each in found] == [("T08", 2)]
    apart = "---\n\n- One\n- Two\n\n---\n\n## A\n"
    assert convert(apart, source="forms/fault.md").report.findings == ()
    included = "# T: [T]\n\n## A\n\n<!-- include: b.md -->\n"
    fragments = {"b.md": "---\n- a\n---\n"}
    assert convert(included, source="a.md", fragments=fragments).report.findings == ()


@pytest.mark.parametrize("text", corpus_templates())
def test_few_real_heads_have_a_slip(text: str) -> None:
    """One of the corpus has `project`, which GitHub passes over."""
    found = [each for each in convert(text).report.findings if each.rule in ("T08", "T24", "T25")]
    assert all(each.remedy == "write `projects`" for each in found)
