"""The law of writing: what is written is read as the same form, by every YAML reader."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from formwright.findings import has_errors
from formwright.form import Element, Form, Option, lint, read_form, write_form
from formwright.form.linting import is_faultless
from formwright.form.model import ELEMENT_TYPES
from formwright.form.source import Node, Pair, load
from formwright.form.tree import tree_of

PARTS = (
    *(
        "word",
        "Yes",
        "no",
        "on",
        "y",
        "n",
        "~",
        "null",
        "true",
        "none",
        ".inf",
        "3.10",
        "1e3",
        "0x1f",
        "0o17",
        "1_000",
        "1,000",
    ),
    *(
        "2024-01-31",
        "12:30",
        "=",
        "<<",
        "_",
        "+",
        " ",
        "  ",
        "\n",
        "\n\n",
        " \n",
        "\t",
        "\r",
        "\r\n",
        ":",
        ": ",
        "#",
        " #",
        "-",
    ),
    *(
        "- ",
        "?",
        '"',
        "'",
        "\\",
        "|",
        ">",
        "%",
        "@",
        "`",
        "!",
        "&",
        "*",
        "{",
        "}",
        "[",
        "]",
        ",",
        "---",
        "...",
        "---\n",
        "\x85",
    ),
    *(
        "\u2028",
        "\u2029",
        "\ufeff",
        "\xa0",
        "\x00",
        "\x7f",
        "\x1b",
        "\ufffe",
        "é",
        "🐞",
        "👩\u200d👧",
        "日本",
        "العنوان",
        "\U0001fffe",
    ),
)
TEXTS = st.lists(st.sampled_from(PARTS), max_size=8).map("".join) | st.text()
FILLED = TEXTS.filter(lambda text: bool(text.strip()))


@st.composite
def elements(draw: st.DrawFn) -> Element:
    kind = draw(st.sampled_from(ELEMENT_TYPES))
    labels = draw(st.lists(TEXTS, max_size=3))
    maybe = st.none() | TEXTS
    return Element(
        type=kind,
        id=draw(maybe),
        label=draw(TEXTS),
        description=draw(maybe),
        placeholder=draw(maybe),
        value=draw(maybe),
        render=draw(maybe),
        options=tuple(Option(label, kind == "checkboxes" and draw(st.booleans())) for label in labels),
        multiple=draw(st.booleans()),
        default=draw(st.none() | st.integers(-5, 10**18 - 1)),
        required=draw(st.booleans()),
        min_length=draw(st.none() | st.integers(0, 99)),
        accept=draw(maybe),
    )


LISTS = st.lists(TEXTS, max_size=2).map(tuple)
FORMS = st.builds(
    Form,
    name=TEXTS,
    description=TEXTS,
    body=st.lists(elements(), min_size=1, max_size=3).map(tuple),
    title=st.none() | TEXTS,
    labels=LISTS,
    assignees=LISTS,
    projects=LISTS,
    type=st.none() | TEXTS,
)


@given(FORMS, st.none() | TEXTS)
@example(Form("", "", (Element("input", value="a\n\n"), Element("x", options=(Option("a", True),)))), "")
def test_a_written_form_is_read_as_the_same_form(form: Form, source: str | None) -> None:
    written = write_form(form, source)
    reading = read_form(written)
    assert reading.form is not None and reading.form == form
    assert reading.findings == ()
    assert write_form(reading.form, source) == written


def _unplaced(node: Node) -> Node:
    pairs = tuple(Pair(_unplaced(pair.key), _unplaced(pair.value)) for pair in node.pairs)
    return node._replace(line=1, column=1, items=tuple(map(_unplaced, node.items)), pairs=pairs)


@given(FORMS)
@example(Form("", "", ()))
def test_a_form_is_looked_at_as_its_yaml_would_be(form: Form) -> None:
    written = write_form(form)
    root = load(written).root
    assert root is not None and tree_of(form) == _unplaced(root)
    assert is_faultless(form) is (lint(written) == [])


@settings(max_examples=settings().max_examples // 3)
@given(FORMS)
def test_yaml_1_1_and_1_2_read_the_same(form: Form) -> None:
    written = write_form(form)
    data = yaml.load(written, yaml.SafeLoader)
    assert YAML(typ="safe", pure=True).load(written) == data
    if yaml.__with_libyaml__:
        assert yaml.load(written, yaml.CSafeLoader) == data


@given(st.lists(FILLED, min_size=1, max_size=4, unique=True))
def test_no_text_is_taken_for_something_else(texts: list[str]) -> None:
    """Whatever an option says, a form with sound keys has no error but those on what the option says."""
    labels = tuple(Option(text) for text in texts)
    body = (Element("dropdown", id="pick", label="Pick one", options=labels),)
    found = lint(write_form(Form("Bug report", "Tell us", body)))
    assert {finding.rule for finding in found} <= {"R56"}


@given(st.lists(FILLED, min_size=1, max_size=4))
def test_ids_settle_all_references(labels: list[str]) -> None:
    body = tuple(Element("upload", id=f"field-{n}", label=label) for n, label in enumerate(labels))
    assert not has_errors(lint(write_form(Form("Bug report", "Tell us", body))))


@given(st.text() | TEXTS, st.sampled_from([None, "bug.yml", "config.yml", "DISCUSSION_TEMPLATE/a.yml", "a.md"]))
def test_lint_raises_on_no_text(text: str, path: str | None) -> None:
    found = lint(text, path=path)
    assert found == sorted(found, key=lambda finding: (finding.line, finding.column, finding.rule))


KEYS = (
    "name",
    "description",
    "about",
    "body",
    "type",
    "id",
    "attributes",
    "validations",
    "label",
    "options",
    "required",
    "on",
)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=20,
)


def _yaml(data: object) -> str:
    return yaml.dump(data, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper), allow_unicode=True)


@given(DATA)
def test_no_data_raises(data: object) -> None:
    for whole in (data, {"name": data, "body": data}, {"body": [data, {"type": "dropdown", "attributes": data}]}):
        text = _yaml(whole)
        read_form(text)
        for path in ("bug.yml", "config.yml"):
            lint(text, path=path)
    lint(_yaml({"contact_links": data, "blank_issues_enabled": data}), path="config.yml")


@pytest.mark.parametrize("size", [2_000])
def test_many_elements_are_read(size: int) -> None:
    body = tuple(Element("input", id=f"f{n}", label=f"Field {n}") for n in range(size))
    form = Form("Bug report", "Tell us", body)
    assert read_form(write_form(form)).form == form
    assert lint(write_form(form)) == []
