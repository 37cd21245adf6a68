"""Bodies that were written before the form was as it is now: with an earlier form, or with a Markdown template.

The caller finds the earlier forms, and reads the body through the templates' slots; here the readings are compared, and
the answers of the best are carried over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from formwright.form.model import Answer, Answers, Element, Form
from formwright.submission.model import EARLIER_FORM, Problem, Submission
from formwright.submission.reading import parse, read_generated
from formwright.submission.values import keys, normalise, shown

_UNFIT = frozenset(
    {"unknown-form", "missing-field", "unknown-heading", "repeated-field", "out-of-order", "not-an-option"}
)


@dataclass(frozen=True, slots=True)
class OtherReading:
    """A body as it was read with another form than today's: its answers are those of `form`.

    `sure`: the body holds what no form writes, so this reading goes before one that fits as well.
    """

    form: Form
    submission: Submission
    sure: bool = False


def parse_earlier(
    body: str | None, form: Form, others: Iterable[OtherReading] = (), template: OtherReading | None = None
) -> Submission:
    """Return the reading of `body` that fits best, carried over to the fields of `form`.

    `template` is the reading with today's Markdown template, `others` are those with what both were before, the
    likeliest first. No more of them are asked for than it takes, and none where today's form or template fits, so they
    may come from far. `revision` says which it was. Answers go to the field with the same id, else to the one with the
    same label; those for which there is none stay in `rest` with a problem each. Raises on no body whatever.
    """
    today = parse(body, form)
    best, least = OtherReading(form, today), 0 if read_generated(body or "", form) else misfit(today)
    for other in chain([template] if template else [], others if least else ()):
        unfit = misfit(other.submission)
        if unfit < least or (other.sure and not best.sure and unfit == least):
            best, least = other, unfit
        if not least:
            break
    if best.submission is today:
        return today
    return replace(_carried(best.submission, best.form, form), revision=best.submission.revision)


def with_forms(body: str | None, forms: Iterable[Form]) -> Iterator[OtherReading]:
    """Yield the readings of `body` with earlier versions of a form."""
    for form in forms:
        yield OtherReading(form, replace(parse(body, form), revision=EARLIER_FORM))


def misfit(read: Submission) -> int:
    """Return how much of a form the body does not have, with what it has besides."""
    if not read.fits:
        return 1 << 30
    return sum(problem.code in _UNFIT for problem in read.problems)


def _carried(read: Submission, source: Form, target: Form) -> Submission:
    """Return the answers under the keys of `target`, and a problem for each that has no field there."""
    places = dict(_matches(source, target))
    elements = dict(zip(keys(target), target.fields, strict=True))
    lines = {places[name]: line for name, line in read.lines.items() if name in places}
    answers: Answers = {}
    told_anew = ("missing-field", "required-empty", "not-an-option")
    problems = [problem for problem in read.problems if problem.code not in told_anew]
    problems = [replace(problem, field=places.get(problem.field or "")) for problem in problems]
    rest = [read.rest] if read.rest else []
    labels = {name: shown(element.label) for name, element in zip(keys(source), source.fields, strict=True)}
    for name, answer in read.answers.items():
        place = places.get(name)
        if place:
            answers[place] = _fitted(elements[place], answer)
            message = "is not among today's options"
            gone = [f"`{shown(option)}` {message}" for option in _gone(elements[place], answers[place])]
            problems += [Problem("not-an-option", place, text, read.lines[name]) for text in gone]
        elif answer:
            rest.append(f"### {labels[name]}\n\n{_as_text(answer)}")
            message = f"`{labels[name]}` was a field of the form; today's has none of that id or label"
            problems.append(Problem("unknown-heading", None, message, read.lines[name]))
    asked = set(places.values())
    for name, element in elements.items():
        if name not in answers:
            why = "has no heading in the body" if name in asked else "was not asked for then"
            problems.append(Problem("missing-field", name, f"`{shown(element.label)}` {why}", 1))
        elif element.required and not answers[name]:
            message = f"`{shown(element.label)}` is required and empty"
            problems.append(Problem("required-empty", name, message, lines[name]))
    ordered = {name: answers[name] for name in elements if name in answers}
    problems.sort(key=lambda problem: problem.line)
    return Submission(ordered, tuple(problems), "\n\n".join(rest), lines=lines)


def _matches(source: Form, target: Form) -> Iterator[tuple[str, str]]:
    """Yield the key of each field of `source` and that of today's: with the same id, else with the same label."""
    old, new = list(zip(keys(source), source.fields, strict=True)), list(zip(keys(target), target.fields, strict=True))
    ids = {element.id: name for name, element in new if element.id}
    by_id = {name: ids[element.id] for name, element in old if element.id in ids}
    free = {_folded(element): name for name, element in reversed(new) if name not in by_id.values()}
    for name, element in old:
        target_name = by_id.get(name) or free.pop(_folded(element), None)
        if target_name:
            yield name, target_name


def _folded(element: Element) -> str:
    return " ".join(shown(element.label).casefold().split()).rstrip(":")


def _fitted(element: Element, answer: Answer) -> Answer:
    """Return the answer in the shape of today's field; text that it cannot hold stays as it is."""
    if isinstance(answer, dict) and element.type == "checkboxes":
        return {**{option.label: False for option in element.options}, **answer}
    if element.type == "checkboxes":
        return answer
    if isinstance(answer, list) and not element.multiple:
        return normalise(replace(element, type="textarea", render=None), ", ".join(answer))
    return normalise(element, answer)


def _gone(element: Element, answer: Answer) -> list[str]:
    """Return what was chosen and today's field does not offer."""
    if element.type not in ("dropdown", "checkboxes") or not answer:
        return []
    chosen = [answer] if isinstance(answer, str) else list(answer)
    if isinstance(answer, dict):
        chosen = [label for label, ticked in answer.items() if ticked]
    labels = {option.label for option in element.options}
    return [label for label in chosen if label not in labels]


def _as_text(answer: Answer) -> str:
    if isinstance(answer, dict):
        return "\n".join(f"- [{'x' if ticked else ' '}] {label}" for label, ticked in answer.items())
    return ", ".join(answer) if isinstance(answer, list) else answer or ""
