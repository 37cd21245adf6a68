"""The reading of a body that is as GitHub wrote it: every field there, in order, each answer fitting its field.

Two ways to find it. `by_line_ends`: where LF and CRLF are mixed the body was never edited, generated lines end in LF
and typed ones in CRLF (R71), so every answer's end is known. `by_structure`: line ends say nothing, so all readings
are found together, as the sets of headings with which a field can begin; they are found from the last field back to
the first, and what cannot be reached from the first is dropped. Both are linear in the body.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from formwright.form.model import Element
from formwright.submission.fences import closed_blocks
from formwright.submission.steps import Step, answer_start, step_of, typed_end
from formwright.submission.values import shown

MOST_TYPED = 20
"""So many headings that were typed into answers are named (S35)."""

MOST_HEADINGS = 200
"""In a body with more headings than this, those of each field are looked for by themselves (S35)."""

MOST_OF_ONE = 40
"""Of more headings than this with one label, the first and the last half are looked at (S35)."""

_HEADING = re.compile(r"\n\n### ([^\n]*)(?=\n\n)")


@dataclass(frozen=True, slots=True)
class Bound:
    """Where one field stands in the text: the offset of the blank line before its heading, and its answer's span."""

    heading: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A reading: a bound for each field. `others`: field index → the other headings with which it could begin.

    `typed` are headings with a field's label that are part of an answer, each with that field's index. `cut` are the
    fields with more headings than are looked at. Offsets are those of `text`, the body between two blank lines.
    """

    text: str
    bounds: tuple[Bound, ...]
    others: dict[int, tuple[int, ...]] = field(default_factory=dict)
    typed: tuple[tuple[int, int], ...] = ()
    cut: frozenset[int] = frozenset()

    def lines_of(self, headings: Iterable[int]) -> list[int]:
        """Return the body's lines, from 1, of `headings`, which ascend. LF, CRLF and CR end a line."""
        found, line, offset = [], 1, 0
        returns = "\r" in self.text
        for heading in headings:
            line += self.text.count("\n", offset, heading)
            if returns:
                line += self.text.count("\r", offset, heading) - self.text.count("\r\n", offset, heading + 1)
            offset = heading
            found.append(line)
        return found

    def field_at(self, offset: int) -> int:
        """Return the field in whose heading or answer `offset` is."""
        return bisect_right(self.bounds, offset, key=lambda bound: bound.heading) - 1

    def answer(self, index: int) -> str:
        """Return the text under the heading of field `index`."""
        bound = self.bounds[index]
        return self.text[bound.start : bound.end]


def by_line_ends(body: str, fields: Sequence[Element]) -> Layout | None:
    """Return the one reading of a body that mixes LF and CRLF; None where it has none."""
    text = _between_blanks(body.rstrip("\r\n"))
    bounds, offset = [], 0
    for element in fields:
        start = _behind_heading(text, element, offset)
        end = typed_end(text, element, start) if start >= 0 else -1
        if end < 0:
            return None
        bounds.append(Bound(offset, start, end))
        offset = end
    return Layout(text, tuple(bounds)) if offset == len(text) - 2 else None


def by_structure(body: str, fields: Sequence[Element]) -> Layout | None:
    """Return the chosen reading of a body with LF line ends, with what else it could be; None where it has none."""
    if not body.startswith("### "):
        return None
    text = _between_blanks(body.rstrip("\r\n"))
    if _behind_heading(text, fields[0], 0) < 0:
        return None
    marks = _marks(text, fields)
    steps = [step_of(text, element) for element in fields]
    feasible = _feasible(steps, marks, len(text) - 2)
    if not feasible or feasible[0][0] != 0:
        return None
    reached = [[0]]
    for index in range(len(fields) - 1):
        reached.append(steps[index].after(reached[index], feasible[index + 1]))
    fenced = _fenced(text, _sure(reached))
    chosen = _chosen(fenced, steps, feasible, reached)
    others = {
        index: tuple(start for start in starts if start != chosen[index])
        for index, starts in enumerate(reached)
        if len(starts) > 1
    }
    ends = [*chosen[1:], len(text) - 2]
    bounds = (Bound(heading, answer_start(text, heading), end) for heading, end in zip(chosen, ends, strict=True))
    cut = frozenset(index for index, starts in enumerate(marks) if len(starts) >= MOST_OF_ONE)
    return Layout(text, tuple(bounds), others, _typed(fenced, marks, reached), cut)


