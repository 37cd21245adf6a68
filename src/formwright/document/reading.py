"""Read a document back: the answers that it was filled with, and what people made of them since.

What `fill` wrote is read exactly, as it stands there: a text's headings as deep as they were put, and closed what was
left open. Filling the template with what was read gives the same bytes again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from formwright.document.answers import (
    before_value,
    entry_indent,
    is_text_by_directive,
    trimmed,
    write_answer,
)
from formwright.document.appendix import read_appendix
from formwright.document.guards import take_guarded
from formwright.document.metadata import meta_key
from formwright.document.regions import find_regions
from formwright.document.ticks import read_boxes
from formwright.form.model import Answer, Answers, Element, Form
from formwright.form.reading import read_form
from formwright.template import Slot, SlotKind, Template, read_template
from formwright.text.frontmatter import FrontMatter, is_issue_head, read_front_matter
from formwright.text.lines import split_lines, without_surrogates
from formwright.text.markdown import plain_text


def answers_of(template: str | Template, document: str, form: Form | str | None = None) -> Answers:
    """Return the answers that stand in a document of `template`, by slot id, and those of its appendix.

    Without `form` a task list is label to ticked, boxes in a line are the chosen one, all else is text; `form` says
    which of them are lists and options, and names the appendix's fields. None where nothing was answered, or somebody
    removed the place. Raises on no document whatever.
    """
    read = read_template(template) if isinstance(template, str) else template
    form = read_form(form).form if isinstance(form, str) else form
    slots, others = read_parts(read, document)
    fields = {field.key: field for field in form.fields} if form else {}
    keys = {" ".join(field.label.split()): key for key, field in fields.items()}
    named = {keys.get(label, label): answer for label, answer in others}
    return {key: _shaped(fields.get(key), answer) for key, answer in (slots | named).items()}


def read_parts(template: Template, document: str) -> tuple[Answers, list[tuple[str, str]]]:
    """Return the answers by slot, and the appendix: labels and texts."""
    lines = split_lines(document)
    front, _ = read_front_matter(lines)
    body, inside = take_guarded(lines[front.end :], (slot.id for slot in template.slots))
    body = _without_title(template, front, body)
    body, others = read_appendix(body)
    regions = find_regions(template, body, inside.keys())
    answers: Answers = {}
    for slot in template.slots:
        if slot.id in inside:
            answers[slot.id] = read_answer(template, slot, inside[slot.id])
        else:
            answers[slot.id] = _unless_blank(template, slot, regions.get(slot.id, []))
    return answers, others


def _without_title(template: Template, front: FrontMatter, lines: Sequence[str]) -> list[str]:
    """Take off the title line that `fill` puts over the documents of a template that has none, whatever it says now.

    The head tells it where it has a title. A template's own head may have no place for one; then a first heading is
    that line, unless it is the template's own.
    """
    out = list(lines)
    while out and not out[0].strip():
        out.pop(0)
    if template.title is not None or not out or not out[0].startswith("# "):
        return out
    said = [value for key, value in front.data.items() if meta_key(key) == "title"]
    if any(out[0] == f"# {' '.join(str(value).split())}" for value in said):
        return out[1:]
    own = [without_surrogates(line) for line in template.lines[template.front_matter.end :]]
    has_own_head = bool(template.front_matter.end) and not is_issue_head(template.front_matter)
    return out[1:] if has_own_head and out.count(out[0]) > own.count(out[0]) else out


def _unless_blank(template: Template, slot: Slot, lines: Sequence[str]) -> Answer:
    """Return what stands in a slot's place; None where that is what stands there without an answer."""
    shown = [(number, line.rstrip()) for number, line in enumerate(lines) if line.strip()]
    bare = [line for _, line in shown]
    # The template's own words stand there where somebody wrote the document by hand, or it is older than the slot.
    blanks = [_shown(write_answer(template, slot, None)), _shown(template.lines[slot.span.start : slot.span.end])]
    if not bare or bare in blanks[: 1 if slot.kind in _IN_OWN_LINES else 2]:
        return None
    for blank in blanks if slot.kind not in _IN_OWN_LINES else ():
        if blank and bare[: len(blank)] == blank:
            # Somebody left the hint where it was, and wrote below it.
            return read_answer(template, slot, lines[shown[len(blank)][0] :])
    return read_answer(template, slot, lines)


