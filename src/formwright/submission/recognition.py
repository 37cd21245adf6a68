"""Which of a repository's forms a body was written with.

A form is the body's if the body can be read with it as GitHub writes it; if none is, the one of which the body has more
than half of the headings. Where two forms remain, the one whose headings are more of the body's own is right: the other
can take them for typed text, but not the other way round. The issue's labels and title decide what is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from formwright.form.model import Form
from formwright.submission.body import Body, fold
from formwright.submission.generated import Layout
from formwright.submission.headings import find_marks
from formwright.submission.model import Problem, Recognition
from formwright.submission.reading import parse, read_generated
from formwright.submission.values import lf, shown

_FAULTS = frozenset({"missing-field", "not-an-option", "malformed-list"})
_WORD = re.compile(r"[^\W_]+")
_HEADS = re.compile(r"\n### ([^\n]*)")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A form that the body may have been written with. `lines` are those of its headings in the body."""

    path: str
    form: Form
    lines: frozenset[int]
    whole: bool


def recognise(
    body: str | None, forms: Mapping[str, Form], labels: Sequence[str] = (), title: str | None = None
) -> Recognition:
    """Return the form among `forms` (path → form) that `body` was written with.

    `labels` and `title` are the issue's: further evidence where the body fits two forms, for a form sets its own. None
    of the forms, and one of several, are answers too; both come with the problem `unknown-form`. Raises on no body.
    """
    text = (body or "").removeprefix("\ufeff")
    best = _best(_candidates(text, forms))
    if len(best) > 1 and not any(candidate.whole for candidate in best):
        best = _by_fit(text, best)
    if len(best) > 1:
        best = _by_evidence(best, labels, title)
    if len(best) == 1:
        return Recognition(best[0].path)
    paths = tuple(sorted(candidate.path for candidate in best))
    message = f"the body fits {' and '.join(paths)}" if paths else "the body fits none of the forms"
    return Recognition(None, paths, (Problem("unknown-form", None, message, 1),))


def _candidates(body: str, forms: Mapping[str, Form]) -> list[_Candidate]:
    """Return the forms that can be meant; where there are none, those whose headings were rewritten."""
    text = Body(lf(body))
    heads = set(map(str.strip, _HEADS.findall(text.text)))
    found = []
    for path, form in forms.items():
        known = sum(shown(element.label).strip() in heads for element in form.fields)
        layout = read_generated(body, form) if known and known == len(form.fields) else None
        if layout:
            found.append(_Candidate(path, form, _lines_of(layout), whole=True))
        elif 2 * known > len(form.fields):
            found.append(_edited(path, form, text))
    if found or text.word(1) is None:
        return found
    rewritten = (_edited(path, form, text) for path, form in forms.items() if _may_be(form, text))
    return [candidate for candidate in rewritten if 2 * len(candidate.lines) > len(candidate.form.fields)]


def _may_be(form: Form, body: Body) -> bool:
    """Say whether the body has a word of more than half of the labels: to look for them as headings takes longer."""
    words = (_WORD.findall(fold(shown(element.label))) for element in form.fields)
    return 2 * sum(not each or max(each, key=len) in body.folded for each in words) > len(form.fields)


def _lines_of(layout: Layout) -> frozenset[int]:
    return frozenset(layout.lines_of([bound.heading for bound in layout.bounds]))


def _edited(path: str, form: Form, body: Body) -> _Candidate:
    """Return the form with the first heading of each field."""
    first: dict[int, int] = {}
    for mark in find_marks(body, form.fields):
        first.setdefault(mark.field, mark.line)
    return _Candidate(path, form, frozenset(body.numbers(first.values()).values()), whole=False)


def _best(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """Return the candidates of whose headings no other has all and more.

    A form that the body fits as GitHub writes it goes before one that it fits in part.
    """
    pool = list(candidates)
    kept = [one for one in pool if not any(one.lines < other.lines for other in pool)]
    whole = [one for one in kept if one.whole]
    lost = [one for one in pool if one.whole and one not in kept]
    if not whole and lost:
        return [*lost, *kept]
    return [one for one in whole or kept if whole or not (_outdone(one, kept) or _typed(one, kept))]


def _outdone(one: _Candidate, others: Iterable[_Candidate]) -> bool:
    """Say whether another form with the same headings lacks fewer of its own."""
    lacking = len(one.form.fields) - len(one.lines)
    return any(one.lines == other.lines and len(other.form.fields) - len(other.lines) < lacking for other in others)


def _typed(one: _Candidate, others: Iterable[_Candidate]) -> bool:
    """Say whether another form has all of its fields in the body, and more of them around those of `one`.

    Then those are part of its answers, or headings that both forms have.
    """
    return any(
        len(other.lines) == len(other.form.fields)
        and len(other.lines) > len(one.lines)
        and min(other.lines) <= min(one.lines)
        for other in others
    )


def _by_fit(body: str, candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the candidates of whose fields most are answered as they ask."""
    faults = {
        candidate.path: sum(problem.code in _FAULTS for problem in parse(body, candidate.form).problems)
        for candidate in candidates
    }
    return [candidate for candidate in candidates if faults[candidate.path] == min(faults.values())]


def _by_evidence(candidates: Sequence[_Candidate], labels: Sequence[str], title: str | None) -> list[_Candidate]:
    """Return the candidates of which the issue has most: first of the title's beginning, then of the labels."""
    has = {label.casefold() for label in labels}
    kinds: tuple[Callable[[Form], int], ...] = (
        lambda form: len(form.title.strip()) if form.title and (title or "").startswith(form.title.strip()) else 0,
        lambda form: sum(label.casefold() in has for label in form.labels),
    )
    for weight in kinds:
        most = max(weight(candidate.form) for candidate in candidates)
        candidates = [candidate for candidate in candidates if weight(candidate.form) == most]
    return list(candidates)
