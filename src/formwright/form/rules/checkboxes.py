"""Rules on checkboxes."""

from __future__ import annotations

from collections.abc import Iterator

from formwright.findings import Severity
from formwright.form.rules.base import ERRORS, SCHEMA, Fault, rule
from formwright.form.rules.options import not_a_list
from formwright.form.rules.sheet import Sheet

_BOXES = "- type: checkboxes\n  id: terms\n  attributes:\n    label: Terms\n    options:\n      - "


@rule(
    "R33",
    "A checkbox is a mapping with a label",
    SCHEMA,
    wrong=_BOXES + "I agree",
    right=_BOXES + "label: I agree\n        required: true",
)
def checkbox_options(sheet: Sheet) -> Iterator[Fault]:
    """`options` is a list of mappings with `label` and, where wanted, `required`; other keys warn."""
    for block in sheet.of("checkboxes"):
        yield from not_a_list(block)
        for option in block.options:
            entries = option.entries()
            if "label" not in entries:
                remedy = f"write `- label: {option.text or '…'}`"
                yield Fault(option, f"{block.where}: required key `label` of an option is missing", remedy)
            for name, pair in entries.items():
                if name not in ("label", "required", "<<"):
                    message = f"{block.where}: an option takes no `{name}`"
                    yield Fault(pair.key, message, "delete it; permitted are label, required", Severity.WARNING)


@rule(
    "R50",
    "A checkbox's label is a text",
    ERRORS,
    wrong=_BOXES + "label: Yes",
    right=_BOXES + 'label: "Yes"',
)
def checkbox_label_is_text(sheet: Sheet) -> Iterator[Fault]:
    """An option's `label` is a text that is not blank."""
    for block in sheet.of("checkboxes"):
        for option in block.options:
            label = option.entries().get("label")
            if label is not None and not label.value.is_text:
                value = label.value
                remedy = "write a text" if value.is_blank else f'put it in quotes: `label: "{value.text}"`'
                yield Fault(label.key, f"{block.where}: label must be a string", remedy)


@rule(
    "R33",
    "A checkbox is required by itself",
    SCHEMA,
    wrong=_BOXES + "label: I agree\n  validations:\n    required: true",
    right=_BOXES + "label: I agree\n        required: true",
    severity=Severity.WARNING,
)
def checkboxes_validations(sheet: Sheet) -> Iterator[Fault]:
    """`required` stands on the option that must be ticked; `validations` does nothing for checkboxes or markdown."""
    for block in sheet.blocks:
        if block.type in ("checkboxes", "markdown") and block.validations:
            remedy = "write `required: true` on the options that must be ticked" if block.options else "delete it"
            message = f"{block.where}: {block.type} takes no `validations`"
            yield Fault(block.keys["validations"].key, message, remedy)


RULES = (checkbox_options, checkbox_label_is_text, checkboxes_validations)
