"""Links whose targets stand elsewhere: with their targets they render as they did, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from formwright.text.links import linked, with_targets

BELOW = ["[guide]: https://example.org/guide", '[r]: <https://example.org/a b> "The \\"rules\\""', "[B]: #below 'x'"]
PIECES = st.sampled_from(
    [
        "[guide]",
        "[the rules][R]",
        "[R][]",
        "![box][b]",
        "[![box][b]][guide]",
        "[nobody]",
        "`[guide]`",
        "\\[guide]",
        "[guide](#there)",
        "[x][guide][r]",
        "*[r]*",
        "<b>",
        "]",
        "[",
        "a",
        " ",
        "\n",
        "\n\n",
        "- [ ] ",
        "# ",
        "```\n",
        "    ",
        "> ",
        "<!-- ",
        " -->",
        "|",
        "[r]: #again",
    ]
)
MARKDOWN = MarkdownIt("gfm-like2", {"linkify": False})


CLOSED = PIECES.filter(lambda piece: piece not in ("<!-- ", "```\n", "<b>", "[r]: #again"))
"""What neither takes the lines below it in nor defines a name anew."""


@given(st.lists(CLOSED, max_size=12).map("".join))
def test_a_text_with_targets_renders_as_it_does_beside_the_definitions(text: str) -> None:
    definitions = linked(BELOW).definitions
    assert MARKDOWN.render(with_targets(text, definitions)) == MARKDOWN.render("\n".join([*BELOW, "", text]))


@given(st.lists(PIECES, max_size=12).map("".join))
def test_lines_stay_as_many_and_mean_the_same(text: str) -> None:
    lines = [*text.split("\n"), "", *BELOW]
    found = linked(lines)
    assert len(found.lines) == len(lines)
    assert MARKDOWN.render("\n".join(found.lines)) == MARKDOWN.render("\n".join(lines))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Read the [Guide].", "Read the [Guide](https://example.org/guide)."),
        ("- [ ] the [rules][r]", '- [ ] the [rules](https://example.org/a%20b "The \\"rules\\"")'),
        ("[![box][b]][guide]", '[![box](#below "x")](https://example.org/guide)'),
        ("`[guide]`", "`[guide]`"),
        ("[nobody]", "[nobody]"),
        ("[guide](#x)", "[guide](#x)"),
        ("`[r]` and [r]", '`[r]` and [r]\n\n[r]: https://example.org/a%20b "The \\"rules\\""'),
    ],
)
def test_targets(text: str, wanted: str) -> None:
    assert with_targets(text, linked(BELOW).definitions) == wanted


def test_without_definitions_nothing_is_looked_at() -> None:
    lines = ["[guide]", "x"]
    assert linked(lines).lines is lines
