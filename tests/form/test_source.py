"""YAML to a located tree; nothing raises."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from formwright.form import source as module
from formwright.form.scalars import Kind
from formwright.form.source import MAX_DEPTH, Node, Place, load


@pytest.fixture(params=["C", "Python"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both parsers: not every PyYAML has the one in C."""
    if request.param == "C" and not yaml.__with_libyaml__:
        pytest.skip("this PyYAML has no parser in C")
    chosen = yaml.CSafeLoader if request.param == "C" else yaml.SafeLoader
    monkeypatch.setattr(module, "_LOADER", chosen)
    return str(request.param)


def node(text: str) -> Node:
    root = load(text).root
    assert root is not None
    return root


def rules(text: str) -> list[str]:
    return [finding.rule for finding in load(text).findings]


def test_places_and_kinds(loader: str) -> None:
    root = node("# comment\nname: Bug\nbody:\n- type: input\n  on: yes\n")
    name, body = root.pairs
    assert (root.kind, root.line, root.column) == (Kind.MAP, 2, 1)
    assert (name.key.text, name.value.text, name.value.line, name.value.column) == ("name", "Bug", 2, 7)
    (element,) = body.value.items
    assert (element.kind, element.line, element.column) == (Kind.MAP, 4, 3)
    assert element.entries()["on"].value == Node(Kind.BOOL, 5, 7, "yes")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("'yes'", Kind.TEXT),
        ("! yes", Kind.TEXT),
        ("!!str yes", Kind.TEXT),
        ("!!bool 'yes'", Kind.BOOL),
        ("!ruby/object x", Kind.OTHER),
        ("|\n  yes", Kind.TEXT),
        ("2024-01-31", Kind.TIME),
    ],
)
def test_tags_and_quotes(loader: str, text: str, kind: Kind) -> None:
    assert node(f"key: {text}\n").entries()["key"].value.kind is kind


def test_broken_yaml_is_a_finding_with_its_line(loader: str) -> None:
    (finding,) = load("name: Bug\ndescription: a: b\n").findings
    assert (finding.rule, finding.line) == ("F01", 2)


def test_an_open_quote_is_found_where_it_opens(loader: str) -> None:
    (finding,) = load('name: Bug\ntitle: "open\nbody: x\n\n').findings
    assert (finding.rule, finding.line, finding.remedy) == ("F01", 2, "close the quote that is opened here")


def test_a_tab_for_indentation(loader: str) -> None:
    (finding,) = load("body:\n\t- type: input\n").findings
    assert (finding.rule, finding.line, finding.remedy) == ("F01", 2, "indent with blanks, not tabs")


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x7f", "\ud800", "\ufffe"])
def test_forbidden_characters(loader: str, char: str) -> None:
    source = load(f"name: Bug\r\ntitle: a{char}b\n")
    assert source.root is None
    (finding,) = source.findings
    assert (finding.rule, finding.line, finding.column) == ("F02", 2, 9)


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000, "\n".join(" " * n + "a:" for n in range(999))],
)
def test_depth_is_bounded(loader: str, text: str) -> None:
    (finding,) = load(text).findings
    assert finding.rule in ("F03", "F01")


def test_the_deepest_nesting_that_is_read(loader: str) -> None:
    assert rules("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    assert rules("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == ["F03"]


def test_repeated_keys(loader: str) -> None:
    source = load("a: 1\nb: 2\na: 3\nc:\n  d: 1\n  d: 2\n")
    assert [(finding.rule, finding.line, finding.severity) for finding in source.findings] == [
        ("F04", 6, "warning"),
        ("F04", 3, "warning"),
    ]
    assert source.root is not None and source.root.entries()["a"].value.text == "3"


def test_anchors_and_aliases(loader: str) -> None:
    source = load("a: &x [1]\nb: *x\nc: &y {d: *y}\ne: *none\n")
    assert source.anchors == ((1, 4), (2, 4), (3, 4), (3, 11), (4, 4))
    assert source.root is not None
    entries = source.root.entries()
    assert entries["b"].value == entries["a"].value
    assert entries["c"].value.entries()["d"].value.text == "*y"
    assert entries["e"].value.text == "*none"


def test_aliases_do_not_explode(loader: str) -> None:
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40))]
    assert load("\n".join(lines)).root is not None


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("a: 1\n", None),
        ("---\na: 1\n...\n", None),
        ("---\na: 1\n---\nb: 2\n", (3, 1)),
        ("a: 1\n---\n", (2, 1)),
        ("a: 1\n--- [broken\n", (2, 1)),
        ("a: 1\n...\n---\n- b\n", (3, 1)),
    ],
)
def test_further_documents(loader: str, text: str, second: Place | None) -> None:
    source = load(text)
    assert source.second == second and source.findings == ()
    assert source.root is not None and source.root.entries()["a"].value.text == "1"


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "\ufeff", "~", "null"])
def test_nothing_has_no_root(loader: str, text: str) -> None:
    assert load(text).root is None and load(text).findings == ()


def test_a_byte_order_mark_moves_nothing(loader: str) -> None:
    assert node("\ufeffname: Bug\n").pairs[0].key == Node(Kind.TEXT, 1, 1, "name")


@given(st.text() | st.text("ab:-[]{}#&*!|>'\"%@`?, \n\t~0"))
def test_no_text_raises(text: str) -> None:
    source = load(text)
    assert source.root is None or not any(finding.rule in ("F01", "F02", "F03") for finding in source.findings)
