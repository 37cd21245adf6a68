"""A body that people wrote with the Markdown template itself, before there was a form: read through its slots.

The headings are found as in a form whose fields are the template's sections. What stands under each is shared out to
the section's slots, without what the template itself says there. It is the way back of filling.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from formwright.document.spelled import Lined, with_own_headings
from formwright.document.taking import take, takes_all
from formwright.form.model import Answer, Answers, Element, Form
from formwright.submission.earlier import OtherReading
from formwright.submission.model import MARKDOWN_TEMPLATE, Problem, Submission
from formwright.submission.reading import parse
from formwright.submission.values import keys, lf, shown, trim
from formwright.template import Role, Section, Slot, SlotKind, Template

_SAID = (Role.HINT, Role.EXAMPLE, Role.GUIDANCE, Role.DIRECTIVE, Role.KEPT, Role.SKIPPED, Role.HEAD)
"""What the template says to the writer; where it still stands in a body it is nobody's answer."""

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def sections_form(template: Template) -> Form:
    """Return the template's sections as a form with a text for each: a body's headings are found by it."""
    fields = tuple(Element("textarea", id=f"s{section.index}", label=section.label) for section in _asked(template))
    return Form("", "", fields)


def with_headings_of(body: str, templates: Iterable[Template]) -> Lined:
    """Return the body with the headings of templates, as they spell them, written as those of `sections_form`."""
    return with_own_headings(body, ((template, _asked(template)) for template in templates))


def _asked(template: Template) -> Iterator[Section]:
    """Yield the sections with a heading that a body has: no document's title, and no part that is shown again."""
    parts = [slot.span for slot in template.slots if slot.kind is SlotKind.PARTS]
    answered = {slot.section for slot in template.slots if slot.label == template.sections[slot.section].label}
    untitled = {template.title.index} - answered if template.title else set()
    for section in template.sections:
        heading = section.heading
        if heading is None or section.index in untitled or not shown(section.label).strip():
            continue
        if not any(span.start <= heading.start < span.end for span in parts):
            yield section


def _owners(template: Template) -> dict[int | None, int | None]:
    """Return under which heading of a body each section stands: what has none of its own goes on with the last one."""
    asked = {section.index for section in _asked(template)}
    owners: dict[int | None, int | None] = {None: None}
    last = None
    for section in template.sections:
        last = section.index if section.index in asked else last
        owners[section.index] = last
    return owners


def read_written(body: str, template: Template, form: Form) -> OtherReading:
    """Return the answers in `body`, which was written with `template`; `form` is the one that it converts to.

    What belongs to no slot is in `rest`, below its heading. What the template itself holds is nobody's answer: it is
    read in the same way first. Raises on no body whatever. Linear in the body.
    """
    return _read(body, template, form, _blank(_Given(template.lines, form, template)))


@dataclass(frozen=True, slots=True)
class _Blank:
    """What is read in the template as it is: texts under the fields' names, and texts that belong to no slot."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    loose: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Given:
    """A template and its form, known by the template's lines."""

    lines: tuple[str, ...]
    form: Form
    template: Template = field(compare=False)


@lru_cache(maxsize=64)
def _blank(given: _Given) -> _Blank:
    """Read a template as if it were a body; many issues ask for the same few."""
    template = given.template
    body = "\n".join(template.lines[template.front_matter.end :])
    reading = _reading(body, template, given.form, _Blank())
    return _Blank(reading.answers, tuple(text for _, text in reading.loose)) if reading is not None else _Blank()


def _read(body: str, template: Template, form: Form, blank: _Blank) -> OtherReading:
    reading = _reading(body, template, form, blank)
    headless = not sections_form(template).fields
    # Any text could be written with a template that has no heading: it has to hold something of it, and not the form's.
    if reading is None or (headless and (not (reading.sure or reading.keyed) or parse(body, form).fits)):
        return OtherReading(form, replace(parse(body, sections_form(template)), revision=MARKDOWN_TEMPLATE))
    return OtherReading(form, reading.submission(), reading.sure)


def _reading(body: str, template: Template, form: Form, blank: _Blank) -> _Reading | None:
    """Share a body out to the slots; None where it is none that was written with the template."""
    pseudo = sections_form(template)
    # Of a template without a heading, all that stands there is an answer.
    plain = Submission({}, (), trim(lf(body)))
    read = _parsed(with_headings_of(body, [template]), pseudo) if pseudo.fields else plain
    if not read.fits:
        return None
    reading = _Reading(template, form, blank)
    for section in _asked(template):
        reading.take(section, read)
    reading.outside(read)
    return reading


def _parsed(body: Lined, form: Form) -> Submission:
    """Read a body, and name its lines by the numbers that they have without those that were put in."""
    read = parse(body.text, form)
    lines = {name: body.number(line) for name, line in read.lines.items()}
    problems = tuple(replace(problem, line=body.number(problem.line)) for problem in read.problems)
    return replace(read, lines=lines, problems=problems)


