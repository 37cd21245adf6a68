"""Find the lines of each slot in a document that a template was filled to.

The template's headings are found first, from the last to the first: an answer's headings are deeper than its section's,
so the last heading of a name is the template's own. Between two of them its other lines are found in their order.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass

from formwright.document.answers import before_value, write_answer
from formwright.document.boxes import boxes_in, choice_boxes, tick_all, ticked_lines
from formwright.document.guards import start_mark
from formwright.document.layout import layout
from formwright.template import Slot, SlotKind, Template
from formwright.text.lines import without_surrogates
from formwright.text.markdown import COMMENT, BlockKind, read_blocks


@dataclass(frozen=True, slots=True)
class _Anchor:
    """Lines of the template that are looked for in the document; `level` is a heading's, 0 what is none.

    The title's text is the document's own: only its level is looked for.
    """

    lines: tuple[str, ...]
    level: int = 0
    title: bool = False


_Step = _Anchor | Slot


def find_regions(template: Template, lines: Sequence[str], marked: Set[str]) -> dict[str, list[str]]:
    """Return the lines of a document's body that stand in each slot's place, by its id.

    In the place of those that are `marked` stands a mark. A slot whose section is gone is not there; what people put
    between is part of the slot before it.
    """
    steps = _steps(template)
    headings = _Headings(lines)
    windows: list[tuple[int, int, list[_Step]]] = []
    waiting: list[_Step] = []
    limit = len(lines)
    for step in reversed(steps):
        at = headings.find(step, limit) if isinstance(step, _Anchor) and step.level else None
        if at is None or isinstance(step, Slot):
            waiting.append(step)
            continue
        windows.append((at + len(step.lines), limit, waiting[::-1]))
        waiting, limit = [], at
    windows.append((0, limit, waiting[::-1]))
    regions: dict[str, list[str]] = {}
    for start, end, inside in windows:
        regions |= _within(template, lines[start:end], inside, marked)
    return regions


def _steps(template: Template) -> list[_Step]:
    """Return slots, headings, and runs of other lines that are not blank, in the order of the template's layout."""
    heads = {section.heading.start: section for section in template.sections if section.heading}
    steps: list[_Step] = []
    for part in layout(template):
        if isinstance(part, Slot):
            steps.append(part)
            continue
        text: list[str] = []
        after = 0
        for number in part.numbers:
            section = heads.get(number)
            if section is not None and section.heading is not None:
                steps += [_Anchor(tuple(text))] if text else []
                text, after = [], section.heading.end
                lines = template.lines[section.heading.start : after]
                steps.append(_Anchor(tuple(lines), section.level, template.title is section))
            elif number >= after and template.lines[number].strip():
                text.append(template.lines[number])
        steps += [_Anchor(tuple(text))] if text else []
    return steps


class _Headings:
    """The headings of a document, and the bold lines and quotes that may serve as such."""

    _KINDS = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.QUOTE)

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = [_bare(line) for line in lines]
        self._levels = {block.start: block.level for block in read_blocks(lines) if block.kind in self._KINDS}
        self._places: dict[str, list[int]] = {}
        for at in self._levels:
            self._places.setdefault(self._lines[at], []).append(at)

    def find(self, wanted: _Anchor, limit: int) -> int | None:
        """Return the last line before `limit` where a heading of the template stands; of titles, the first."""
        if wanted.title:
            return next((at for at, level in self._levels.items() if level == wanted.level and at < limit), None)
        size = len(wanted.lines)
        own = [_bare(line) for line in wanted.lines]
        places = self._places.get(own[0], [])
        for number in range(bisect_right(places, limit - size) - 1, -1, -1):
            at = places[number]
            if self._levels[at] in (0, wanted.level) and self._lines[at : at + size] == own:
                return at
        return None


def _bare(line: str) -> str:
    """Return a line without its comments: what they say in a heading people take out, or the template says now."""
    return " ".join(COMMENT.sub("", line).split()) if "<!--" in line else line