def _shown(lines: Iterable[str]) -> list[str]:
    """Return the lines that are not blank, as a document has them."""
    return [without_surrogates(line).rstrip() for line in lines if line.strip()]


def read_answer(template: Template, slot: Slot, lines: Sequence[str]) -> Answer:
    """Return the answer that is written in `lines`: what `write_answer` undoes."""
    out = list(lines)
    while out and not out[0].strip():
        out.pop(0)
    while out and not out[-1].strip():
        out.pop()
    read = _text if is_text_by_directive(slot) else _READERS.get(slot.kind, _text)
    return read(template, slot, out)


def _text(template: Template, slot: Slot, lines: list[str]) -> Answer:
    return trimmed("\n".join(lines)) or None


def _fence(template: Template, slot: Slot, lines: list[str]) -> Answer:
    mark = re.match(r"`{3,}", lines[0]) if len(lines) > 1 else None
    inside = lines[1:-1]
    if mark is None or lines[-1] != mark[0] or any(line.startswith(mark[0]) for line in inside):
        return _listed(lines) or _text(template, slot, lines)
    return "\n".join(inside) or None


def _listed(lines: Sequence[str]) -> Answer:
    """Return lines that are a list as one, or as boxes where they have them; None where they are something else."""
    items = [match for line in lines if (match := _ITEM.fullmatch(line))]
    if not items or len(items) < len(lines):
        return None
    boxes = {item["label"]: item["tick"] in ("x", "X") for item in items if item["tick"]}
    return boxes if len(boxes) == len(items) else [f"{item['box'] or ''}{item['label']}" for item in items]


_ITEM = re.compile(r"- (?P<box>\[(?P<tick>[ xX])\] )?(?P<label>.+)")


def _entry(template: Template, slot: Slot, lines: list[str]) -> Answer:
    start = without_surrogates(before_value(template, slot))
    if not lines or not lines[0].startswith(start.rstrip()):
        return _text(template, slot, lines)
    indent = entry_indent(start)
    more = (line.removeprefix(indent) for line in lines[1:])
    return trimmed("\n".join([lines[0][len(start) :], *more])) or None


_IN_OWN_LINES = (SlotKind.TASKS, SlotKind.CHOICE, SlotKind.ENTRY)
"""The kinds whose answers stand in the template's own lines."""

_READERS = {
    SlotKind.FENCE: _fence,
    SlotKind.ENTRY: _entry,
    SlotKind.TASKS: read_boxes,
    SlotKind.CHOICE: read_boxes,
}


def _shaped(field: Element | None, answer: Answer) -> Answer:
    """Return an answer in the shape that a field's answers have."""
    if field is None or answer is None:
        return answer
    if field.type == "checkboxes":
        return answer if isinstance(answer, dict) else _boxes(field, _labels(answer))
    if field.type == "dropdown":
        names = [_option(field, label) for label in _labels(answer)]
        return names if field.multiple else names[0] if len(names) == 1 else names or None
    return answer


_TASK = re.compile(r"- (?:\[(?P<tick>[ xX])\] )?(?P<label>.+)")


def _labels(answer: Answer) -> list[str]:
    """Return what is chosen: of boxes those that are ticked, of a list in a text its items."""
    if isinstance(answer, dict):
        return [label for label, ticked in answer.items() if ticked]
    if isinstance(answer, list):
        return answer
    items = [_TASK.fullmatch(line) for line in (answer or "").split("\n")]
    if not all(items):
        return [answer or ""]
    return [item["label"] for item in items if item and item["tick"] != " "]


def _boxes(field: Element, ticked: Sequence[str]) -> Answer:
    boxes = {option.label: option.label in ticked for option in field.options}
    return boxes | dict.fromkeys(ticked, True)


def _option(field: Element, label: str) -> str:
    """Return an option as the form writes it: in plain text."""
    options = {option.label for option in field.options}
    return label if label in options or plain_text(label) not in options else plain_text(label)
