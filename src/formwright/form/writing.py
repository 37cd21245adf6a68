"""A form to YAML, as a careful person would write it.

Written here rather than by PyYAML's dumper: blank lines between elements, block text with blanks at the ends of lines,
and quotes where either YAML 1.1 (GitHub, R57) or 1.2 needs them are all out of its reach.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from formwright.form.model import Element, Form, Option
from formwright.form.provenance import stamp
from formwright.form.quoting import can_be_plain, is_printable

_INDENT = "  "
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_BLOCK_EXTRA = re.compile("[\t\n]")
_SURROGATE = re.compile("[\ud800-\udfff]")

_Value = str | bool | int | tuple[str, ...] | tuple[Option, ...] | None
_Keys = tuple[tuple[str, _Value], ...]


def write_form(form: Form, source: str | None = None) -> str:
    """Return the YAML of `form`, which `read_form` reads as the same form.

    Keys stand in the order of GitHub's documentation, and only those that are set. With `source`, a first comment
    names the template to edit. A lone surrogate, which no file can hold, becomes U+FFFD.
    """
    lines = [*_pairs(_head(form), ""), *_body(form.body)]
    text = _SURROGATE.sub("\ufffd", "\n".join(lines) + "\n")
    return text if source is None else stamp(text, source)


def _head(form: Form) -> _Keys:
    return (
        ("name", form.name),
        ("description", form.description),
        ("title", form.title),
        ("labels", form.labels),
        ("assignees", form.assignees),
        ("projects", form.projects),
        ("type", form.type),
    )


def _body(body: tuple[Element, ...]) -> Iterator[str]:
    """Yield the body's lines, with a blank one between elements.

    An element whose last text ends in blank lines has them already; one more would become part of that text.
    """
    yield "body:" if body else "body: []"
    last = ""
    for index, element in enumerate(body):
        if index and not last.endswith("\n"):
            yield ""
        for last in _element(element):
            yield last


def _element(element: Element) -> Iterator[str]:
    inner = _INDENT * 2
    yield f"{_INDENT}- type: {_scalar(element.type, inner)}"
    yield from _pairs((("id", element.id),), inner)
    yield from _group("attributes", _attributes(element), inner)
    yield from _group("validations", _validations(element), inner)


def _attributes(element: Element) -> _Keys:
    options = element.options
    as_mappings = element.type == "checkboxes" or any(option.required for option in options)
    return (
        ("label", element.label or None),
        ("description", element.description),
        ("placeholder", element.placeholder),
        ("value", element.value),
        ("render", element.render),
        ("options", options if as_mappings else tuple(option.label for option in options)),
        ("multiple", element.multiple or None),
        ("default", element.default),
    )


def _validations(element: Element) -> _Keys:
    return (("required", element.required or None), ("min_length", element.min_length), ("accept", element.accept))


def _group(key: str, pairs: _Keys, indent: str) -> Iterator[str]:
    lines = list(_pairs(pairs, indent + _INDENT))
    if lines:
        yield f"{indent}{key}:"
        yield from lines


def _pairs(pairs: _Keys, indent: str) -> Iterator[str]:
    for key, value in pairs:
        if isinstance(value, tuple):
            yield from _list(key, value, indent)
        elif isinstance(value, str):
            yield f"{indent}{key}: {_scalar(value, indent)}"
        elif value is not None:
            yield f"{indent}{key}: {str(value).lower()}"


def _list(key: str, items: tuple[str, ...] | tuple[Option, ...], indent: str) -> Iterator[str]:
    if items:
        yield f"{indent}{key}:"
    inner = indent + _INDENT
    for item in items:
        if isinstance(item, str):
            yield f"{inner}- {_scalar(item, inner)}"
        else:
            yield f"{inner}- label: {_scalar(item.label, inner + _INDENT)}"
            yield from _pairs((("required", item.required or None),), inner + _INDENT)


def _scalar(text: str, indent: str) -> str:
    """Return `text` as YAML, ready to stand behind its key, whose own indentation is `indent`."""
    if can_be_plain(text):
        return text
    if "\n" in text and text.strip() and is_printable(_BLOCK_EXTRA.sub("", text)):
        return _block(text, indent + _INDENT)
    if is_printable(text) and "'" not in text and ('"' in text or "\\" in text):
        return f"'{text}'"
    return f'"{"".join(map(_escape, text))}"'


def _block(text: str, indent: str) -> str:
    """Return `text` as a literal block. The indentation is stated where the first line could not show it."""
    content = text.rstrip("\n")
    ends = len(text) - len(content)
    chomping = {0: "-", 1: ""}.get(ends, "+")
    stated = str(len(_INDENT)) if text[0] in " \t\n" else ""
    lines = [indent + line if line else "" for line in content.split("\n")]
    return "\n".join([f"|{stated}{chomping}", *lines, *[""] * (ends - 1)])


def _escape(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if is_printable(char) or _SURROGATE.match(char):
        return char
    code = ord(char)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}"
