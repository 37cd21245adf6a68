"""Rules on what stands under `validations`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from formwright.findings import Severity
from formwright.form.rules.base import SCHEMA, Fault, rule
from formwright.form.rules.sheet import ATTRIBUTES, VALIDATIONS, Sheet
from formwright.form.scalars import Kind, integer
from formwright.form.source import Pair
from formwright.nearest import nearest

_EXTENSIONS = re.compile(r"\s*\.\w+\s*(,\s*\.\w+\s*)*")
_INPUT = "- type: input\n  id: version\n  attributes:\n    label: Version\n"
_UPLOAD = "- type: upload\n  id: shots\n  attributes:\n    label: Screenshots\n"


@rule(
    "R37",
    "No other validations",
    SCHEMA,
    wrong=_INPUT + "  validations:\n    regex: '[0-9.]+'",
    right=_INPUT + "  validations:\n    required: true",
    severity=Severity.WARNING,
)
def permitted_validation(sheet: Sheet) -> Iterator[Fault]:
    """Nothing but `required`, `min_length` and `accept` exists; `regex` and `is_number` are Gitea's and Forgejo's.

    GitHub passes over the others: forms with one are in use (cardano-foundation/cardano-wallet#2982).
    """
    for block in sheet.blocks:
        for name, pair in block.validations.items():
            if name not in VALIDATIONS and name != "<<":
                message = f"{block.where}: `{name}` is not a permitted validation"
                yield Fault(pair.key, message, _instead(name))


def _instead(name: str) -> str:
    near = nearest(name, VALIDATIONS)
    if near:
        return f"write `{near}`"
    if name in ATTRIBUTES["textarea"]:
        return f"move `{name}` under `attributes:`"
    return f"delete it; GitHub knows {', '.join(VALIDATIONS)}"


@rule(
    "R35",
    "`required` is true or false",
    SCHEMA,
    wrong=_INPUT + '  validations:\n    required: "true"',
    right=_INPUT + "  validations:\n    required: true",
    severity=Severity.WARNING,
)
def required_is_boolean(sheet: Sheet) -> Iterator[Fault]:
    """`required` is a boolean, of an element and of a checkbox."""
    for block in sheet.blocks:
        boxes = [option.entries() for option in block.options if block.type == "checkboxes"]
        for entries in (block.validations, *boxes):
            pair = entries.get("required")
            if pair is not None and pair.value.kind is not Kind.BOOL:
                remedy = "write `required: true` without quotes, or delete the line"
                yield Fault(pair.key, f"{block.where}: `required` must be a boolean", remedy)


@rule(
    "R26",
    "`validations` holds something",
    SCHEMA,
    wrong=_INPUT + "  validations:",
    right=_INPUT,
    severity=Severity.WARNING,
)
def validations_is_mapping(sheet: Sheet) -> Iterator[Fault]:
    """`validations` is a mapping; empty, it does nothing."""
    for block in sheet.blocks:
        pair = block.keys.get("validations")
        if pair is not None and pair.value.kind is not Kind.MAP:
            remedy = "delete the line, or write `required: true` below it, indented deeper"
            yield Fault(pair.key, f"{block.where}: `validations` must be a mapping", remedy)


@rule(
    "R36",
    "`min_length` is a whole number, for text",
    SCHEMA,
    wrong=_INPUT + "  validations:\n    min_length: some",
    right=_INPUT + "  validations:\n    min_length: 3",
    severity=Severity.WARNING,
)
def minimal_length(sheet: Sheet) -> Iterator[Fault]:
    """`min_length` is a number from 0, for fields that take text (which of them is not documented)."""
    for block in sheet.blocks:
        pair = block.validations.get("min_length")
        if pair is None:
            continue
        if not _is_count(pair):
            message = f"{block.where}: `min_length` must be a number from 0"
            yield Fault(pair.key, message, "write `min_length: 20`, or delete the line")
        elif block.type not in (None, "input", "textarea", "checkboxes", "markdown"):
            yield Fault(pair.key, f"{block.where}: `min_length` is for texts", "delete the line")


def _is_count(pair: Pair) -> bool:
    return pair.value.kind is Kind.INT and (integer(pair.value.text) or 0) >= 0


@rule(
    "R34",
    "`accept` lists the file types of an upload",
    SCHEMA,
    wrong=_UPLOAD + "  validations:\n    accept: png",
    right=_UPLOAD + '  validations:\n    accept: ".png,.jpg"',
    severity=Severity.WARNING,
)
def accepted_files(sheet: Sheet) -> Iterator[Fault]:
    """`accept` is a text of extensions with commas, and belongs to `upload`."""
    for block in sheet.blocks:
        pair = block.validations.get("accept")
        if pair is None:
            continue
        if block.type not in (None, "upload", "checkboxes", "markdown"):
            yield Fault(pair.key, f"{block.where}: `accept` is for uploads", "delete the line")
        elif not (pair.value.is_text and _EXTENSIONS.fullmatch(pair.value.text)):
            message = f"{block.where}: `accept` must list file extensions"
            yield Fault(pair.key, message, 'write them with dots and commas: `accept: ".png,.jpg"`')


RULES = (
    permitted_validation,
    required_is_boolean,
    validations_is_mapping,
    minimal_length,
    accepted_files,
)
