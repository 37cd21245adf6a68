"""The reference that GitHub makes of a label where a field has no id (R45)."""

from __future__ import annotations

import re
import unicodedata

# Ruby's I18n writes these Latin letters in ASCII beside those that lose an accent; all others become a question mark.
_LETTERS = {
    "Æ": "AE", "Ð": "D", "×": "x", "Ø": "O", "Þ": "Th", "ß": "ss", "æ": "ae", "ð": "d", "ø": "o", "þ": "th",
    "Đ": "D", "đ": "d", "Ħ": "H", "ħ": "h", "ı": "i", "Ĳ": "IJ", "ĳ": "ij", "ĸ": "k", "Ŀ": "L", "ŀ": "l",
    "Ł": "L", "ł": "l", "ŉ": "'n", "Ŋ": "NG", "ŋ": "ng", "Œ": "OE", "œ": "oe", "Ŧ": "T", "ŧ": "t", "ẞ": "SS",
}  # fmt: skip
_ACCENTED = range(0xC0, 0x17F)
_OTHERS = re.compile(r"[^A-Za-z0-9_-]+")
_DASHES = re.compile("-{2,}")


def parameterize(label: str) -> str:
    """Return `label` as Rails' `parameterize` writes it; "" where no Latin letter and no digit is in it (R77).

    Source: "Common validation errors when creating issue forms", which names that method.
    """
    if not label.isascii():
        label = "".join(map(_transliterate, unicodedata.normalize("NFC", label)))
    dashed = _DASHES.sub("-", _OTHERS.sub("-", label))
    return dashed.removeprefix("-").removesuffix("-").lower()


def _transliterate(char: str) -> str:
    if char in _LETTERS:
        return _LETTERS[char]
    if ord(char) in _ACCENTED:
        base = unicodedata.normalize("NFD", char)[0]
        return base if base.isascii() else "?"
    return char if char.isascii() else "?"
