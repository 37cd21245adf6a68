"""Rules on the body as a whole, and on the file that holds it."""

from __future__ import annotations

from collections.abc import Iterator

from formwright.findings import Severity
from formwright.form.rules.base import ERRORS, REPORTS, SYNTAX, Fault, rule
from formwright.form.rules.sheet import Sheet
from formwright.form.scalars import Kind
from formwright.form.source import Node, Place

_HEAD = "name: Fault report\ndescription: Tell us what is broken\n"
_DETAILS = """
body:
  - type: textarea
    id: details
    attributes:
      label: Details
"""


@rule(
    "R58",
    "The body is not empty",
    ERRORS,
    wrong=_HEAD + "---" + _DETAILS,
    right=_HEAD + _DETAILS.lstrip(),
)
def body_not_empty(sheet: Sheet) -> Iterator[Fault]:
    """`body` is required and holds at least one element; a `---` before it ends the form (R16, R23)."""
    entry = sheet.entries.get("body")
    if entry is None and sheet.source.second is not None:
        yield Fault(_at(sheet.source.second), "Body cannot be empty", "delete the line `---`, which ends the form")
    elif entry is None:
        yield Fault(sheet.root, "Body cannot be empty", "add `body:` with a list of elements")
    elif entry.value.is_blank or (entry.value.kind is Kind.LIST and not entry.value.items):
        yield Fault(
            entry.key, "Body cannot be empty", "write a list of elements under `body:`, indented, each with `- `"
        )


@rule(
    "R16",
    "The body is a list",
    SYNTAX,
    wrong=_HEAD + _DETAILS.lstrip().replace("  - ", "    "),
    right=_HEAD + _DETAILS.lstrip(),
)
def body_is_list(sheet: Sheet) -> Iterator[Fault]:
    """`body` is an array of elements."""
    entry = sheet.entries.get("body")
    if entry is not None and not entry.value.is_blank and entry.value.kind is not Kind.LIST:
        yield Fault(entry.key, "`body` must be an array", "start each element with `- `")


@rule(
    "R23",
    "A form is one YAML document",
    ERRORS,
    wrong=_HEAD + _DETAILS.lstrip() + "---\nlabels: [bug]",
    right=_HEAD + "labels: [bug]" + _DETAILS,
    severity=Severity.WARNING,
)
def one_document(sheet: Sheet) -> Iterator[Fault]:
    """What stands after a second `---` is not read (where the body stands there: R58)."""
    if sheet.source.second is not None and "body" in sheet.entries:
        message = "a second YAML document starts here: GitHub reads the first only"
        yield Fault(_at(sheet.source.second), message, "delete this line, and what follows it where it is not meant")


@rule(
    "R42",
    "The body asks for something",
    ERRORS,
    wrong="- type: markdown\n  attributes:\n    value: Thank you for the report.",
    right="- type: markdown\n  attributes:\n    value: Thank you for the report.\n"
    "- type: textarea\n  id: details\n  attributes:\n    label: Details",
)
def has_field(sheet: Sheet) -> Iterator[Fault]:
    """A body of `markdown` elements alone takes no answer."""
    if sheet.blocks and all(block.type == "markdown" for block in sheet.blocks):
        remedy = "add an element that takes an answer, such as a textarea"
        yield Fault(sheet.entries["body"].key, "Body must contain at least one non-markdown field", remedy)


@rule(
    "R59",
    "No anchors and no aliases",
    REPORTS,
    wrong="- type: dropdown\n  id: seen\n  attributes:\n    label: Seen in\n    options: &versions [First, Second]\n"
    "- type: dropdown\n  id: gone\n  attributes:\n    label: Gone in\n    options: *versions",
    right="- type: dropdown\n  id: seen\n  attributes:\n    label: Seen in\n    options: [First, Second]\n"
    "- type: dropdown\n  id: gone\n  attributes:\n    label: Gone in\n    options: [First, Second]",
)
def no_aliases(sheet: Sheet) -> Iterator[Fault]:
    """GitHub's reader refuses YAML's `&anchor` and `*alias`; one finding stands for all of them."""
    if sheet.source.anchors:
        lines = ", ".join(dict.fromkeys(str(line) for line, _ in sheet.source.anchors))
        message = f"the form uses YAML anchors or aliases (line {lines}), which GitHub does not read"
        remedy = "write the value out in each place; put a text that starts with `&` or `*` in quotes"
        yield Fault(_at(sheet.source.anchors[0]), message, remedy)


def _at(place: Place) -> Node:
    return Node(Kind.NULL, *place)


RULES = (body_not_empty, body_is_list, one_document, has_field, no_aliases)
