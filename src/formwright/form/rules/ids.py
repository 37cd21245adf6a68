"""Rules on ids."""

from __future__ import annotations

import re
from collections.abc import Iterator

from formwright.findings import Severity
from formwright.form.reference import parameterize
from formwright.form.rules.base import ERRORS, REPORTS, SCHEMA, Fault, rule
from formwright.form.rules.references import label_of, other_id
from formwright.form.rules.sheet import Block, Sheet
from formwright.form.scalars import Kind

_ID = re.compile(r"[A-Za-z0-9_-]+")
_SHOWN = 3
_DETAILS = "- type: textarea\n  id: details\n  attributes:\n    label: Details"


@rule(
    "R51",
    "An id holds only letters, digits, - and _",
    ERRORS,
    wrong=_DETAILS.replace("id: details", "id: more details"),
    right=_DETAILS,
)
def id_characters(sheet: Sheet) -> Iterator[Fault]:
    """An id is a text of ASCII letters, digits, `-` and `_` (R27)."""
    for block in sheet.blocks:
        value = block.keys["id"].value if "id" in block.keys else None
        if value is not None and not _ID.fullmatch(value.text):
            good = parameterize(value.text)
            remedy = f"write for example `id: {good}`" if good else "write an id, or delete the line"
            yield Fault(value, f"{block.where}: `id` can only contain numbers, letters, -, _", remedy)


@rule(
    "R27",
    "An id is a text",
    SCHEMA,
    wrong=_DETAILS.replace("id: details", "id: 7"),
    right=_DETAILS.replace("id: details", 'id: "7"'),
    severity=Severity.WARNING,
)
def id_is_text(sheet: Sheet) -> Iterator[Fault]:
    """An id that YAML takes for a number or a boolean is put in quotes."""
    for block in sheet.blocks:
        value = block.keys["id"].value if "id" in block.keys else None
        if value is not None and value.kind is not Kind.TEXT and _ID.fullmatch(value.text):
            message = f"{block.where}: `id` is a {value.kind.value}, not a text"
            yield Fault(value, message, f'put it in quotes: `id: "{value.text}"`')


@rule(
    "R26",
    "Markdown has no id",
    SCHEMA,
    wrong="- type: markdown\n  id: thanks\n  attributes:\n    value: Thank you.\n" + _DETAILS,
    right="- type: markdown\n  attributes:\n    value: Thank you.\n" + _DETAILS,
    severity=Severity.WARNING,
)
def markdown_without_id(sheet: Sheet) -> Iterator[Fault]:
    """A markdown element takes no answer, so an id names nothing; forms with one are in use."""
    for block in sheet.blocks:
        if block.type == "markdown" and "id" in block.keys:
            yield Fault(block.keys["id"].key, f"{block.where}: markdown takes no `id`", "delete the line `id`")


@rule(
    "R43",
    "Ids are unique",
    ERRORS,
    wrong="- type: input\n  id: name\n  attributes:\n    label: First name\n"
    "- type: input\n  id: name\n  attributes:\n    label: Last name",
    right="- type: input\n  id: first-name\n  attributes:\n    label: First name\n"
    "- type: input\n  id: last-name\n  attributes:\n    label: Last name",
)
def unique_ids(sheet: Sheet) -> Iterator[Fault]:
    """No two elements have the same id (R27)."""
    first: dict[str, Block] = {}
    for block in sheet.inputs:
        if block.id is not None and (other := first.setdefault(block.id.text, block)) is not block:
            line = other.node.line
            message = f"Body must have unique ids: `{block.id.text}` is the id of the element of line {line} too"
            yield Fault(block.id, message, other_id(block, other))


@rule(
    "R63",
    "Fields have ids",
    REPORTS,
    wrong="- type: input\n  attributes:\n    label: Version",
    right="- type: input\n  id: version\n  attributes:\n    label: Version",
    severity=Severity.WARNING,
)
def has_id(sheet: Sheet) -> Iterator[Fault]:
    """Without an id a field cannot be prefilled reliably, and a changed label makes it another field."""
    without = [b for b in sheet.inputs if b.label is not None and "id" not in b.keys and parameterize(b.label.text)]
    if without:
        names = ", ".join(f"`{label_of(block)}`" for block in without[:_SHOWN])
        more = f" and {len(without) - _SHOWN} more" if len(without) > _SHOWN else ""
        remedy = f"give each an id of its own, such as `id: {parameterize(label_of(without[0]))}`"
        yield Fault(without[0].node, f"fields without an id: {names}{more}", remedy)


@rule(
    "R77",
    "A label without Latin letters has an id",
    REPORTS,
    wrong="- type: input\n  attributes:\n    label: バージョン",
    right="- type: input\n  id: version\n  attributes:\n    label: バージョン",
    severity=Severity.WARNING,
)
def label_without_reference(sheet: Sheet) -> Iterator[Fault]:
    """No reference can be made of such a label; in 2022 such a field could not be submitted."""
    for block in sheet.inputs:
        if block.label is not None and "id" not in block.keys and not parameterize(block.label.text):
            message = f"{block.where}: GitHub can make no reference of the label `{label_of(block)}`"
            yield Fault(block.label, message, "give the element an id of Latin letters")


RULES = (id_characters, id_is_text, markdown_without_id, unique_ids, has_id, label_without_reference)
