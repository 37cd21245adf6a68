"""What YAML takes a plain (unquoted) scalar for.

GitHub reads forms with Ruby's Psych, which follows YAML 1.1: `Yes` is a boolean, `3.10` a number, `12:30` a number
to the base of sixty (R50, R57). One table serves the reader, the rules and the writer.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache


class Kind(StrEnum):
    """The kind of a YAML value. `OTHER` has a tag of its own, such as `!ruby/object` or a merge key."""

    TEXT = "text"
    BOOL = "boolean"
    INT = "number"
    FLOAT = "decimal"
    TIME = "date"
    NULL = "empty value"
    LIST = "list"
    MAP = "mapping"
    OTHER = "tagged value"


_WORDS = {"": Kind.NULL, "~": Kind.NULL, "null": Kind.NULL, "<<": Kind.OTHER, "=": Kind.OTHER}
_WORDS |= dict.fromkeys(("yes", "true", "on", "no", "false", "off"), Kind.BOOL)
_WORDS |= dict.fromkeys((sign + word for sign in ("", "+", "-") for word in (".inf", ".nan")), Kind.FLOAT)
_WORDS |= dict.fromkeys((".", "+.", "-."), Kind.TEXT)
_LEADS = frozenset("0123456789+-.")
_LONGEST_WORD = 5
_LONGEST_NUMBER = 40
"""No number and no date is longer; what is longer need not be matched."""

_INTEGER = re.compile(r"[-+]?\d{1,18}", re.ASCII)


def plain_kind(text: str) -> Kind:
    """Return what a YAML 1.1 reader takes the plain scalar `text` for."""
    if len(text) <= _LONGEST_WORD and (kind := _WORDS.get(text.lower())) is not None:
        return kind
    if text[0] not in _LEADS or len(text) > _LONGEST_NUMBER:
        return Kind.TEXT
    return next((kind for kind, pattern in _numbers() if pattern.fullmatch(text)), Kind.TEXT)


@cache
def _numbers() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    """Return the patterns of numbers and dates; few forms have any, and compiling them takes longer than reading."""
    return (
        (Kind.TIME, re.compile(r"-?\d{4}-\d\d?-\d\d?(?:(?:[Tt]|\s+)\d\d?:\d\d:\d\d\S*(?:\s+\S+)?)?", re.ASCII)),
        (Kind.INT, re.compile(r"[-+]?(?:0x[\da-f_,]+|0b[01_]+|0[0-7_,]*|[1-9][\d_,]*)", re.IGNORECASE | re.ASCII)),
        (Kind.INT, re.compile(r"[-+]?\d[\d_]*(?::[0-5]?\d)+", re.ASCII)),
        (Kind.FLOAT, re.compile(r"[-+]?(?:\d[\d_,]*)?\.[\d_]*(?:e[-+]?\d+)?", re.IGNORECASE | re.ASCII)),
        (Kind.FLOAT, re.compile(r"[-+]?\d[\d_,]*(?::[0-5]?\d)+\.[\d_]*", re.ASCII)),
    )


def integer(text: str) -> int | None:
    """Return the number that `text` writes in decimal digits; None where it is none, or one of over 18 digits."""
    return int(text) if _INTEGER.fullmatch(text) else None


def truth(text: str) -> bool:
    """Say whether `text` is one of YAML's words for true, quoted or not."""
    return text.lower() in ("true", "yes", "on")
