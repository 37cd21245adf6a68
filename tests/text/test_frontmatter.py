from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formwright.text.frontmatter import is_issue_head, read_front_matter
from formwright.text.lines import split_lines


def test_keys_keep_their_lines() -> None:
    front, findings = read_front_matter(split_lines("---\nname: A\nlabels:\n  - x\n  - y\ntitle: ''\n---\nbody\n"))
    assert findings == []
    assert [(entry.key, entry.start, entry.end) for entry in front.entries] == [
        ("name", 1, 2),
        ("labels", 2, 5),
        ("title", 5, 6),
    ]
    assert front.end == 7
    assert front.line("labels") == 3


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("", 0),
        ("no rule\n", 0),
        ("---\n\nprose between rules\n\n---\n", 0),
        ("---\n\n- a list\n---\n", 0),
        ("---\n---\n", 2),
        ("---\n# only a comment\n---\n", 3),
        ("---\na: 1\n...\n", 3),
        ("---  \na: 1\n---\t\n", 3),
    ],
)
def test_what_is_front_matter_and_what_is_not(text: str, end: int) -> None:
    front, findings = read_front_matter(split_lines(text))
    assert (front.end, findings) == (end, [])


def test_a_list_is_none_and_that_is_said() -> None:
    front, findings = read_front_matter(split_lines("---\n- name: Fault\n---\n"))
    assert (front.end, [finding.rule for finding in findings]) == (0, ["T08"])


def test_broken_yaml_is_read_line_by_line_and_said() -> None:
    front, findings = read_front_matter(split_lines("---\nname: Bug\nabout: it: broke: 'x\nlabels: bug\n---\n"))
    assert [(finding.rule, finding.line) for finding in findings] == [("T01", 3)]
    assert dict(front.data) == {"name": "Bug", "about": "it: broke: 'x", "labels": "bug"}
    assert front.broken and front.end == 5


def test_front_matter_that_is_never_closed_is_said() -> None:
    front, findings = read_front_matter(split_lines("---\nname: Bug\n\n## Heading\n"))
    assert front.end == 0
    assert [finding.rule for finding in findings] == ["T02"]


@pytest.mark.parametrize(
    ("value", "words"),
    [("bug, help wanted", ("bug", "help wanted")), ("[a, 'b c']", ("a", "b c")), ("''", ()), ("", ()), ("5", ())],
)
def test_lists_may_be_texts_with_commas(value: str, words: tuple[str, ...]) -> None:
    assert read_front_matter(split_lines(f"---\nlabels: {value}\n---\n"))[0].words("labels") == words


def test_an_issue_template_s_head_is_known() -> None:
    assert is_issue_head(read_front_matter(["---", "about: x", "---"])[0])
    assert not is_issue_head(read_front_matter(["---", "title: x", "---"])[0])


@pytest.mark.parametrize("key", ["content", "handler", "on", "y", "1"])
def test_no_key_is_special(key: str) -> None:
    front, findings = read_front_matter(["---", f"{key}: x", "---"])
    assert findings == []
    assert list(front.data.values()) == ["x"]


@given(st.text())
def test_no_text_raises(text: str) -> None:
    lines = split_lines("---\n" + text + "\n---\n")
    front, _ = read_front_matter(lines)
    assert 0 <= front.end <= len(lines)
