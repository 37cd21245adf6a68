"""A picture of a form in Markdown: its fields in a table, as a reviewer wants to see them. All text in it is inert."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping

from formwright.form.model import Element, Form
from formwright.form.reading import read_form
from formwright.jobs.sync import is_form
from formwright.text.inert import code_span, inert_markdown

_SHOWN = 160
"""How much of one text is shown, in characters."""
_OPTIONS = 12
"""How many options of a field are shown; the rest is counted."""


def pictures(forms: Mapping[str, str], paths: Iterable[str]) -> Iterator[str]:
    """Yield the pictures of the forms at `paths`; what is no form has none."""
    for path in paths:
        form = read_form(forms[path]).form if path in forms and is_form(path) else None
        if form is not None:
            yield picture(form, posixpath.basename(path))


def picture(form: Form, path: str) -> str:
    """Return a form's head and a row for each of its elements."""
    parts = {
        "title": form.title,
        "labels": ", ".join(form.labels),
        "assignees": ", ".join(form.assignees),
        "projects": ", ".join(form.projects),
        "type": form.type,
    }
    head = [f"**{inert_markdown(form.name, _SHOWN)}** ({code_span(path)}): {inert_markdown(form.description, _SHOWN)}"]
    said = [f"{name}: {inert_markdown(value, _SHOWN)}" for name, value in parts.items() if value]
    rows = [f"| {' | '.join(row)} |" for row in map(_row, form.body)]
    table = ["| Field | Id | Type | Required | Holds |", "| --- | --- | --- | --- | --- |", *rows]
    return "\n".join([*head, "", *([" · ".join(said), ""] if said else []), *table]) + "\n"


def _row(element: Element) -> tuple[str, ...]:
    if element.type == "markdown":
        return "*text*", "", "markdown", "", inert_markdown(element.value or "", _SHOWN)
    required = element.required or any(option.required for option in element.options)
    holds = "; ".join(_HOLDS.get(element.type, _text_field)(element))
    kind = f"{element.type}{', several' if element.multiple else ''}"
    name = inert_markdown(element.label, _SHOWN)
    return name, code_span(element.id or ""), inert_markdown(kind), "yes" if required else "no", holds


def _text_field(element: Element) -> Iterator[str]:
    """Yield the attributes that a text field has."""
    for name, value in (
        ("", element.description),
        ("placeholder", element.placeholder),
        ("value", element.value),
        ("language", element.render),
        ("accepts", element.accept),
    ):
        if value:
            yield f"{name}{': ' if name else ''}{inert_markdown(value, _SHOWN)}"


def _choices(element: Element) -> Iterator[str]:
    yield from _text_field(element)
    default = element.default if element.default is not None else -1
    for number, option in enumerate(element.options[:_OPTIONS]):
        said = " (default)" if number == default else " (required)" if option.required else ""
        yield f"{inert_markdown(option.label, _SHOWN)}{said}"
    if len(element.options) > _OPTIONS:
        yield f"and {len(element.options) - _OPTIONS} more"


_HOLDS: Mapping[str, Callable[[Element], Iterator[str]]] = {"dropdown": _choices, "checkboxes": _choices}