class _Window:
    """The lines between two headings."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._shown = [number for number, line in enumerate(lines) if line.strip()]
        self._texts = [lines[number] for number in self._shown]
        self._places: dict[str, list[int]] = {}
        for place, text in enumerate(self._texts):
            self._places.setdefault(text, []).append(place)

    def find(self, wanted: Sequence[str], start: int) -> tuple[int, int] | None:
        """Return where `wanted` stands first, whatever blank lines are between its lines, and where it ends."""
        places = self._places.get(wanted[0], []) if wanted else []
        first = bisect_left(self._shown, start)
        for number in range(bisect_left(places, first), len(places)):
            place = places[number]
            if self._texts[place : place + len(wanted)] == list(wanted):
                return self._shown[place], self._shown[place + len(wanted) - 1] + 1
        return None


def _within(template: Template, lines: Sequence[str], steps: Sequence[_Step], marked: Set[str]) -> dict[str, list[str]]:
    """Return the lines of the slots between two headings, told apart by the template's lines between them."""
    window = _Window(lines)
    regions: dict[str, list[str]] = {}
    waiting: list[Slot] = []
    begin = at = 0
    for step in steps:
        # What stands in a slot's place without an answer is as good to find as the template's other lines.
        wanted = step.lines if isinstance(step, _Anchor) else _seen_by(template, step, marked)
        found = window.find(wanted, at)
        if found is not None:
            regions |= _shared_out(template, lines[begin : found[0]], waiting)
            waiting, at = [], found[1]
            begin = found[0] if isinstance(step, Slot) else at
        if isinstance(step, Slot):
            waiting.append(step)
    return regions | _shared_out(template, lines[begin:], waiting)


def _seen_by(template: Template, slot: Slot, marked: Set[str]) -> tuple[str, ...]:
    return (start_mark(slot.id),) if slot.id in marked else _unanswered(template, slot)


def _unanswered(template: Template, slot: Slot) -> tuple[str, ...]:
    return tuple(without_surrogates(line) for line in write_answer(template, slot, None) if line.strip())


def _shared_out(template: Template, lines: Sequence[str], slots: Sequence[Slot]) -> dict[str, list[str]]:
    """Return the lines of slots that follow each other, each from where it can be seen to begin."""
    regions: dict[str, list[str]] = {}
    at = 0
    for number, slot in enumerate(slots, 1):
        end = len(lines)
        if number < len(slots):
            following = slots[number]
            begins = _BEGINS.get(following.kind, _begins_unanswered)(template, following)
            end = next((n for n in range(at, len(lines)) if begins(lines, n)), len(lines))
        regions[slot.id] = list(lines[at:end])
        at = end
    return regions


Begins = Callable[[Sequence[str], int], bool]
"""Says whether a slot's lines begin at a line."""


def _begins_unanswered(template: Template, slot: Slot) -> Begins:
    """See a text's place by its hint: what was written there begins like anything."""
    own = _unanswered(template, slot)
    return lambda lines, at: bool(own) and lines[at] == own[0]


def _begins_with_key(template: Template, slot: Slot) -> Begins:
    start = before_value(template, slot).rstrip()
    return lambda lines, at: lines[at].startswith(start)


def _begins_with_boxes(template: Template, slot: Slot) -> Begins:
    own = next(iter(ticked_lines(template, slot, frozenset())), "")
    boxes = choice_boxes if slot.kind is SlotKind.CHOICE else boxes_in

    def begins(lines: Sequence[str], at: int) -> bool:
        bare = tick_all(lines[at], boxes(lines[at])[: len(boxes(own))])
        return bool(own) and bare.startswith(own)

    return begins


def _begins_with_fence(template: Template, slot: Slot) -> Begins:
    seen = _begins_unanswered(template, slot)
    return lambda lines, at: lines[at].startswith("```") or seen(lines, at)


_BEGINS: Mapping[SlotKind, Callable[[Template, Slot], Begins]] = {
    SlotKind.ENTRY: _begins_with_key,
    SlotKind.CHOICE: _begins_with_boxes,
    SlotKind.TASKS: _begins_with_boxes,
    SlotKind.FENCE: _begins_with_fence,
}
