"""How an answer is written into the place of its slot: one small function per kind."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from formwright.document.contain import contain, fenced
from formwright.form.model import Answer
from formwright.template import Choice, Piece, Role, Slot, SlotKind, Template
from formwright.template.entries import raw_value
from formwright.template.shapes import any_asks
from formwright.template.words import unwrap
from formwright.text.boxes import BOX
from formwright.text.lines import split_lines
from formwright.text.markdown import BlockKind, plain_text, read_blocks

_BOX = re.compile(rf"{BOX.pattern}|\[\s*[xX]?\s*\]")
_TICKED = {"☐": "☑", "□": "☑", "☑": "☑", "☒": "☑"}


def write_answer(template: Template, slot: Slot, answer: Answer) -> list[str]:
    """Return the lines that take the place of the slot's lines."""
    if is_unanswered(slot, answer):
        return _UNANSWERED.get(slot.kind, _as_comment)(template, slot)
    if isinstance(answer, str) and slot.directive and slot.directive.keys.get("type") in ("textarea", "input"):
        return _text(template, slot, answer)
    return _ANSWERED[slot.kind](template, slot, answer)


def is_unanswered(slot: Slot, answer: Answer) -> bool:
    """Say whether nothing was written: no answer, or the skeleton just as it was, blanks and all (R73)."""
    if answer is None or answer in ("", []) or (isinstance(answer, dict) and not any(answer.values())):
        return True
    if not slot.skeleton or not isinstance(answer, str) or _bare(answer) != _bare(slot.skeleton):
        return False
    return slot.kind is SlotKind.PARTS or any_asks(read_blocks(split_lines(slot.skeleton)))


def _bare(text: str) -> list[str]:
    return [line.rstrip() for line in split_lines(text.strip())]


def as_markdown(answer: Answer, level: int) -> list[str]:
    """Return any answer as Markdown of its own: a text as it is, a list as bullets, boxes as a task list."""
    if isinstance(answer, dict):
        return [f"- [{'x' if ticked else ' '}] {label}" for label, ticked in answer.items()]
    if isinstance(answer, list):
        return [f"- {' '.join(part.split())}" for part in answer]
    return contain(answer or "", level)


def _level(template: Template, slot: Slot) -> int:
    return min(template.sections[slot.section].level, 6)


def _text(template: Template, slot: Slot, answer: Answer) -> list[str]:
    return as_markdown(answer, _level(template, slot))


def _fence(template: Template, slot: Slot, answer: Answer) -> list[str]:
    if not isinstance(answer, str):
        return _text(template, slot, answer)
    info = (
        next(
            block.info
            for block in read_blocks(template.lines[slot.span.start : slot.span.end])
            if block.level and block.info
        )
        if slot.language
        else ""
    )
    return fenced(answer, info)


def _tasks(template: Template, slot: Slot, answer: Answer) -> list[str]:
    """Tick the boxes in the template's own lines; what was ticked and is no box there becomes one, a text stays one."""
    ticked, others = _match(slot.choices, answer)
    text = isinstance(answer, str) and not ticked and "\n" in answer.strip()
    hints = _hint_lines(template, slot)
    boxes = {choice.line: choice in ticked for choice in reversed(slot.choices)}
    lines: list[str] = []
    for number in _own_lines(template, slot):
        line = template.lines[number]
        # Blank lines at the beginning would add to those of the template.
        if number not in hints and (lines or line.strip()):
            lines.append(_tick(line, [boxes[number]]) if number in boxes else line)
    if text:
        return [*lines, "", *_text(template, slot, answer)]
    return lines + [f"- [x] {' '.join(other.split())}" for other in others]


def _choice(template: Template, slot: Slot, answer: Answer) -> list[str]:
    """Tick the chosen box of the line; a choice that the line does not offer is put at its end."""
    ticked, others = _match(slot.choices, answer)
    line = _tick(template.lines[slot.span.start], [choice in ticked for choice in slot.choices])
    return ["".join([line, *(f" [x] {' '.join(other.split())}" for other in others)])]


def _tick(line: str, ticked: Sequence[bool]) -> str:
    """Tick the boxes of a line, the first ones if there are more, and take the ticks out of those not taken."""
    states = iter(ticked)

    def box(match: re.Match[str]) -> str:
        state = next(states, None)
        if state is None:
            return match[0]
        if match[0] in _TICKED:
            return _TICKED[match[0]] if state else "☐"
        tick = "x" if state else " "
        return f"({tick})" if match[0][0] == "(" else f"[{tick}]"

    return _BOX.sub(box, line)


