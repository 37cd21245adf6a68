"""Rules on which top-level keys a form has, and on the kinds of their values."""

from __future__ import annotations

from collections.abc import Iterator

from formwright.findings import Severity
from formwright.form.rules.base import ERRORS, Fault, rule
from formwright.form.rules.sheet import Sheet
from formwright.form.scalars import Kind
from formwright.form.source import Node
from formwright.nearest import nearest

_FORM_KEYS = ("name", "description", "body", "title", "labels", "assignees", "projects", "type")
_DISCUSSION_KEYS = ("body", "title", "labels")
_TEXT_KEYS = ("name", "description", "title", "type")
_LIST_KEYS = ("labels", "assignees", "projects")
_BOOLEANS = ("y", "yes", "n", "no", "true", "false", "on", "off")
_FORBIDDEN = frozenset(spelt for word in _BOOLEANS for spelt in (word, word.title(), word.upper()))
_OF_MARKDOWN = "write `description` instead of `about`, which is the key of Markdown templates"
_BODY = """
body:
  - type: textarea
    id: details
    attributes:
      label: Details
"""


@rule(
    "R38",
    "A form has a `name` and a `description`",
    ERRORS,
    wrong="description: Tell us what is broken" + _BODY,
    right="name: Fault report\ndescription: Tell us what is broken" + _BODY,
)
def required_key(sheet: Sheet) -> Iterator[Fault]:
    """Top-level `name` and `description` are required (R16)."""
    for key in () if sheet.discussion else ("name", "description"):
        if key not in sheet.entries and not (key == "description" and "about" in sheet.entries):
            yield Fault(sheet.root, f"required top level key `{key}` is missing", f"add a line `{key}: …` at the top")


@rule(
    "R39",
    "Top-level values are texts that are not blank",
    ERRORS,
    wrong='name: Fault report\ndescription: true\nassignees: ""' + _BODY,
    right='name: Fault report\ndescription: "true"' + _BODY,
)
def key_is_text(sheet: Sheet) -> Iterator[Fault]:
    """A value of another kind, or a blank one, is refused for optional keys too (R17, R22)."""
    for key in (*_TEXT_KEYS, *_LIST_KEYS):
        if key not in sheet.entries:
            continue
        name, value = sheet.entries[key]
        listed = key in _LIST_KEYS and value.kind is Kind.LIST
        if not value.is_text and not listed and (value.kind is not Kind.NULL or key in ("name", "description")):
            yield Fault(name, f"`{key}` must be a string", _as_text(key, value))


def _as_text(key: str, value: Node) -> str:
    if value.is_blank:
        return "write a text" if key in ("name", "description") else f"delete the line `{key}`"
    if value.kind in (Kind.LIST, Kind.MAP):
        return "write one text" if key in _TEXT_KEYS else "write a list of texts, or one text with commas"
    return f'YAML reads a {value.kind.value} here; put it in quotes: `{key}: "{value.text}"`'


@rule(
    "R22",
    "A top-level key without a value is deleted",
    ERRORS,
    wrong="name: Fault report\ndescription: Tell us what is broken\nassignees:" + _BODY,
    right="name: Fault report\ndescription: Tell us what is broken" + _BODY,
    severity=Severity.WARNING,
)
def key_has_value(sheet: Sheet) -> Iterator[Fault]:
    """An optional key without a value means nothing; as an empty text it would be refused (R39)."""
    for key in ("title", "type", *_LIST_KEYS):
        if key in sheet.entries and sheet.entries[key].value.kind is Kind.NULL:
            yield Fault(sheet.entries[key].key, f"`{key}` has no value", f"delete the line `{key}`")


@rule(
    "R40",
    "No other top-level keys",
    ERRORS,
    wrong="name: Fault report\nabout: Tell us what is broken" + _BODY,
    right="name: Fault report\ndescription: Tell us what is broken" + _BODY,
)
def permitted_key(sheet: Sheet) -> Iterator[Fault]:
    """Only the documented top-level keys are permitted (R20); a discussion's form has fewer of them (R8)."""
    permitted = _DISCUSSION_KEYS if sheet.discussion else _FORM_KEYS
    for name, pair in sheet.entries.items():
        if name not in permitted and name not in _FORBIDDEN and name != "<<":
            near = nearest(name, [key for key in permitted if key not in sheet.entries])
            remedy = f"write `{near}`" if near else f"delete it; permitted are {', '.join(permitted)}"
            yield Fault(pair.key, f"`{name}` is not a permitted key", _OF_MARKDOWN if name == "about" else remedy)


@rule(
    "R41",
    "No key that YAML may read as a boolean",
    ERRORS,
    wrong="name: Fault report\ndescription: Tell us what is broken\non: push" + _BODY,
    right="name: Fault report\ndescription: Tell us what is broken" + _BODY,
)
def forbidden_key(sheet: Sheet) -> Iterator[Fault]:
    """`y`, `yes`, `n`, `no`, `true`, `false`, `on`, `off` are forbidden as keys (R21)."""
    for name, pair in sheet.entries.items():
        if name in _FORBIDDEN:
            yield Fault(pair.key, f"`{name}` is a forbidden key", "delete it")


RULES = (
    required_key,
    key_is_text,
    key_has_value,
    permitted_key,
    forbidden_key,
)
