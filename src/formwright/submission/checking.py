"""What is wrong with answers that are to be written: `submit` writes what it can, this says the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from formwright.findings import Finding, Severity
from formwright.form.model import Element, Form
from formwright.submission.source import form_of
from formwright.submission.values import keys, normalise


def check_answers(form: Form | str, answers: Mapping[str, Any]) -> list[Finding]:
    """Return what is wrong with `answers` to `form`: keys, shapes, options (`A1` to `A5`), and what is required (`A6`).

    GitHub itself asks for required answers in public repositories only (R35), so those are warnings.
    """
    form = form_of(form)
    elements = dict(zip(keys(form), form.fields, strict=True))
    named = ", ".join(elements) or "none"
    findings = [
        Finding("A1", f"`{name}` is no field of the form", f"use one of its fields: {named}")
        for name in answers
        if name not in elements
    ]
    for name, element in elements.items():
        answer = answers.get(name)
        if answer is not None:
            findings += _CHECKS.get(element.type, _text)(name, element, answer)
        findings += _required(name, element, answer)
    return findings


def _wrong_shape(name: str, answer: Any, wanted: str) -> Finding:  # noqa: ANN401
    return Finding("A2", f"`{name}` is {type(answer).__name__}", f"give it {wanted}")


def _text(name: str, element: Element, answer: Any) -> Iterator[Finding]:  # noqa: ANN401
    if not isinstance(answer, str):
        yield _wrong_shape(name, answer, "text")
    elif element.type == "input" and "\n" in answer.strip():
        yield Finding("A3", f"`{name}` has several lines", "an input holds one line; write it on one")


def _choice(name: str, element: Element, answer: Any) -> Iterator[Finding]:  # noqa: ANN401
    listed = isinstance(answer, (list, tuple)) and all(isinstance(item, str) for item in answer)
    if not (listed if element.multiple else isinstance(answer, str)):
        yield _wrong_shape(name, answer, "a list of options" if element.multiple else "one option")
        return
    value = normalise(element, answer)
    labels = [option.label for option in element.options]
    for item in value if isinstance(value, list) else [value]:
        if item is not None and item not in labels:
            yield _no_option(name, str(item), labels)


def _boxes(name: str, element: Element, answer: Any) -> Iterator[Finding]:  # noqa: ANN401
    if not isinstance(answer, Mapping):
        yield _wrong_shape(name, answer, "an object of options and true or false")
        return
    labels = [option.label for option in element.options]
    for label, ticked in answer.items():
        if label not in labels:
            yield _no_option(name, str(label), labels)
        elif not isinstance(ticked, bool):
            yield Finding("A5", f"`{label}` of `{name}` is neither true nor false", "write true or false")


def _no_option(name: str, item: str, labels: list[str]) -> Finding:
    return Finding("A4", f"`{item}` is no option of `{name}`", f"use one of: {', '.join(labels)}")


def _required(name: str, element: Element, answer: Any) -> Iterator[Finding]:  # noqa: ANN401
    value = normalise(element, answer)
    if element.required and not value:
        message = f"`{name}` is required: only a private repository takes the issue without it (R35)"
        yield Finding("A6", message, "answer it", severity=Severity.WARNING)
    for option in element.options if isinstance(value, dict) else ():
        if isinstance(value, dict) and option.required and not value[option.label]:
            message = f"`{option.label}` of `{name}` must be ticked"
            yield Finding("A6", message, "set it to true", severity=Severity.WARNING)


_CHECKS: dict[str, Callable[[str, Element, Any], Iterator[Finding]]] = {"dropdown": _choice, "checkboxes": _boxes}
