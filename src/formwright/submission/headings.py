"""Lines that may open a field in a body that was edited.

A label is looked for as it is written and in the ways in which people rewrite it: at another level, with closing
hashes, in bold, underlined, with a colon behind it, in other case, as a link, in HTML. All spellings of all labels are
laid down in one table first, so that the body's lines are only looked up in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from formwright.form.model import Element
from formwright.submission.body import Body, fold
from formwright.submission.values import shown

MOST_MARKS = 20
"""Of more headings than this with one label, the first and the last half are looked at. No person writes so many, and
the time that a hostile body takes stays bounded (S35)."""

MOST_IN_ALL = 40
"""Where all labels together have more headings than this, each keeps its share, at least the first and last two."""

MOST_SIGNS = 1_000
"""A longer line is no heading that is a link, or written in HTML."""

_Item = TypeVar("_Item")
_FIELD_LEVEL = 3
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"^\s*\d{1,3}[.)]\s+")
_TAG = re.compile(r"</?(?:a|b|em|i|strong|u)\b[^<>]*>")
_UNDERLINE = re.compile(r"(=+|-+)[ \t]*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A line that may open field `field`. `rank`: 0 as GitHub writes it, 1 another heading, 2 a bold or bare line.

    `after` is the first line behind the heading. `level` is the heading's, that of a field for what is no heading.
    """

    line: int
    after: int
    field: int
    rank: int
    level: int = _FIELD_LEVEL


