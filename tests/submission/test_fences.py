"""Fenced blocks and comments, which hide headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from formwright.submission.fences import closed_blocks, fence


def blocks(text: str, *resets: int) -> list[str]:
    return [text[start:stop] for start, stop in closed_blocks(text, resets)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n```\nb\n```\nc", ["```\nb\n```"]),
        ("```\nb\n~~~\n```", ["```\nb\n~~~\n```"]),
        ("````\n```\n````", ["````\n```\n````"]),
        ("```\n````", ["```\n````"]),
        ("```sh\n```sh\n```", ["```sh\n```sh\n```"]),
        ("``` a`b\n```", []),
        ("~~~ a`b\n~~~  ", ["~~~ a`b\n~~~  "]),
        ("    ```\n    ```", []),
        ("   ```\n ```", ["   ```\n ```"]),
        ("```\nopen", []),
        ("<!-- a\n\nb --> c", ["<!-- a\n\nb -->"]),
        ("<!-- open\n```\nx\n```", ["```\nx\n```"]),
        ("```\n<!--\n```\n-->", ["```\n<!--\n```"]),
        ("<!--\n```\n-->\n```\n```", ["<!--\n```\n-->", "```\n```"]),
        ("text <!-- in a line -->", []),
    ],
)
def test_closed_blocks(text: str, expected: list[str]) -> None:
    assert blocks(text) == expected


def test_a_sure_heading_ends_an_open_fence() -> None:
    text = "```\nopen\n### sure\n```\nclosed\n```"
    assert blocks(text) == ["```\nopen\n### sure\n```"]
    assert blocks(text, text.index("###")) == ["```\nclosed\n```"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [("```sh", ("```", "sh")), ("~~~~", ("~~~~", "")), ("``", None), ("text", None), ("<!--", None)],
)
def test_fence(line: str, expected: tuple[str, str] | None) -> None:
    assert fence(line) == expected


LINES = st.sampled_from(("```", "```sh", "````", "~~~", "~~~ x", "text", "", "  ```  ", "`` `"))


@given(st.lists(LINES, max_size=12))
def test_fences_are_those_of_commonmark(lines: list[str]) -> None:
    text = "\n".join(lines)
    tokens = [token for token in MarkdownIt().parse(text) if token.type == "fence" and token.map]
    whole = [token.map for token in tokens if token.map]
    closed = [(first, last - 1) for first, last in whole if _is_closed(lines, first, last)]
    found = [(text.count("\n", 0, start), text.count("\n", 0, stop)) for start, stop in closed_blocks(text)]
    assert found == closed


def _is_closed(lines: list[str], first: int, last: int) -> bool:
    opener, closer = lines[first].strip(), lines[last - 1].strip()
    run = len(opener) - len(opener.lstrip(opener[0]))
    return last - first > 1 and not closer.strip(opener[0]) and len(closer) >= run
