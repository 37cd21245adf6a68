"""S14 to S18: what anyone wrote does nothing where it is posted."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from formwright.text.inert import CUT_NOTICE, LIMIT, code_span, cut, inert, inert_line, inert_markdown, inert_sentence
from formwright.text.markdown import read_blocks

ATTACKS = [
    # S14: mentions
    ("@user", "@ user"),
    ("hello @org/team!", "hello @ org/team!"),
    (r"\@user", r"\@ user"),
    ("(@user)", "(@ user)"),
    ("[@user](https://example.org)", "[@ user](https://example.org)"),
    ("*@user* _@user_ a_@user", "*@ user* _@ user_ a_@ user"),
    ("&#64;user", "&# 64;user"),
    ("&#x40;user &#X40;user", "&# x40;user &# X40;user"),
    ("&commat;user", "& commat;user"),
    ("@&#117;ser", "@&# 117;ser"),
    ("`@user`", "`@ user`"),
    ("<b>x</b>@user", "<b>x</b>@ user"),
    ("@\u200buser @\u2060user", "@ user @ user"),
    ("é@user", "é@ user"),
    ("me@example.org", "me@example.org"),
    # S15: closing keywords, which need a reference
    ("Fixes #12", "Fixes # 12"),
    ("does not close #12", "does not close # 12"),
    ("RESOLVED: o/r#12", "RESOLVED: o/r# 12"),
    ("closes https://github.com/o/r/issues/12", "closes https://github.com/o/r/issues/ 12"),
    ("fix GH-12, gh-12", "fix GH- 12, gh- 12"),
    # S16: references
    ("#12 is broken", "no. 12 is broken"),
    ("> - #12", "> - no. 12"),
    ("1. #12", "1. no. 12"),
    ("##12", "#no. 12"),
    ("C#12 and F#", "C# 12 and F#"),
    ("&num;12 &#35;12", "& num;12 &# 35;12"),
    (r"GH\-12", r"GH\- 12"),
    ("HTTP://GitHub.com/o/r/PULL/12#x", "HTTP://GitHub.com/o/r/PULL/ 12#x"),
    ("[x]: https://ghe.example/o/r/pull/1", "[x]: https://ghe.example/o/r/pull/ 1"),
    (r"https://github.com/o/r/issues\/12", r"https://github.com/o/r/issues\/ 12"),
    ("https://github.com/o/r/issues//12", "https://github.com/o/r/issues// 12"),
    ("https://github.com/o/r/issues&sol;12", "https://github.com/o/r/issues& sol;12"),
    ("https://github.com/o/r/commit/0123abcdef", "https://github.com/o/r/commit/ 0123abcdef"),
    ("https://github.com/o/r/discussions/3", "https://github.com/o/r/discussions/ 3"),
    # S17: commands
    ("/approve", "/ approve"),
    ("fine\n  /merge now\r\n> /close", "fine\n  / merge now\n> / close"),
    ("@dependabot merge", "@ dependabot merge"),
    ("a [skip ci] b [CI SKIP] [no ci] [actions skip]", "a [ skip ci] b [ CI SKIP] [ no ci] [ actions skip]"),
    # what shows something else than it is
    ("abc\u202etxt.exe\u202c", "abctxt.exe"),
    ("a\x00b\x1b[31m", "ab[31m"),
]

PLAIN = [
    "",
    "Plain text, with a # heading mark, 50 % & more; AT&T; a < b",
    "&nbsp;&amp;&lt; stay",
    "and/or, 1/2, TCP/IP, https://example.org/a/b?c=1#d",
    "# Heading\n\n- item\n- [ ] task\n",
    "emoji 👩‍💻 ❤️ and فارسی‌ها",
    "[x](y) [1] [link]",
]


@pytest.mark.parametrize(("text", "harmless"), ATTACKS)
def test_attack(text: str, harmless: str) -> None:
    assert inert(text) == harmless


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_inert_stays_as_it_is(text: str) -> None:
    assert inert(text) == text


LIVE = [
    r"(?<![A-Za-z0-9])@[A-Za-z0-9]",
    r"#\d",
    r"(?i)\bgh-\d",
    r"(?i)/(issues|pull|discussions)/+\d",
    r"(?m)^\s*/\w",
    r"(?i)\[(skip ci|ci skip|no ci|skip actions|actions skip)\]",
]
PARTS = [
    "@",
    "#",
    "\\",
    "&",
    ";",
    "&#64;",
    "&commat;",
    "&num;",
    "&#x23;",
    "user",
    "12",
    "GH-",
    "gh",
    "-",
    "/",
    "\n",
    " ",
]
PARTS += [
    "https://github.com/o/r",
    "/issues/",
    "issues",
    "pull",
    "approve",
    "[",
    "]",
    "skip ci",
    "o/r",
    "*",
    "`",
    "\u200b",
    "_",
]


@given(st.lists(st.sampled_from(PARTS), max_size=20).map("".join))
def test_nothing_is_live_before_or_after_rendering(text: str) -> None:
    harmless = inert(text)
    rendered = unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", harmless))
    for pattern in LIVE:
        assert not re.search(pattern, harmless), pattern
        assert not re.search(pattern, rendered) or pattern.startswith("(?m)"), pattern


@given(st.text())
def test_every_text_is_made_inert_once(text: str) -> None:
    assert inert(inert(text)) == inert(text)


def test_a_line_is_one_line_and_ends_at_a_word() -> None:
    assert inert_line("  Dark\nmode\tfor\u2028@all  ") == "Dark mode for @ all"
    assert inert_line("one two three four", limit=12) == "one two…"
    assert inert_line("x" * 300, limit=10) == "x" * 9 + "…"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a | b `c` *d* _e_", r"a \| b \`c\` \*d\* \_e\_"),
        ("<!-- formwright --> <img src=x>", "&lt;!-- formwright --&gt; &lt;img src=x&gt;"),
        ("[click](javascript:x) ![x](y)", r"\[click\](javascript:x) !\[x\](y)"),
        ("# heading", r"\# heading"),
        ("- item", r"\- item"),
        ("1. item", r"1\. item"),
        ("&copy; @x #1 $a$", r"&amp;copy; @ x # 1 \$a\$"),
        ("two\n\nparagraphs", "two paragraphs"),
        ("well-known + 1", "well-known + 1"),
    ],
)
def test_in_markdown_it_is_shown_as_it_was_typed(text: str, shown: str) -> None:
    assert inert_markdown(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("`a_b.md` is *gone*", r"`a_b.md` is \*gone\*"),
        ("the label `x` is not `y`: #12", "the label `x` is not `y`: # 12"),
        ("one ` alone", r"one \` alone"),
        ("none `` there", r"none \`\` there"),
        ("`@user`, `<b>` and `my label: x`", r"\`@ user\`, \`&lt;b&gt;\` and `my label: x`"),
    ],
)
def test_a_sentence_shows_what_it_names_as_code(text: str, shown: str) -> None:
    assert inert_sentence(text) == shown


@given(st.lists(st.sampled_from([*PARTS, "<b>", "](x)", "![", "**", "http://a.b", "|"]), max_size=20).map("".join))
def test_of_a_sentence_nothing_is_markup_but_code(text: str) -> None:
    shown = inert_sentence(text)
    assert inert(shown) == shown
    kinds = {child.type for token in MarkdownIt("commonmark").parse(f"- {shown}") for child in token.children or []}
    assert kinds <= {"text", "code_inline", "text_special"}


def test_code_span() -> None:
    assert code_span("enhancements/0042-x.md") == "`enhancements/0042-x.md`"


def test_short_text_is_not_cut() -> None:
    assert cut("x" * LIMIT) == "x" * LIMIT


def test_long_text_is_cut_after_a_line_with_a_notice() -> None:
    text = cut("a line of text\n" * 6000)
    assert len(text) <= LIMIT
    assert text.endswith(f"a line of text\n\n{CUT_NOTICE}")


@pytest.mark.parametrize("mark", ["```", "~~~~", "````"])
def test_an_open_fence_is_closed(mark: str) -> None:
    text = cut(f"Look:\n\n{mark}python\n" + "``\nprint()\n" * 9000)
    assert len(text) <= LIMIT
    assert text.endswith(f"\n{mark}\n\n{CUT_NOTICE}")
    assert [block.closed for block in read_blocks(text.split("\n"))] == [True] * 3


def test_a_closed_fence_is_not_closed_again() -> None:
    assert f"{'```'}\n\n{CUT_NOTICE}" not in cut("```\nx\n```\n" + "words\n" * 20_000)


def test_an_open_comment_is_closed() -> None:
    assert cut("<!-- " + "word " * 20_000).endswith(f"word\n-->\n\n{CUT_NOTICE}")


def test_it_is_cut_between_characters() -> None:
    assert cut("e\u0301" * 40_000).removesuffix(f"\n\n{CUT_NOTICE}").endswith("\u0301")


@given(st.text(alphabet="`~ \nx-<!>", max_size=400), st.integers(150, 300))
def test_every_text_is_cut_within_the_limit(text: str, limit: int) -> None:
    assert len(cut(text, limit)) <= limit


@pytest.mark.parametrize("text", ["#" * 65_000, "\n" * 65_000, "> " * 32_000, "&" * 65_000, "`" * 65_000, "/" * 65_000])
def test_hostile_length_is_read_in_linear_time(text: str) -> None:
    """S35: a quadratic pattern would take minutes here."""
    assert len(cut(inert(text * 16))) <= LIMIT
