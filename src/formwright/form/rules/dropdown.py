"""Rules on dropdowns."""

from __future__ import annotations

from collections.abc import Iterator

from formwright.findings import Severity
from formwright.form.rules.base import ERRORS, SCHEMA, Fault, rule
from formwright.form.rules.options import not_a_list
from formwright.form.rules.sheet import Sheet
from formwright.form.scalars import Kind, integer
from formwright.form.source import Node

_PIE = "- type: dropdown\n  id: pie\n  attributes:\n    label: Pie\n    options: "


@rule("R32", "A dropdown's options are texts", SCHEMA, wrong=_PIE + "[]", right=_PIE + "[Apple, Plum]")
def dropdown_options(sheet: Sheet) -> Iterator[Fault]:
    """`options` is a list of texts that is not empty; numbers and dates change when YAML reads them, so they warn."""
    for block in sheet.of("dropdown"):
        yield from not_a_list(block)
        for option in block.options:
            if option.kind in (Kind.INT, Kind.FLOAT, Kind.TIME):
                message = f"{block.where}: YAML reads the option `{option.text}` as a {option.kind.value}"
                yield Fault(option, message, f'put it in quotes: `- "{option.text}"`', Severity.WARNING)
            elif not option.is_text and option.kind is not Kind.BOOL:
                yield Fault(option, f"{block.where}: an option must be a string", _as_text(option))


@rule(
    "R32",
    "A dropdown's default is the place of an option",
    SCHEMA,
    wrong=_PIE + "[Apple, Plum]\n    default: Plum",
    right=_PIE + "[Apple, Plum]\n    default: 1",
    severity=Severity.WARNING,
)
def dropdown_default(sheet: Sheet) -> Iterator[Fault]:
    """`default` counts from zero; `multiple` is a boolean."""
    for block in sheet.of("dropdown"):
        multiple = block.attributes.get("multiple")
        if multiple is not None and multiple.value.kind is not Kind.BOOL:
            yield Fault(
                multiple.key, f"{block.where}: `multiple` must be a boolean", "write `multiple: true`, or delete it"
            )
        default = block.attributes.get("default")
        if default is not None and block.options and not _is_place(default.value, len(block.options)):
            message = f"{block.where}: `default` must be the number of an option, counted from 0"
            yield Fault(default.key, message, _default(default.value, block.options))


def _as_text(option: Node) -> str:
    label = option.entries().get("label")
    if label is not None:
        return f"write `- {label.value.text}`"
    return "delete it" if option.is_blank else "write one text, in quotes where it holds `: `"


def _is_place(value: Node, count: int) -> bool:
    number = integer(value.text) if value.kind is Kind.INT else None
    return number is not None and 0 <= number < count


def _default(value: Node, options: tuple[Node, ...]) -> str:
    places = [n for n, option in enumerate(options) if option.text == value.text]
    return f"write `default: {places[0]}`" if places else f"write a number from 0 to {len(options) - 1}, or delete it"


@rule(
    "R57",
    "No option is a boolean",
    ERRORS,
    wrong=_PIE + "[Yes, No, Maybe]",
    right=_PIE + '["Yes", "No", Maybe]',
)
def boolean_options(sheet: Sheet) -> Iterator[Fault]:
    """GitHub reads YAML 1.1: `yes`, `no`, `on`, `off`, `true` and `false` are booleans unless they are quoted."""
    for block in sheet.of("dropdown"):
        booleans = [option for option in block.options if option.kind is Kind.BOOL]
        if booleans:
            quoted = ", ".join(f'"{option.text}"' for option in booleans)
            yield Fault(booleans[0], f"{block.where}: `options` must not include booleans", f"put in quotes: {quoted}")


RULES = (dropdown_options, dropdown_default, boolean_options)
