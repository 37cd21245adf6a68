"""What GitHub would refuse of a form, at the lines of the template that it comes from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from formwright.findings import Finding
from formwright.form.linting import is_faultless, lint_form
from formwright.form.model import Element, Form
from formwright.form.source import Node, load
from formwright.template import Slot, Template

_OTHER_LINE = re.compile(r"\b((?:element of|stands in|much like) line) (\d+)\b")
"""How the rules speak of another line of the form, which nobody who writes a template sees."""
_UNDER = re.compile(r"under `(?:attributes|validations):`")
"""Where the rules put a key that is missing; in a directive all keys stand side by side."""
_HEAD_KEYS = {"description": ("about", "description")}
"""Keys of a form that have other names in a template's front matter."""


@dataclass(frozen=True, slots=True, order=True)
class _Key:
    """A key of the form that was written: its line, and the element that it belongs to (None: the head)."""

    line: int
    name: str
    element: int | None = None


def refusals(yaml: str, form: Form, template: Template) -> Iterator[Finding]:
    """Yield what is wrong with `yaml`, which was written for `form`.

    Each stands at the line of the directive's key that says it, or else at the element's in the template.
    """
    if is_faultless(form):
        return
    root = load(yaml).root
    keys = sorted(_keys(root)) if root is not None else []
    lines = [key.line for key in keys]
    slots = _slots(template)

    def place(line: int) -> int:
        at = bisect_right(lines, line) - 1
        return _line(keys[at], form, template, slots) if at >= 0 else 1

    def other(match: re.Match[str]) -> str:
        path, line = template.place(place(int(match[2])))
        return f"{match[1]} {line}{f' of {path}' if template.origins else ''}"

    for finding in lint_form(yaml):
        message, remedy = (_OTHER_LINE.sub(other, text) for text in (finding.message, finding.remedy))
        remedy = _UNDER.sub("to the directive", remedy)
        yield replace(finding, message=message, remedy=remedy, line=place(finding.line), column=1)


def _keys(root: Node) -> Iterator[_Key]:
    for key, value in root.pairs:
        yield _Key(key.line, key.text)
        for number, element in enumerate(value.items if key.text == "body" else ()):
            for name, inner in element.pairs:
                yield _Key(name.line, name.text, number)
                yield from (_Key(pair.key.line, pair.key.text, number) for pair in inner.pairs)


def _line(key: _Key, form: Form, template: Template, slots: Slots) -> int:
    if key.element is None:
        said = next((d for d in reversed(template.directives) if key.name in d.keys), None)
        names = _HEAD_KEYS.get(key.name, (key.name,))
        front = (entry.start + 1 for entry in template.front_matter.entries if entry.key in names)
        return said.line_of(key.name) if said else next(front, 1)
    element = form.body[key.element]
    slot = _slot(element, slots)
    if slot is None:
        return element.line
    # What is wrong with a key that the directive does not have comes of the type that it gives.
    keys = slot.directive.keys if slot.directive else {}
    said_by = next((name for name in (key.name, "type") if name in keys), None)
    if slot.directive and said_by:
        return slot.directive.line_of(said_by)
    section = template.sections[slot.section]
    return section.heading.start + 1 if section.heading and slot.label == section.label else element.line


Slots = Mapping[tuple[int, str], Slot]
"""Slots by their first line, from 1, and their id; several may begin in one line. "" is the first one's second name."""


def _slots(template: Template) -> Slots:
    named = {(slot.span.start + 1, slot.id): slot for slot in reversed(template.slots)}
    return {(slot.span.start + 1, ""): slot for slot in reversed(template.slots)} | named


def _slot(element: Element, slots: Slots) -> Slot | None:
    return slots.get((element.line, element.id or "")) or slots.get((element.line, ""))
