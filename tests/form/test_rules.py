"""The tables of rules: their examples, their order, and faults that must not be counted twice."""

from __future__ import annotations

import pytest

from formwright.findings import Severity
from formwright.form import lint
from formwright.form.linting import lint_config
from formwright.form.rules import CONFIG_RULES, FORM_RULES, Rule
from formwright.form.rules.base import Entry
from formwright.form.rules.files import FILE_ENTRIES

HEAD = "name: Fault report\ndescription: Tell us what is broken\n"
FORM_ENTRIES: tuple[Entry, ...] = (*FORM_RULES, *FILE_ENTRIES)


_BOOLEAN = 'YAML reads a boolean here; put it in quotes: `label: "on"`'


def whole(example: str) -> str:
    """Return an example as a file: some of them are entries of a body only."""
    return f"{HEAD}body:\n{example}\n" if example.startswith(("- type", "- attr")) else example


def form(body: str) -> str:
    return f"{HEAD}body:\n{body}"


def rules(text: str) -> list[str]:
    return [finding.rule for finding in lint(text) if finding.rule != "R63"]


@pytest.mark.parametrize("entry", FORM_ENTRIES, ids=lambda entry: f"{entry.id}-{entry.title}")
def test_wrong_examples_break_their_rule_and_right_ones_none(entry: Entry) -> None:
    wrong = {finding.rule for finding in lint(whole(entry.wrong))}
    assert entry.id in wrong
    assert wrong <= {entry.id, "R63"}
    assert lint(whole(entry.right)) == []


@pytest.mark.parametrize("entry", CONFIG_RULES, ids=lambda entry: f"{entry.id}-{entry.title}")
def test_examples_of_the_configuration(entry: Entry) -> None:
    assert {finding.rule for finding in lint_config(entry.wrong)} == {entry.id}
    assert lint_config(entry.right) == []


def test_every_rule_says_what_it_is() -> None:
    for rule in FORM_RULES:
        assert isinstance(rule, Rule)
        assert rule.text and rule.title and rule.source
        assert rule.severity in (Severity.ERROR, Severity.WARNING)


def test_messages_use_githubs_words() -> None:
    text = form("- type: input\n  id: a\n  x: woof\n  attributes:\n    label: A\n- type: what\n")
    assert [finding.message for finding in lint(text)] == [
        "body[0]: `x` is not a permitted key",
        "body[1]: `what` is not a valid input type",
    ]


def test_findings_stand_in_the_order_of_their_lines() -> None:
    text = "about: x\nname: RFC\ntitle: ''\nbody:\n- type: input\n  attributes:\n    x: 1\n    label: yes\n"
    found = lint(text)
    assert [(finding.line, finding.rule) for finding in found] == [
        (1, "R40"),
        (2, "R3"),
        (3, "R39"),
        (7, "R54"),
        (8, "R50"),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("- type: nothing\n  id: a b\n  label: A\n", ["R48", "R51", "R52"], id="three faults"),
        pytest.param("- type: input\n  label: A\n", ["R52"], id="label one level too high is not missing as well"),
        pytest.param("- type: input\n  attributes:\n  label: A\n", ["R52"], id="attributes that are not indented"),
        pytest.param(
            "- type: x\n  attributes:\n    label: true\n", ["R48"], id="attributes of unknown types are unknown"
        ),
        pytest.param("- type: input\n  id: a\n  attributes: []\n", ["R49"], id="attributes that are a list"),
        pytest.param(
            "- type: markdown\n  attributes: {value: ''}\n- type: x\n", ["R50", "R48"], id="not markdown only"
        ),
        pytest.param("- type: input\n  id: a\n  attributes: {label: *no}\n", ["R59"], id="an alias of nothing"),
        pytest.param(
            "- type: dropdown\n  id: a\n  attributes: {label: A, options: [no, no]}\n", ["R57"], id="booleans"
        ),
        pytest.param("- - type: input\n", ["R47"], id="a list in the list"),
        pytest.param("- ~\n- 1\n", ["R47", "R47"], id="nothing and a number"),
    ],
)
def test_one_fault_is_not_counted_twice(body: str, expected: list[str]) -> None:
    assert rules(form(body)) == expected


def test_three_fields_of_one_reference_give_two_findings() -> None:
    one = "- type: input\n  attributes: {label: Name}\n"
    found = lint(form(one * 3))
    assert [(finding.rule, finding.line) for finding in found if finding.rule != "R63"] == [("R44", 7), ("R44", 9)]


def test_equal_ids_are_found_behind_a_label_of_the_same_reference() -> None:
    named = "- type: input\n  id: name\n  attributes: {label: %s}\n"
    text = form("- type: input\n  attributes: {label: Name}\n" + named % "First" + named % "Second")
    assert rules(text) == ["R45", "R43", "R45"]


def test_ids_are_compared_as_they_are_written() -> None:
    text = form("- type: input\n  id: Name\n  attributes: {label: A}\n- type: input\n  attributes: {label: Name}\n")
    assert rules(text) == []


def test_fields_without_ids_are_told_once() -> None:
    one = "- type: input\n  attributes: {label: Field %d}\n"
    (finding,) = lint(form("".join(one % number for number in range(5))))
    assert finding.message == "fields without an id: `Field 0`, `Field 1`, `Field 2` and 2 more"
    assert finding.remedy == "give each an id of its own, such as `id: field-0`"


def test_a_remedy_names_what_to_write() -> None:
    remedies = {
        "- type: checkbox\n  attributes: {label: A}\n": "write `checkboxes`",
        "- type: input\n  id: first name\n  attributes: {label: A}\n": "write for example `id: first-name`",
        "- type: input\n  id: a\n  attributes: {label: A, required: true}\n": "move `required` under `validations:`",
        "- type: dropdown\n  id: a\n  attributes: {label: A, options: [x, z], default: z}\n": "write `default: 1`",
        "- type: dropdown\n  id: a\n  attributes: {label: A, options: [label: x]}\n": "write `- x`",
        "- type: input\n  id: a\n  attributes: {label: on}\n": _BOOLEAN,
    }
    for body, remedy in remedies.items():
        assert [finding.remedy for finding in lint(form(body))] == [remedy]