def _match(choices: tuple[Choice, ...], answer: Answer) -> tuple[set[Choice], list[str]]:
    """Return the choices that an answer takes, and what it takes besides."""
    if isinstance(answer, dict):
        wanted = [label for label, ticked in answer.items() if ticked]
    else:
        wanted = answer if isinstance(answer, list) else [answer or ""]
    by_name = {name: choice for choice in reversed(choices) for name in (choice.text, choice.plain)}
    found = [by_name.get(label) or by_name.get(plain_text(label)) for label in wanted]
    others = [label for label, choice in zip(wanted, found, strict=True) if choice is None]
    return {choice for choice in found if choice is not None}, others


def _hint_lines(template: Template, slot: Slot) -> set[int]:
    """Return the lines of a slot that only tell the writer what to do; visible sentences stay."""
    return {
        number
        for piece in _pieces_in(template, slot)
        if piece.slot == slot.id and piece.role in (Role.HINT, Role.EXAMPLE)
        if template.lines[piece.span.start].lstrip().startswith("<!--")
        for number in range(piece.span.start, piece.span.end)
    }


def _entry(template: Template, slot: Slot, answer: Answer) -> list[str]:
    first, *more = as_markdown(answer, _level(template, slot)) or [""]
    start = _before_value(template, slot)
    indent = " " * (len(start) - len(start.lstrip(" -*+")))
    return [f"{start}{first}", *(f"{indent}{line}".rstrip() for line in more)]


def _before_value(template: Template, slot: Slot) -> str:
    """Return a `Key: value` line up to its value."""
    line = template.lines[slot.span.start].rstrip()
    bare = re.sub(r"^\s*(?:[-*+]|\d+[.)])\s+", "", line)
    value = raw_value(bare)
    start = line[: len(line) - len(value)] if value and line.endswith(value) else line
    return start.rstrip() + " "


def _open_entry(template: Template, slot: Slot) -> list[str]:
    line = template.lines[slot.span.start]
    start = _before_value(template, slot)
    value = line.rstrip()[len(start) :].strip()
    return [f"{start}<!-- {unwrap(value)} -->" if value and "--" not in value else line]


def _as_is(template: Template, slot: Slot) -> list[str]:
    return [template.lines[number] for number in _own_lines(template, slot)]


def _own_lines(template: Template, slot: Slot) -> list[int]:
    """Return the lines of a slot without the directives among them."""
    marks: set[int] = set()
    for piece in _pieces_in(template, slot):
        marks |= set(range(piece.span.start, piece.span.end)) if piece.role is Role.DIRECTIVE else set()
    return [number for number in range(slot.span.start, slot.span.end) if number not in marks]


def _pieces_in(template: Template, slot: Slot) -> Sequence[Piece]:
    """Return the pieces that begin in a slot's lines."""
    first = bisect_left(template.pieces, slot.span.start, key=_start)
    last = bisect_left(template.pieces, slot.span.end, key=_start)
    return template.pieces[first:last]


def _start(piece: Piece) -> int:
    return piece.span.start


def _as_comment(template: Template, slot: Slot) -> list[str]:
    """Keep what tells the writer what to do, out of the readers' sight; comments are so already."""
    lines = _as_is(template, slot)
    out: list[str] = []
    at = 0
    for start, end in _visible_runs(lines):
        out += lines[at:start]
        out += _comment(lines[start:end])
        at = end
    return [*out, *lines[at:]]


def _visible_runs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the runs of blocks that hold no comment mark; such a mark inside another comment would end it."""
    run: tuple[int, int] | None = None
    for block in read_blocks(lines):
        if block.kind is BlockKind.COMMENT or any(
            mark in line for line in lines[block.start : block.end] for mark in ("-->", "<!--")
        ):
            if run:
                yield run
            run = None
        else:
            run = (run[0] if run else block.start, block.end)
    if run:
        yield run


def _comment(lines: Sequence[str]) -> list[str]:
    if len(lines) == 1:
        return [f"<!-- {unwrap(lines[0])} -->"]
    return ["<!--", *lines, "-->"]


_ANSWERED: dict[SlotKind, Callable[[Template, Slot, Answer], list[str]]] = {
    SlotKind.TEXT: _text,
    SlotKind.SKELETON: _text,
    SlotKind.PARTS: _text,
    SlotKind.TASKS: _tasks,
    SlotKind.CHOICE: _choice,
    SlotKind.FENCE: _fence,
    SlotKind.ENTRY: _entry,
}
_UNANSWERED: dict[SlotKind, Callable[[Template, Slot], list[str]]] = {
    SlotKind.TASKS: _as_is,
    SlotKind.CHOICE: _as_is,
    SlotKind.ENTRY: _open_entry,
}
