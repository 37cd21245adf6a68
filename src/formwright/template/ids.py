"""Ids: ASCII, short, unique, and the same tomorrow, whatever happens to the other sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from formwright.template.model import Section, Slot
from formwright.text.slug import slugify

ID_LIMIT = 40
"""The longest id, in characters."""


def assign_ids(slots: Sequence[Slot], sections: Sequence[Section], title: Section | None = None) -> list[str]:
    """Return an id for each slot; `title` is the section of the document's title, which is no part of one.

    It comes from the slot's own label, so that no other section changes it. Where that is taken, the names of the
    sections around it are put before it; a number is the last resort. Words that are a checkbox's label are not taken:
    GitHub compares those with ids (R46).
    """
    taken = {slugify(choice.plain) for slot in slots for choice in slot.choices}
    numbers: dict[str, int] = {}
    ids = []
    if title is not None:
        sections = [replace(section, label="") if section.index == title.index else section for section in sections]
    for slot in slots:
        said = slot.directive.keys.get("id") if slot.directive else None
        # What a directive says is taken as it is: that it is there twice, or no id at all, is GitHub's rules' to say.
        name = said if isinstance(said, str) and said.strip() else _free(slot, sections, taken, numbers)
        taken.add(name)
        ids.append(name)
    return ids


def _free(slot: Slot, sections: Sequence[Section], taken: set[str], numbers: dict[str, int]) -> str:
    """Return the first name that is not taken; `numbers` are the last ones given, so that none is tried again."""
    name = ""
    for name in _candidates(slot, sections):
        if name not in taken:
            return name
    number = numbers.get(name, 1) + 1
    while _numbered(name, number) in taken:
        number += 1
    numbers[name] = number
    return _numbered(name, number)


def _numbered(name: str, number: int) -> str:
    return f"{name[: ID_LIMIT - 1 - len(str(number))].rstrip('-')}-{number}"


def _candidates(slot: Slot, sections: Sequence[Section]) -> Iterator[str]:
    name = _slug(slot.label) or "field"
    section = sections[slot.section]
    if slot.label != section.label and section.label:
        name = _below(section.label, name)
    yield name
    parent = section.parent
    while parent is not None:
        name = _below(sections[parent].label, name)
        yield name
        parent = sections[parent].parent


def _below(label: str, name: str) -> str:
    """Put as many words of a section's label before a name as there is room for."""
    words = _slug(label).split("-")
    while words and len("-".join([*words, name])) > ID_LIMIT:
        words.pop()
    return "-".join(filter(None, [*words, name]))


def _slug(label: str) -> str:
    """Return the slug of a label; brackets, emoji and other signs do not count."""
    bare = re.sub(r"\([^()]*\)", " ", label)
    label = bare if re.search(r"\w", bare) else label
    return slugify(re.sub(r"[^\w\s'-]+", " ", label), limit=ID_LIMIT)
