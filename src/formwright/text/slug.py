"""Slugs: short ASCII names for files, branches and fields (S6)."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

FILE_LIMIT = 60
"""The longest slug of a file's name (S6)."""

_APOSTROPHES = re.compile("['`\u2018\u2019\u02bc]")
_OTHERS = re.compile(r"[^a-z0-9]+")


def slugify(text: str, limit: int = FILE_LIMIT) -> str:
    """Return `text` as words of `a-z` and `0-9` joined by `-`, at most `limit` characters; "" where nothing is left.

    Other scripts are written in Latin letters (anyascii). Emoji and other signs are left out; where there is nothing
    else, their names are the words. What is too long is cut after its last whole word; a first word that is too long by
    itself is cut inside. An apostrophe joins ("don't" gives "dont"), every other character separates, so that no path,
    option or reference can come out of a title.
    """
    if text.isascii():
        return _cut(_words(text), limit)
    text = re.sub("[\ud800-\udfff]", " ", text)  # JSON can hold half a character, UTF-8 and anyascii cannot.
    return _cut(_words(anyascii(_without_signs(text))) or _words(anyascii(text)), limit)


def _words(text: str) -> str:
    return _OTHERS.sub("-", _APOSTROPHES.sub("", text).lower()).strip("-")


def _without_signs(text: str) -> str:
    return "".join(" " if unicodedata.category(sign) in ("So", "Sk") and sign != "`" else sign for sign in text)


def _cut(slug: str, limit: int) -> str:
    if len(slug) <= limit:
        return slug
    head = slug[: limit + 1].rpartition("-")[0]
    return head or slug[:limit]
