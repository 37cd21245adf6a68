"""Carry answers from a form's fields to the slots of another template's document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from formwright.document.answers import as_markdown
from formwright.document.matching import match_fields
from formwright.document.subjects import words
from formwright.form.model import Answer, Answers, Element, Form
from formwright.template import Template
from formwright.template.shapes import any_asks
from formwright.text.lines import split_lines
from formwright.text.markdown import read_blocks
from formwright.text.slug import slugify

_SHORT = ("input", "dropdown")
"""The types of fields whose answers stand in the line of their label."""


def carry_answers(
    answers: Mapping[str, Answer], form: Form, template: Template, wanted: Mapping[str, Sequence[str]] | None = None
) -> Answers:
    """Return the answers under the ids of the slots that take them; several fields of one slot are one text.

    `wanted` (slot id to fields) comes before the matching. What no slot takes stays under its field's key.
    """
    homes = {each.field: each.slot for each in match_fields(form, template, wanted)}
    fields = {field.key: field for field in form.fields if field.key in answers}
    taken: dict[str, list[str]] = {}
    # The fields that are named come first, in their order; the others follow in the form's.
    named = [key for keys in (wanted or {}).values() for key in keys if key in fields]
    for key in dict.fromkeys((*named, *fields)):
        taken.setdefault(homes[key] or "", []).append(key)
    carried = {
        slot.id: _joined(slot.label, [(fields[key], answers[key]) for key in taken[slot.id]])
        for slot in template.slots
        if slot.id in taken
    }
    rest = {key: answer for key, answer in answers.items() if homes.get(key) is None}
    return rest | carried


def _joined(label: str, answers: Sequence[tuple[Element, Answer]]) -> Answer:
    """Return one answer as it is; several as one text, each below its label, or in its line where it is short."""
    written = [(field, answer) for field, answer in answers if not _is_empty(field, answer)]
    if len(written) < 2:
        return written[0][1] if written else answers[0][1]
    parts = []
    for number, (field, answer) in enumerate(written):
        text = "\n".join(as_markdown(answer, 0))
        name = "" if not number and words(field.label) == words(label) else f"**{name_of(field)}**"
        short = field.type in _SHORT and isinstance(answer, str)
        parts.append(f"{name}: {text}" if name and short else f"{name}\n\n{text}" if name else text)
    return "\n\n".join(parts)


def _is_empty(field: Element, answer: Answer) -> bool:
    """Say whether nothing was answered: nothing at all, no box ticked, or the blanks that the form came with."""
    if isinstance(answer, dict):
        return not any(answer.values())
    if not isinstance(answer, str) or not field.value:
        return not answer
    return _bare(answer) == _bare(field.value) and any_asks(read_blocks(split_lines(field.value)))


def _bare(text: str) -> list[str]:
    return [line.rstrip() for line in split_lines(text.strip())]


def name_of(field: Element) -> str:
    """Return a field's label, with what its id says before it: "Effort estimation: Design"."""
    before, is_after, _ = field.key.rpartition(f"-{slugify(field.label)}")
    return f"{before.replace('-', ' ').capitalize()}: {field.label}" if is_after and before else field.label
