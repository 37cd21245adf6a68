"""Carry answers from the form's fields to the document's slots, as the configuration says, and else by a matching."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from formwright.document.carrying import carry_answers
from formwright.form.model import Answers, Form
from formwright.proposal.model import Trouble
from formwright.template import Template


def carry(
    answers: Answers, form: Form, template: Template, wanted: Mapping[str, str | Sequence[str]]
) -> tuple[Answers, list[Trouble]]:
    """Return the answers under the ids of the slots that take them; several fields of one slot are one text.

    `wanted` (slot id → field, or fields) is the configuration's; what it does not name goes where the matching says,
    and what nothing takes stays under its field's key: the document's appendix holds it. A slot or a field that there
    is not is a trouble.
    """
    lists = {slot: [source] if isinstance(source, str) else list(source) for slot, source in wanted.items()}
    fields = {field.key for field in form.fields}
    slots = {slot.id for slot in template.slots}
    troubles = [trouble for slot, named in lists.items() for trouble in _unknown(slot, named, slots, fields)]
    known = {slot: [field for field in named if field in fields] for slot, named in lists.items() if slot in slots}
    return carry_answers(answers, form, template, known), troubles


def _unknown(slot: str, fields: Sequence[str], slots: set[str], known: set[str]) -> list[Trouble]:
    named = [] if slot in slots else [f"the document has no slot `{slot}`"]
    named += [f"the form has no field `{field}`" for field in fields if field not in known]
    return [Trouble("carry", f"{what}: mend `carry` in the configuration", slot) for what in named]
