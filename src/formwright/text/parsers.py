"""The parsers of markdown-it, as GitHub reads Markdown; each is made once."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt


@cache
def whole_parser() -> MarkdownIt:
    """Return the parser for blocks and what is within them."""
    return MarkdownIt("gfm-like2", {"linkify": False})


@cache
def block_parser() -> MarkdownIt:
    """Return the parser for blocks only.

    The text within them is taken from the source, and its marks are looked at where that is asked.
    """
    parser = MarkdownIt("gfm-like2", {"linkify": False})
    parser.core.ruler.disable(["inline", "linkify", "text_join"])
    return parser
