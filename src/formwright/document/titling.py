"""Put a document's title and number where the template's title says that they belong: `KEP-NNNN: Your title`.

Only the line of the heading is looked at; what its comments say stays there, but for one that stands for the title.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from formwright.template import Template
from formwright.template.words import is_placeholder, placeholders, title_places
from formwright.text.markdown import COMMENT

_LINE = re.compile(r"(?P<mark>\s*(?:#{1,6}\s+|\*\*)?)(?P<text>.*?)(?P<end>\s*(?:\s#+|\*\*)?\s*)")


def titled(template: Template, meta: Mapping[str, object]) -> tuple[str, ...]:
    """Return the template's lines with the title, and the number where it is known, in the title's line."""
    title = one_line(meta.get("title") or "")
    if template.title is None or template.title.heading is None or not title:
        return template.lines
    at = template.title.heading.start
    line = _LINE.fullmatch(template.lines[at])
    if line is None:
        return template.lines
    text = _filled(line["text"], title, meta.get("number"))
    return (*template.lines[:at], f"{line['mark']}{text}{line['end']}", *template.lines[at + 1 :])


def one_line(text: object) -> str:
    """Return a value as text without line ends, its words one blank apart.

    Signs that turn the direction of what follows them are left out: nobody sees them, and they would turn the rest of
    the heading's line. The front matter has the title as it is.
    """
    return " ".join(str(text).translate(_TURNING).split())


_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Embeddings, overrides and isolates (Unicode Standard Annex 9, "Directional Formatting Characters")."""


def _filled(text: str, title: str, number: object) -> str:
    """Return a heading's text with title and number; as it is where it has no place for them."""
    bare = COMMENT.sub("", text).strip()
    comments = [match[0] for match in COMMENT.finditer(text)]
    if not bare:
        # The comment alone says what to write here; the title has to be seen.
        return " ".join([title, *comments[1:]]) if comments else text
    put = _in_brackets(bare, title, number) if placeholders(bare) else _in_words(bare, title, number)
    return " ".join([put, *comments]) if put != bare else text


def _in_brackets(bare: str, title: str, number: object) -> str:
    """Fill `ADR [NNNN]: {title} - {brief description}`; what is one with the title's place goes with it."""
    found = placeholders(bare)
    numbers = [match for match in found if _is_number(match)]
    places = [match for match in found if match not in numbers]
    out, at = [], 0
    for match in numbers if number is not None else ():
        out += [_numbered_words(bare[at : match.start()], number), _shown(number, match[0].strip("[]{}<>"))]
        at = match.end()
    if places:
        first, last = places[0], _last_of_title(bare, places)
        if first.start() >= at:
            return "".join([*out, _numbered_words(bare[at : first.start()], number), title, bare[last:]])
    return "".join([*out, bare[at:]])


def _is_number(match: re.Match[str]) -> bool:
    inside = match[0].strip("[]{}<>").strip()
    return inside.lower() in ("number", "id", "nr", "no") or any(
        place["number"] == inside for place in title_places(inside)
    )


def _last_of_title(bare: str, places: list[re.Match[str]]) -> int:
    """Return where the last of the places ends that only signs part from the first."""
    end = places[0].end()
    for match in places[1:]:
        if re.search(r"\w", bare[end : match.start()]):
            break
        end = match.end()
    return end


def _numbered_words(text: str, number: object) -> str:
    """Return a text with the number in its places, those in brackets too."""
    for place in reversed(title_places(text)):
        if place["number"] and number is not None:
            start, end = place.span("number")
            if (text[start - 1 : start], text[end : end + 1]) in _PAIRS:
                start, end = start - 1, end + 1
            text = text[:start] + _shown(number, place["number"]) + text[end:]
    return text


_PAIRS = (("[", "]"), ("{", "}"), ("<", ">"))


_CALLED_TEMPLATE = re.compile(r"(?:(?P<before>.+?)(?P<colon>:)?\s+)?[Tt]emplates?|Template\s+(?P<after>\S.*)")
"""A title that says only what the file is: `Template`, `RFC Template`, `CFP-003: Template`, `Template RFC`."""


def _in_words(bare: str, title: str, number: object) -> str:
    """Fill `ADR-NNNN: Your short title`: the words that ask for a title give way to it, and so does a `CHANGEME:`."""
    places = title_places(bare)
    if not any(place["title"] for place in places):
        called = _CALLED_TEMPLATE.fullmatch(bare)
        name = (called["before"] or called["after"] or "") if called else ""
        if called is None:
            return _numbered_words(bare, number) if places else bare
        return f"{_numbered_words(name, number)}: {title}" if name else title
    start, end = _part_of_title(bare, places)
    label = bare[:start]
    if is_placeholder(label.strip(" :")) and not title_places(label):
        label = ""
    return f"{_numbered_words(label, number)}{title}{_numbered_words(bare[end:], number)}"


_SIGNS_BEFORE = re.compile(r"[\s.:)\]–—-]*")
_SIGNS_AFTER = re.compile(r"[\s:(\[#–—-]*$")


def _part_of_title(bare: str, places: list[re.Match[str]]) -> tuple[int, int]:
    """Return the part that asks for the title: from the number, or a label's colon, to the next of the two."""
    asks = next(place for place in places if place["title"])
    numbers = [place.span() for place in places if place["number"]]
    colons = [match.span() for match in re.finditer(r":(?=\s)", bare)]
    start = max((end for _, end in [*numbers, *colons] if end <= asks.start()), default=0)
    end = min((begin for begin, _ in [*numbers, *colons] if begin >= asks.end()), default=len(bare))
    signs = _SIGNS_BEFORE.match(bare, start) if start else None
    return signs.end() if signs else start, len(_SIGNS_AFTER.sub("", bare[:end])) if end < len(bare) else end


def _shown(number: object, place: str) -> str:
    """Return a number with as many digits as its place has, where that shows them: `0042` for `NNNN`."""
    digits = len(place) if len(set(place)) == 1 else 1
    return str(number).rjust(digits, "0")
