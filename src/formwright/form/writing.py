"""A form to YAML, as a careful person would write it.

Written here rather than by PyYAML's dumper: blank lines between elements, block text with blanks at the ends of lines,
and quotes where either YAML 1.1 (GitHub, R57) or 1.2 needs them are all out of its reach.
"""

from __future__ import annotations

import re

from formwright.form.layout import Keys, attribute_keys, element_keys, head_keys, option_keys, validation_keys
from formwright.form.model import Element, Form, Option
from formwright.form.provenance import stamp
from formwright.form.quoting import UNPRINTABLE, can_be_plain, is_printable

_INDENT = "  "
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile(rf'["\\]|{UNPRINTABLE}')
_BLOCK_EXTRA = re.compile("[\t\n]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def write_form(form: Form, source: str | None = None) -> str:
    """Return the YAML of `form`, which `read_form` reads as the same form.

    Keys stand in the order of GitHub's documentation, and only those that are set. With `source`, a first comment
    names the template to edit. A lone surrogate, which no file can hold, becomes U+FFFD.
    """
    lines = [*_pairs(head_keys(form), ""), *_body(form.body)]
    text = _SURROGATE.sub("\ufffd", "\n".join(lines) + "\n")
    return text if source is None else stamp(text, source)


def _body(body: tuple[Element, ...]) -> list[str]:
    """Return the body's lines, with a blank one between elements.

    An element whose last text ends in blank lines has them already; one more would become part of that text.
    """
    lines = ["body:" if body else "body: []"]
    for index, element in enumerate(body):
        if index and not lines[-1].endswith("\n"):
            lines.append("")
        lines += _element(element)
    return lines


def _element(element: Element) -> list[str]:
    inner = _INDENT * 2
    first, *own = _pairs(element_keys(element), inner)
    return [
        f"{_INDENT}- {first.lstrip()}",
        *own,
        *_group("attributes", attribute_keys(element), inner),
        *_group("validations", validation_keys(element), inner),
    ]


def _group(key: str, pairs: Keys, indent: str) -> list[str]:
    lines = _pairs(pairs, indent + _INDENT)
    return [f"{indent}{key}:", *lines] if lines else []


def _pairs(pairs: Keys, indent: str) -> list[str]:
    lines: list[str] = []
    for key, value in pairs:
        if isinstance(value, tuple):
            lines += _list(key, value, indent)
        elif isinstance(value, str):
            lines.append(f"{indent}{key}: {_scalar(value, indent)}")
        elif value is not None:
            lines.append(f"{indent}{key}: {str(value).lower()}")
    return lines


def _list(key: str, items: tuple[str, ...] | tuple[Option, ...], indent: str) -> list[str]:
    lines = [f"{indent}{key}:"] if items else []
    inner = indent + _INDENT
    for item in items:
        if isinstance(item, str):
            lines.append(f"{inner}- {_scalar(item, inner)}")
        else:
            first, *others = _pairs(option_keys(item), inner + _INDENT)
            lines += [f"{inner}- {first.lstrip()}", *others]
    return lines


def _scalar(text: str, indent: str) -> str:
    """Return `text` as YAML, ready to stand behind its key, whose own indentation is `indent`."""
    if can_be_plain(text):
        return text
    if "\n" in text and text.strip() and is_printable(_BLOCK_EXTRA.sub("", text)):
        return _block(text, indent + _INDENT)
    if is_printable(text) and "'" not in text and ('"' in text or "\\" in text):
        return f"'{text}'"
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _block(text: str, indent: str) -> str:
    """Return `text` as a literal block. The indentation is stated where the first line could not show it."""
    content = text.rstrip("\n")
    ends = len(text) - len(content)
    chomping = {0: "-", 1: ""}.get(ends, "+")
    stated = str(len(_INDENT)) if text[0] in " \t\n" else ""
    lines = [indent + line if line else "" for line in content.split("\n")]
    return "\n".join([f"|{stated}{chomping}", *lines, *[""] * (ends - 1)])


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if char in _ESCAPES:
        return _ESCAPES[char]
    if _SURROGATE.match(char):
        return char
    code = ord(char)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}"
