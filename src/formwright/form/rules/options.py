"""Rules on options, of dropdown and of checkboxes."""

from __future__ import annotations

from collections.abc import Iterator

from formwright.findings import Severity
from formwright.form.rules.base import ERRORS, Fault, rule
from formwright.form.rules.sheet import Block, Sheet
from formwright.form.scalars import Kind

_PIE = "- type: dropdown\n  id: pie\n  attributes:\n    label: Pie\n    options: "


def not_a_list(block: Block) -> Iterator[Fault]:
    """Yield the fault of an element whose `options` are no list, or an empty one."""
    entry = block.attributes.get("options")
    if entry is not None and not entry.value.items:
        kind = "is empty" if entry.value.kind is Kind.LIST or entry.value.is_blank else "must be an array"
        yield Fault(entry.key, f"{block.where}: `options` {kind}", "write a list, each option with `- `")


@rule(
    "R55",
    "Options are unique",
    ERRORS,
    wrong=_PIE + "[Apple, Plum, Apple]",
    right=_PIE + "[Apple, Plum]",
)
def unique_options(sheet: Sheet) -> Iterator[Fault]:
    """No option of a dropdown or of checkboxes stands twice."""
    for block in sheet.of("dropdown", "checkboxes"):
        first: dict[str, int] = {}
        for label in block.option_labels:
            if label.text in first:
                twice = f"`{label.text.strip()}` stands in line {first[label.text]} too"
                yield Fault(
                    label,
                    f"{block.where}: `options` must be unique: {twice}",
                    "delete it, or write what makes it different",
                )
            first.setdefault(label.text, label.line)


@rule(
    "R56",
    "No option is called None",
    ERRORS,
    wrong=_PIE + "[Apple, None]",
    right=_PIE + "[Apple, None / Other]",
)
def reserved_word(sheet: Sheet) -> Iterator[Fault]:
    """GitHub adds `None` to an optional dropdown itself, so no option is called so, in any case.

    Of checkboxes nothing is known: a warning.
    """
    for block in sheet.of("dropdown", "checkboxes"):
        for label in block.option_labels:
            if label.text.strip().lower() == "none":
                message = f"{block.where}: `options` must not include the reserved word, none"
                remedy = "delete it, since GitHub adds it where the field is optional; or write `None / Other`"
                yield Fault(label, message, remedy, None if block.type == "dropdown" else Severity.WARNING)


RULES = (unique_options, reserved_word)
