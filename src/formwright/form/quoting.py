"""Which texts YAML needs in quotes: those that a YAML 1.1 or a YAML 1.2 reader would take for something else."""

from __future__ import annotations

import re

from formwright.form.scalars import Kind, plain_kind

# Beyond YAML 1.1: `y` and `n` are booleans in its specification though not in Psych, `0o17` and `1e3` numbers in 1.2,
# and a list of versions reads better where `3.10` and `3.10.1` look alike.
_LOOKS_TYPED = re.compile(r"[yn]|[-+]?[\d._][\d_,.:]*(?:e[-+]?\d+)?|[-+]?0[xob][\da-f_,]+", re.IGNORECASE | re.ASCII)
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
UNPRINTABLE = "[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
"""The pattern of a character that YAML does not keep as it stands in one line."""
_UNPRINTABLE = re.compile(UNPRINTABLE)


def can_be_plain(text: str) -> bool:
    """Say whether `text` comes back as the same text when it is written without quotes, from any YAML reader."""
    return (
        bool(text)
        and text == text.strip()
        and text[0] not in _INDICATORS
        and not text.startswith("...")
        and not text.endswith(":")
        and ": " not in text
        and " #" not in text
        and is_printable(text)
        and plain_kind(text) is Kind.TEXT
        and not _LOOKS_TYPED.fullmatch(text)
    )


def is_printable(text: str) -> bool:
    """Say whether YAML keeps every character of `text` as it stands in one line.

    Not so: control characters, tabs, the line breaks of Unicode, byte order marks.
    """
    return not _UNPRINTABLE.search(text)
