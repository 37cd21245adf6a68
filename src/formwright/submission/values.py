"""Canonical answers: one value for each thing that a person can have answered.

What GitHub writes in the same way is the same answer: the text `_No response_` is no answer (R65).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from formwright.form.model import Answer, Answers, Element, Form

NO_RESPONSE = "_No response_"
"""What GitHub writes for an empty field (R65)."""

NONE = "None"
"""What stands for an empty dropdown in some bodies (R66). In a text field it is an answer."""

BLANKS = " \t\n"

MOST_QUOTED = 2_000
"""So many lines of a body are taken for a quote; a body with more is no form that somebody quoted (S35)."""

_UNQUOTED = re.compile(r"\n(?!>|[ \t]*+(?:\n|\Z))")


def normalise(element: Element, answer: Any) -> Answer:  # noqa: ANN401 (answers come from JSON and YAML)
    """Return the canonical form of `answer`, which is what `parse` gives after `submit`.

    Text has LF line ends, no outer blank lines and no blanks at its end; empty text is None. A multi-select is a list
    in the form's order, checkboxes are `{label: bool}` over all options. A value of a wrong shape is read as far as it
    makes sense and never raises: `check_answers` reports it. What is no option stays behind the option before it.
    """
    return _NORMALISERS.get(element.type, _text)(element, answer)


def normalise_all(form: Form, answers: Mapping[str, Any]) -> Answers:
    """Return the canonical answers for every field of `form`; a field without an answer is an empty one."""
    return {key: normalise(element, answers.get(key)) for key, element in zip(keys(form), form.fields, strict=True)}


def keys(form: Form) -> tuple[str, ...]:
    """Return the key of each field, made unique.

    GitHub refuses forms in which two fields have the same reference (R43 to R45), but labels without a letter, such as
    emoji, have none (R77): a later one gets a number so that no answer replaces another.
    """
    taken: dict[str, None] = {}
    for element in form.fields:
        key, number = element.key, 2
        while key in taken:
            key, number = f"{element.key}-{number}", number + 1
        taken[key] = None
    return tuple(taken)


def lf(text: str) -> str:
    """Return `text` with LF line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def unquoted(body: str) -> str | None:
    """Return a body of which every line is quoted, as a reply by mail has it, without the marks; None for another.

    It has LF line ends. Lines keep their numbers.
    """
    if body.count("\n") > MOST_QUOTED or not body.lstrip(BLANKS).startswith(">"):
        return None
    if _UNQUOTED.search(text := f"\n{body}"):
        return None
    return text.replace("\n>", "\n").replace("\n ", "\n")[1:]


def trim(text: str) -> str:
    """Return `text` without its outer blank lines and without blanks at its end; the first line's indent stays."""
    bare = text.rstrip(BLANKS)
    first = len(bare) - len(bare.lstrip(BLANKS))
    return bare[bare.rfind("\n", 0, first) + 1 :]


def shown(label: str) -> str:
    """Return a label as it stands in a body: on one line."""
    return " ".join(label.split()) if "\n" in label or "\r" in label else label


def empty(element: Element) -> Answer:
    """Return the answer of a field that was left empty."""
    return normalise(element, None)


def _plain(answer: Any) -> str:  # noqa: ANN401
    if answer is None:
        return ""
    if isinstance(answer, Mapping):
        return "\n".join(str(label) for label, ticked in answer.items() if ticked)
    if isinstance(answer, (list, tuple)):
        return "\n".join(map(str, answer))
    return str(answer)


def _text(element: Element, answer: Any) -> str | None:  # noqa: ANN401
    text = trim(lf(_plain(answer)))
    if text == NO_RESPONSE and not element.render:
        return None
    return text or None


def _line(element: Element, answer: Any) -> str | None:  # noqa: ANN401
    """Return one line: a browser puts blanks in the place of line ends that are pasted into an input."""
    text = _text(element, answer)
    return _text(element, text.replace("\n", " ")) if text else None


def _options(element: Element) -> dict[str, str]:
    """Return what a body shows of each option, with and without outer blanks, and the option's own label."""
    known = {shown(option.label).strip(): option.label for option in element.options}
    return known | {shown(option.label): option.label for option in element.options}


def _choice(element: Element, answer: Any) -> str | list[str] | None:  # noqa: ANN401
    if element.multiple:
        return _choices(element, answer)
    known, text = _options(element), shown(_plain(answer))
    text = known.get(text, known.get(text.strip(), text.strip()))
    if text == NO_RESPONSE or (text == NONE and text not in known):
        return None
    return text or None


def _choices(element: Element, answer: Any) -> list[str]:  # noqa: ANN401
    given = list(answer) if isinstance(answer, (list, tuple)) else [answer]
    if isinstance(answer, Mapping):
        given = [label for label, ticked in answer.items() if ticked]
    known = _options(element)
    texts = [shown(_plain(item)) for item in given]
    chosen = dict.fromkeys(known.get(text, known.get(text.strip(), text.strip())) for text in texts)
    order = {option.label: index for index, option in enumerate(element.options)}
    places: list[tuple[int, str]] = []
    for text in filter(None, chosen):
        places.append((order.get(text, places[-1][0] if places else -1), text))
    picked = [text for _, text in sorted(places, key=lambda place: place[0])]
    return [] if picked in ([NO_RESPONSE], [NONE] if NONE not in known else []) else picked


def _boxes(element: Element, answer: Any) -> dict[str, bool]:  # noqa: ANN401
    if isinstance(answer, str):
        answer = [answer]
    if isinstance(answer, (list, tuple)):
        answer = {str(label): True for label in answer}
    given = answer if isinstance(answer, Mapping) else {}
    return {option.label: bool(given.get(option.label)) for option in element.options}


_NORMALISERS: dict[str, Callable[[Element, Any], Answer]] = {
    "input": _line,
    "dropdown": _choice,
    "checkboxes": _boxes,
}
