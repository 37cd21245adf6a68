"""Answers → the body that GitHub writes (R64 to R71)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from formwright.form.model import Element, Form
from formwright.submission.source import form_of
from formwright.submission.values import NO_RESPONSE, keys, lf, normalise, shown

LineEnds = Literal["lf", "github"]


def submit(form: Form | str, answers: Mapping[str, Any], *, line_ends: LineEnds = "lf") -> str:
    """Return the body of the issue that GitHub opens for these answers.

    `answers` are field keys to values as in `parse`; a field that they do not name is left empty. `line_ends`:
    `github` puts CRLF inside typed text and LF between what is generated (R71), `lf` is LF throughout. Raises nothing:
    `check_answers` says what is wrong with the answers.
    """
    form = form_of(form)
    ends = "\r\n" if line_ends == "github" else "\n"
    return "\n\n".join(
        f"### {shown(element.label)}\n\n{_value(element, answers.get(key), ends)}"
        for key, element in zip(keys(form), form.fields, strict=True)
    )


def _value(element: Element, answer: Any, ends: str) -> str:  # noqa: ANN401
    return _WRITERS.get(element.type, _text)(element, answer, ends)


def _text(element: Element, answer: Any, ends: str) -> str:  # noqa: ANN401
    """Return typed text: as typed, for the outer blank lines of an answer are kept (R71)."""
    value = normalise(element, answer)
    if value is not None:
        value = (lf(answer) if isinstance(answer, str) else str(value)).replace("\n", ends)
    if element.render:
        return f"```{element.render}\n{value or ''}\n```"
    return value or NO_RESPONSE


def _line(element: Element, answer: Any, _ends: str) -> str:  # noqa: ANN401
    value = normalise(element, answer)
    return NO_RESPONSE if value is None else str(value)


def _choice(element: Element, answer: Any, _ends: str) -> str:  # noqa: ANN401
    value = normalise(element, answer)
    chosen = value if isinstance(value, list) else [value]
    return ", ".join(shown(label) for label in chosen if isinstance(label, str)) or NO_RESPONSE


def _boxes(element: Element, answer: Any, _ends: str) -> str:  # noqa: ANN401
    value = normalise(element, answer)
    ticked = value if isinstance(value, dict) else {}
    lines = (f"- [{'x' if ticked[option.label] else ' '}] {shown(option.label)}" for option in element.options)
    return "\n".join(lines) or NO_RESPONSE


_WRITERS: dict[str, Callable[[Element, Any, str], str]] = {
    "input": _line,
    "dropdown": _choice,
    "checkboxes": _boxes,
}
