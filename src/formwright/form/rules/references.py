"""Rules on the references that tell fields apart: an id, else what GitHub makes of the label."""

from __future__ import annotations

from collections.abc import Iterator

from formwright.findings import Severity
from formwright.form.reference import parameterize
from formwright.form.rules.base import ERRORS, Fault, rule
from formwright.form.rules.sheet import Block, Sheet
from formwright.form.source import Node


def label_of(block: Block) -> str:
    """Return the label of a field without outer blanks; "" where it has none."""
    return block.label.text.strip() if block.label else ""


def _reference(block: Block) -> str:
    return block.id.text if block.id else parameterize(label_of(block))


def _clashes(sheet: Sheet) -> Iterator[tuple[Block, Block]]:
    """Yield each field with the first one before it that has the same reference, unless both have ids (R43)."""
    first: dict[str, Block] = {}
    for block in sheet.inputs:
        other = first.setdefault(_reference(block), block)
        if other is not block and _reference(block) and not (block.id and other.id):
            yield other, block


def other_id(block: Block, other: Block) -> str:
    """Say which id would tell `block` from `other`."""
    taken = _reference(other)
    wanted = parameterize(label_of(block))
    good = wanted if wanted and wanted != taken else f"{taken}-2"
    return f"{'change its id to' if block.id else 'give it the id'} `{good}`"


@rule(
    "R44",
    "Labels are unique, or told apart by ids",
    ERRORS,
    wrong="- type: input\n  attributes:\n    label: Name\n- type: input\n  attributes:\n    label: Name",
    right="- type: input\n  id: first-name\n  attributes:\n    label: Name\n"
    "- type: input\n  id: last-name\n  attributes:\n    label: Name",
)
def unique_labels(sheet: Sheet) -> Iterator[Fault]:
    """Two fields without ids have different labels."""
    for other, block in _clashes(sheet):
        if not (block.id or other.id) and label_of(block) == label_of(other):
            line = other.node.line
            message = (
                f"Body must have unique labels: `{label_of(block)}` is the label of the element of line {line} too"
            )
            yield Fault(block.label or block.node, message, other_id(block, other))


@rule(
    "R45",
    "Labels are not too similar",
    ERRORS,
    wrong="- type: input\n  attributes:\n    label: Name?\n"
    "- type: input\n  id: name\n  attributes:\n    label: Your name",
    right="- type: input\n  id: project\n  attributes:\n    label: Name?\n"
    "- type: input\n  id: name\n  attributes:\n    label: Your name",
)
def similar_labels(sheet: Sheet) -> Iterator[Fault]:
    """A field's reference, its id or else its label after Rails' `parameterize`, differs from all others'."""
    for other, block in _clashes(sheet):
        if block.id or other.id or label_of(block) != label_of(other):
            reference = f"the reference of the element of line {other.node.line} is `{_reference(block)}` too"
            yield Fault(
                block.id or block.label or block.node, f"Labels are too similar: {reference}", other_id(block, other)
            )


@rule(
    "R46",
    "Checkboxes have labels of their own",
    ERRORS,
    wrong="- type: textarea\n  attributes:\n    label: Name\n"
    "- type: checkboxes\n  id: checks\n  attributes:\n    label: Checks\n    options:\n      - label: Name",
    right="- type: textarea\n  id: full-name\n  attributes:\n    label: Name\n"
    "- type: checkboxes\n  id: checks\n  attributes:\n    label: Checks\n    options:\n      - label: Name",
)
def checkbox_labels(sheet: Sheet) -> Iterator[Fault]:
    """A checkbox's label gives no reference that another field has.

    Whether GitHub compares references within one list of checkboxes, and with the label of that list, is unknown: so
    those are warnings. Equal labels within a list: R55.
    """
    fields = {reference: block for block in reversed(sheet.inputs) if (reference := _reference(block))}
    for block in sheet.inputs:
        if block.type == "checkboxes":
            yield from _against_fields(block, fields)
            yield from _against_peers(block)


def _against_fields(block: Block, fields: dict[str, Block]) -> Iterator[Fault]:
    for option in block.option_labels:
        other = fields.get(parameterize(option.text))
        if other is not None:
            where = f"the element of line {other.node.line}"
            message = f"Checkboxes must have unique labels: `{option.text.strip()}` gives the reference of {where}"
            remedy = f"give {where} an id that differs from it, or change this label"
            yield Fault(option, message, remedy, Severity.WARNING if other is block else None)


def _against_peers(block: Block) -> Iterator[Fault]:
    first: dict[str, Node] = {}
    for option in block.option_labels:
        reference = parameterize(option.text)
        other = first.setdefault(reference, option) if reference else option
        if other.text.strip() != option.text.strip():
            message = f"Checkboxes must have unique labels: `{option.text.strip()}` is much like line {other.line}"
            yield Fault(option, message, "write one of the two out, so that letters or digits differ", Severity.WARNING)


RULES = (unique_labels, similar_labels, checkbox_labels)
