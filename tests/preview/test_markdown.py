"""Markdown becomes HTML that runs nothing and asks for nothing, and keeps its words."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formwright.preview.markdown import block_html, document_html, inline_html
from formwright.preview.samples import HOSTILE

ACTIVE = set("audio base embed form iframe link math meta object script style svg video".split())
ASKING = set("action background data formaction href ping poster src srcset style xlink:href".split())


class Seen(HTMLParser):
    """What a browser would find: tags, attributes and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        self.words += data


PIECES = st.sampled_from(
    [
        *HOSTILE,
        *("<", ">", '"', "'", "&", "`", "[", "](", ")", "![", "!-", "--", "\n", "\n\n", "    ", "\t", "|", "*"),
        *("<a href=", "javascript:alert(1)", "<img/src=x onerror=x>", "</p>", "<svg", "<math>", "<style>", "<!--"),
        *("https://evil.invalid/", "data:text/html,x", "<details open>", "<input autofocus onfocus=x>", "-->", "&#60;"),
        *("<base href=//evil.invalid>", "<noscript>", "<template>", "<select>", "<table><tr><td>", "]]>", "<![CDATA["),
        *("word", "- [x] ", "\0"),
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=12).map("".join)


@given(TEXTS)
def test_nothing_active_and_no_address_is_left(text: str) -> None:
    for html in (block_html(text), inline_html(text), document_html(text)):
        seen = Seen(html)
        assert not ACTIVE & set(seen.tags)
        assert not ASKING & set(seen.attributes)
        assert not [name for name in seen.attributes if name.startswith("on")]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**b** `c` ~~d~~", "<p><strong>b</strong> <code>c</code> <s>d</s></p>\n"),
        ("[a](https://x.test/?q=1)", '<p><a title="https://x.test/?q=1">a</a></p>\n'),
        ("![a & b](p.png)", '<p><img alt="a &amp; b" title="p.png"></p>\n'),
        ("![](p.png)", '<p><img alt="p.png" title="p.png"></p>\n'),
        ("<!-- a hint -->", ""),
        (
            "<details><summary>S</summary>\n\ntext\n\n</details>",
            "<details><summary>S</summary>\n<p>text</p>\n</details>",
        ),
        ("<script>x = 1</script>", "&lt;script&gt;x = 1&lt;/script&gt;"),
        ("a <TITLE>b", "<p>a &lt;TITLE&gt;b</p>\n"),
        ("<b onclick=x>b</b>", "<p><b>b</b></p>\n"),
    ],
)
def test_it_is_what_github_shows(text: str, html: str) -> None:
    assert block_html(text) == html


def test_a_box_is_a_box_and_no_other_input_is_one() -> None:
    box = '<input disabled="" type="checkbox" checked="" aria-label="Task">'
    assert block_html("- [x] done") == f"<ul>\n<li>{box} done</li>\n</ul>\n"
    for text in ('<input type="password">', 'a <INPUT name="q" autofocus>'):
        seen = Seen(block_html(text))
        assert "input" not in seen.tags
        assert text in seen.words


def test_a_label_is_one_line_without_a_paragraph() -> None:
    assert inline_html("I **agree**\nto it") == "I <strong>agree</strong> to it"


def test_front_matter_is_a_table() -> None:
    html = document_html("---\ntitle: '<b>: x'\nauthors: [a, b]\ncreated: 2026-01-02\n---\n\n# H\n\n---\n\ntext\n")
    assert html.startswith("<table><tr><th scope='row'>title</th><td>&lt;b&gt;: x</td></tr>")
    assert "<td>a, b</td>" in html
    assert "<td>2026-01-02</td>" in html
    assert html.endswith("<h1>H</h1>\n<hr>\n<p>text</p>\n")


def test_half_a_character_is_shown_as_one_that_is_not_known() -> None:
    assert block_html("a\ud800b") == "<p>a\ufffdb</p>\n"
    assert inline_html("\udfff") == "\ufffd"


def test_a_text_that_nests_deeply_or_is_long_is_shown_too() -> None:
    words = Seen(block_html(">" * 5000 + " deep\n\n" + "*a " * 20_000)).words
    assert words.count("a") >= 20_000
