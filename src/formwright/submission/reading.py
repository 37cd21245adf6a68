"""The body of an issue → answers, or why not.

A body is tried as GitHub wrote it first, by its line ends and then by its structure; what fits neither was edited. The
method, its reasons and its cost are written down in `docs/submissions.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from formwright.form.model import Answer, Answers, Element, Form
from formwright.submission.ambiguity import ambiguous_heading, ambiguous_options, too_many_headings
from formwright.submission.boxes import read_boxes
from formwright.submission.generated import Layout, by_line_ends, by_structure
from formwright.submission.model import Problem, Submission
from formwright.submission.options import Choices
from formwright.submission.source import form_of
from formwright.submission.values import NO_RESPONSE, NONE, empty, keys, lf, normalise, shown, unquoted


def parse(body: str | None, form: Form | str) -> Submission:
    """Return the answers in `body`, which was written with `form`, and everything that is not as it should be.

    `form` is a form or the text of its file. A body of None, as GitHub's API gives it for an empty one, is empty.
    Raises on no body whatever. Linear in the body (S35).
    """
    form = form_of(form)
    text = (body or "").removeprefix("\ufeff")
    submission = _read(text, form)
    if not submission.fits and (bare := unquoted(lf(text))) is not None:
        quoted = _read(bare, form)
        submission = quoted if quoted.fits else submission
    required = [
        Problem("required-empty", name, message, submission.lines[name])
        for name, message in _required(submission.answers, form)
    ]
    problems = sorted([*submission.problems, *required], key=lambda problem: problem.line)
    return replace(submission, problems=tuple(problems))


def read_generated(body: str, form: Form) -> Layout | None:
    """Return the layout of a body that is as GitHub writes it; None where it is not.

    Where line ends are mixed, lines that end in CRLF are typed (R71). An answer in which both occur may have been typed
    elsewhere; then at least the headings are those that end in LF.
    """
    fields = form.fields
    if not fields:
        return None
    if body.count("\r\n") in (0, body.count("\n")):
        return by_structure(lf(body), fields)
    return by_line_ends(body, fields) or by_structure(body, fields) or by_structure(lf(body), fields)


def _read(text: str, form: Form) -> Submission:
    layout = read_generated(text, form)
    return _from_layout(layout, form) if layout else _from_edited(text, form)


def _from_edited(text: str, form: Form) -> Submission:
    """Read an edited body; most bodies are not, and start faster without the modules for it."""
    from formwright.submission.edited import read_edited

    return read_edited(lf(text), form)


def _from_layout(layout: Layout, form: Form) -> Submission:
    answers: Answers = {}
    problems: list[Problem] = []
    lines = dict(zip(keys(form), layout.lines_of([bound.heading for bound in layout.bounds]), strict=True))
    for index, (element, (name, line)) in enumerate(zip(form.fields, lines.items(), strict=True)):
        answer, choices = _ANSWERS.get(element.type, _text)(element, layout.answer(index))
        answers[name] = answer
        if choices and isinstance(answer, list):
            problems.append(ambiguous_options(name, answer, choices, line))
        if index in layout.others:
            others = layout.lines_of(layout.others[index])
            problems.append(ambiguous_heading(name, element.label, line, others))
        elif index in layout.cut:
            problems.append(too_many_headings(name, element.label, line))
    problems += _repeated(layout, form)
    return Submission(answers, problems, lines=lines)


def _repeated(layout: Layout, form: Form) -> Iterator[Problem]:
    """Yield a problem for each heading of a field that stands in an answer: typed, or left there by an edit."""
    names = keys(form)
    places = layout.lines_of([heading for heading, _ in layout.typed])
    for (heading, index), line in zip(layout.typed, places, strict=True):
        inside = form.fields[layout.field_at(heading)].label
        message = f"`{shown(form.fields[index].label)}` is here again; it stays in the answer to `{shown(inside)}`"
        yield Problem("repeated-field", names[index], message, line)


_Read = tuple[Answer, tuple[tuple[str, ...], ...]]
"""An answer, and the other lists of options that are written in the same way."""


def _text(element: Element, text: str) -> _Read:
    fence = f"```{element.render}\n" if element.render else ""
    if fence and text.startswith(fence):
        return normalise(element, lf(text)[len(fence) : -len("\n```")]), ()
    return (None if text == NO_RESPONSE else normalise(element, text)), ()


def _dropdown(element: Element, text: str) -> _Read:
    choices = Choices(element)
    if text == NO_RESPONSE or (text == NONE and text not in choices.known):
        return empty(element), ()
    if not element.multiple:
        return choices.known[text], ()
    spelled = choices.spelled(text) or [(choices.known[text],)]
    return list(spelled[0]), tuple(spelled[1:])


def _checkboxes(element: Element, text: str) -> _Read:
    return dict(read_boxes(element, text).ticked), ()


_ANSWERS: dict[str, Callable[[Element, str], _Read]] = {"dropdown": _dropdown, "checkboxes": _checkboxes}


def _required(answers: Answers, form: Form) -> Iterator[tuple[str, str]]:
    """Yield the key and a message for each answer that the form requires and the body leaves empty (R33, R35)."""
    for name, element in zip(keys(form), form.fields, strict=True):
        answer = answers.get(name, True)
        if element.required and not answer:
            yield name, f"`{element.label}` is required and empty"
        if isinstance(answer, dict):
            for option in element.options:
                if option.required and not answer[option.label]:
                    yield name, f"`{shown(option.label)}` must be ticked"
