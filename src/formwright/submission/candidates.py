"""The forms that a body may have been written with, and what speaks for each.

A form that reads the body as GitHub writes it is whole. Another is read as an edited body, and the edits that it would
take to make the body of it are counted: the fewest are the likeliest.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from formwright.form.model import Form
from formwright.submission.body import Body, fold
from formwright.submission.generated import Layout
from formwright.submission.headings import Mark, find_marks
from formwright.submission.model import Problem
from formwright.submission.reading import parse, read_generated
from formwright.submission.values import lf, shown

_LEFT = frozenset({"text-outside", "unknown-heading"})
_FAULTS = frozenset({"not-an-option", "malformed-list"})
_WORD = re.compile(r"[^\W_]+")
_HEADS = re.compile(r"\n### ([^\n]*)")


@dataclass(frozen=True)
class Candidate:
    """A form that the body may have been written with. `lines` are those of its headings in the body.

    `fields` is how many of its fields have one. `whole`: the body can be read with it as GitHub writes it. `rewritten`:
    a heading is not as GitHub writes it.
    """

    path: str
    form: Form
    body: str
    lines: frozenset[int]
    fields: int
    whole: bool = False
    rewritten: bool = False

    @property
    def likely(self) -> bool:
        """Whether the body has more than half of the form's headings."""
        return 2 * self.fields > len(self.form.fields)

    @property
    def complete(self) -> bool:
        """Whether the body has all of the form's headings."""
        return self.fields == len(self.form.fields)

    @property
    def most(self) -> int:
        """The greatest score that it can have, without the body being read."""
        return self.fields if self.whole else 2 * self.fields - len(self.form.fields) - self.rewritten

    @cached_property
    def score(self) -> int:
        """How many of the body's headings are explained, less the edits that it takes."""
        if self.whole:
            return self.fields
        read = parse(self.body, self.form)
        return self.fields - _edits(read.problems, sorted(read.lines.values())) - self.rewritten


def _edits(problems: Sequence[Problem], headings: Sequence[int]) -> int:
    """Return how many edits explain the `problems` of a body whose fields have their `headings` at these lines.

    What is left over where a heading is missing is one edit with that: the heading was taken away, or renamed.
    """
    missing, left = Counter[int](), set[int]()
    for problem in problems:
        if problem.code == "missing-field":
            missing[bisect_left(headings, problem.line)] += 1
        elif problem.code in _LEFT:
            left.add(bisect_left(headings, problem.line))
    faults = sum(problem.code in _FAULTS for problem in problems)
    moved = any(problem.code == "out-of-order" for problem in problems)
    return sum(missing.values()) + len(left - missing.keys()) + faults + moved


def find_candidates(body: str, forms: Mapping[str, Form]) -> list[Candidate]:
    """Return the forms of which `body` has half of the headings; where there are none, those that were rewritten."""
    text = Body(lf(body))
    heads = set(map(str.strip, _HEADS.findall(text.text)))
    found = []
    for path, form in forms.items():
        known = sum(shown(element.label).strip() in heads for element in form.fields)
        layout = read_generated(body, form) if known and known == len(form.fields) else None
        if layout:
            found.append(Candidate(path, form, body, _lines_of(layout), known, whole=True))
        elif known and 2 * known >= len(form.fields):
            found.append(_edited(path, form, body, text))
    if any(candidate.whole or not candidate.rewritten for candidate in found if candidate.likely):
        return found
    if text.word(1) is None:
        return []
    seen = {candidate.path for candidate in found}
    rest = ((path, form) for path, form in forms.items() if path not in seen and _may_be(form, text))
    rewritten = (_edited(path, form, body, text) for path, form in rest)
    return [*found, *(candidate for candidate in rewritten if candidate.likely)]


def _may_be(form: Form, body: Body) -> bool:
    """Say whether the body has a word of more than half of the labels: to look for them as headings takes longer."""
    words = (_WORD.findall(fold(shown(element.label))) for element in form.fields)
    return 2 * sum(not each or max(each, key=len) in body.folded for each in words) > len(form.fields)


def _lines_of(layout: Layout) -> frozenset[int]:
    return frozenset(layout.lines_of([bound.heading for bound in layout.bounds]))


def _edited(path: str, form: Form, body: str, text: Body) -> Candidate:
    """Return the form with the first heading of each field."""
    first: dict[int, Mark] = {}
    for mark in find_marks(text, form.fields):
        first.setdefault(mark.field, mark)
    lines = text.numbers(mark.line for mark in first.values())
    rewritten = any(mark.rank for mark in first.values())
    return Candidate(path, form, body, frozenset(lines.values()), len(first), rewritten=rewritten)
