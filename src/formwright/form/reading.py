"""YAML text to a form, leniently: what people wrote must be readable even where GitHub would refuse it.

`lint` is the strict reading. This module is on the way of every submission, so it imports nothing slow.
"""

from __future__ import annotations

from dataclasses import dataclass

from formwright.findings import Finding
from formwright.form.model import Element, Form, Option
from formwright.form.scalars import Kind, integer, truth
from formwright.form.source import Node, Pair, load

_Entries = dict[str, Pair]


@dataclass(frozen=True, slots=True)
class FormReading:
    """A form as it was read; `form` is None where the text is no YAML or has no element."""

    form: Form | None
    findings: tuple[Finding, ...] = ()


def read_form(text: str, path: str | None = None) -> FormReading:
    """Read the form in `text`; raises on no text whatever.

    A value of another kind is taken as it is written (`- Yes` is the text "Yes"), an unknown key is passed over, an
    element without a type is a textarea where it has a label and markdown where it has none. Findings are those of
    `source.load`, and `F05` where there is no form.
    """
    source = load(text)
    findings = source.findings
    form = _form(source.root.entries()) if source.root is not None else None
    if form is None and not findings:
        findings = (
            Finding("F05", "this is no issue form", "write `name`, `description` and `body`, a list of elements"),
        )
    return FormReading(form, tuple(finding.at(path) for finding in findings))


def _form(entries: _Entries) -> Form | None:
    body = tuple(_element(node) for node in _items(entries, "body") if node.kind is Kind.MAP)
    if not body:
        return None
    return Form(
        name=_text(entries, "name") or "",
        description=_text(entries, "description") or "",
        body=body,
        title=_text(entries, "title"),
        labels=_words(entries, "labels"),
        assignees=_words(entries, "assignees"),
        projects=_words(entries, "projects"),
        type=_text(entries, "type"),
    )


def _element(node: Node) -> Element:
    entries = node.entries()
    attributes = _entries(entries, "attributes")
    validations = _entries(entries, "validations")
    return Element(
        type=_text(entries, "type") or ("textarea" if "label" in attributes else "markdown"),
        id=_text(entries, "id"),
        label=_text(attributes, "label") or "",
        description=_text(attributes, "description"),
        placeholder=_text(attributes, "placeholder"),
        value=_text(attributes, "value"),
        render=_text(attributes, "render"),
        options=tuple(option for item in _items(attributes, "options") if (option := _option(item))),
        multiple=_flag(attributes, "multiple"),
        default=_number(attributes, "default"),
        required=_flag(validations, "required"),
        min_length=_number(validations, "min_length"),
        accept=_text(validations, "accept"),
        line=node.line,
    )


def _option(node: Node) -> Option | None:
    """Read an option, written as a text or as a mapping with a label, whatever the element's type."""
    if node.kind is not Kind.MAP:
        return Option(node.text) if node.text or node.kind is Kind.TEXT else None
    entries = node.entries()
    label = _text(entries, "label")
    return None if label is None else Option(label, _flag(entries, "required"))


def _text(entries: _Entries, key: str) -> str | None:
    pair = entries.get(key)
    if pair is None or pair.value.kind in (Kind.NULL, Kind.LIST, Kind.MAP):
        return None
    return pair.value.text


def _words(entries: _Entries, key: str) -> tuple[str, ...]:
    """Read a list, or a text with commas (R17)."""
    pair = entries.get(key)
    if pair is not None and pair.value.kind is Kind.LIST:
        return tuple(item.text for item in pair.value.items if item.text or item.kind is Kind.TEXT)
    return tuple(word for part in (_text(entries, key) or "").split(",") if (word := part.strip()))


def _items(entries: _Entries, key: str) -> tuple[Node, ...]:
    return entries[key].value.items if key in entries else ()


def _entries(entries: _Entries, key: str) -> _Entries:
    return entries[key].value.entries() if key in entries else {}


def _flag(entries: _Entries, key: str) -> bool:
    return truth(_text(entries, key) or "")


def _number(entries: _Entries, key: str) -> int | None:
    return integer(_text(entries, key) or "")
