"""Mend what has one right answer, at its place, and nothing else.

A finding is mended by the function that stands under its rule in the table below. What was mended is looked at again: a
text that has a finding which it had not before is never returned.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import yaml

from formwright.findings import Finding
from formwright.form.editing import Edit, Spot, apply_edits, find_spots, read_tree, value_of
from formwright.form.languages import other_name
from formwright.form.model import ELEMENT_TYPES
from formwright.form.provenance import provenance
from formwright.form.reference import parameterize
from formwright.form.scalars import Kind, plain_kind, truth
from formwright.text.slug import slugify

BOM = "\ufeff"
Lint = Callable[[str], list[Finding]]
Fix = Callable[[Finding, Spot], Iterator[Edit]]

MOST_ROUNDS = 4
"""Mending one thing can bare another; more rounds than this nobody has seen."""
MOST_TRIED = 100
"""So many changes are tried one by one, each of which takes another look at the whole file."""


def fix(text: str, lint: Lint) -> str:
    """Return a form, or the chooser's configuration, with all mended that has one right answer.

    `lint` says what is wrong with it. A form as Formwright wrote it is left alone: its template is where to mend it.
    """
    origin = provenance(text)
    if origin is not None and not origin.is_edited:
        return text
    mark, body = (BOM, text[1:]) if text.startswith(BOM) else ("", text)
    for _ in range(MOST_ROUNDS):
        better = _round(body, lint)
        if better == body:
            break
        body = better
    return mark + body


def _round(text: str, lint: Lint) -> str:
    findings = lint(text)
    tree = read_tree(text) if findings else None
    if tree is None:
        return text
    spots = find_spots(text, tree)
    changes: list[list[Edit]] = []
    for finding in findings:
        spot = spots.get((finding.line, finding.column))
        if finding.rule in _FIXES and spot is not None:
            changes.append(list(_FIXES[finding.rule](finding, spot)))
    if any(finding.rule in ("R63", "R44", "R77") for finding in findings):
        changes.append(list(_ids(text, tree)))
    return _applied(text, [change for change in changes if change], lint, findings)


def _applied(text: str, changes: list[list[Edit]], lint: Lint, findings: list[Finding]) -> str:
    """Apply all changes at once, or else one after the other those that do no harm."""
    together = [edit for change in changes for edit in change]
    if _is_better(lint(apply_edits(text, together)), findings):
        return apply_edits(text, together)
    good: list[Edit] = []
    for change in changes[:MOST_TRIED]:
        left = lint(apply_edits(text, [*good, *change]))
        if _is_better(left, findings):
            good, findings = [*good, *change], left
    return apply_edits(text, good)


def _is_better(after: Iterable[Finding], before: Iterable[Finding]) -> bool:
    """Say whether there is less to find, and nothing new. Lines and places in messages may have changed."""
    left = Counter((finding.rule, finding.severity) for finding in after)
    had = Counter((finding.rule, finding.severity) for finding in before)
    return left < had


def _quote(finding: Finding, spot: Spot) -> Iterator[Edit]:
    """Put a value that YAML takes for a number, a date or a boolean into quotes."""
    if spot.is_plain and plain_kind(spot.written) in (Kind.BOOL, Kind.INT, Kind.FLOAT, Kind.TIME):
        yield spot.replaced(f'"{spot.written}"')


def _quote_booleans(finding: Finding, spot: Spot) -> Iterator[Edit]:
    """Put all booleans of the list into quotes: the finding is at the first."""
    for item in spot.parent.value if isinstance(spot.parent, yaml.SequenceNode) else ():
        other = Spot(spot.text, spot.parent, None, item)
        if other.is_plain and plain_kind(other.written) is Kind.BOOL:
            yield other.replaced(f'"{other.written}"')


def _text_or_nothing(finding: Finding, spot: Spot) -> Iterator[Edit]:
    """Delete a blank value, where the remedy is to delete it; else put it into quotes."""
    if finding.remedy.startswith("delete the "):
        yield from spot.deleted()
    else:
        yield from _quote(finding, spot)


def _delete(finding: Finding, spot: Spot) -> Iterator[Edit]:
    if finding.remedy.startswith("delete the line"):
        yield from spot.deleted()


def _about(finding: Finding, spot: Spot) -> Iterator[Edit]:
    """Write `description` for `about`, the key of Markdown templates (R20)."""
    if spot.name == "about" and value_of(spot.parent, "description") is None:
        yield from spot.renamed("description")


def _boolean(finding: Finding, spot: Spot) -> Iterator[Edit]:
    """Take a boolean out of its quotes."""
    words = ("true", "false", "yes", "no", "on", "off")
    if isinstance(spot.value, yaml.ScalarNode) and spot.value.style in ("'", '"') and spot.value.value.lower() in words:
        yield spot.replaced(str(truth(spot.value.value)).lower())


def _dropdown(finding: Finding, spot: Spot) -> Iterator[Edit]:
    if spot.key is None:
        yield from _quote(finding, spot)
    elif spot.name == "multiple":
        yield from _boolean(finding, spot)
    elif spot.name == "default":
        yield from _default(spot)


def _default(spot: Spot) -> Iterator[Edit]:
    """Write the number of the option that a default names."""
    options = value_of(spot.parent, "options")
    texts = [item.value for item in options.value] if isinstance(options, yaml.SequenceNode) else []
    if isinstance(spot.value, yaml.ScalarNode) and texts.count(spot.value.value) == 1:
        yield spot.replaced(str(texts.index(spot.value.value)))


def _language(finding: Finding, spot: Spot) -> Iterator[Edit]:
    """Write the language's name in place of another word for it; of a slip it is not certain what was meant."""
    name = other_name(spot.value.value) if isinstance(spot.value, yaml.ScalarNode) else None
    if name is not None:
        yield spot.replaced(name)


