"""Where an answer can end, as GitHub writes it, by the kind of its field (R64 to R70).

A step leads from the headings of one field to those of the next. Headings are the offsets of the blank line before
them; the end of the text counts as the heading behind the last field.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import partial

from formwright.form.model import Element
from formwright.submission.boxes import boxes_end
from formwright.submission.options import Choices
from formwright.submission.values import NO_RESPONSE, NONE

_CONTENT = re.compile(r"[^ \t\r\n]")
_FENCE_END = "\n```"


def answer_start(text: str, heading: int) -> int:
    """Return the offset of the answer under a heading: behind the blank line that follows it."""
    return text.index("\n", heading + 2) + 2


def step_of(text: str, element: Element) -> Step:
    """Return the step from the headings of `element` to those of the next field."""
    return _STEPS[_shape(element)](text, element)


def typed_end(text: str, element: Element, start: int) -> int:
    """Return where an answer ends in a body that was never edited: at the first bare LF that is not generated."""
    shape = _shape(element)
    if shape == "line":
        return _ENDS[element.type](element)(text, start)
    if shape == "fenced":
        return _typed_fence_end(text, element, start)
    end = text.find("\n\n", start)
    end += text.startswith("\r", end - 1)
    return end if _is_typed(text[start:end]) and text[start:end].strip(" \t\r\n") else -1


def _typed_fence_end(text: str, element: Element, start: int) -> int:
    opener = f"```{element.render}\n"
    if not text.startswith(opener, start):
        return start + len(NO_RESPONSE) if text.startswith(NO_RESPONSE + "\n", start) else -1
    inside = start + len(opener)
    end = text.find(f"{_FENCE_END}\n\n", inside)
    return end + len(_FENCE_END) if end >= 0 and _is_typed(text[inside:end]) else -1


def _is_typed(text: str) -> bool:
    """Say whether every line of `text` ends as typed lines do (R71)."""
    return text.count("\n") == text.count("\r\n")


class _Open:
    """Typed text: it ends before any later heading of the next field, if there is a word between."""

    def __init__(self, text: str, _element: Element) -> None:
        self.text = text

    def _content(self, heading: int) -> int:
        found = _CONTENT.search(self.text, answer_start(self.text, heading))
        return found.start() if found else len(self.text)

    def before(self, starts: list[int], targets: list[int]) -> list[int]:
        """Return the headings of this field from which one of `targets`, those of the next one, can be reached.

        A heading is a word, so only the last one before the last target can have none between.
        """
        count = bisect_left(starts, targets[-1])
        if count and self._content(starts[count - 1]) >= targets[-1]:
            count -= 1
        return starts[:count]

    def after(self, starts: list[int], targets: list[int]) -> list[int]:
        """Return which of `targets` can be reached from one of `starts`."""
        return targets[bisect_right(targets, self._content(starts[0])) :]


class _Line:
    """An answer whose end is known from its own text: one line, an option, options, boxes."""

    def __init__(self, text: str, element: Element) -> None:
        self.text, self.element = text, element
        self.end = _ENDS[element.type](element)

    def before(self, starts: list[int], targets: list[int]) -> list[int]:
        """Return the headings of this field whose answer ends at one of `targets`."""
        known = set(targets)
        return [heading for heading in starts if self.end(self.text, answer_start(self.text, heading)) in known]

    def after(self, starts: list[int], targets: list[int]) -> list[int]:
        """Return which of `targets` the answers of `starts` end at."""
        ends = {self.end(self.text, answer_start(self.text, heading)) for heading in starts}
        return [target for target in targets if target in ends]


class _Fenced:
    """A `render` field: it ends at any later heading that a closing fence precedes (R69), or is `_No response_`."""

    def __init__(self, text: str, element: Element) -> None:
        self.text, self.opener = text, f"```{element.render}\n"

    def _inside(self, heading: int) -> int:
        """Return the offset behind the opening fence; -1 where there is none."""
        start = answer_start(self.text, heading)
        return start + len(self.opener) if self.text.startswith(self.opener, start) else -1

    def _empty_end(self, heading: int) -> int:
        start = answer_start(self.text, heading)
        return start + len(NO_RESPONSE) if self.text.startswith(NO_RESPONSE, start) else -1

    def _closed(self, targets: list[int]) -> list[int]:
        return [target for target in targets if self.text.startswith(_FENCE_END, target - len(_FENCE_END))]

    def before(self, starts: list[int], targets: list[int]) -> list[int]:
        """Return the headings of this field from which one of `targets` can be reached."""
        closed, known = self._closed(targets), set(targets)
        last = closed[-1] - len(_FENCE_END) + 1 if closed else -1
        return [
            heading for heading in starts if 0 <= self._inside(heading) <= last or self._empty_end(heading) in known
        ]

    def after(self, starts: list[int], targets: list[int]) -> list[int]:
        """Return which of `targets` can be reached from one of `starts`."""
        first = min((inside for inside in map(self._inside, starts) if inside >= 0), default=len(self.text))
        ends = set(map(self._empty_end, starts))
        ends.update(target for target in self._closed(targets) if target - len(_FENCE_END) + 1 >= first)
        return [target for target in targets if target in ends]


Step = _Open | _Line | _Fenced
_End = Callable[[str, int], int]


def _input_end(_element: Element) -> _End:
    def end(text: str, start: int) -> int:
        found = text.find("\n", start)
        return found if text[start:found].strip(" \t") else -1

    return end


def _dropdown_end(element: Element) -> _End:
    choices = Choices(element)
    fits = dict.fromkeys((*choices.known, NO_RESPONSE, NONE), True)

    def end(text: str, start: int) -> int:
        found = text.find("\n", start)
        line = text[start:found]
        if line not in fits:
            fits[line] = element.multiple and bool(choices.spelled(line))
        return found if fits[line] else -1

    return end


def _boxes_end(element: Element) -> _End:
    return partial(boxes_end, element)


_ENDS: dict[str, Callable[[Element], _End]] = {
    "input": _input_end,
    "dropdown": _dropdown_end,
    "checkboxes": _boxes_end,
}
_STEPS: dict[str, type[Step]] = {"open": _Open, "line": _Line, "fenced": _Fenced}


def _shape(element: Element) -> str:
    if element.type in _ENDS:
        return "line"
    return "fenced" if element.render else "open"
