"""The reading of a body that people edited: every field that can be read, and a problem for everything else.

No word is lost: what is no heading of a field, no marker and no answer is in `rest`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from formwright.form.model import Answers, Form
from formwright.submission.alignment import Place, align, alternatives, find_places
from formwright.submission.ambiguity import ambiguous_heading, ambiguous_options
from formwright.submission.body import Body
from formwright.submission.headings import find_marks
from formwright.submission.model import Problem, Submission
from formwright.submission.sections import Section, read_section
from formwright.submission.values import empty, keys, trim

MOST_PROBLEMS = 50
"""Of one kind; a body with more is no form, and the rest of them is of no use to anybody (S35)."""

MOST_HEADINGS = 200
"""So many headings under one field are looked at: of those that are other fields under new names there are few."""


def read_edited(text: str, form: Form) -> Submission:
    """Return what can be read of `text`, which has LF line ends."""
    body = Body(text)
    marks = find_marks(body, form.fields)
    if not marks:
        message = "no heading of the form is in the body" if text.strip() else "the body is empty"
        return Submission({}, [Problem("unknown-form", None, message, 1)], trim(text))
    places = find_places(body, marks, form.fields)
    return _Reading(body, places, align(places, len(form.fields), body.word(1)), form).submission()


class _Reading:
    """The fields' places, turned into answers, problems and the rest."""

    def __init__(self, body: Body, places: Sequence[Place], chosen: Sequence[Place], form: Form) -> None:
        self.body, self.places, self.chosen = body, places, chosen
        self.fields, self.names = form.fields, keys(form)
        self.found = {place.mark.field: place for place in chosen}
        self.numbers = body.numbers(place.mark.line for place in places)
        self.answers: Answers = {}
        self.problems: list[Problem] = []
        self.notes: list[tuple[str, int | None, str, int]] = []
        self.loose: list[tuple[int, int]] = []

    def submission(self) -> Submission:
        self.loose.append((1, self.chosen[0].mark.line))
        stops = [*(place.mark.line for place in self.chosen[1:]), self.body.end]
        for place, stop in zip(self.chosen, stops, strict=True):
            self._read(place, stop)
        self._missing()
        self._repeated()
        for place, others in alternatives(self.places, self.chosen, self.body.end):
            field, numbers = place.mark.field, [self.numbers[line] for line in others]
            label, line = self.fields[field].label, self.numbers[place.mark.line]
            self.problems.append(ambiguous_heading(self.names[field], label, line, numbers))
        rest = "\n\n".join(self._rest())
        return Submission(
            {name: self.answers[name] for name in self.names if name in self.answers},
            sorted([*self.problems, *self._noted()], key=lambda problem: problem.line),
            rest,
            lines={self.names[field]: self.numbers[place.mark.line] for field, place in sorted(self.found.items())},
        )

    def _note(self, code: str, field: int | None, message: str, line: int) -> None:
        """Note a problem at a line, whose number is looked up when all are there."""
        self.notes.append((code, field, message, line))

    def _noted(self) -> Iterator[Problem]:
        numbers = self.body.numbers(line for *_, line in self.notes)
        for code, field, message, line in self.notes:
            yield Problem(code, None if field is None else self.names[field], message, numbers[line])

    def _read(self, place: Place, stop: int) -> None:
        """Read one field, whose answer ends before the line `stop`."""
        field, element = place.mark.field, self.fields[place.mark.field]
        cut = stop if place.local else self._renamed(place, stop)
        section = place.section or read_section(element, self.body, place.mark.after, cut)
        if place.moved:
            self._note("out-of-order", field, f"`{element.label}` is not in the form's order", place.mark.line)
        if section.blank:
            self._take_blank(place)
        else:
            self._take(place, section)
        self.loose.extend(section.stray)
        self.loose.append((section.end, stop))

    def _take(self, place: Place, section: Section) -> None:
        name = self.names[place.mark.field]
        self.answers[name] = section.answer
        for code, message, line in section.notes[:MOST_PROBLEMS]:
            self._note(code, place.mark.field, message, line)
        if section.choices and isinstance(section.answer, list):
            self.problems.append(
                ambiguous_options(name, section.answer, section.choices, self.numbers[place.mark.line])
            )

    def _take_blank(self, place: Place) -> None:
        """Keep what a heading with nothing under it says.

        Where the body has all fields, the answer was emptied; where fields are gone, this one's answer is gone too.
        """
        element = self.fields[place.mark.field]
        if len(self.found) == len(self.fields):
            self.answers[self.names[place.mark.field]] = empty(element)
        else:
            message = f"nothing is under the heading `{element.label}`"
            self._note("missing-field", place.mark.field, message, place.mark.line)

    def _renamed(self, place: Place, stop: int) -> int:
        """Return where typed text ends: before headings that stand where the next fields are missing.

        A heading that the form does not have is part of the answer, unless no more of them stand there than fields of
        the form are missing: then they are those fields under other names.
        """
        missing = self._next_found(place.mark.field) - place.mark.field - 1
        if place.moved or not missing:
            return stop
        headings = islice(self.body.headings(place.mark.after, stop), MOST_HEADINGS)
        level = (line for line in headings if self.body.level(line) == place.mark.level)
        unknown = list(islice(level, missing + 1))
        return unknown[0] if 0 < len(unknown) <= missing else stop

    def _next_found(self, field: int) -> int:
        """Return the next field in the form's order that has a heading; the number of fields where none has."""
        count = len(self.fields)
        return next((index for index in range(field + 1, count) if index in self.found), count)

    def _missing(self) -> None:
        for field, element in enumerate(self.fields):
            if field not in self.found:
                following = self.found.get(self._next_found(field))
                line = following.mark.line if following else self.body.end
                self._note("missing-field", field, f"no heading `{element.label}` is in the body", line)

    def _repeated(self) -> None:
        """Note headings of fields that were read elsewhere. Their words stay in an answer, or in the rest."""
        taken = {place.mark.line for place in self.chosen}
        extra = (place.mark for place in self.places if place.counts and place.mark.line not in taken)
        for mark in islice((mark for mark in extra if mark.field in self.found), MOST_PROBLEMS):
            first = self.numbers[self.found[mark.field].mark.line]
            message = f"`{self.fields[mark.field].label}` was read from line {first} on; it is here again"
            self._note("repeated-field", mark.field, message, mark.line)

    def _rest(self) -> Iterator[str]:
        """Yield the pieces that belong to no field, in the body's order, and note what they are."""
        known = {place.mark.line for place in self.places if place.counts}
        unknown: list[int] = []
        for start, stop in self._pieces():
            yield self.body.join(start, stop)
            fresh = (line for line in self.body.headings(start, stop) if line not in known)
            headings = list(islice(fresh, MOST_PROBLEMS))
            if start not in headings and start not in known:
                self._note("text-outside", None, "this text belongs to no field", start)
            unknown += headings
        for line in unknown[:MOST_PROBLEMS]:
            self._note("unknown-heading", None, f"`{self.body.line(line).strip()[:80]}` is not of the form", line)

    def _pieces(self) -> Iterator[tuple[int, int]]:
        """Yield the lines, each piece from a word on, that belong to no field and have no other word between them."""
        start = end = -1
        for first, stop in sorted(self.loose):
            word = self.body.word(first)
            if word is None or word >= stop:
                continue
            if end >= 0 and self.body.word(end) == word:
                end = stop
                continue
            if end >= 0:
                yield start, end
            start, end = word, stop
        if end >= 0:
            yield start, end
