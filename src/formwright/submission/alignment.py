"""Which of the headings of an edited body open which fields.

The cheapest way to put fields on headings, in the form's order: a field without a heading costs most, an answer that
does not fit its field less, text that is left over behind an answer less again, then a heading in a fenced block, then
a heading without an answer. Fields that are still without one then take a heading from outside the order. One pass
from the last heading to the first; the cost is linear in the headings, whose number is bounded.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from formwright.form.model import Element
from formwright.submission.body import Body
from formwright.submission.headings import Mark
from formwright.submission.sections import Section, is_local, read_section

_MISSING, _MISFIT, _LEFT, _FENCED, _BLANK = 10_000, 1_000, 200, 20, 4


@dataclass(frozen=True, slots=True)
class Place:
    """A mark with what was seen of it. `section` is its answer where that is known without the next field.

    `left` is the first line with a word behind the answer (None: there is none), and means nothing for typed text.
    `moved`: it stands outside the form's order.
    """

    mark: Mark
    local: bool
    fenced: bool
    cost: int
    section: Section | None = None
    left: int | None = None
    moved: bool = False

    @property
    def counts(self) -> bool:
        """Whether the mark is a heading that a reader would take for one: bold lines and code are not."""
        return self.mark.rank < 2 and not self.fenced


def find_places(body: Body, marks: Sequence[Mark], fields: Sequence[Element]) -> list[Place]:
    """Return a place for each of `marks`."""
    marked = sorted({mark.line for mark in marks})
    return [_place(body, mark, fields[mark.field], marked) for mark in marks]


def _place(body: Body, mark: Mark, element: Element, marked: Sequence[int]) -> Place:
    index = bisect_right(marked, mark.line)
    stop = marked[index] if index < len(marked) else body.end
    inside = body.fenced(mark.line)
    cost = mark.rank + (_FENCED if inside else 0)
    if not is_local(element):
        word = body.word(mark.after)
        blank = word is None or word >= stop
        return Place(mark, False, inside, cost + (_BLANK if blank else 0))
    section = read_section(element, body, mark.after, stop)
    cost += (_BLANK if section.blank else 0) + (_MISFIT if section.misfit else 0)
    return Place(mark, True, inside, cost, section, body.word(section.end))


def align(places: Sequence[Place], count: int, first: int | None) -> list[Place]:
    """Return the place of each field that has one, by line.

    `count` is the number of fields, `first` the first line with a word.
    """
    chosen = _cheapest(places, count, first)
    taken = {place.mark.field for place in chosen}
    lines = {place.mark.line for place in chosen}
    for field in range(count):
        free = [
            place for place in places if place.mark.field == field and place.counts and place.mark.line not in lines
        ]
        if field not in taken and free:
            best = min(free, key=lambda place: (place.cost, place.mark.line))
            chosen.append(replace(best, moved=True))
            lines.add(best.mark.line)
    return sorted(chosen, key=lambda place: place.mark.line)


def alternatives(places: Sequence[Place], chosen: Sequence[Place], end: int) -> Iterator[tuple[Place, list[int]]]:
    """Yield each chosen place that could as well be at other lines between its neighbours, with those lines.

    `end` is the number of lines. Only typed text can end at several headings.
    """
    stops = [*(place.mark.line for place in chosen), end]
    by_field: dict[int, list[Place]] = {}
    for place in places:
        by_field.setdefault(place.mark.field, []).append(place)
    for before, place, stop in zip(chosen, chosen[1:], stops[2:], strict=False):
        if before.local or place.moved:
            continue
        lines = [
            other.mark.line
            for other in by_field[place.mark.field]
            if before.mark.line < other.mark.line < stop and other.mark != place.mark and _equal(other, place, stop)
        ]
        if lines:
            yield place, lines


def _equal(other: Place, place: Place, stop: int) -> bool:
    return other.cost == place.cost and (not place.local or (other.left == stop) == (place.left == stop))


def _cheapest(places: Sequence[Place], count: int, first: int | None) -> list[Place]:
    """Return the cheapest chain of places in the form's order; the earliest headings where two are as cheap."""
    chain = _Chain(places, count)
    for index in range(len(places) - 1, -1, -1):
        chain.settle(index)
    return chain.best(first)


class _Chain:
    """Costs of the chains that begin at each place, filled from the last place to the first.

    `ahead[field]` is (cost of the best chain that begins at a place of the field behind the line at hand, with the
    cost of all fields before it; its line; its index). The entry behind the last field is the end of the body.
    """

    def __init__(self, places: Sequence[Place], count: int) -> None:
        self.places, self.count = places, count
        self.total = [0] * len(places)
        self.follow = [-1] * len(places)
        never = (_MISSING * (count + 1) * 2, 0, -1)
        self.ahead = [*[never] * count, (_MISSING * count, 0, -1)]
        self.waiting: list[int] = []
        self.on_line: dict[int, list[int]] = {}

    def settle(self, index: int) -> None:
        """Compute the cost of the chain from place `index`; those behind it are settled."""
        place = self.places[index]
        if self.waiting and self.places[self.waiting[0]].mark.line != place.mark.line:
            self._release()
        ways = self.ahead[place.mark.field + 1 :]
        cost, _, follow = min(ways)
        if place.local and place.left is not None:
            cost += _LEFT
            near = [
                (self.ahead_of(other), 0, other)
                for other in self.on_line.get(place.left, ())
                if self.places[other].mark.field > place.mark.field
            ]
            cost, _, follow = min([*near, (cost, 0, follow)])
        self.total[index] = place.cost + cost - _MISSING * (place.mark.field + 1)
        self.follow[index] = follow
        self.waiting.append(index)

    def _release(self) -> None:
        """Let the places of the line that was left be followed to."""
        for index in self.waiting:
            mark = self.places[index].mark
            self.on_line.setdefault(mark.line, []).append(index)
            way = (self.ahead_of(index), mark.line, index)
            self.ahead[mark.field] = min(self.ahead[mark.field], way)
        self.waiting.clear()

    def best(self, first: int | None) -> list[Place]:
        """Return the cheapest chain of all; words before its first heading, from line `first` on, are left over."""
        self._release()
        cost, line, index = min(self.ahead)
        ways = [(self.ahead_of(other), line, other) for other in self.on_line.get(-1 if first is None else first, ())]
        *_, index = min([*ways, (cost + _LEFT, line, index)])
        chosen = []
        while index >= 0:
            chosen.append(self.places[index])
            index = self.follow[index]
        return chosen

    def ahead_of(self, index: int) -> int:
        """Return the cost of the chain from place `index` with that of the fields before it."""
        return self.total[index] + _MISSING * self.places[index].mark.field
