"""Rules on the texts of an element."""

from __future__ import annotations

import re
from collections.abc import Iterator

from formwright.findings import Severity
from formwright.form.languages import known_name
from formwright.form.rules.base import ERRORS, SCHEMA, Fault, rule
from formwright.form.rules.sheet import ATTRIBUTES, REQUIRED, TEXT_ATTRIBUTES, Block, Sheet
from formwright.form.scalars import Kind
from formwright.form.source import Node, Pair

_WORD = re.compile(r"\bpasswords?\b", re.IGNORECASE)
_INSIDE = re.compile("password", re.IGNORECASE)


@rule(
    "R50",
    "Attributes are texts that are not blank",
    ERRORS,
    wrong='- type: input\n  id: version\n  attributes:\n    label: 1.3\n    description: ""',
    right='- type: input\n  id: version\n  attributes:\n    label: "1.3"',
)
def attribute_is_text(sheet: Sheet) -> Iterator[Fault]:
    """`label`, `description`, `placeholder`, `value` and `render` are texts, also where they are optional.

    An optional attribute without a value at all is in use, so only a warning.
    """
    for block in sheet.blocks:
        for name in ATTRIBUTES.get(block.type or "", ()):
            if name in TEXT_ATTRIBUTES and name in block.attributes:
                yield from _not_text(block, name, block.attributes[name])


def _not_text(block: Block, name: str, pair: Pair) -> Iterator[Fault]:
    if pair.value.is_text:
        return
    required = name in REQUIRED[block.type or ""]
    tolerated = pair.value.kind is Kind.NULL and not required
    message = f"{block.where}: `{name}` has no value" if tolerated else f"{block.where}: {name} must be a string"
    severity = Severity.WARNING if tolerated else None
    yield Fault(pair.key, message, _remedy(name, pair.value, required=required), severity)


def _remedy(name: str, value: Node, *, required: bool) -> str:
    if value.is_blank:
        return f"write a text for `{name}`" if required else f"delete the line `{name}`"
    if value.kind in (Kind.LIST, Kind.MAP):
        return f"write one text; put it in quotes where it holds `: ` or starts with {'[' if value.items else '{'}"
    return f'YAML reads a {value.kind.value} here; put it in quotes: `{name}: "{value.text}"`'


@rule(
    "R30",
    "A language is one that GitHub knows",
    SCHEMA,
    wrong="- type: textarea\n  id: log\n  attributes:\n    label: Log\n    render: plaintext",
    right="- type: textarea\n  id: log\n  attributes:\n    label: Log\n    render: text",
    severity=Severity.WARNING,
)
def known_language(sheet: Sheet) -> Iterator[Fault]:
    """`render` is a language's name in linguist. Found are other words for one, and slips; not every name is known."""
    for block in sheet.of("textarea"):
        pair = block.attributes.get("render")
        name = known_name(pair.value.text) if pair is not None and pair.value.is_text else None
        if pair is not None and name is not None:
            message = f"{block.where}: `{pair.value.text.strip()}` is no language that linguist names"
            yield Fault(pair.value, message, f"write `render: {name}`")


@rule(
    "R53",
    "A label does not ask for secrets",
    ERRORS,
    wrong="- type: input\n  id: secret\n  attributes:\n    label: Password",
    right="- type: input\n  id: account\n  attributes:\n    label: User name",
)
def forbidden_word(sheet: Sheet) -> Iterator[Fault]:
    """GitHub refuses some words in labels of input and textarea; it documents only "password".

    Whether it looks inside of longer words is unknown, so that is a warning.
    """
    for block in sheet.blocks:
        label = block.label
        if label is not None and block.type in ("input", "textarea") and _INSIDE.search(label.text):
            severity = None if _WORD.search(label.text) else Severity.WARNING
            remedy = 'write the label without "password"'
            yield Fault(label, f"{block.where}: `label` contains forbidden word", remedy, severity)


RULES = (known_language, attribute_is_text, forbidden_word)
