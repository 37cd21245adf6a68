"""Forms as people write them, faults included."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formwright.form import Element, Form, Option, read_form

HEAD = "name: Bug report\ndescription: Tell us\n"


def form(text: str) -> Form:
    reading = read_form(text)
    assert reading.form is not None
    return reading.form


def element(text: str) -> Element:
    (only,) = form(f"{HEAD}body:\n{text}").body
    return only


def test_everything() -> None:
    text = HEAD + (
        "title: '[Bug] '\nlabels: [bug, help wanted]\nassignees: octocat, hubot\nprojects:\n- o/1\ntype: Bug\nbody:\n"
        "- type: markdown\n  attributes:\n    value: |\n      Hi\n"
        "- type: textarea\n  id: log\n"
        "  attributes: {label: Log, render: shell, placeholder: p, description: d, value: v}\n"
        "  validations: {required: true, min_length: 3}\n"
        "- type: dropdown\n  id: size\n  attributes: {label: Size, options: [S, M], multiple: true, default: 1}\n"
        "- type: checkboxes\n  id: terms\n  attributes:\n    label: Terms\n    options:\n"
        "    - label: One\n      required: true\n    - label: Two\n"
        "- type: upload\n  id: shots\n  attributes: {label: Shots}\n  validations: {accept: '.png'}\n"
    )
    assert form(text) == Form(
        name="Bug report",
        description="Tell us",
        title="[Bug] ",
        labels=("bug", "help wanted"),
        assignees=("octocat", "hubot"),
        projects=("o/1",),
        type="Bug",
        body=(
            Element("markdown", value="Hi\n"),
            Element(
                "textarea",
                id="log",
                label="Log",
                description="d",
                placeholder="p",
                value="v",
                render="shell",
                required=True,
                min_length=3,
            ),
            Element("dropdown", id="size", label="Size", options=(Option("S"), Option("M")), multiple=True, default=1),
            Element("checkboxes", id="terms", label="Terms", options=(Option("One", True), Option("Two"))),
            Element("upload", id="shots", label="Shots", accept=".png"),
        ),
    )


def test_elements_know_their_lines() -> None:
    assert [each.line for each in form(HEAD + "body:\n\n- type: input\n- type: textarea\n").body] == [5, 6]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- type: input\n  attributes: {label: Yes}\n", Element("input", label="Yes")),
        ("- type: input\n  attributes: {label: 1.0, description: null}\n", Element("input", label="1.0")),
        ("- type: input\n  id: 7\n  label: lost\n", Element("input", id="7")),
        ("- attributes: {label: No type}\n", Element("textarea", label="No type")),
        ("- attributes: {value: Text}\n", Element("markdown", value="Text")),
        ("- type: unknown\n  attributes: {label: A}\n", Element("unknown", label="A")),
        ("- type: input\n  attributes:\n  validations:\n", Element("input")),
        ("- type: input\n  attributes: [label]\n  validations: required\n", Element("input")),
        ("- type: input\n  validations: {required: 'Yes', min_length: many}\n", Element("input", required=True)),
        ("- type: input\n  attributes: {label: [a], value: {b: c}}\n", Element("input")),
    ],
)
def test_faulty_elements(text: str, expected: Element) -> None:
    assert element(text) == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("[Yes, No, 1, 3.10, none]", ("Yes", "No", "1", "3.10", "none")),
        ("[{label: A}, {label: B, required: true}, {required: true}]", ("A", "B")),
        ("[null, ~, '', ]", ("null", "~", "")),
        ("\n    -\n    - A\n", ("A",)),
        ("A, B", ()),
        ("", ()),
    ],
)
def test_options_of_any_shape(options: str, expected: tuple[str, ...]) -> None:
    found = element(f"- type: dropdown\n  attributes:\n    options: {options}\n").options
    assert tuple(option.label for option in found) == expected


def test_aliases_are_followed_though_github_refuses_them() -> None:
    first, second = form(
        HEAD
        + "body:\n- type: dropdown\n  attributes: {options: &o [a, b]}\n- type: dropdown\n  attributes: {options: *o}\n"
    ).body
    assert first.options == second.options == (Option("a"), Option("b"))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "F05"),
        ("just text", "F05"),
        ("- a\n- b\n", "F05"),
        (HEAD, "F05"),
        (HEAD + "body: []\n", "F05"),
        (HEAD + "body: text\n", "F05"),
        (HEAD + "body: [a, b]\n", "F05"),
        (HEAD + "---\nbody:\n- type: input\n", "F05"),
        ("blank_issues_enabled: false\n", "F05"),
        ("a: [", "F01"),
        ("a: \x00", "F02"),
        ("[" * 99, "F03"),
    ],
)
def test_what_is_no_form(text: str, rule: str) -> None:
    reading = read_form(text, "forms/a.yml")
    assert reading.form is None
    assert [(finding.rule, finding.path) for finding in reading.findings] == [(rule, "forms/a.yml")]


def test_a_repeated_key_is_said_and_the_form_is_read() -> None:
    reading = read_form(HEAD + "name: Other\nbody:\n- type: input\n")
    assert reading.form is not None and reading.form.name == "Other"
    assert [finding.rule for finding in reading.findings] == ["F04"]


@given(st.text() | st.text("abody:type-[]{}&*'\"\n ,"))
def test_no_text_raises(text: str) -> None:
    reading = read_form(text)
    assert reading.form is not None or reading.findings


def test_reading_starts_fast() -> None:
    """What a submission needs is read without the models of the edges, the Markdown parser and the rules."""
    script = "import sys, formwright.form.reading; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "formwright.form.reading" in loaded
    assert not loaded & {
        "pydantic",
        "markdown_it",
        "click",
        "frontmatter",
        "formwright.form.rules",
        "formwright.form.linting",
    }
