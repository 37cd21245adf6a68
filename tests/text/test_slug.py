"""S6: whatever a title is, its slug is short ASCII, and the same every time."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formwright.text.slug import slugify

SLUGS = [
    ("", ""),
    ("   \t\n", ""),
    ("///", ""),
    ("---", ""),
    ("Dark mode", "dark-mode"),
    ("  Dark   mode!  ", "dark-mode"),
    ("✨ **Problem Statement**", "problem-statement"),
    ("🚀", "rocket"),
    ("🚀 Launch", "launch"),
    ("日本語の提案", "ribenyunotian"),
    ("مرحبا بالعالم", "mrhb-bllm"),
    ("\u202eabc\u202c", "abc"),
    ("Straße & Café", "strasse-cafe"),
    ("Don't / don’t", "dont-dont"),
    ("../../etc/passwd", "etc-passwd"),
    (".git/hooks/post-commit", "git-hooks-post-commit"),
    ("C:\\Windows\\x", "c-windows-x"),
    ("CON", "con"),
    ("--upload-pack=x", "upload-pack-x"),
    ("`id` $(id) ; rm -rf ~", "id-id-rm-rf"),
    ("a\x00b\r\nc", "a-b-c"),
    ("\ud800half", "half"),
    ("no", "no"),
    ("2024-01-01", "2024-01-01"),
    ("x" * 300, "x" * 60),
    ("one two " * 40, "one-two-one-two-one-two-one-two-one-two-one-two-one-two-one"),
    ("a" * 59 + " bc", "a" * 59),
    ("a" * 60 + " bc", "a" * 60),
]


@pytest.mark.parametrize(("text", "slug"), SLUGS)
def test_slug(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_limit_of_ones_own() -> None:
    assert (
        slugify("Compatibility requirements of all the components", limit=40) == "compatibility-requirements-of-all-the"
    )


@given(st.text(), st.integers(1, 80))
def test_every_text_gives_a_slug_that_is_its_own_slug(text: str, limit: int) -> None:
    slug = slugify(text, limit)
    assert re.fullmatch(r"[a-z0-9-]*", slug)
    assert len(slug) <= limit
    assert not slug.startswith("-") and not slug.endswith("-")
    assert slugify(slug, limit) == slug
