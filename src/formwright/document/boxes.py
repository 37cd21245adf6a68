"""Boxes in the template's own lines: tick them, and read which are ticked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from formwright.form.model import Answer
from formwright.template import Choice, Piece, Role, Slot, SlotKind, Template
from formwright.text.boxes import BOX
from formwright.text.markdown import COMMENT, plain_text

_BOX = re.compile(rf"{BOX.pattern}|\[\s*[xX]?\s*\]")
_TICKED = {"☐": "☑", "□": "☑", "☑": "☑", "☒": "☑"}
_SIGNS_BETWEEN = " \t,|/;"


@dataclass(frozen=True, slots=True)
class Taken:
    """The places of the choices that an answer takes, and what it takes besides."""

    ticked: frozenset[int]
    others: tuple[str, ...]


def take(choices: Sequence[Choice], answer: Answer) -> Taken:
    """Return what an answer takes of `choices`; it may name them by their Markdown or their plain text."""
    if isinstance(answer, dict):
        wanted = [label for label, ticked in answer.items() if ticked]
    else:
        wanted = answer if isinstance(answer, list) else [answer or ""]
    places: dict[str, int] = {}
    for number, choice in enumerate(choices):
        for name in (choice.text, choice.plain):
            places.setdefault(name, number)
    found = [places.get(label, places.get(plain_text(label))) for label in wanted]
    others = [" ".join(label.split()) for label, place in zip(wanted, found, strict=True) if place is None]
    return Taken(frozenset(place for place in found if place is not None), tuple(dict.fromkeys(filter(None, others))))


def can_be_box(text: str) -> bool:
    """Say whether a text can be the label of a box: one line without a box or a comment of its own."""
    return "\n" not in text.strip() and not _BOX.search(text) and "<!--" not in text


def ticked_lines(template: Template, slot: Slot, ticked: frozenset[int]) -> list[str]:
    """Return the lines of the slot's boxes, those of `ticked` ticked and no other."""
    if slot.kind is SlotKind.CHOICE:
        line = template.lines[slot.span.start]
        return [tick_all(line, choice_boxes(line), ticked)]
    places: dict[int, int] = {}
    for place, choice in enumerate(slot.choices):
        places.setdefault(choice.line, place)
    lines = []
    for number in box_lines(template, slot):
        line = template.lines[number]
        boxes = boxes_in(line)[:1] if number in places else []
        chosen = frozenset({0} if places.get(number) in ticked else ())
        lines.append(tick_all(line, boxes, chosen))
    return lines


def choice_boxes(line: str) -> list[re.Match[str]]:
    """Return the boxes of a line that have a text behind them, in the order of the slot's choices."""
    shown = COMMENT.sub(lambda match: "\0" * len(match[0]), line)
    boxes = list(BOX.finditer(shown))
    ends = [*(box.start() for box in boxes[1:]), len(shown)][: len(boxes)]
    texts = [
        shown[box.end() : end].replace("\0", "").strip(_SIGNS_BETWEEN) for box, end in zip(boxes, ends, strict=True)
    ]
    return [box for box, text in zip(boxes, texts, strict=True) if text]


def boxes_in(line: str) -> list[re.Match[str]]:
    """Return all boxes of a line, those that Markdown does not take for one (`[]`), too."""
    return list(_BOX.finditer(line))


def tick_all(line: str, boxes: Sequence[re.Match[str]], ticked: frozenset[int] = frozenset()) -> str:
    """Return a line with those of its `boxes` ticked whose places are in `ticked`, and the others not."""
    out, at = [], 0
    for place, box in enumerate(boxes):
        out += [line[at : box.start()], _ticked(box[0], place in ticked)]
        at = box.end()
    return "".join([*out, line[at:]])


def _ticked(box: str, ticked: bool) -> str:
    tick = "x" if ticked else " "
    if box in _TICKED:
        return _TICKED[box] if ticked else "☐"
    return f"({tick})" if box[0] == "(" else f"[{tick}]"


def with_others(slot: Slot, lines: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return the lines of the boxes with what is chosen besides: in the line where the boxes are, else below them."""
    if slot.kind is SlotKind.CHOICE and all(map(can_be_box, others)):
        return ["".join([lines[0], *(f" [x] {other}" for other in others)])]
    between = [""] if slot.kind is SlotKind.CHOICE and others else []
    return [*lines, *between, *(f"- [x] {other}" for other in others)]


def own_lines(template: Template, slot: Slot) -> list[int]:
    """Return the lines of a slot without the directives among them."""
    marks = {
        number
        for piece in _pieces_in(template, slot)
        if piece.role is Role.DIRECTIVE
        for number in range(piece.span.start, piece.span.end)
    }
    return [number for number in range(slot.span.start, slot.span.end) if number not in marks]


def box_lines(template: Template, slot: Slot) -> list[int]:
    """Return the lines of a task list and the visible sentences in it; what only tells the writer what to do is not."""
    hints = {
        number
        for piece in _pieces_in(template, slot)
        if piece.slot == slot.id and piece.role in (Role.HINT, Role.EXAMPLE)
        if template.lines[piece.span.start].lstrip().startswith("<!--")
        for number in range(piece.span.start, piece.span.end)
    }
    numbers = [number for number in own_lines(template, slot) if number not in hints]
    shown = [place for place, number in enumerate(numbers) if template.lines[number].strip()]
    return numbers[shown[0] : shown[-1] + 1] if shown else []


def _pieces_in(template: Template, slot: Slot) -> Iterator[Piece]:
    """Yield the pieces of the template that begin within a slot's lines."""
    for at in range(bisect_left(template.pieces, slot.span.start, key=_start), len(template.pieces)):
        if template.pieces[at].span.start >= slot.span.end:
            return
        yield template.pieces[at]


def _start(piece: Piece) -> int:
    return piece.span.start
