r"""Make issue text inert: what anyone wrote can be shown on GitHub without doing anything there (S14 to S18).

GitHub acts on text in four places: it links and notifies who is mentioned, links and back-links what is referred to,
closes what a keyword refers to, and bots take commands from lines. It does so after Markdown was rendered, so a
backslash or an entity hides nothing (`\@x` and `&#64;x` both mention), and a commit message or a title is not Markdown
at all, so a code span there is no shelter. An HTML comment in the middle of a mention works in Markdown only; a
zero-width space works everywhere, but cannot be seen, and goes wherever the text is copied to. So the marks themselves
are parted from what they need, by a blank: `@ user`, `# 12`, `GH- 12`, `issues/ 12`, `/ approve`, `[ skip ci]`. That is
visible, can be read, is plain ASCII, and holds in Markdown, in code, in HTML, in titles and in commit messages alike. A
closing keyword needs a reference; without one it is a word.

Sources: "Autolinked references and URLs", "Linking a pull request to an issue using a keyword", "Skipping workflow
runs", "Basic writing and formatting syntax" (GitHub documentation).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from html import unescape

LIMIT = 65_536
"""The longest body of a pull request, an issue or a comment, in characters (S18)."""

TITLE_LIMIT = 256
"""The longest title of an issue or a pull request, in characters (R12)."""

CUT_NOTICE = "*The text was cut here: it is longer than GitHub takes. All of it is in the issue and in the document.*"

_KEEP_INVISIBLE = "\u200c\u200d\ufe0e\ufe0f"
"""Joiners and selectors that emoji, Persian and Indic text need; all other format characters are dropped."""

_SIGNS = re.compile(r"[\\`*_\[\]<>|~$&]|^[#+=-]|^\d+(?=[.)])")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")


def _entity(match: re.Match[str]) -> str:
    """Part an entity that stands for an ASCII character: it would become one of the marks after our look at them."""
    meant = unescape(match[0])
    harmless = meant == match[0] or not meant.isascii() or match[1] in _PLAIN_ENTITIES
    return match[0] if harmless else f"& {match[1]}"


_PLAIN_ENTITIES = ("amp;", "lt;", "gt;", "quot;")

_RULES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    # "# 12" at the start of a line would be a heading.
    (re.compile(r"(?m)^([ \t>*+-]*(?:\d+[.)][ \t]+)?#*)#(?=\d)"), r"\1no. "),
    (re.compile(r"#(?=\d|[xX][0-9a-fA-F]+;)"), "# "),
    (re.compile(r"&([A-Za-z][A-Za-z0-9]*;)"), _entity),
    # After an ASCII letter or digit it is an e-mail address, which mentions nobody.
    (re.compile(r"(?<![A-Za-z0-9])@(?=[\w-])"), "@ "),
    (re.compile(r"\b(gh\\*-)(?=\d)", re.IGNORECASE), r"\1 "),
    (re.compile(r"(/(?:issues?|pulls?|discussions?|commits?)[\\/]+)(?=\d|[0-9a-f]{7})", re.IGNORECASE), r"\1 "),
    (re.compile(r"(?m)^([ \t>*+-]*/)(?=\w)"), r"\1 "),
    (re.compile(r"\[(?=(?:skip|no)[ -]\w+\]|\w+[ -]skip\])", re.IGNORECASE), "[ "),
)


def inert(text: str) -> str:
    """Return `text` with nothing in it that GitHub, or a bot there, would act upon; what is inert stays as it is."""
    text = visible(text)
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def inert_line(text: str, limit: int | None = None) -> str:
    """Return `text` inert and in one line of at most `limit` characters: for titles and commit messages."""
    line = inert(" ".join(visible(text).split()))
    if limit is None or len(line) <= limit:
        return line
    head = line[: limit - 1]
    words = head.rpartition(" ")[0]
    return (words if len(words) > limit // 2 else head).rstrip() + "…"


def inert_markdown(text: str, limit: int | None = None) -> str:
    """Return `text` inert, in one line, and shown as it was typed when it stands in Markdown, in a table's cell too."""
    return _SIGNS.sub(_escape, inert_line(text, limit))


def inert_sentence(text: str) -> str:
    """Return a sentence of ours for Markdown, inert, with what it has in backticks as code.

    Only plain names are: a path, a label, a status. Somebody's words in it may hold backticks as well, so that which
    parts are names may be wrong; that all of them are inert does not depend on it.
    """
    parts = _NAMES.split(inert_line(text))
    return "".join(f"`{part}`" if at % 2 else _SIGNS.sub(_escape, part) for at, part in enumerate(parts))


_NAMES = re.compile(r"(?<!`)`((?! )[\w./:{} -]+(?<! ))`(?!`)")


def code_span(text: str) -> str:
    """Return `text`, which is our own (a path, a branch), as a Markdown code span."""
    return f"`{text}`" if text and "`" not in text else inert_markdown(text)


def cut(text: str, limit: int = LIMIT) -> str:
    """Return `text` in at most `limit` characters: cut after a line or a word, fences and comments closed, a notice."""
    if len(text) <= limit:
        return text
    room = limit - len(CUT_NOTICE) - 2
    while True:
        head = _head(text, room)
        end = _closing(head)
        if len(head) + len(end) <= limit - len(CUT_NOTICE) - 2 or not head:
            return f"{head}{end}\n\n{CUT_NOTICE}"[:limit]
        room -= len(end)


def visible(text: str) -> str:
    """Drop characters that nobody sees and that could hide or turn what is around them; keep LF and tabs."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(sign for sign in text if sign in "\n\t" or sign in _KEEP_INVISIBLE or not _is_hidden(sign))


def _is_hidden(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs")


def _escape(match: re.Match[str]) -> str:
    sign = match[0]
    return _HTML.get(sign) or (f"{sign}\\" if sign.isdigit() else f"\\{sign}")


_HTML = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def _head(text: str, room: int) -> str:
    """Return the start of `text` in at most `room` characters, whole lines or words where they are not too long."""
    head = text[: max(room, 0)]
    for mark in ("\n", " "):
        at = head.rfind(mark)
        if at > len(head) // 2:
            return head[:at].rstrip()
    while head and unicodedata.combining(text[len(head)]):
        head = head[:-1]
    return head


def _closing(text: str) -> str:
    """Return what closes the code fence, or else the comment, that `text` leaves open."""
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if not mark:
            continue
        if not fence:
            fence = mark[1]
        elif mark[1].startswith(fence) and not line.strip(f" \t{fence[0]}"):
            fence = ""
    if fence:
        return f"\n{fence}"
    return "\n-->" if text.rfind("<!--") > text.rfind("-->") else ""
