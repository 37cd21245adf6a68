"""Fill a template: one pass over its slots, answers in, the document out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from formwright.document.answers import as_markdown, is_unanswered, write_answer
from formwright.document.carrying import carry_answers
from formwright.document.matching import match_fields
from formwright.document.metadata import Meta, fill_front_matter
from formwright.form.model import Answer, Form
from formwright.form.reading import read_form
from formwright.template import Role, SlotKind, Template, read_template
from formwright.template.words import placeholders, title_places
from formwright.text.lines import without_surrogates

APPENDIX = "From the issue"
"""The heading of what no slot of the template takes."""

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
    front = fill_front_matter(read, meta)
    body = list(_body(read, by_slot, meta))
    while body and not body[0].strip():
        body.pop(0)
    body = [*_title(read, meta), *body, *_appendix(others, form)]
    if front:
        body = [*front, "", *body]
    elif body and body[0].rstrip() == "---":
        # Without front matter of its own, a document must not get one from an answer (S9).
        body.insert(0, "")
    return without_surrogates("\n".join(body).rstrip("\n") + "\n")


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
    return by_slot, {key: answer for key, answer in others.items() if answer not in (None, "", [])}


def _title(template: Template, meta: Meta) -> list[str]:
    """Return a title line, where the template has none of its own."""
    title = meta.get("title")
    return [] if template.title is not None or not title else [f"# {_one_line(title)}", ""]


def _one_line(text: object) -> str:
    return " ".join(str(text).split())


def _body(template: Template, answers: Mapping[str, Answer], meta: Meta) -> Iterator[str]:
    lines = _titled(template, meta)
    steering = set(_steering(template))
    at = template.front_matter.end
    last = ""
    for slot in sorted(template.slots, key=lambda slot: slot.span):
        answer = answers.get(slot.id)
        for number in range(at, slot.span.start):
            if number not in steering:
                yield (last := lines[number])
        written = write_answer(template, slot, answer)
        at = max(at, slot.span.end)
        apart = slot.kind not in _IN_LINE and not is_unanswered(slot, answer)
        if apart and last.strip():
            yield ""
        for line in written:
            yield (last := line)
        if apart and at < len(lines) and lines[at].strip():
            yield (last := "")
    yield from (lines[number] for number in range(at, len(lines)) if number not in steering)


def _steering(template: Template) -> Iterator[int]:
    """Yield the lines of directives, each with a blank line after it where there is one before it, too."""
    for piece in template.pieces:
        start, end = piece.span.start, piece.span.end
        if piece.role is not Role.DIRECTIVE:
            continue
        yield from range(start, end)
        around = template.lines[max(start - 1, 0) : start], template.lines[end : end + 1]
        if not any(line.strip() for lines in around for line in lines):
            yield end


def _titled(template: Template, meta: Meta) -> tuple[str, ...]:
    """Return the template's lines with the title in the place of the title's placeholder."""
    title = meta.get("title")
    if template.title is None or template.title.heading is None or not title:
        return template.lines
    at = template.title.heading.start
    line = template.lines[at]
    for start, end, text in sorted(_title_parts(line, meta), reverse=True):
        line = line[:start] + text + line[end:]
    return (*template.lines[:at], line, *template.lines[at + 1 :])


def _title_parts(line: str, meta: Meta) -> Iterator[tuple[int, int, str]]:
    """Yield where the title and the number belong in a heading: start, end, and what takes the place."""
    title, number = _one_line(meta.get("title")), meta.get("number")
    bracketed = placeholders(line)
    if bracketed:
        yield bracketed[0].start(), bracketed[0].end(), title
    for match in title_places(line):
        inside = any(place.start() <= match.start() < place.end() for place in bracketed)
        if match["number"] and number is not None and not inside:
            yield *match.span("number"), _numbered(number, match["number"])
        elif match["title"] and not bracketed:
            yield *match.span("title"), title


def _numbered(number: object, place: str) -> str:
    """Return a number with as many digits as its place has, where that shows them: `0042` for `NNNN`."""
    digits = len(place) if len(set(place)) == 1 else 1
    return str(number).rjust(digits, "0")


def _appendix(others: Mapping[str, Answer], form: Form | None) -> Iterator[str]:
    """Yield what no slot takes, so that no word of an answer is lost."""
    if not others:
        return
    labels = {field.key: field.label for field in form.fields} if form else {}
    order = list(labels)
    yield from ("", f"## {APPENDIX}")
    for key in sorted(others, key=lambda key: (order.index(key) if key in labels else len(order), key)):
        yield from ("", f"### {labels.get(key, key)}", "", *as_markdown(others[key], 3))
