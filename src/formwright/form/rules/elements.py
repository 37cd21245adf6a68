"""Rules on the entries of the body: type, keys and attributes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from formwright.form.model import ELEMENT_TYPES
from formwright.form.rules.base import ERRORS, Fault, rule
from formwright.form.rules.sheet import ATTRIBUTES, REQUIRED, VALIDATIONS, Block, Sheet
from formwright.form.source import Pair
from formwright.nearest import nearest

_KEYS = ("type", "id", "attributes", "validations")
_ALL_ATTRIBUTES = frozenset(name for names in ATTRIBUTES.values() for name in names)
_DETAILS = "- type: textarea\n  id: details\n  attributes:\n    label: Details"


@rule(
    "R47",
    "Every element has a type",
    ERRORS,
    wrong="- attributes:\n    label: Details",
    right=_DETAILS,
)
def has_type(sheet: Sheet) -> Iterator[Fault]:
    """Each entry of the body is a mapping with the key `type` (R25)."""
    for block in sheet.blocks:
        if "type" not in block.keys or block.keys["type"].value.is_blank:
            remedy = f"add `type:` and one of {', '.join(ELEMENT_TYPES)}"
            yield Fault(block.node, f"{block.where}: required key type is missing", remedy)


@rule(
    "R48",
    "The type is one of GitHub's",
    ERRORS,
    wrong=_DETAILS.replace("textarea", "text"),
    right=_DETAILS,
)
def valid_type(sheet: Sheet) -> Iterator[Fault]:
    """The types are markdown, textarea, input, dropdown, checkboxes and upload (R25)."""
    for block in sheet.blocks:
        if block.type is None and "type" in block.keys and not block.keys["type"].value.is_blank:
            value = block.keys["type"].value
            near = nearest(value.text, ELEMENT_TYPES)
            remedy = f"write `{near}`" if near else f"write one of {', '.join(ELEMENT_TYPES)}"
            yield Fault(value, f"{block.where}: `{value.text}` is not a valid input type", remedy)


@rule(
    "R49",
    "Required attributes are there",
    ERRORS,
    wrong="- type: textarea\n  id: details\n  attributes:\n    description: All that you know",
    right=_DETAILS,
)
def required_attribute(sheet: Sheet) -> Iterator[Fault]:
    """`value` for markdown, `label` for all others, `options` for dropdown and checkboxes (R26, R29 to R34).

    Silent where the attribute stands in the wrong place: R52 says that.
    """
    for block in sheet.blocks:
        missing = [name for name in REQUIRED.get(block.type or "", ()) if name not in block.attributes | block.keys]
        at = block.keys["attributes"].key if "attributes" in block.keys else block.node
        for name in missing if block.attributes else missing[:1]:
            remedy = f"add `{name}:` under `attributes:`"
            yield Fault(at, f"{block.where}: required attribute key `{name}` is missing", remedy)


@rule(
    "R52",
    "No other keys in an element",
    ERRORS,
    wrong="- type: textarea\n  id: details\n  label: Details",
    right=_DETAILS,
)
def permitted_key(sheet: Sheet) -> Iterator[Fault]:
    """Beside `type` stand `id`, `attributes` and `validations` only (R26)."""
    for block in sheet.blocks:
        for name, pair in block.keys.items():
            if name not in _KEYS and name != "<<":
                yield Fault(pair.key, f"{block.where}: `{name}` is not a permitted key", _home(block, name, _KEYS))


@rule(
    "R54",
    "No other attributes",
    ERRORS,
    wrong=_DETAILS + "\n    required: true",
    right=_DETAILS + "\n  validations:\n    required: true",
)
def permitted_attribute(sheet: Sheet) -> Iterator[Fault]:
    """Each type has its own attributes (R28 to R34)."""
    for block in sheet.blocks:
        permitted = ATTRIBUTES.get(block.type or "")
        for name, pair in block.attributes.items():
            if permitted is not None and name not in permitted and name != "<<":
                yield Fault(
                    pair.key, f"{block.where}: `{name}` is not a permitted attribute", _home(block, name, permitted)
                )


def _home(block: Block, name: str, here: Sequence[str]) -> str:
    """Say where a misplaced key belongs; of one that is misspelt, which of those that may stand `here` is meant."""
    permitted = ATTRIBUTES.get(block.type or "", ())
    if name in permitted or (block.type is None and name in _ALL_ATTRIBUTES):
        return f"move `{name}` under `attributes:`, indented deeper"
    if name == "required" and block.type == "checkboxes":
        return "move `required` to the option that must be ticked"
    if name in VALIDATIONS and block.type != "markdown":
        return f"move `{name}` under `validations:`"
    if name in _KEYS:
        return f"move `{name}` out of `attributes:`, to the level of `type`"
    near = nearest(name, here)
    if near:
        return f"write `{near}`" if near not in _beside(block, here) else f"delete it; `{near}` is there already"
    elsewhere = nearest(name, (*permitted, *VALIDATIONS, *_KEYS))
    return f"write `{elsewhere}`; {_home(block, elsewhere, here)}" if elsewhere else "delete it"


def _beside(block: Block, here: Sequence[str]) -> Mapping[str, Pair]:
    return block.keys if here is _KEYS else block.attributes


RULES = (has_type, valid_type, required_attribute, permitted_key, permitted_attribute)
