"""Markdown to HTML that is safe to show: no script, no style, no address that a browser would ask for.

GitHub renders the HTML in Markdown that is on its list, and drops the rest; so does this. Images and links are
shown and lead nowhere: what a template or an answer says must send no request (S16 has the same reason).
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from functools import cache
from html import escape
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from formwright.text.frontmatter import read_front_matter
from formwright.text.lines import split_lines, without_surrogates

_INLINE = "a b br code del em i img ins kbd mark q s samp small span strike strong sub sup var"
_BLOCKS = "blockquote dd details div dl dt h1 h2 h3 h4 h5 h6 hr input li ol p pre summary table tbody td th thead tr ul"
_ATTRIBUTES = {
    "a": {"title"},
    "details": {"open"},
    "img": {"alt", "title"},
    "input": {"checked", "disabled", "type"},
    "li": {"value"},
    "ol": {"start"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan"},
}
_BOX = {"input": {"aria-label": "Task"}}
"""The only input is the box that Markdown makes of a task (see `_html`). One value: several would come in any order."""

_CLEANER = nh3.Cleaner(
    tags=set(_INLINE.split()) | set(_BLOCKS.split()),
    attributes=_ATTRIBUTES,
    set_tag_attribute_values=_BOX,
    link_rel=None,
    strip_comments=True,
)


def block_html(text: str) -> str:
    """Return a Markdown text as HTML."""
    return _CLEANER.clean(_parser().render(without_surrogates(text)))


def inline_html(text: str) -> str:
    """Return one line of Markdown, such as the label of a checkbox, as HTML without a paragraph."""
    return _CLEANER.clean(_parser().renderInline(" ".join(without_surrogates(text).split())))


def document_html(text: str) -> str:
    """Return a document as HTML, its front matter as a table, as GitHub shows it."""
    lines = split_lines(text)
    front, _ = read_front_matter(lines)
    rows = []
    for entry in front.entries:
        value = _shown(front.data.get(entry.key), lines[entry.start : entry.end])
        rows.append(f"<tr><th scope='row'>{escape(entry.key)}</th><td>{escape(value)}</td></tr>")
    table = f"<table>{''.join(rows)}</table>" if rows else ""
    return table + block_html("\n".join(lines[front.end :]))


def _shown(value: object, lines: Sequence[str]) -> str:
    """Return the value of a key: a text or a list as they are read, anything else as it is written."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return value if isinstance(value, str) else "\n".join([lines[0].partition(":")[2].strip(), *lines[1:]]).strip()


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("gfm-like2", {"html": True})
    parser.add_render_rule("link_open", _link)
    parser.add_render_rule("image", _image)
    parser.add_render_rule("html_block", _html)
    parser.add_render_rule("html_inline", _html)
    return parser


_FILTERED = re.compile(
    r"<(?=/?(?:title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext|input)\b)", re.IGNORECASE
)


def _html(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: MutableMapping[str, Any]) -> str:
    """Show some tags as the text that they are: those that hide what follows (GFM 6.11), and inputs."""
    return _FILTERED.sub("&lt;", tokens[index].content)


def _link(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: MutableMapping[str, Any]) -> str:
    """Show where a link would lead, instead of leading there."""
    return f'<a title="{escape(str(tokens[index].attrGet("href") or ""))}">'


def _image(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: MutableMapping[str, Any]) -> str:
    address = escape(str(tokens[index].attrGet("src") or ""))
    return f'<img alt="{escape(tokens[index].content) or address}" title="{address}">'