@dataclass(slots=True)
class _Reading:
    """The sections of a body, on their way to the slots."""

    template: Template
    form: Form
    blank: _Blank
    answers: Answers = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    rest: list[tuple[int, str]] = field(default_factory=list)
    loose: list[tuple[int, str]] = field(default_factory=list)
    sure: bool = False
    keyed: bool = False
    elements: dict[str, tuple[str, Element]] = field(init=False)
    owners: dict[int | None, int | None] = field(init=False)

    def __post_init__(self) -> None:
        self.owners = _owners(self.template)
        names = zip(keys(self.form), self.form.fields, strict=True)
        self.elements = {element.id or name: (name, element) for name, element in names}

    def take(self, section: Section, read: Submission) -> None:
        """Share out what stands under the heading of `section`."""
        key = f"s{section.index}"
        slots = [slot for slot in self._slots(section) if slot.id in self.elements]
        if key not in read.answers:
            self._missing(slots)
            return
        line, answer = read.lines[key], read.answers[key]
        left = self._share(slots, line, self._unsaid(section.index, answer if isinstance(answer, str) else ""))
        if left:
            self._leave(section, line, left)

    def _share(self, slots: Sequence[Slot], line: int, text: str) -> str:
        """Share a text out to slots, and return what is left of it."""
        # Slots with lines of their own go first: what they leave is for those that take any text.
        for slot in sorted(slots, key=takes_all):
            name, element = self.elements[slot.id]
            self.lines[name] = line
            given = self._without_rule(text)
            answer, text, problems = take(self.template, slot, element, given)
            self.keyed |= not takes_all(slot) and text != given
            untouched = isinstance(answer, str) and answer == self.blank.answers.get(name)
            self.sure |= untouched
            self.answers[name] = None if untouched else answer
            self.problems += [replace(problem, field=name, line=line) for problem in problems if not untouched]
        return self._without_loose(text).strip()

    def _without_loose(self, text: str) -> str:
        """Return `text` without what the template itself holds beside its slots."""
        for said in self.blank.loose:
            text = self._without(text, said)
        return text

    def _missing(self, slots: Sequence[Slot]) -> None:
        for slot in slots:
            name, element = self.elements[slot.id]
            message = f"no heading of the template for `{element.label}` is in the body"
            self.problems.append(Problem("missing-field", name, message, 1))

    def _leave(self, section: Section, line: int, text: str) -> None:
        self.loose.append((line, text))
        self.rest.append((line, f"### {shown(section.label)}\n\n{text}"))
        message = f"this text under `{shown(section.label)}` belongs to no slot"
        self.problems.append(Problem("text-outside", None, message, line))

    def outside(self, read: Submission) -> None:
        """Keep what is outside of the sections, and what is wrong with the headings."""
        rest = self._unsaid(None, read.rest)
        above = [slot for slot in self.template.slots if self.owners[slot.section] is None and slot.id in self.elements]
        rest = self._share(above, 1, rest)
        if rest:
            self.loose.append((0, rest))
            self.rest.append((0, rest))
        names = {f"s{section.index}": self._name(section) for section in _asked(self.template)}
        for problem in read.problems:
            gone = problem.code == "text-outside" and not rest
            if problem.code not in ("missing-field", "required-empty") and not gone:
                self.problems.append(replace(problem, field=names.get(problem.field or "")))

    def _name(self, section: Section) -> str | None:
        return next((self.elements[slot.id][0] for slot in self._slots(section) if slot.id in self.elements), None)

    def _slots(self, section: Section) -> list[Slot]:
        return [slot for slot in self.template.slots if self.owners[slot.section] == section.index]

    def _unsaid(self, section: int | None, text: str) -> str:
        """Return `text` without what the template says in `section`; outside of them (None), in any."""
        for piece in self.template.pieces:
            if piece.role in _SAID and (section is None or self.owners[piece.section] == section):
                said = self.template.text(piece.span)
                for part in [*_COMMENT.findall(said), said]:
                    # An empty fence says nothing, and looks like the end of one fence and the begin of the next.
                    text = self._without(text, part.strip()) if part.strip("`~ \n") else text
        return self._without_rule(text)

    def _without_rule(self, text: str) -> str:
        """Return `text` without the rules at its end with which the template parts its sections."""
        pieces = (piece for piece in self.template.pieces if piece.role is Role.LAYOUT)
        rules = {line.strip() for piece in pieces for line in self.template.text(piece.span).split("\n")}
        lines = text.split("\n")
        while lines and lines[-1].strip() in rules | {""}:
            lines.pop()
        return "\n".join(lines)

    def _without(self, text: str, said: str) -> str:
        """Return `text` without `said`, where that stands there in lines of its own, or is a comment."""
        at = text.find(said) if said else -1
        if at < 0:
            return text
        alone = text[:at].rpartition("\n")[2].strip() == text[at + len(said) :].partition("\n")[0].strip() == ""
        if not alone and not said.startswith("<!--"):
            return text
        self.sure = True
        return text[:at] + text[at + len(said) :]

    def submission(self) -> Submission:
        """Return what was read, in the form's order."""
        for name, element in self.elements.values():
            if element.required and name in self.answers and not self.answers[name]:
                message = f"`{element.label}` is required and empty"
                self.problems.append(Problem("required-empty", name, message, self.lines[name]))
        ordered = {name: self.answers[name] for name in keys(self.form) if name in self.answers}
        problems = tuple(sorted(self.problems, key=lambda problem: problem.line))
        rest = "\n\n".join(text for _, text in sorted(self.rest, key=lambda part: part[0]))
        return Submission(ordered, problems, rest, revision=MARKDOWN_TEMPLATE, lines=self.lines)
