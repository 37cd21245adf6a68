"""Slots to elements: one small function per kind of slot."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from formwright.conversion.judgement import Context, is_assurance, is_one_of, is_required, is_short
from formwright.findings import Finding, Severity
from formwright.form.languages import linguist_name
from formwright.form.model import Element, Option
from formwright.template import Choice, Slot, SlotKind
from formwright.template.marks import hint_requires

RESERVED_OPTION = "none"
"""A dropdown must not offer it: GitHub adds it by itself to a field that is not required (R56)."""

REPEAT_HINTS = ("Repeat the part below as often as you need it.", "Add, repeat or remove parts as you need them.")
"""What a field of repeated parts says where the template does not: of one part shown, and of several."""


def element_of(slot: Slot, context: Context) -> Element:
    """Return the field that asks for `slot`; `context` is said of its template.

    Choices become what the slot's directive says, where it names the type: a dropdown's options are plain texts, a
    checkbox's are not, and a textarea begins with them.
    """
    type_ = slot.directive.keys.get("type") if slot.directive and slot.choices else None
    make = _OF_CHOICES[type_] if isinstance(type_, str) and type_ in _OF_CHOICES else _ELEMENTS[slot.kind]
    element = make(slot, is_required(slot, context))
    said = "\n\n".join(filter(None, (slot.hint, _example_of_options(slot, element), element.description)))
    return replace(element, id=slot.id, label=slot.label, description=said or None, line=slot.span.start + 1)


def _example_of_options(slot: Slot, element: Element) -> str | None:
    """Return the example of a field of options, which has no placeholder for it; one that is an option is shown."""
    offered = {option.label.casefold() for option in element.options}
    return slot.example if slot.example and offered and slot.example.casefold() not in offered else None


def _text(slot: Slot, required: bool) -> Element:
    if len(set(dropdown_options(slot))) > 1:
        return _dropdown(slot, required)
    kind = "input" if is_short(slot) else "textarea"
    placeholder = " ".join((slot.example or "").split("\n")) if kind == "input" else slot.example
    return Element(kind, placeholder=placeholder or None, required=required)


def _skeleton(slot: Slot, required: bool) -> Element:
    return Element("textarea", value=slot.skeleton, placeholder=slot.example, required=required)


def _tasks(slot: Slot, required: bool) -> Element:
    return (_dropdown if is_one_of(slot) else _checkboxes)(slot, required)


def _checkboxes(slot: Slot, required: bool) -> Element:
    labels = list(dict.fromkeys(choice.text for choice in slot.choices))
    said_by_hint = hint_requires(slot.hint or "") is False
    demands = (slot.required is not False or said_by_hint) and hint_requires(slot.label) is not False
    return Element("checkboxes", options=tuple(Option(label, demands and is_assurance(label)) for label in labels))


def _dropdown(slot: Slot, required: bool) -> Element:
    """A dropdown without the reserved option: where that is offered, an empty answer says the same."""
    options = list(dropdown_options(slot))
    offers_none = any(choice.plain.lower() == RESERVED_OPTION for choice in slot.choices)
    ticked = [choice.plain for choice in slot.choices if choice.ticked]
    return Element(
        "dropdown",
        options=tuple(Option(option) for option in options),
        default=options.index(ticked[0]) if len(ticked) == 1 and ticked[0] in options else None,
        required=required and not offers_none,
    )


def _boxes(slot: Slot, required: bool) -> Element:
    """A text that begins with the choices' boxes."""
    boxes = (f"- [{'x' if choice.ticked else ' '}] {choice.text}" for choice in slot.choices)
    return Element("textarea", value="\n".join(boxes), placeholder=slot.example, required=required)


_OF_CHOICES: dict[str, Callable[[Slot, bool], Element]] = {
    "checkboxes": _checkboxes,
    "dropdown": _dropdown,
    "textarea": _boxes,
}


def dropdown_options(slot: Slot) -> Iterator[str]:
    """Yield the options of a slot's dropdown, each once and in plain text: GitHub shows no Markdown there."""
    yield from dict.fromkeys(choice.plain for choice in slot.choices if _is_option(choice))


def option_findings(slot: Slot, element: Element) -> Iterator[Finding]:
    """Yield a note for each choice of the template that is no option of its field, with the reason.

    Nothing where a directive says itself what is offered.
    """
    if not element.options or (slot.directive is not None and "options" in slot.directive.keys):
        return
    offered = {option.label for option in element.options}
    seen: set[str] = set()
    for choice in slot.choices:
        name = choice.plain if element.type == "dropdown" else choice.text
        if name in seen:
            message, remedy = f"the choice `{name}` stands twice, and is offered once", "give the second another name"
        elif name not in offered:
            message = f"GitHub reserves the option `{name}`: a field without an answer says the same (R56)"
            remedy = "leave the choice out, or call it `None of these`"
        else:
            seen.add(name)
            continue
        yield Finding("T22", message, remedy, line=choice.line + 1, severity=Severity.NOTE)


def _is_option(choice: Choice) -> bool:
    return bool(choice.plain) and choice.plain.lower() != RESERVED_OPTION


def _fence(slot: Slot, required: bool) -> Element:
    language = linguist_name(slot.language)
    return Element("textarea", placeholder=slot.example, render=language, required=required)


def _parts(slot: Slot, required: bool) -> Element:
    hint = None if _SAYS_REPEAT.search(slot.hint or "") else REPEAT_HINTS[slot.parts > 1]
    return replace(_skeleton(slot, required), description=hint, required=bool(slot.required))


_SAYS_REPEAT = re.compile(
    r"\b(?:repeat|cop(?:y|ies)|duplicate|as (?:many|often)|one (?:\w+ )?(?:for|per) each|for each|more if)\b",
    re.IGNORECASE,
)
"""Hints that say themselves that there may be more parts."""


_ELEMENTS: dict[SlotKind, Callable[[Slot, bool], Element]] = {
    SlotKind.TEXT: _text,
    SlotKind.SKELETON: _skeleton,
    SlotKind.TASKS: _tasks,
    SlotKind.CHOICE: _dropdown,
    SlotKind.FENCE: _fence,
    SlotKind.ENTRY: _text,
    SlotKind.PARTS: _parts,
}
