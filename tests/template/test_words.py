from __future__ import annotations

import pytest

from formwright.template.words import (
    asks_short,
    asks_to_insert,
    has_placeholder,
    is_blank,
    is_placeholder,
    key_value,
    split_example,
    unwrap,
)


@pytest.mark.parametrize(
    "text",
    [
        *("[Title]", "{name}", "<your name>", "[a] / [b]", "YYYY-MM-DD", "XXXX", "…", "TBD", "{{x}}"),
        *("@handle", "@your-handle", "@username1, @username2", "@alias, …", "2026-Q?", "2026-??", "v1.?"),
    ],
)
def test_all_of_it_is_to_be_replaced(text: str) -> None:
    assert is_placeholder(text)
    assert has_placeholder(text)


@pytest.mark.parametrize(
    "text",
    [
        "[link](https://a.example)",
        "[ref][1]",
        "- [ ] box",
        "[x] done",
        "<br>",
        "<details open>",
        "<https://a.example>",
        "a < b",
        "@octocat",
        "@owner/team",
        "Ask @handle for it",
        "2026-Q1",
        "Why?",
    ],
)
def test_links_boxes_and_markup_are_no_placeholders(text: str) -> None:
    assert not has_placeholder(text)


@pytest.mark.parametrize(
    ("text", "inside"), [("[Title]", "Title"), (" {a b} ", "a b"), ("[a] and [b]", "[a] and [b]"), ("x", "x")]
)
def test_a_placeholder_loses_its_brackets(text: str, inside: str) -> None:
    assert unwrap(text) == inside


@pytest.mark.parametrize("text", ["", "  ", "✅", "- ", "<!-- hint -->", "…", "⚠️"])
def test_signs_and_comments_are_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("OS: Linux", ("OS", "Linux")),
        ("**OS**: Linux", ("OS", "Linux")),
        ("**OS:** Linux", ("OS", "Linux")),
        ("__OS__: ", ("OS", "")),
        ("**As a** [user]", ("As a", "[user]")),
        ("⚠️ **Risk**: ", ("Risk", "")),
        ("Device model:", ("Device model", "")),
        ("**bold** words", None),
        ("see https://a.example", None),
        ("time is 12:30", None),
        ("words", None),
    ],
)
def test_keys_are_read_with_their_values(text: str, pair: tuple[str, str] | None) -> None:
    assert key_value(text) == pair


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("What?\nExample:\nThis.", ("What?", "This.")),
        ("What?\n\ne.g. this", ("What?", "this")),
        ("Example: this", ("", "this")),
        ("For example:\n  - a\n  - b\n", ("", "  - a\n  - b")),
        ("Examples of use are welcome", ("Examples of use are welcome", "")),
    ],
)
def test_hints_are_split_at_their_example(text: str, split: tuple[str, str]) -> None:
    assert split_example(text) == split


def test_short_things() -> None:
    assert all(map(asks_short, ["Version", "Operating System", "Python version", "Name", "Repository URL"]))
    assert not any(
        map(asks_short, ["Describe the version", "Steps", "What version of the tool are you using today?", "Logo"])
    )


def test_fences_that_say_what_to_put_there() -> None:
    assert asks_to_insert("# paste your log here")
    assert not asks_to_insert("replicas: 3")
    assert not asks_to_insert("insert\nmore")
