"""What a directive says, put into the field that the template's text suggests."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formwright.conversion import convert
from formwright.conversion.overrides import override_element, override_head
from formwright.findings import has_errors
from formwright.form import Element, Form, Option, lint
from formwright.form.model import ELEMENT_TYPES
from formwright.template.directives import FIELD_KEYS, HEAD_KEYS, Directive

TEXT = Element("textarea", "a", "A", "hint", placeholder="p", value="v", render="sh", required=True, line=3)
BOXES = Element("checkboxes", "a", "A", options=(Option("x", required=True), Option("y")), line=3)
HEAD = Form("Name", "About", (TEXT,))


def put(element: Element, **keys: Any) -> Element:
    result, findings = override_element(element, Directive(1, keys=keys))
    assert findings == []
    return result


def refused(element: Element, **keys: Any) -> list[str]:
    result, findings = override_element(element, Directive(1, keys=keys, lines=dict.fromkeys(keys, 5)))
    assert findings == [] or result == element
    assert all((finding.rule, finding.line) == ("T43", 5) for finding in findings)
    return [finding.message for finding in findings]


def test_nothing_said_is_nothing_changed() -> None:
    assert override_element(TEXT, None) == (TEXT, [])
    assert override_element(TEXT, Directive(1)) == (TEXT, [])


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("textarea", TEXT),
        ("input", Element("input", "a", "A", "hint", placeholder="p", value="v", required=True)),
        ("dropdown", Element("dropdown", "a", "A", "hint", required=True)),
        ("checkboxes", Element("checkboxes", "a", "A", "hint")),
        ("upload", Element("upload", "a", "A", "hint", required=True)),
        ("markdown", Element("markdown", value="## A\n\nhint\n\nv")),
    ],
)
def test_another_type_keeps_what_it_has_an_attribute_for(kind: str, expected: Element) -> None:
    assert put(TEXT, type=kind) == expected


def test_the_order_of_the_keys_does_not_matter() -> None:
    keys: dict[str, Any] = {"type": "dropdown", "options": ["S", "M"], "default": "M", "required": False}
    assert put(TEXT, **keys) == put(TEXT, **dict(reversed(keys.items())))
    assert put(TEXT, **keys).default == 1


@pytest.mark.parametrize("default", ["M", 1])
def test_a_default_is_an_option_or_its_number(default: str | int) -> None:
    assert put(TEXT, type="dropdown", options=["S", "M"], default=default).default == 1
    assert refused(TEXT, type="dropdown", options=["S"], default="M") == ["`default` must be one of the options: S"]


def test_required_of_checkboxes_is_that_of_each() -> None:
    assert [option.required for option in put(BOXES, required=True).options] == [True, True]
    assert [option.required for option in put(BOXES, required=False).options] == [False, False]


WRONG: dict[str, tuple[object, ...]] = {
    **dict.fromkeys(("id", "label", "description", "render", "type"), ("", " ", 1, None, [])),
    **dict.fromkeys(("required", "multiple"), ("yes", 1, None, "true")),
    **dict.fromkeys(("min_length", "default"), (-1, 1.5, True, None)),
    "options": ("a", [], [True], [{"label": 1}], [["a"]], [{"required": True}], {"a": 1}),
}


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, values in WRONG.items() for value in values])
def test_a_value_of_the_wrong_kind_is_refused(key: str, value: object) -> None:
    (message,) = refused(TEXT, **{key: value})
    assert message.startswith(f"`{key}` must be ")


def test_one_wrong_value_of_a_field_leaves_all_of_it() -> None:
    assert len(refused(TEXT, type="dropdown", options=[], label=1)) == 2


@pytest.mark.parametrize("value", ["a, b", ["a", "b"], ["a ", " b"]])
def test_lists_of_the_head_may_be_a_text(value: object) -> None:
    form, findings = override_head(HEAD, (Directive(1, keys={"labels": value}),))
    assert (form.labels, findings) == (("a", "b"), [])


def test_the_last_directive_of_the_head_counts() -> None:
    said = (Directive(1, keys={"name": "One", "title": "t "}), Directive(2, keys={"name": "Two"}))
    form, _ = override_head(HEAD, said)
    assert (form.name, form.title) == ("Two", "t ")


@pytest.mark.parametrize("key", HEAD_KEYS)
def test_a_wrong_value_of_the_head_is_refused(key: str) -> None:
    form, findings = override_head(HEAD, (Directive(4, keys={key: {"a": 1}}),))
    assert form == HEAD
    assert [(finding.rule, finding.line) for finding in findings] == [("T43", 4)]


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 5),
    st.sampled_from(["", "a", "b c", "None", *ELEMENT_TYPES, "A", ".png", "password"]),
    st.lists(st.sampled_from(["Low", "High", "none", "", "Low"]), max_size=3),
)
BODIES = st.sampled_from(
    ["", "[hint]", "- [ ] Low\n- [ ] None\n", "**S**: [ ] a [ ] b", "- OS:\n- CPU:", "```sh\nx\n```"]
)


def flow(value: object) -> str:
    """Return a value as YAML in one line."""
    return json.dumps(value)


@given(st.dictionaries(st.sampled_from(FIELD_KEYS), VALUES, max_size=4), BODIES)
def test_any_directive_gives_a_form_or_an_error_at_its_line(keys: dict[str, object], body: str) -> None:
    said = ", ".join(f"{key}: {flow(value)}" for key, value in keys.items())
    conversion = convert(f"# T: [x]\n\n## A\n<!-- form: {{{said}}} -->\n{body}\n\n## B\n", source="forms/t.md")
    findings = conversion.report.findings
    if conversion.yaml is None:
        assert has_errors(findings)
        assert {finding.line for finding in findings} <= {3, 4, 5, 6}
    else:
        assert not has_errors(lint(conversion.yaml))