def _type(finding: Finding, spot: Spot) -> Iterator[Edit]:
    """Write a type's name as GitHub does: in lower case, and `checkboxes` in the plural."""
    name = str(spot.value.value).strip().lower() if isinstance(spot.value, yaml.ScalarNode) else ""
    for known in (name, f"{name}es", f"{name}s", name.removesuffix("s")):
        if known in ELEMENT_TYPES:
            yield spot.replaced(known)
            return


_EXTENSIONS = re.compile(r"\s*\.?\w+\s*(?:,\s*\.?\w+\s*)*")


def _accept(finding: Finding, spot: Spot) -> Iterator[Edit]:
    """Write file types with their dots."""
    yield from _delete(finding, spot)
    value = spot.value.value if isinstance(spot.value, yaml.ScalarNode) else ""
    if spot.name == "accept" and _EXTENSIONS.fullmatch(value) and not finding.remedy.startswith("delete"):
        dotted = ",".join(f".{part.strip().lstrip('.')}" for part in value.split(","))
        yield spot.replaced(f'"{dotted}"')


_FIXES: dict[str, Fix] = {
    "R13": _boolean,
    "R17": _text_or_nothing,
    "R22": _delete,
    "R26": _delete,
    "R27": _quote,
    "R30": _language,
    "R32": _dropdown,
    "R34": _accept,
    "R35": _boolean,
    "R36": _delete,
    "R39": _text_or_nothing,
    "R40": _about,
    "R48": _type,
    "R50": _text_or_nothing,
    "R57": _quote_booleans,
}


def _ids(text: str, tree: yaml.Node) -> Iterator[Edit]:
    """Yield an id for each field of a form that has none at all; one that has some has a reason for it."""
    body = value_of(tree, "body")
    blocks = list(body.value) if isinstance(body, yaml.SequenceNode) else []
    fields = [b for b in blocks if isinstance(b, yaml.MappingNode) and _type_of(b) not in ("", "markdown")]
    if any(value_of(field, "id") is not None for field in fields):
        return
    taken = {parameterize(label) for field in fields for label in _option_labels(field)}
    for field in fields:
        label = _label(field)
        name = _free(parameterize(label) or slugify(label) or "field", taken)
        taken.add(name)
        yield from _inserted(text, field, name)


def _free(name: str, taken: set[str]) -> str:
    number = 2
    free = name
    while free in taken:
        free = f"{name}-{number}"
        number += 1
    return free


def _text_of(node: yaml.Node | None) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def _type_of(block: yaml.Node) -> str:
    return _text_of(value_of(block, "type"))


def _label(block: yaml.Node) -> str:
    attributes = value_of(block, "attributes")
    return _text_of(value_of(attributes, "label") if attributes is not None else None).strip()


def _option_labels(block: yaml.Node) -> Iterator[str]:
    attributes = value_of(block, "attributes")
    options: Any = value_of(attributes, "options") if attributes is not None else None
    if _type_of(block) == "checkboxes" and isinstance(options, yaml.SequenceNode):
        yield from (_text_of(value_of(option, "label")) for option in options.value)


def _inserted(text: str, block: yaml.MappingNode, name: str) -> Iterator[Edit]:
    """Yield the edit that puts an id into the line below the type."""
    type_ = value_of(block, "type")
    key = next((key for key, value in block.value if value is type_), None)
    in_one_line = type_ is not None and key is not None and key.start_mark.line == type_.end_mark.line
    if type_ is None or key is None or not in_one_line or block.flow_style:
        return
    end = text.find("\n", type_.end_mark.index)
    line_end = "\r\n" if text[:end].endswith("\r") else "\n"
    at = end - (line_end == "\r\n") if end >= 0 else len(text)
    yield Edit(at, at, f"{line_end}{' ' * key.start_mark.column}id: {_plain(name)}")


def _plain(name: str) -> str:
    return name if plain_kind(name) is Kind.TEXT else f'"{name}"'
