"""What became of a piece of a template in the form: one small function per role."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from formwright.form.model import Element, Form
from formwright.template import Piece, Role, Section, Slot, Template
from formwright.template.words import split_example

REASONS = {
    Role.KEPT: "asks for nothing: it stays in the document",
    Role.REPEAT: "repeats the part before it: the field takes as many as there are",
    Role.LAYOUT: "a rule or a blank between sections",
    Role.TITLE: "the document's title",
    Role.SKIPPED: "left out by its directive",
    Role.DIRECTIVE: "it steers the conversion",
    Role.HEAD: "its value is in the form's head",
}
"""Why lines of these roles are not in the form."""
STEERED = "its directive says something else"


@dataclass(frozen=True, slots=True)
class View:
    """A template and its form, with what each piece needs: slots and fields by id, the first slot of a section."""

    template: Template
    form: Form
    slots: Mapping[str, Slot]
    fields: Mapping[str, Element]
    first_slots: Mapping[int, Slot]


def make_view(template: Template, form: Form) -> View:
    """Return the view of a template and the form that it became; of equal ids the first counts."""
    return View(
        template,
        form,
        {slot.id: slot for slot in reversed(template.slots)},
        {field.key: field for field in reversed(form.fields)},
        {slot.section: slot for slot in reversed(template.slots)},
    )


def texts_of(form: Form) -> Iterator[str]:
    """Yield all that a form's body says."""
    for element in form.body:
        yield from filter(None, (element.label, element.description, element.placeholder, element.value))
        yield from (option.label for option in element.options)


def fate(piece: Piece, view: View) -> str:
    """Return what became of a piece."""
    return _FATES[piece.role](piece, view)


def _in_field(attribute: str) -> Callable[[Piece, View], str]:
    def became(piece: Piece, view: View) -> str:
        field, slot = view.fields.get(piece.slot or ""), view.slots.get(piece.slot or "")
        steered = _steered(slot, attribute) if slot is not None and slot.directive is not None else None
        if steered or (slot and slot.directive and field and not getattr(field, attribute)):
            return steered or f"not in the form: {STEERED}"
        return f"`{attribute}` of the {field.type} `{field.id}`" if field else f"`{attribute}` of a field"

    return became


def _in_options(piece: Piece, view: View) -> str:
    """Return what became of a list of boxes, which a directive may make the beginning of a text."""
    field = view.fields.get(piece.slot or "")
    return _in_field("options" if field is None or field.options else "value")(piece, view)


def _in_example(piece: Piece, view: View) -> str:
    """Return what became of an example, which a field of options, without a placeholder, has in its description."""
    field = view.fields.get(piece.slot or "")
    return _in_field("description" if field and field.options else "placeholder")(piece, view)


def _steered(slot: Slot, attribute: str) -> str | None:
    """Return what became of a slot's lines where its directive says something in their place; else None."""
    keys = slot.directive.keys if slot.directive is not None else {}
    if keys.get("type") == "markdown" and "value" not in keys:
        return "a markdown element"
    return f"not in the form: {STEERED}" if attribute in keys or keys.get("type") == "markdown" else None


def _heading_fate(piece: Piece, view: View) -> str:
    slot = view.first_slots.get(piece.section or 0)
    section = view.template.sections[piece.section or 0]
    mark = {True: ", marked as required", False: ", marked as optional", None: ""}[section.required]
    if slot is not None and slot.label == section.label:
        steered = _steered(slot, "label")
        if steered:
            return steered
        return f"{_attributes(section, slot, view)} of the field `{slot.id}`{mark}"
    return f"a markdown element{mark}"


def _title_fate(piece: Piece, view: View) -> str:
    slot = view.first_slots.get(piece.section or 0)
    labels = slot is not None and slot.label == view.template.sections[piece.section or 0].label
    return (_heading_fate if labels else _because)(piece, view)


def _attributes(section: Section, slot: Slot, view: View) -> str:
    """Return what of a field a heading became: its label, and where the comment in it is, if it has one."""
    field = view.fields.get(slot.id)
    parts = [part.strip() for part in split_example(section.hint or "") if part.strip()]
    names = ("description", "placeholder")
    said = [name for name in names if any(part in (getattr(field, name) or "") for part in parts)]
    offered = [option.label for option in field.options] if field else []
    said += ["options"] if parts and offered and all(option in parts[0] for option in offered) else []
    return " and ".join(f"`{name}`" for name in ("label", *said))


def _key_fate(piece: Piece, view: View) -> str:
    """Return what became of a key's line, whose value may offer choices."""
    field = view.fields.get(piece.slot or "")
    return _in_field("label")(piece, view).replace(
        "`label`", "`label` and `options`" if field and field.options else "`label`"
    )


def _because(piece: Piece, view: View) -> str:
    return f"not in the form: {REASONS[piece.role]}"


def _kept(piece: Piece, view: View) -> str:
    return (
        "the target of links in the form" if is_shown_target(piece, view.template, view.form) else _because(piece, view)
    )


def is_shown_target(piece: Piece, template: Template, form: Form) -> bool:
    """Say whether a piece's lines are nothing but definitions whose targets links of the form bear."""
    inside = [each for each in template.definitions.values() if piece.span.start <= each.start < piece.span.end]
    covered = sum(each.end - each.start for each in inside)
    lines = sum(bool(line.strip()) for line in template.lines[piece.span.start : piece.span.end])
    texts = list(texts_of(form)) if inside and covered == lines else []
    return bool(texts) and all(any(each.target in text for text in texts) for each in inside)


_FATES: dict[Role, Callable[[Piece, View], str]] = {
    Role.TITLE: _title_fate,
    Role.HEADING: _heading_fate,
    Role.HINT: _in_field("description"),
    Role.EXAMPLE: _in_example,
    Role.SKELETON: _in_field("value"),
    Role.OPTIONS: _in_options,
    Role.KEY: _key_fate,
    Role.GUIDANCE: lambda piece, view: "a markdown element",
    Role.REPEAT: _because,
    Role.HEAD: lambda piece, view: "`labels` or `assignees` of the form",
    Role.KEPT: _kept,
    Role.LAYOUT: _because,
    Role.SKIPPED: _because,
    Role.DIRECTIVE: _because,
}
