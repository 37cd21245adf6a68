"""Read which boxes are ticked where a slot's boxes stand in a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from formwright.document.boxes import box_lines, boxes_in, choice_boxes, tick_all, ticked_lines
from formwright.form.model import Answer
from formwright.template import Slot, SlotKind, Template
from formwright.text.boxes import is_ticked

_OTHER = re.compile(r"- \[x\] (.+)")


def read_boxes(template: Template, slot: Slot, lines: Sequence[str]) -> Answer:
    """Return what is chosen in the lines that stand in the slot's place.

    Labels to ticked for a task list; for boxes in a line the one that is ticked, or a list of several. A text where the
    template's boxes are gone, or where none is ticked and words stand below them.
    """
    blank = ticked_lines(template, slot, frozenset())
    read = _read_line if slot.kind is SlotKind.CHOICE else _read_list
    found = read(template, slot, lines, blank) if len(lines) >= len(blank) else None
    if found is None:
        return "\n".join(lines)
    ticked, more = found
    below = [line for line in lines[len(blank) :] if line.strip()]
    others = [*more, *(match[1] for line in below if (match := _OTHER.fullmatch(line)))]
    if len(others) - len(more) < len(below):
        return "\n".join(lines if ticked or more else lines[len(blank) :]).strip("\n")
    return _chosen(slot, ticked, others, listed=bool(below))


def _read_line(
    template: Template, slot: Slot, lines: Sequence[str], blank: Sequence[str]
) -> tuple[list[int], list[str]] | None:
    """Return the places that are ticked in the line, and what is ticked behind it; None where it is another line."""
    boxes = choice_boxes(lines[0])[: len(choice_boxes(blank[0]))]
    bare = tick_all(lines[0], boxes)
    if not bare.startswith(blank[0]):
        return None
    others = bare[len(blank[0]) :].split(" [x] ")
    if others[0].strip():
        return None
    return [place for place, box in enumerate(boxes) if is_ticked(box[0])], others[1:]


def _read_list(
    template: Template, slot: Slot, lines: Sequence[str], blank: Sequence[str]
) -> tuple[list[int], list[str]] | None:
    """Return the places that are ticked; None where some line is not the template's."""
    places: dict[int, int] = {}
    for place, choice in enumerate(slot.choices):
        places.setdefault(choice.line, place)
    ticked = []
    for number, line, bare in zip(box_lines(template, slot), lines, blank, strict=False):
        boxes = boxes_in(line)[:1] if number in places else []
        if tick_all(line, boxes) != bare:
            return None
        ticked += [places[number] for box in boxes if is_ticked(box[0])]
    return ticked, []


def _chosen(slot: Slot, ticked: Sequence[int], others: Sequence[str], *, listed: bool) -> Answer:
    """Return the answer; one that stands in a list below the line was a list."""
    if slot.kind is SlotKind.CHOICE:
        names = [*(slot.choices[place].plain for place in ticked), *others]
        return names[0] if len(names) == 1 and not listed else names or None
    boxes: dict[str, bool] = {}
    for place, choice in enumerate(slot.choices):
        boxes[choice.text] = boxes.get(choice.text, False) or place in ticked
    boxes |= dict.fromkeys(others, True)
    return boxes if any(boxes.values()) else None