def _between_blanks(body: str) -> str:
    """Return the body so that its first heading and its last answer have blank lines around them like all others."""
    return f"\n\n{body}\n\n"


def _feasible(steps: Sequence[Step], marks: Sequence[list[int]], end: int) -> list[list[int]]:
    """Return, by field, the headings from which the rest of the form can be read; empty where there are none."""
    targets, feasible = [end], []
    for step, starts in zip(reversed(steps), reversed(marks), strict=True):
        targets = step.before(starts, targets)
        if not targets:
            return []
        feasible.append(targets)
    return feasible[::-1]


def _chosen(
    fenced: _Test, steps: Sequence[Step], feasible: Sequence[list[int]], reached: Sequence[list[int]]
) -> list[int]:
    """Return the documented reading: each field begins at the first heading that is in no closed fence."""
    if all(len(starts) == 1 for starts in reached):
        return [starts[0] for starts in reached]
    chosen = [0]
    for index in range(len(steps) - 1):
        targets = steps[index].after([chosen[-1]], feasible[index + 1])
        chosen.append(next((target for target in targets if not fenced(target)), targets[0]))
    return chosen


def _typed(fenced: _Test, marks: Sequence[list[int]], reached: Sequence[list[int]]) -> tuple[tuple[int, int], ...]:
    """Return the headings with a field's label that open no field in any reading, each once."""
    used = {heading for starts in reached for heading in starts}
    found = {heading: index for index, starts in enumerate(marks) for heading in starts if heading not in used}
    return tuple(islice(((heading, found[heading]) for heading in sorted(found) if not fenced(heading)), MOST_TYPED))


def _sure(reached: Sequence[list[int]]) -> list[int]:
    """Return the headings that open their field in every reading."""
    return [starts[0] for starts in reached if len(starts) == 1]


_Test = Callable[[int], bool]


def _fenced(text: str, sure: Sequence[int]) -> _Test:
    """Return the test whether a heading is in a closed fence; the headings `sure` are in none.

    Most bodies never ask, so the fences are looked for at the first call.
    """
    blocks: list[tuple[int, int]] | None = None

    def fenced(heading: int) -> bool:
        nonlocal blocks
        if blocks is None:
            blocks = closed_blocks(text, (start + 2 for start in sure))
        index = bisect_right(blocks, heading + 2, key=lambda block: block[0]) - 1
        return index >= 0 and heading < blocks[index][1]

    return fenced


def _marks(text: str, fields: Sequence[Element]) -> list[list[int]]:
    """Return, by field, the offsets of the headings with its label; blanks at a label's end may be lost."""
    named: dict[str, list[int]] = {}
    for index, element in enumerate(fields):
        label = shown(element.label)
        for spelling in {label, label.rstrip()}:
            named.setdefault(spelling, []).append(index)
    marks: list[list[int]] = [[] for _ in fields]
    if text.count("\n\n### ") > MOST_HEADINGS:
        for spelling, indexes in named.items():
            starts = _ends(text, f"\n\n### {spelling}\n\n")
            for index in indexes:
                marks[index] = sorted({*marks[index], *starts})
        return marks
    for match in _HEADING.finditer(text):
        for index in named.get(match[1], ()):
            marks[index].append(match.start())
    return marks


def _ends(text: str, heading: str) -> list[int]:
    """Return where `heading` stands in `text`; of more than counts, the first and the last."""
    if text.count(heading) <= MOST_OF_ONE:
        return list(_places(text, heading))
    first = list(islice(_places(text, heading), MOST_OF_ONE // 2))
    last: list[int] = []
    at = len(text)
    while len(last) < MOST_OF_ONE // 2 and at >= 0:
        # The blank line behind one heading may be the one before the next.
        at = text.rfind(heading, 0, at + len(heading) - 1)
        last.append(at)
    return sorted({*first, *last} - {-1})


def _places(text: str, heading: str) -> Iterator[int]:
    at = text.find(heading)
    while at >= 0:
        yield at
        at = text.find(heading, at + 1)


def _behind_heading(text: str, element: Element, offset: int) -> int:
    """Return where the answer begins if the heading of `element` is at `offset`; -1 where it is not."""
    label = shown(element.label)
    for spelling in (label, label.rstrip()):
        heading = f"\n\n### {spelling}\n\n"
        if text.startswith(heading, offset):
            return offset + len(heading)
    return -1
