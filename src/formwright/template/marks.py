"""What a template's words say of whether an answer is required: marks at labels, and sentences of hints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from formwright.template.vocabulary import OPTIONAL_MARKS, REQUIRED_MARKS


def _marked(words: str) -> re.Pattern[str]:
    """Return the pattern for a mark: in brackets, or behind a sign at the end, or before a colon at the beginning."""
    return re.compile(
        rf"\s*[(\[（【]\s*_?(?:{words})_?\s*[)\]）】]\s*|\s*[-–—:：,]\s*(?:{words})\s*$|^\W*(?:{words})\s*[:：]\s*",
        re.IGNORECASE,
    )


_MARKS = (
    (_marked(OPTIONAL_MARKS), False),
    (_marked(REQUIRED_MARKS), True),
    (re.compile(r"(?<=[\w)?])\s*(?:\\?\*)+\s*$"), True),
)
# "If applicable, add screenshots" speaks of the answer; "explain how to reproduce it, if possible" does not.
_HINT_OPTIONAL = re.compile(
    r"(?:^|\()\s*_?if (?:applicable|any|relevant|available|known|needed)\b|\boptional\b|\bnot required\b"
    r"|\bfeel free to (?:skip|leave|remove|delete)\b"
    r"|(?:^|\()\s*_?(?:falls (?:zutreffend|vorhanden|relevant)|le cas échéant|si (?:applicable|aplica|corresponde)|"
    r"se (?:for )?(?:aplicável|applicabile)|если (?:применимо|есть))\b"
    r"|\b(?:optionnel|facultatif|opcional|необязательно)\b"
    r"|如果?(?:适用|有的话)|如有|必要に応じて|もしあれば|해당되는 경우",
    re.IGNORECASE,
)
_HINT_REQUIRED = re.compile(r"(?<!not )(?<!not always )\b(?:required|mandatory)\b(?! (?:by|for|to)\b)", re.IGNORECASE)


def read_mark(label: str) -> tuple[str, bool | None]:
    """Take a mark of required or optional off a label: "Logs (optional)" is "Logs" and False."""
    if not _SIGN.search(label):
        return label, None
    for pattern, required in _MARKS:
        if pattern.search(label):
            rest = pattern.sub(" ", label).strip()
            return (rest, required) if rest else (label, required)
    return _mark_among_others(label) if _OPENS.search(label) else (label, None)


_SIGN = re.compile(r"[(\[（【\-–—:：,*]")
"""Every mark has one of these."""
_OPENS = re.compile(r"[(\[（【]")
_BRACKETED = re.compile(r"[(\[（【]([^()\[\]（）【】]*)[)\]）】]")
_BETWEEN = re.compile(r"(\s*[,;:，；、：]\s*|\s+[-–—]\s+)")
_ONE_PART = tuple(
    (re.compile(rf"\W*(?:{words})(?P<more>\s+(?:but|and)\s.*)?\W*", re.IGNORECASE), required)
    for words, required in ((OPTIONAL_MARKS, False), (REQUIRED_MARKS, True))
)
_GOES_ON = re.compile(r"(?:but|if|and|or|may|can|only|unless|when|though|leave|skip|see)\b", re.IGNORECASE)
"""How words begin that explain the mark before them: without it they would say nothing."""


def _mark_among_others(label: str) -> tuple[str, bool | None]:
    """Read a mark that is not all that stands in its brackets: "Due date (optional, DD/MM)" is "Due date (DD/MM)"."""
    for match in _BRACKETED.finditer(label):
        parts = _BETWEEN.split(match[1])
        marks = [(at, mark, required) for at in range(0, len(parts), 2) for mark, required in _marks_in(parts[at])]
        if len({required for *_, required in marks}) != 1:
            continue
        at, mark, required = marks[0]
        others = [part for place, part in enumerate(parts) if place % 2 == 0 and place != at]
        if mark["more"] or not others or any(map(_GOES_ON.match, others)):
            return label, required
        left = parts[:at][:-1] + parts[at + 1 :] if at else parts[2:]
        return f"{label[: match.start(1)]}{''.join(left)}{label[match.end(1) :]}", required
    return label, None


def _marks_in(part: str) -> Iterator[tuple[re.Match[str], bool]]:
    """Yield what a part of a label says of required, where it says nothing else."""
    for pattern, required in _ONE_PART:
        if match := pattern.fullmatch(part):
            yield match, required


_REQUIRED_SIGNS = (
    *("if a", "if r", "if k", "if n", "optional", "required", "mandatory", "feel free", "falls ", "échéant"),
    *("si applic", "si aplic", "si corre", "se for", "se aplic", "se applic", "если", "optionnel", "facultatif"),
    *("opcional", "необязательно", "如", "必要", "あれば", "경우"),
)
"""Parts of all that the two patterns above find: looking for these takes less time than the patterns do."""


def hint_requires(hint: str) -> bool | None:
    """Return what a hint says of whether the answer is required; None where it says nothing."""
    small = hint.lower()
    if not any(sign in small for sign in _REQUIRED_SIGNS):
        return None
    if _HINT_OPTIONAL.search(hint):
        return False
    return True if _HINT_REQUIRED.search(hint) else None
