"""Directives: what a comment says, at which line, and what is wrong with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formwright.findings import Finding
from formwright.template import Template, read_template
from formwright.template.directives import ACTIONS, FIELD_KEYS, HEAD_KEYS, Directive, read_directives
from formwright.text.lines import split_lines
from formwright.text.markdown import read_blocks


def directives(text: str, known: list[str] = FIELD_KEYS) -> tuple[list[Directive], list[Finding]]:
    return read_directives(read_blocks(split_lines(text)), known)


def steered(text: str) -> list[Directive | None]:
    return [slot.directive for slot in read_template(text).slots]


def found(template: Template) -> list[tuple[str, int]]:
    return [(finding.rule, finding.line) for finding in template.findings]


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize(
    "shape", ["<!-- form: {} -->", "<!--form:{}-->", "<!---  form :  {}  --->", "<!--\nform:\n{}\n-->"]
)
def test_an_action_can_be_written_in_several_ways(action: str, shape: str) -> None:
    (directive,), findings = directives(shape.replace("{}", action))
    assert (directive.action, directive.keys, findings) == (action, {}, [])


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<!-- form: {type: input, id: a} -->", {"type": 1, "id": 1}),
        ("\n\n<!-- form: {type: input,\n id: a} -->", {"type": 3, "id": 4}),
        ("<!-- form:\ntype: input\n\n# a comment of YAML\nid: a\n-->", {"type": 2, "id": 5}),
        ("<!--\n\n  form:\n    type: input\n    id: a\n-->", {"type": 4, "id": 5}),
        ("<!-- form: type: input -->", {"type": 1}),
    ],
)
def test_each_key_has_its_line(text: str, lines: dict[str, int]) -> None:
    (directive,), findings = directives(text)
    assert findings == []
    assert {key: directive.line_of(key) for key in directive.keys} == lines


def test_the_last_of_several_directives_counts() -> None:
    (directive,) = steered("## A\n<!-- form: {type: input, required: true} -->\n<!-- form: {type: dropdown} -->\n")
    assert directive is not None
    assert directive.keys == {"type": "dropdown", "required": True}
    assert (directive.line_of("type"), directive.line_of("required"), directive.line_of("id")) == (3, 2, 2)


@pytest.mark.parametrize(
    ("body", "rule", "line", "says"),
    [
        ("", "T41", 1, "the directive is empty"),
        ("please fill this in", "T41", 1, "`please fill this in`"),
        ("[skip]", "T41", 1, "`[skip]`"),
        ("3", "T41", 1, "`3`"),
        ("Skip", "T41", 1, "`Skip`"),
        ("{type: input", "T40", 1, "no YAML"),
        ("\ntype: input\n id: a\n", "T40", 3, "no YAML"),
        ("!!python/object:os.system {}", "T40", 1, "no YAML"),
        ("{a: *b}", "T40", 1, "no YAML"),
        ("2024-13-45", "T40", 1, "no YAML"),
        ("{colour: red}", "T42", 1, "`colour`"),
        ("\ntype: input\nabout: x\n", "T42", 3, "`about`"),
        ("\ntype: input\ntype: upload\n", "T42", 3, "a second time"),
        ("{1: 2}", "T42", 1, "`1`"),
        ("{[a]: 2}", "T40", 1, "no YAML"),
    ],
)
def test_what_is_wrong_is_said_at_its_line(body: str, rule: str, line: int, says: str) -> None:
    _, findings = directives(f"<!-- form: {body} -->")
    assert [(finding.rule, finding.line) for finding in findings] == [(rule, line)]
    assert says in findings[0].message


def test_what_is_known_counts_beside_what_is_not() -> None:
    (directive,), findings = directives("<!-- form: {colour: red, type: input, size: 3} -->")
    assert directive.keys == {"type": "input"}
    assert [finding.message for finding in findings] == [
        "`colour` is no key of a form",
        "`size` is no key of a form",
    ]


def test_a_bomb_of_aliases_does_not_go_off() -> None:
    levels = "".join(f", &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30))
    for body in (f"[&a0 [x]{levels}]", f"{{label: [&a0 [x]{levels}]}}"):
        template = read_template(f"## A\n<!-- form: {body} -->\n")
        assert len(str(template.findings)) < 1000
    assert directives("<!-- form: " + "[" * 5000 + " -->")[1][0].rule == "T40"


@pytest.mark.parametrize("keys", ["{name: Bug report}", "{labels: [a]}", "{assignees: me}", "{title: x}"])
def test_keys_of_the_head_belong_to_the_template(keys: str) -> None:
    before = read_template(f"<!-- form: {keys} -->\n\n## A\n")
    titled = read_template(f"# Title\n\n<!-- form: {keys} -->\n\n## A\n")
    inside = read_template(f"## A\n<!-- form: {keys} -->\n")
    assert [len(template.directives) for template in (before, titled, inside)] == [1, 1, 0]
    assert [found(template) for template in (before, titled, inside)] == [[], [], [("T42", 2)]]
    assert set(HEAD_KEYS) - set(FIELD_KEYS) == {"name", "title", "labels", "assignees", "projects"}


@pytest.mark.parametrize(
    "text",
    [
        "## A\nWords <!-- form: skip -->\n",
        "## A <!-- form: skip -->\n",
        "## A\n<!-- form: skip --> words\n",
        "## A\n- one\n  <!-- form: skip -->\n",
        "## A\n> <!-- form: skip -->\n",
        "## A\n| a |\n|---|\n| <!-- form: skip --> |\n",
        "## A\n<details>\n<!-- form: skip -->\n</details>\n",
        "## A\n<!-- Say it. --> <!-- form: skip -->\n",
        "## A\n<!-- include: b.md --> words\n",
    ],
)
def test_what_stands_within_something_else_is_said(text: str) -> None:
    line = next(number for number, line in enumerate(text.split("\n"), 1) if "form:" in line or "include:" in line)
    assert ("T44", line) in found(read_template(text))


@pytest.mark.parametrize(
    "text",
    [
        "## A\n`<!-- form: skip -->`\n",
        "## A\n```\n<!-- form: skip -->\n```\n",
        "## A\n- x\n  ```\n  <!-- include: b.md -->\n  ```\n",
        "## A\n\n    <!-- form: skip -->\n",
        "## A\n<!-- Say which form: the long one or the short one. -->\n",
        "## A\nthe form: long\n",
    ],
)
def test_what_is_shown_or_told_steers_nothing_and_is_no_fault(text: str) -> None:
    template = read_template(text)
    assert found(template) == []
    assert [slot.label for slot in template.slots] == ["A"]


@given(st.text() | st.text(alphabet="{}[]:,&*!|>#'\"- \nab1", max_size=40))
def test_no_text_makes_it_fail(body: str) -> None:
    template = read_template(f"## A\n<!-- form: {body.replace('-->', '')} -->\n\n## B\n<!-- hint -->\n")
    assert all(1 <= finding.line <= len(template.lines) for finding in template.findings)
