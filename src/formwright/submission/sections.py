"""One field's answer in a body that was edited: as much of the lines under its heading as belongs to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from formwright.form.model import Answer, Element
from formwright.submission.boxes import read_boxes
from formwright.submission.fences import closes, fence
from formwright.submission.lines import Lines
from formwright.submission.options import Choices
from formwright.submission.values import NO_RESPONSE, NONE, empty, normalise


@dataclass(slots=True)
class Section:
    """What stands under a heading. Lines are indexes of the body's lines.

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


def read_section(element: Element, lines: Lines, start: int, stop: int) -> Section:
    """Return the answer of `element` in the lines from `start`, behind its heading, to `stop`."""
    first = lines.word(start)
    if first is None or first >= stop:
        return Section(empty(element), start, blank=True)
    if element.type in _READERS:
        return _READERS[element.type](element, lines, first, stop)
    if element.render:
        return _render(element, lines, first, stop)
    return Section(normalise(element, lines.join(start, stop)), stop)


def _input(element: Element, lines: Lines, first: int, stop: int) -> Section:
    end = lines.paragraph(first, stop)
    if end == first:
        return Section(empty(element), first, blank=True)
    text = lines.join(first, end)
    return Section(None if text == NO_RESPONSE else text, end, misfit=end > first + 1)


def _dropdown(element: Element, lines: Lines, first: int, stop: int) -> Section:
    choices, line = Choices(element), lines.raw[first].strip(" \t")
    if line in (NO_RESPONSE, NONE) and line not in choices.known:
        return Section(empty(element), first + 1)
    return (_several if element.multiple else _one)(element, choices, lines, first, stop)


def _one(element: Element, choices: Choices, lines: Lines, first: int, stop: int) -> Section:
    option = choices.named(lines.raw[first]) or choices.named(_item(lines.raw[first]))
    if option is not None:
        return Section(option, first + 1)
    end = lines.paragraph(first, stop)
    if end == first:
        return Section(empty(element), first, blank=True)
    text = lines.join(first, end)
    return Section(text, end, misfit=True, notes=[_no_option(text, first)])


def _several(element: Element, choices: Choices, lines: Lines, first: int, stop: int) -> Section:
    """Return the options of a list in one line, or in the items of a Markdown list."""
    spelled = choices.spelled(lines.raw[first]) or choices.spelled(lines.raw[first].strip(" \t"))
    if spelled:
        return Section(list(spelled[0]), first + 1, choices=tuple(spelled[1:]))
    end = lines.paragraph(first, stop)
    if end == first:
        return Section(empty(element), first, blank=True)
    text = lines.join(first, end)
    if choices.is_longer(text):
        return Section([text], end, misfit=True, notes=[_no_option(text, first)])
    parts = [
        (part, known, number) for number in range(first, end) for part, known in _parts(choices, lines.raw[number])
    ]
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


def _checkboxes(element: Element, lines: Lines, first: int, stop: int) -> Section:
    end = next(lines.headings(first, stop), stop)
    ticks = read_boxes(element, lines.raw[first:end])
    notes = [_no_option(label, first + index) for label, index in ticks.unknown.items()]
    notes += [("malformed-list", "the line is not written as `- [ ] option`", first + line) for line in ticks.malformed]
    none = len(ticks.unlisted) == len(element.options) and not ticks.unknown
    written = any(line.strip(" \t") == NO_RESPONSE for line in lines.raw[first:end])
    if ticks.unlisted and not written:
        names = ", ".join(map(_quoted, ticks.unlisted))
        notes.append(("malformed-list", f"the list does not have {names}; read as not ticked", first))
    stray = [(first + start, first + stop) for start, stop in _runs(ticks.stray)]
    return Section(dict(ticks.ticked), end, blank=none and not written, misfit=none, stray=stray, notes=notes)


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Return ascending numbers as ranges."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number:
            runs[-1] = (runs[-1][0], number + 1)
        else:
            runs.append((number, number + 1))
    return runs


def _render(element: Element, lines: Lines, first: int, stop: int) -> Section:
    """Return the text inside the outer fence; the whole text where it has none.

    Fences inside are kept: the outer one ends where the section ends, if a fence stands there, else where CommonMark
    ends it, and what follows is outside. A fence with more than a language behind it is the writer's own.
    """
    opener = fence(lines.raw[first].strip(" \t"))
    if opener and len(opener[1].split()) > 1:
        opener = None
    numbers = range(first + 1, stop) if opener else ()
    end = next((number for number in numbers if opener and _closes(lines.raw[number], opener[0])), None)
    if end is None or opener is None:
        return Section(normalise(_without_render(element), lines.join(first, stop)), stop, misfit=True)
    last = lines.last_word(stop)
    end = last if _closes(lines.raw[last], opener[0]) else end
    return Section(normalise(element, lines.join(first + 1, end)), end + 1)


def _closes(line: str, opener: str) -> bool:
    found = fence(line.rstrip(" \t")) if opener in line else None
    return bool(found and closes(*found, opener))


def _without_render(element: Element) -> Element:
    """Return the plain textarea, for text in which `_No response_` is not inside a fence."""
    return Element(type="textarea", label=element.label)


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f"`{line if len(line) <= 80 else line[:79] + '…'}`"


_READERS: dict[str, Callable[[Element, Lines, int, int], Section]] = {
    "input": _input,
    "dropdown": _dropdown,
    "checkboxes": _checkboxes,
}
