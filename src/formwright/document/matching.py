"""Which of a document's slots takes the answers of which field: the same name, or the same subject."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from formwright.document.subjects import Subject, is_general, likeness, subjects_of, words
from formwright.document.synonyms import NEAREST
from formwright.form.model import Element, Form
from formwright.template import Slot, SlotKind, Template

_ALIKE = 0.5
"""Labels of which at least half of the words are the same are alike."""

_LISTS = (SlotKind.TASKS, SlotKind.CHOICE)


@dataclass(frozen=True, slots=True)
class Match:
    """A field's key, the slot that takes its answers (None: the appendix does), and why, in words for people."""

    field: str
    slot: str | None
    why: str


@dataclass(frozen=True, slots=True)
class _Place:
    """A slot, with its own label, what it speaks of, and whether that is said by its own heading."""

    slot: Slot
    label: str
    subjects: tuple[Subject, ...]
    own: bool


def match_fields(form: Form, template: Template, wanted: Mapping[str, Sequence[str]] | None = None) -> list[Match]:
    """Return where the answers of each field of `form` go in the document of `template`, in the form's order.

    `wanted` (slot to fields) comes before everything else. Then a field goes to the slot of its id, of its label, of
    its subject (`synonyms`), of the subject that comes nearest, or of a label with mostly the same words. A code slot
    takes code only, a slot with one line one line only. A form that is the template's own keeps to its own slots.
    """
    explicit = {field: slot for slot, fields in (wanted or {}).items() for field in fields}
    slots = {slot.id: slot for slot in template.slots}
    places = [] if slots.keys() <= {field.key for field in form.fields} else list(_places(template))
    by_label: dict[tuple[str, ...], list[Slot]] = {}
    for slot in template.slots:
        by_label.setdefault(words(slot.label), []).append(slot)
    matches = []
    for field in form.fields:
        found = _explicit(field, explicit) or _same(field, slots, by_label) or _by_subject(field, places)
        matches.append(found or Match(field.key, None, "no section is about it"))
    return matches


def _explicit(field: Element, explicit: Mapping[str, str]) -> Match | None:
    slot = explicit.get(field.key)
    return Match(field.key, slot, "the configuration says so") if slot else None


def _same(
    field: Element, slots: Mapping[str, Slot], by_label: Mapping[tuple[str, ...], Sequence[Slot]]
) -> Match | None:
    if field.key in slots:
        return Match(field.key, field.key, "the same id")
    found = next((slot for slot in by_label.get(words(field.label), ()) if _fits(field, slot)), None)
    return Match(field.key, found.id, "the same label") if found else None


def _places(template: Template) -> Iterator[_Place]:
    for slot in template.slots:
        own = subjects_of(slot.label)
        above = _headings(slot, template) if is_general(slot.label) else ()
        from_above = next((found for label in above if (found := subjects_of(label))), [])
        yield _Place(slot, slot.label, tuple(from_above or own), own=not from_above)


def _headings(slot: Slot, template: Template) -> Iterator[str]:
    """Yield the headings above a slot's own, the nearest first, without the document's title."""
    section = template.sections[slot.section]
    while section.parent is not None:
        if section.label and section.label != slot.label:
            yield section.label
        section = template.sections[section.parent]
        if section == template.title:
            return
    if section.label != slot.label:
        yield section.label


def _by_subject(field: Element, places: Sequence[_Place]) -> Match | None:
    subjects = _subjects(field)
    for subject in subjects:
        for number, name in enumerate((subject.name, *NEAREST.get(subject.name, ()))):
            place = _best(field, name, places)
            if place is not None:
                nearest = f"this is about {subject.name}; the document has no section for it, and {name} is nearest"
                why = nearest if number else f"both are about {name}"
                return Match(field.key, place.slot.id, why)
    if subjects:
        return None
    alike = max(places, key=lambda place: likeness(field.label, place.label), default=None)
    if alike is not None and likeness(field.label, alike.label) >= _ALIKE and _fits(field, alike.slot):
        return Match(field.key, alike.slot.id, "the labels are alike")
    return None


def _subjects(field: Element) -> list[Subject]:
    """Return what a field speaks of; its id may say more than its label (`effort-estimation-design`, "Design")."""
    by_label, by_id = subjects_of(field.label), subjects_of(field.key.replace("-", " "))
    return by_id if by_id and (not by_label or by_id[0].words > by_label[0].words) else by_label


def _best(field: Element, subject: str, places: Iterable[_Place]) -> _Place | None:
    """Return the slot that speaks of a subject by the first name in its row; one with boxes of its own comes last."""
    found = [
        (place.slot.kind in _LISTS, not each.whole and place.own, each.rank, number, place)
        for number, place in enumerate(places)
        for each in place.subjects
        if each.name == subject and _fits(field, place.slot)
    ]
    return min(found, key=lambda each: each[:4])[4] if found else None


def _fits(field: Element, slot: Slot) -> bool:
    """Say whether what a field asks for can stand in a slot."""
    return _FITS.get(slot.kind, _any)(field, slot)


def _code(field: Element, slot: Slot) -> bool:
    return field.render is not None


def _one_line(field: Element, slot: Slot) -> bool:
    return field.type in ("input", "dropdown") and words(field.label) == words(slot.label)


def _choice(field: Element, slot: Slot) -> bool:
    return field.type == "dropdown" and not {choice.plain for choice in slot.choices}.isdisjoint(
        option.label for option in field.options
    )


def _any(field: Element, slot: Slot) -> bool:
    return True


_FITS: Mapping[SlotKind, Callable[[Element, Slot], bool]] = {
    SlotKind.FENCE: _code,
    SlotKind.ENTRY: _one_line,
    SlotKind.CHOICE: _choice,
}
