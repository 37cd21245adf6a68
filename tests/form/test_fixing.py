"""What has one right answer is mended; all else stays byte for byte.

Each folder of `tests/examples/fixing` is a file and what it becomes (`fixed`). Set FORMWRIGHT_UPDATE=1 to write the
outputs anew; read them before you commit them.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import ABSENT, SHARED
from formwright.fixing import fix
from formwright.form import Element, Form, read_form
from formwright.form.editing import Edit, apply_edits
from formwright.form.scalars import truth
from formwright.linting import lint
from template_strategies import templates

EXAMPLES = sorted((Path(__file__).parents[1] / "examples" / "fixing").iterdir())


def rules(text: str, path: str) -> Counter[tuple[str, str]]:
    return Counter((finding.rule, finding.severity) for finding in lint(text, path=path))


def mended(text: str, path: str) -> str:
    """Return the mended text, for which the laws hold: no finding more, and nothing left to do."""
    better = fix(text, path=path)
    assert rules(better, path) <= rules(text, path)
    assert (rules(better, path) < rules(text, path)) is (better != text)
    assert fix(better, path=path) == better
    return better


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_the_file_becomes_what_was_read(folder: Path) -> None:
    (given,) = (path for path in folder.iterdir() if path.stem != "fixed")
    actual = mended(given.read_bytes().decode(), given.name).encode()
    expected = folder / f"fixed{given.suffix}"
    if os.environ.get("FORMWRIGHT_UPDATE"):
        expected.write_bytes(actual)
    assert actual == expected.read_bytes()


@pytest.mark.parametrize("path", ["a.yml", "config.yml", "DISCUSSION_TEMPLATE/a.yml", "a.md"])
@pytest.mark.parametrize(
    "text", ["", "\n", "\ufeff", "a: [", "- &a [*a]", "a: *b", "\x00", "{" * 5000, "a: b\n---\nc: d\n", "a: &a [*a]"]
)
def test_what_is_no_form_stays(text: str, path: str) -> None:
    assert mended(text, path) == text


def real_forms() -> list[Path]:
    root = SHARED / "corpus"
    return sorted([*root.glob("forms/*/*"), *root.glob("pairs/*/*/after.yml")])


def content(form: Form | None) -> object:
    """Return what mending must not change: all but ids, blank texts, languages and the default's number."""
    return form and (form.name, form.labels, [[value for value in each if value] for each in map(parts, form.body)])


def parts(element: Element) -> tuple[object, ...]:
    texts = (element.label, element.description, element.placeholder, element.value)
    return (element.type.lower().rstrip("es"), *((text or "").strip() for text in texts), element.options)


@pytest.mark.skipif(not real_forms(), reason=ABSENT)
def test_real_forms_say_the_same_when_they_are_mended() -> None:
    for path in real_forms():
        text = path.read_bytes().decode("utf-8", "replace")
        better = mended(text, path.name)
        assert content(read_form(better).form) == content(read_form(text).form), path
        kept, lines = better.splitlines(), text.splitlines()
        changed = [line for line in kept if line not in lines]
        keys = ("id: ", "label: ", "- ", "description: ", "render: ")
        assert all(line.strip().startswith(keys) for line in changed), path


KEYS = st.sampled_from(["name", "description", "about", "title", "labels", "assignees", "projects", "type", "on"])
VALUES = st.sampled_from(
    [
        "",
        "''",
        "2024",
        "yes",
        "~",
        "Bug report",
        "[a, 1, , no]",
        "'x'  # a comment",
        "|\n  two\n  lines",
        "&a x",
        "no",
        "[]",
    ]
)
LABELS = st.sampled_from(["Name", "name?", "1.5", "Yes", "''", "バージョン", "Size", "password"])
OPTIONS = st.sampled_from(
    ["[Yes, No]", "[S, S]", "[1, 2]", "[Name, None]", "\n      - on\n      - label: Name", "", "[{label: Name}]"]
)
EXTRA = st.sampled_from(
    [
        "    description:",
        "    value: ''",
        "    placeholder: 5",
        "    multiple: 'true'",
        "    default: S",
        "  validations:",
        "  validations:\n    required: 'yes'",
        "  validations:\n    accept: png",
        "  validations:\n    min_length: 3",
        "  id: 7",
        "  id: name",
        "# a comment",
        "",
    ]
)
TYPES = st.sampled_from(["input", "textarea", "dropdown", "checkboxes", "checkbox", "Input", "upload", "markdown", "x"])


@st.composite
def elements(draw: st.DrawFn) -> str:
    lines = [f"- type: {draw(TYPES)}", "  attributes:", f"    label: {draw(LABELS)}"]
    if draw(st.booleans()):
        lines.append(f"    options: {draw(OPTIONS)}")
    return "\n".join([*lines, *draw(st.lists(EXTRA, max_size=3, unique=True))])


@st.composite
def forms(draw: st.DrawFn) -> str:
    head = [f"{key}: {draw(VALUES)}" for key in draw(st.lists(KEYS, max_size=5, unique=True))]
    text = "\n".join([*head, "body:", *draw(st.lists(elements(), max_size=4))])
    return text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"]))) + draw(st.sampled_from(["", "\n"]))


@given(forms())
@settings(max_examples=settings().max_examples // 2)
def test_mending_adds_no_finding_and_is_done_at_once(text: str) -> None:
    mended(text, "a.yml")


@given(st.text() | forms().flatmap(lambda text: st.integers(0, len(text)).map(lambda at: text[:at])))
@settings(max_examples=settings().max_examples // 2)
def test_no_text_makes_it_fail(text: str) -> None:
    for path in ("a.yml", "config.yml"):
        mended(text, path)


@given(templates())
@settings(max_examples=settings().max_examples // 3)
def test_templates_are_mended_at_once_too(text: str) -> None:
    mended(text, "a.md")


def test_edits_that_overlap_are_made_once() -> None:
    assert apply_edits("abcd", [Edit(1, 3, "x"), Edit(2, 4, "y"), Edit(0, 0, "-"), Edit(0, 0, "-")]) == "-axd"


def test_words_for_true_are_true() -> None:
    assert truth("Yes") and not truth("off")
