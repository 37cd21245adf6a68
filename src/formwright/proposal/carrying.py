"""Carry answers from the form's fields to the document's slots, as the configuration says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from formwright.document.answers import as_markdown
from formwright.form.model import Answer, Answers, Form
from formwright.proposal.model import Trouble
from formwright.template import Template


def carry(
    answers: Answers, form: Form, template: Template, wanted: Mapping[str, str | Sequence[str]]
) -> tuple[Answers, list[Trouble]]:
    """Return the answers with those of `wanted` (slot id → field, or fields) under their slot's id.

    What `wanted` does not name stays under its own id, after what is carried there. A slot or a field that there is
    not is a trouble.
    """
    carried: Answers = {}
    used: set[str] = set()
    troubles: list[Trouble] = []
    labels = {field.key: field.label for field in form.fields}
    slots = {slot.id for slot in template.slots}
    lists = {slot: [source] if isinstance(source, str) else list(source) for slot, source in wanted.items()}
    named = {field for fields in lists.values() for field in fields}
    for slot, fields in lists.items():
        troubles += _unknown(slot, fields, slots, labels)
        found = [field for field in fields if field in labels]
        if slot in slots and found:
            found += [slot] if slot in labels and slot not in named else []
            carried[slot] = _joined([(labels[field], answers.get(field)) for field in found])
            used.update(found)
    rest = {key: answer for key, answer in answers.items() if key not in used}
    return rest | carried, troubles


def _unknown(slot: str, fields: Sequence[str], slots: set[str], labels: Mapping[str, str]) -> list[Trouble]:
    named = [] if slot in slots else [f"the document has no slot `{slot}`"]
    named += [f"the form has no field `{field}`" for field in fields if field not in labels]
    return [Trouble("carry", f"{what}: mend `carry` in the configuration", slot) for what in named]


def _joined(parts: Sequence[tuple[str, Answer]]) -> Answer:
    """Return one answer as it is; several as one text, each below its label."""
    written = [(label, answer) for label, answer in parts if answer not in (None, "", [])]
    if len(written) < 2:
        return written[0][1] if written else None
    texts = (f"**{label}**\n\n" + "\n".join(as_markdown(answer, 0)) for label, answer in written)
    return "\n\n".join(texts)