def find_marks(body: Body, fields: Sequence[Element]) -> list[Mark]:
    """Return the lines that may open a field, by line: for each field those of the best rank that it has.

    None where nothing shows that the body was written with this form: no heading as GitHub writes it, and no more
    than half of the fields otherwise.
    """
    spellings = _spellings(tuple(shown(element.label) for element in fields))
    found: list[list[Mark]] = [[] for _ in fields]
    matching = _matching(body, spellings, fields)
    most = MOST_MARKS
    if sum(map(len, matching.values())) > MOST_IN_ALL:
        most = max(4, min(MOST_MARKS, MOST_IN_ALL // len(matching)))
    for spelling, lines in matching.items():
        for line in _fewer(lines, most):
            for mark in _read(body, line, spellings[spelling], fields):
                found[mark.field].append(mark)
    marks = [mark for every in found for mark in _best(every, most)]
    if all(mark.rank for mark in marks) and 2 * sum(map(bool, found)) <= len(fields):
        return []
    return sorted(marks, key=lambda mark: (mark.line, mark.field))


def _matching(body: Body, spellings: _Spellings, fields: Sequence[Element]) -> dict[str, list[int]]:
    """Return the lines of each spelling that the body has; a heading may have closing hashes."""
    lines = body.suspects
    if lines is None:
        return _matching_exactly(body, spellings, fields)
    found: dict[str, list[int]] = {}
    others: list[tuple[str, int]] = []
    folded = body.folded
    for line in lines:
        text = folded[line : folded.find("\n", line)].strip()
        if text not in spellings and text[:1] == "#" == text[-1:]:
            text = text.rstrip("#").rstrip()
        if text not in spellings and len(text) <= MOST_SIGNS:
            text = _unwrapped(text)
        if text in spellings:
            found.setdefault(text, []).append(line)
        elif text[:1] == "#":
            others.append((text, line))
    seen = {index for spelling in found for index, *_ in spellings[spelling]}
    for text, line in others if len(seen) < len(fields) else ():
        words = _by_words(text)
        if any(index not in seen for index, *_ in spellings.get(words, ())):
            found.setdefault(words, []).append(line)
    return found


def _unwrapped(heading: str) -> str:
    """Return a heading that is written in HTML with hashes, and one that is a link or has tags in it without them."""
    if heading[:2] == "<h" and heading[-5:-2] == "</h" and heading[2:3] == heading[-2:-1]:
        heading = f"{'#' * int(heading[2])} {heading[heading.find('>') + 1 : -5].strip()}"
    if "<" in heading:
        heading = _TAG.sub("", heading).strip()
    hashes, blank, text = heading.partition(" ")
    cut = text.rfind("](")
    return f"{hashes}{blank}{text[1:cut].strip()}" if cut > 0 and text[:1] == "[" and text[-1:] == ")" else heading


def _by_words(heading: str) -> str:
    """Return a heading's level and words, for labels that lost their signs or got a number; "" for what is none."""
    text = heading.lstrip("#")
    level = len(heading) - len(text)
    return f"{level} {_words(text)}" if level > 1 or text[:1] in " \t\xa0" else ""


def _words(text: str) -> str:
    return " ".join(_WORD.findall(_NUMBER.sub("", text)))


def _matching_exactly(body: Body, spellings: _Spellings, fields: Sequence[Element]) -> dict[str, list[int]]:
    """Return the first and the last lines of each spelling that the body has; blanks may stand at a line's end."""
    folded = body.folded
    hits = spellings.keys() & set(folded.split("\n"))
    seen = {index for spelling in hits for index, *_ in spellings[spelling]}
    written = (f"### {fold(shown(element.label).strip())}" for index, element in enumerate(fields) if index not in seen)
    hits |= {heading for heading in written if heading in spellings and f"\n{heading} " in folded}
    found = {spelling: list(_lines_of(folded, spelling)) for spelling in hits}
    return {spelling: lines for spelling, lines in found.items() if lines}


def _lines_of(folded: str, spelling: str) -> Iterator[int]:
    """Yield the first and the last lines that are `spelling`, as many as count, in order."""
    first: list[int] = []
    at, text = 0, f"\n{spelling}"
    for _ in range(4 * MOST_MARKS):
        at = folded.find(text, at)
        if at < 0 or len(first) >= MOST_MARKS // 2:
            break
        at += len(text)
        if not folded[at : folded.find("\n", at)].strip():
            first.append(at - len(spelling))
    last: list[int] = []
    floor, at = (first[-1] if first else 0), len(folded)
    for _ in range(4 * MOST_MARKS):
        at = folded.rfind(text, floor, at)
        if at < 0 or len(last) >= MOST_MARKS // 2:
            break
        end = at + len(text)
        if not folded[end : folded.find("\n", end)].strip():
            last.append(at + 1)
    yield from first
    yield from reversed(last)


def _best(marks: list[Mark], most: int) -> list[Mark]:
    best = min((mark.rank for mark in marks), default=0)
    return _fewer(sorted((mark for mark in marks if mark.rank == best), key=lambda mark: mark.line), most)


def _fewer(items: list[_Item], most: int) -> list[_Item]:
    half = most // 2
    return items if len(items) <= most else items[:half] + items[-half:]


_Spellings = Mapping[str, list[tuple[int, int, int]]]


@lru_cache(maxsize=64)
def _spellings(labels: tuple[str, ...]) -> _Spellings:
    """Return the table: folded line → field, rank and level. Level 0: the next line must underline it.

    It takes longer to make than most bodies take to read, so the tables of the last forms are kept.
    """
    table: dict[str, list[tuple[int, int, int]]] = {}
    for index, label in enumerate(labels):
        for folded in {label.casefold(), fold(label)}:
            for spelling, rank, level in _ways(folded):
                way = (index, rank, level)
                if way not in table.setdefault(spelling, []):
                    table[spelling].append(way)
    spoken = [_words(fold(label)) for label in labels]
    for index, words in enumerate(spoken):
        if words and spoken.count(words) == 1:
            for level in range(1, 7):
                table.setdefault(f"{level} {words}", [(index, 1, level)])
    return table


def _ways(label: str) -> Iterator[tuple[str, int, int]]:
    """Return each way to write a label once, the best rank first."""
    seen: set[str] = set()
    bare = label.strip()
    for text in (bare, label.rstrip(), " ".join(bare.split()), bare.rstrip(": "), f"{bare}:", *_entities(bare)):
        for spelling, rank, level in _forms(text):
            if bare and spelling not in seen:
                seen.add(spelling)
                yield spelling, rank, level


def _entities(label: str) -> Iterator[str]:
    """Yield the label with its HTML entities written out, and with its signs written as entities."""
    plain, coded = label, label
    for sign, entity in (("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("&", "&amp;")):
        plain = plain.replace(entity, sign)
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        coded = coded.replace(sign, entity)
    yield from (text for text in (plain, coded) if text != label)


def _forms(text: str) -> Iterator[tuple[str, int, int]]:
    yield f"### {text}", 0, _FIELD_LEVEL
    for level in range(1, 7):
        hashes = "#" * level
        for inner in (text, f"**{text}**", f"__{text}__"):
            yield f"{hashes} {inner}", 1, level
    for bold in (f"**{text}**", f"__{text}__", f"**{text}**:", f"<b>{text}</b>"):
        yield bold, 2, _FIELD_LEVEL
    yield text, 2, 0


def _read(body: Body, start: int, spelled: list[tuple[int, int, int]], fields: Sequence[Element]) -> Iterator[Mark]:
    """Return the marks of one line. Where labels differ only in case, the case decides."""
    line = body.line(start)
    if line[:1] == "\t" or line[:4] == "    ":
        return
    labels = {index: shown(fields[index].label).strip() for index, *_ in spelled}
    exact = {index for index, label in labels.items() if label in line}
    for index, rank, level in spelled:
        if exact and index not in exact:
            continue
        after = body.after(start)
        if level == 0:
            if after >= body.end or not _UNDERLINE.fullmatch(underline := body.line(after)):
                continue
            level, after = 1 if underline[0] == "=" else 2, body.after(after)
        as_written = line.strip() == f"### {labels[index]}"
        yield Mark(start, after, index, rank if rank or as_written else 1, level)
