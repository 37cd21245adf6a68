"""One field's answer in a body that was edited: as much of the lines under its heading as belongs to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from formwright.form.model import Answer, Element
from formwright.submission.body import Body
from formwright.submission.boxes import read_boxes
from formwright.submission.fences import closing_fence, fence
from formwright.submission.options import Choices
from formwright.submission.values import NO_RESPONSE, NONE, empty, normalise


@dataclass(slots=True)
class Section:
    """What stands under a heading. Lines are offsets, as `Body` has them.

    `end` is the first line behind the answer. `stray` are the lines before it, from and to, that are no part of it.
    `notes` are problems: code, message, line.
    """

    answer: Answer
    end: int
    blank: bool = False
    misfit: bool = False
    stray: list[tuple[int, int]] = field(default_factory=list)
    notes: list[tuple[str, str, int]] = field(default_factory=list)
    choices: tuple[tuple[str, ...], ...] = ()


def is_local(element: Element) -> bool:
    """Say whether the end of the field's answer is known from its own text."""
    return element.type in _READERS


def read_section(element: Element, body: Body, start: int, stop: int) -> Section:
    """Return the answer of `element` in the lines from `start`, behind its heading, to `stop`."""
    first = body.word(start)
    if first is None or first >= stop:
        return Section(empty(element), start, blank=True)
    if element.type in _READERS:
        return _READERS[element.type](element, body, _behind_marker(body, first, stop), stop)
    if element.render:
        return _render(element, body, first, stop)
    return Section(normalise(element, _without_marker(body.join(start, stop))), stop)


def _without_marker(text: str) -> str:
    """Return a text without the marker of an empty field (R65) that somebody left above the answer."""
    marker, line, answer = text.partition("\n")
    return answer if line and marker.strip() == NO_RESPONSE else text


def _behind_marker(body: Body, first: int, stop: int) -> int:
    """Return the line of the answer: below the marker of an empty field (R65) where nothing but one line is there."""
    if body.line(first).strip() != NO_RESPONSE:
        return first
    line = body.word(body.after(first))
    if line is None or line >= stop or body.level(line):
        return first
    following = body.word(body.after(line))
    return line if following is None or following >= stop else first


def _input(element: Element, body: Body, first: int, stop: int) -> Section:
    end = body.paragraph(first, stop)
    if end == first:
        return Section(empty(element), first, blank=True)
    text = body.join(first, end)
    return Section(None if text == NO_RESPONSE else text, end, misfit=end > body.after(first))


def _dropdown(element: Element, body: Body, first: int, stop: int) -> Section:
    choices, line = Choices(element), body.line(first).strip(" \t")
    if line in (NO_RESPONSE, NONE) and line not in choices.known:
        return Section(empty(element), body.after(first))
    return (_several if element.multiple else _one)(element, choices, body, first, stop)


def _one(element: Element, choices: Choices, body: Body, first: int, stop: int) -> Section:
    option = choices.named(body.line(first)) or choices.named(_item(body.line(first)))
    if option is not None:
        return Section(option, body.after(first))
    end = body.paragraph(first, stop)
    if end == first:
        return Section(empty(element), first, blank=True)
    text = body.join(first, end)
    return Section(text, end, misfit=True, notes=[_no_option(text, first)])


def _several(element: Element, choices: Choices, body: Body, first: int, stop: int) -> Section:
    """Return the options of a list in one line, or in the items of a Markdown list."""
    spelled = choices.spelled(body.line(first)) or choices.spelled(body.line(first).strip(" \t"))
    if spelled:
        return Section(list(spelled[0]), body.after(first), choices=tuple(spelled[1:]))
    end = body.paragraph(first, stop)
    if end == first:
        return Section(empty(element), first, blank=True)
    text = body.join(first, end)
    if choices.is_longer(text):
        return Section([text], end, misfit=True, notes=[_no_option(text, first)])
    parts, line = [], first
    while line < end:
        parts += [(part, known, line) for part, known in _parts(choices, body.line(line))]
        line = body.after(line)
    notes = [_no_option(part, number) for part, known, number in parts if not known]
    return Section(normalise(element, [part for part, *_ in parts]), end, misfit=bool(notes), notes=notes)


def _parts(choices: Choices, line: str) -> list[tuple[str, bool]]:
    whole = choices.split(line.strip(" \t"))
    if all(known for _, known in whole):
        return whole
    item = choices.split(_item(line))
    return item if any(known for _, known in item) else whole


def _item(line: str) -> str:
    """Return a list item's text."""
    text = line.strip(" \t")
    return text[2:].strip(" \t") if text[:2] in ("- ", "* ", "+ ") else text


def _no_option(text: str, line: int) -> tuple[str, str, int]:
    return "not-an-option", f"{_quoted(text)} is not among the options", line


def _checkboxes(element: Element, body: Body, first: int, stop: int) -> Section:
    end = next(body.headings(first, stop), stop)
    ticks = read_boxes(element, body.text, first, end)
    notes = [_no_option(label, line) for label, line in ticks.unknown.items()]
    notes += [("malformed-list", "the line is not written as `- [ ] option`", line) for line in ticks.malformed]
    none = len(ticks.unlisted) == len(element.options) and not ticks.unknown
    if ticks.unlisted and not ticks.unanswered:
        names = ", ".join(map(_quoted, ticks.unlisted))
        notes.append(("malformed-list", f"the list does not have {names}; read as not ticked", first))
    blank = none and not ticks.unanswered
    return Section(dict(ticks.ticked), end, blank=blank, misfit=none, stray=ticks.stray, notes=notes)


def _render(element: Element, body: Body, first: int, stop: int) -> Section:
    """Return the text inside the outer fence; the whole text where it has none.

    Fences inside are kept: the outer one ends where the section ends, if a fence stands there, else where CommonMark
    ends it, and what follows is outside. A fence with more than a language behind it is the writer's own.
    """
    opener = fence(body.line(first).strip(" \t"))
    if opener and len(opener[1].split()) > 1:
        opener = None
    end = closing_fence(body.text, opener[0], body.after(first), stop) if opener else None
    if end is None or opener is None:
        return Section(normalise(_without_render(element), body.join(first, stop)), stop, misfit=True)
    last = body.last_word(stop)
    end = last if last > first and closing_fence(body.text, opener[0], last, stop) == last else end
    return Section(normalise(element, body.text[body.after(first) : end - 1]), body.after(end))


def _without_render(element: Element) -> Element:
    """Return the plain textarea, for text in which `_No response_` is not inside a fence."""
    return Element(type="textarea", label=element.label)


def _quoted(text: str) -> str:
    line = " ".join(text[:400].split())
    return f"`{line if len(line) <= 80 else line[:79] + '…'}`"


_READERS: dict[str, Callable[[Element, Body, int, int], Section]] = {
    "input": _input,
    "dropdown": _dropdown,
    "checkboxes": _checkboxes,
}
