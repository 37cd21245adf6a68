"""The files in the answer to an `upload` field (R34, R74)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\((https?://[^\s()<>]{1,2000})\)")
_IMAGE = re.compile(r"<img\b[^<>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(src|alt)\s*=\s*["']([^"'<>]{0,2000})["']""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attached file: the name that is shown for it, and its address."""

    name: str
    address: str


def attachments(answer: str | None) -> tuple[Attachment, ...]:
    """Return the files that `answer` links to, as Markdown links and images and as `<img>` tags, in its order."""
    text = answer or ""
    found = [(match.start(), Attachment(match[1], match[2])) for match in _LINK.finditer(text)]
    for match in _IMAGE.finditer(text):
        values = {key.lower(): value for key, value in _ATTRIBUTE.findall(match[0])}
        if values.get("src"):
            found.append((match.start(), Attachment(values.get("alt", ""), values["src"])))
    return tuple(attachment for _, attachment in sorted(found, key=lambda item: item[0]))
