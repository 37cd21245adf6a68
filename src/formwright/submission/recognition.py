"""Which of a repository's forms a body was written with.

A form that reads the body as GitHub writes it goes before one that reads it in part; of those, the one with more of the
body's headings, since the other can take them for typed text, but not the other way round. Else the form is taken from
which the body comes with the fewest edits. The issue's labels and title decide what is left, and where they contradict
the body, nothing does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from formwright.form.model import Form
from formwright.submission.candidates import Candidate, find_candidates
from formwright.submission.model import Problem, Recognition
from formwright.submission.values import lf, unquoted


def recognise(
    body: str | None, forms: Mapping[str, Form], labels: Sequence[str] = (), title: str | None = None
) -> Recognition:
    """Return the form among `forms` (path → form) that `body` was written with.

    `labels` and `title` are the issue's: further evidence where the body fits two forms, for a form sets its own. None
    of the forms, and one of several, are answers too; both come with the problem `unknown-form`. Raises on no body.
    """
    text = (body or "").removeprefix("\ufeff")
    pool = find_candidates(unquoted(lf(text)) or text, forms)
    best = _best(pool)
    if len(best) > 1:
        best = _by_evidence(best, labels, title)
    elif best and labels:
        best = _by_contradiction(best[0], pool, labels, title)
    if len(best) == 1:
        return Recognition(best[0].path)
    paths = tuple(sorted(candidate.path for candidate in best))
    message = f"the body fits {' and '.join(paths)}" if paths else "the body fits none of the forms"
    return Recognition(None, paths, (Problem("unknown-form", None, message, 1),))


def _best(pool: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates between which the body does not decide; none where it has half of no form's headings."""
    whole = [one for one in pool if one.whole]
    if whole:
        return _whole(whole, [one for one in pool if not one.whole and one.likely])
    likely = [one for one in pool if one.likely]
    most = max((one.score for one in likely), default=0)
    best = [one for one in likely if one.most >= most and one.score >= most]
    return [one for one in pool if best and (one in best or _as_well(one, best, most))]


def _as_well(one: Candidate, best: Sequence[Candidate], most: int) -> bool:
    """Say whether an edited body may be of a form besides the `best`: as near, or with sections of it removed.

    A form that explains more headings always may be; one that explains the same ones only where a section of the best
    is missing as well, or where the best does not show what was edited.
    """
    if one.most >= most and one.score >= most:
        return True
    sure = (other for other in best if other.complete and other.score < other.fields)
    return any(one.lines >= other.lines for other in best) and not any(one.lines <= other.lines for other in sure)


def _whole(whole: Sequence[Candidate], part: Sequence[Candidate]) -> list[Candidate]:
    """Return the whole forms of whose headings no other has all and more, and the others that explain more than they.

    A form that has them all and more, but not as GitHub writes it, may be meant too: it may have been edited.
    """
    kept = [one for one in whole if not any(one.lines < other.lines for other in whole)]
    least = min(one.fields for one in kept)
    more = [
        one
        for one in part
        if any(one.lines > other.lines for other in kept)
        or (one.fields > least and one.most >= least and one.score >= least)
    ]
    return [
        *kept,
        *(one for one in more if not any(one.lines < other.lines and one.score <= other.score for other in more)),
    ]


def _by_evidence(candidates: Sequence[Candidate], labels: Sequence[str], title: str | None) -> list[Candidate]:
    """Return the candidates of which the issue has most: first of the title's beginning, then of the labels."""
    has = {label.casefold() for label in labels}
    kinds: tuple[Callable[[Form], int], ...] = (
        lambda form: _titled(form, title),
        lambda form: sum(label.casefold() in has for label in form.labels),
    )
    for weight in kinds:
        most = max(weight(candidate.form) for candidate in candidates)
        candidates = [candidate for candidate in candidates if weight(candidate.form) == most]
    return list(candidates)


def _titled(form: Form, title: str | None) -> int:
    """Return how much of the beginning of an issue's title is the form's."""
    begin = (form.title or "").strip()
    return len(begin) if begin and (title or "").startswith(begin) else 0


def _by_contradiction(
    one: Candidate, pool: Sequence[Candidate], labels: Sequence[str], title: str | None
) -> list[Candidate]:
    """Return with the form that the body decided for those that the issue speaks for more, or those alone.

    They have the same headings and more, which the body lacks: sections of them may have been removed. Alone they are
    right where the issue has all labels that they set, and not all that the other sets: people add labels to issues,
    but what a form sets is there from the beginning.
    """
    has = {label.casefold() for label in labels}
    larger = [other for other in pool if other.likely and other is not one and other.lines >= one.lines]
    larger = [other for other in larger if _sets(other.form, has) and _more(other.form, one.form, has, title)]
    if not larger:
        return [one]
    if len(larger) == 1 and not _sets(one.form, has):
        return larger
    return [one, *larger]


def _sets(form: Form, has: set[str]) -> bool:
    """Say whether an issue has all labels that a form sets."""
    return all(label.casefold() in has for label in form.labels)


def _more(form: Form, other: Form, has: set[str], title: str | None) -> bool:
    """Say whether an issue has more of what `form` sets, and no less of the title."""
    own = sum(label.casefold() in has for label in form.labels)
    return own > sum(label.casefold() in has for label in other.labels) and _titled(form, title) >= _titled(
        other, title
    )
