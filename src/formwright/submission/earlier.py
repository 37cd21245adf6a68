"""Bodies that were written before the form was as it is now: with an earlier form, or with a Markdown template.

The caller finds the earlier forms (from the history of the form or of its template) and reads an old Markdown template
as the form that it converts to; here they are only compared, and their answers carried over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from formwright.form.model import Answer, Answers, Element, Form
from formwright.submission.model import EARLIER_FORM, FORM, MARKDOWN_TEMPLATE, Problem, Submission
from formwright.submission.reading import parse, read_generated
from formwright.submission.values import keys, normalise, shown, trim

_UNFIT = frozenset(
    {"unknown-form", "missing-field", "unknown-heading", "repeated-field", "out-of-order", "not-an-option"}
)


def parse_earlier(
    body: str | None, form: Form, earlier: Sequence[Form] = (), template: Form | None = None
) -> Submission:
    """Return the reading of `body` with the form that it fits best, carried over to the fields of `form`.

    `earlier` are earlier versions of `form`, the newest first; `template` is the form that the old Markdown template
    converts to. `form` itself is taken where no other fits better. `revision` says which it was. Answers go to the
    field with the same id, else to the one with the same label; those for which there is none stay in `rest` with a
    problem each. Raises on no body whatever.
    """
    today = parse(body, form)
    if read_generated(body or "", form):
        return today
    best, chosen, revision = _misfit(today), form, FORM
    for other, kind in [
        *((old, EARLIER_FORM) for old in earlier),
        *([(template, MARKDOWN_TEMPLATE)] if template else []),
    ]:
        misfit = 0 if kind == EARLIER_FORM and read_generated(body or "", other) else _misfit(parse(body, other))
        if misfit < best:
            best, chosen, revision = misfit, other, kind
    if chosen is form:
        return today
    read = parse(body, chosen)
    if revision == MARKDOWN_TEMPLATE:
        read = replace(read, answers=dict(_written(read, chosen)))
    return replace(_carried(read, chosen, form), revision=revision)


def _misfit(read: Submission) -> int:
    """Return how much of a form the body does not have, with what it has besides."""
    if not read.fits:
        return 1 << 30
    return sum(problem.code in _UNFIT for problem in read.problems)


def _carried(read: Submission, source: Form, target: Form) -> Submission:
    """Return the answers under the keys of `target`, and a problem for each that has no field there."""
    places = dict(_matches(source, target))
    elements = dict(zip(keys(target), target.fields, strict=True))
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
    lines = {places[name]: line for name, line in read.lines.items() if name in places}
    for name, element in elements.items():
        if name not in answers:
            problems.append(Problem("missing-field", name, f"`{element.label}` was not asked for then", 1))
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


def _written(read: Submission, form: Form) -> Iterator[tuple[str, Answer]]:
    """Yield the answers without what the Markdown template said: its comments, and its hint where it still stands."""
    for name, element in zip(keys(form), form.fields, strict=True):
        answer = read.answers.get(name)
        if isinstance(answer, str):
            text = without_comments(answer)
            for hint in filter(None, (element.description, element.placeholder)):
                text = trim(text.removeprefix(trim(hint)))
            answer = text or None
        if name in read.answers:
            yield name, answer


def without_comments(text: str) -> str:
    """Return `text` without its HTML comments; one that is not closed stays. Linear in the text (S35)."""
    kept, offset = [], 0
    while (start := text.find("<!--", offset)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[offset:start])
        offset = end + len("-->")
    return trim("".join(kept) + text[offset:])
