"""Fill a template: one pass over its slots, answers in, the document out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from formwright.document.answers import as_markdown, is_unanswered, write_answer
from formwright.document.appendix import write_appendix
from formwright.document.carrying import carry_answers
from formwright.document.guards import free_number, guarded
from formwright.document.layout import layout
from formwright.document.matching import match_fields
from formwright.document.metadata import Meta, fill_front_matter
from formwright.document.reading import read_answer, read_parts
from formwright.document.titling import one_line, titled
from formwright.form.model import Answer, Form
from formwright.form.reading import read_form
from formwright.template import Slot, SlotKind, Template, read_template
from formwright.text.lines import without_surrogates

_IN_LINE = (SlotKind.ENTRY, SlotKind.CHOICE)


def fill(
    template: str | Template,
    answers: Mapping[str, Answer],
    *,
    form: Form | str | None = None,
    meta: Meta | None = None,
) -> str:
    """Return the document: `template` with its slots filled by `answers` (slot id to answer) and what `meta` knows.

    `form` is the form, or its YAML, that asked for the answers: a field whose id is no slot's goes where it matches
    best, several of them into one slot, and what no slot takes into an appendix, by its label. Answers are data:
    nothing in them is read as a template (S10).
    """
    read = read_template(template) if isinstance(template, str) else template
    form = read_form(form).form if isinstance(form, str) else form
    meta = meta or {}
    by_slot, others = arrange(read, answers, form)
    written = {slot.id: write_answer(read, slot, by_slot.get(slot.id)) for slot in read.slots}
    answered = {slot.id for slot in read.slots if not is_unanswered(slot, by_slot.get(slot.id))}
    parts = _Parts(read, written, answered, list(write_appendix(others, form)), len(others), meta)
    return parts.document()


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a document is put together from: the template, the slots' lines, the appendix with how many answers."""

    template: Template
    written: Mapping[str, Sequence[str]]
    answered: Set[str]
    appendix: Sequence[str]
    others: int
    meta: Meta

    def document(self) -> str:
        """Return the document; where an answer could be read as something else, it stands between marks."""
        marked: set[str] = set()
        text = self._together(marked)
        while misread := self._misread(text) - marked:
            marked |= misread
            text = self._together(marked)
        return text

    def _together(self, marked: Set[str]) -> str:
        number = free_number(line for lines in (*self.written.values(), self.appendix) for line in lines)
        written = {
            slot: guarded(lines, slot, number) if slot in marked else lines for slot, lines in self.written.items()
        }
        apart = {slot.id for slot in self.template.slots if slot.kind not in _IN_LINE} & self.answered
        front = fill_front_matter(self.template, self.meta)
        body = list(_body(self.template, written, apart | marked, self.meta))
        while body and not body[0].strip():
            body.pop(0)
        body = [*_title(self.template, self.meta), *body, *self.appendix]
        if front:
            body = [*front, "", *body]
        elif body and body[0].rstrip() == "---":
            # Without front matter of its own, a document must not get one from an answer (S9).
            body.insert(0, "")
        return without_surrogates("\n".join(body).rstrip("\n") + "\n")

    def _misread(self, text: str) -> set[str]:
        """Return the slots whose answers are not read back as they are written."""
        read, others = read_parts(self.template, text)
        wrong = {slot.id for slot in self.template.slots if read.get(slot.id) != self._expected(slot)}
        if not wrong and len(others) == self.others:
            return set()
        # A place that is empty, or the appendix, is misread for what stands in another one.
        return wrong & self.answered or set(self.answered)

    def _expected(self, slot: Slot) -> Answer:
        if slot.id not in self.answered:
            return None
        return read_answer(self.template, slot, [without_surrogates(line) for line in self.written[slot.id]])


def arrange(
    template: Template, answers: Mapping[str, Answer], form: Form | None
) -> tuple[dict[str, Answer], dict[str, Answer]]:
    """Return the answers by slot id, and those that no slot takes; `form` says what the fields are that are no slots.

    An answer under a slot's id is that slot's; a field goes to the slot that matches it, unless that has one already.
    """
    ids = {slot.id for slot in template.slots}
    homes = {each.field: each.slot for each in match_fields(form, template)} if form else {}
    by_slot: dict[str, Answer] = {key: answer for key, answer in answers.items() if key in ids and key not in homes}
    fields = {key: answer for key, answer in answers.items() if homes.get(key) and homes[key] not in by_slot}
    by_slot |= carry_answers(fields, form, template) if form else {}
    others = {key: answer for key, answer in answers.items() if key not in fields and key not in by_slot}
    return by_slot, {key: answer for key, answer in others.items() if not _is_nothing(answer)}


def _is_nothing(answer: Answer) -> bool:
    return not (answer.strip() if isinstance(answer, str) else as_markdown(answer, 1))


def _title(template: Template, meta: Meta) -> list[str]:
    """Return a title line, where the template has none of its own."""
    title = meta.get("title")
    return [] if template.title is not None or not title else [f"# {one_line(title)}", ""]


def _body(template: Template, written: Mapping[str, Sequence[str]], apart: Set[str], meta: Meta) -> Iterator[str]:
    """Yield the template's lines with what is written in its slots' places; those of `apart` between blank lines."""
    lines = titled(template, meta)
    last = ""
    close = False
    for part in layout(template):
        if isinstance(part, Slot):
            if (close or part.id in apart) and last.strip() and written[part.id]:
                yield ""
            close = part.id in apart
            for line in written[part.id]:
                yield (last := line)
            continue
        for number in part.numbers:
            if close and lines[number].strip():
                yield ""
            yield (last := lines[number])
            close = False
