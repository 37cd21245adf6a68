"""Answers stay within their sections: what they leave open is closed at their end."""

from __future__ import annotations

import pytest

from formwright.document import fill

TEMPLATE = "# T\n\n## A\n\n## B\n"


@pytest.mark.parametrize(
    ("answer", "end"),
    [
        ("```sh\nls", "```"),
        ("~~~~\nls", "~~~~"),
        ("<!-- a note", "-->"),
        ("Log:\n<pre>\nERROR", "</pre>"),
        ("<script>\nx", "</script>"),
        ("<STYLE>\nx", "</style>"),
        ("<?php\nx", "?>"),
        ("<![CDATA[\nx", "]]>"),
        ("<!DOCTYPE\nx", ">"),
        ("<details>\n<summary>More</summary>\n\nwords", "</details>"),
        ("words <details> open", "</details>"),
    ],
)
def test_what_is_left_open_is_closed(answer: str, end: str) -> None:
    """S9."""
    document = fill(TEMPLATE, {"a": answer, "b": "text"})
    inside = document.split("## A\n")[1].split("\n## B\n")[0]
    assert answer in inside
    assert inside.rstrip().endswith(end)
    assert "\n## B\n\ntext\n" in document


@pytest.mark.parametrize(
    "answer", ["<pre>x</pre>", "<details>\nx\n</details>", "`<details>`-free", "a < b", "```\nx\n```"]
)
def test_what_is_closed_is_left_alone(answer: str) -> None:
    document = fill(TEMPLATE, {"a": answer})
    assert document.split("## A\n\n")[1].split("\n\n## B")[0] == answer
