"""How an answer is written into the place of its slot: one small function per kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from formwright.document.boxes import can_be_box, own_lines, take, ticked_lines, with_others
from formwright.document.contain import contain, fenced
from formwright.form.model import Answer
from formwright.template import Slot, SlotKind, Template
from formwright.template.entries import raw_value
from formwright.template.shapes import any_asks
from formwright.template.words import unwrap
from formwright.text.lines import split_lines
from formwright.text.markdown import COMMENT, DEEPEST, BlockKind, read_blocks


def write_answer(template: Template, slot: Slot, answer: Answer) -> list[str]:
    """Return the lines that take the place of the slot's lines; blank lines around an answer are not its own."""
    if is_unanswered(slot, answer):
        return _UNANSWERED.get(slot.kind, _as_comment)(template, slot)
    answer = trimmed(answer) if isinstance(answer, str) else answer
    if isinstance(answer, str) and is_text_by_directive(slot):
        return _text(template, slot, answer)
    return _ANSWERED[slot.kind](template, slot, answer)


def is_text_by_directive(slot: Slot) -> bool:
    """Say whether the template asks for a text where it shows boxes."""
    return slot.directive is not None and slot.directive.keys.get("type") in ("textarea", "input")


def trimmed(text: str) -> str:
    """Return a text with LF, and without outer blank lines and blanks at its end."""
    lines = list(split_lines(text))
    while lines and not lines[0].strip():
        lines.pop(0)
    return "\n".join(lines).rstrip()


def is_unanswered(slot: Slot, answer: Answer) -> bool:
    """Say whether nothing was written: no answer, or the skeleton just as it was, blanks and all (R73)."""
    if not answer:
        return True
    if isinstance(answer, dict) and not any(ticked and label.strip() for label, ticked in answer.items()):
        return True
    if isinstance(answer, str) and not answer.strip():
        return True
    if isinstance(answer, list) and not any(part.strip() for part in answer):
        return True
    if not slot.skeleton or not isinstance(answer, str) or _bare(answer) != _bare(slot.skeleton):
        return False
    return slot.kind is SlotKind.PARTS or any_asks(read_blocks(split_lines(slot.skeleton)))


def _bare(text: str) -> list[str]:
    return [line.rstrip() for line in split_lines(text.strip())]


def as_markdown(answer: Answer, level: int) -> list[str]:
    """Return any answer as Markdown of its own: a text as it is, a list as bullets, boxes as a task list."""
    if isinstance(answer, dict):
        boxes = ((" ".join(label.split()), ticked) for label, ticked in answer.items())
        return [f"- [{'x' if ticked else ' '}] {label}" for label, ticked in boxes if label]
    if isinstance(answer, list):
        return [f"- {' '.join(part.split())}" for part in answer if part.strip()]
    return contain(answer or "", level)


def _level(template: Template, slot: Slot) -> int:
    """Return the level of the heading that a slot stands under.

    What is bold or quoted is no heading of Markdown: then it is the one above it, or the document's title.
    """
    section = template.sections[slot.section]
    while section.level > DEEPEST:
        if section.parent is None:
            return 1
        section = template.sections[section.parent]
    return section.level


def _text(template: Template, slot: Slot, answer: Answer) -> list[str]:
    lines = as_markdown(answer, _level(template, slot))
    # An underlined heading that was shifted leaves a blank line behind.
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


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


def _boxes(template: Template, slot: Slot, answer: Answer) -> list[str]:
    """Tick the boxes in the template's own lines; what is no box there becomes one, and a text of lines stays below."""
    taken = take(slot.choices, answer)
    lines = ticked_lines(template, slot, taken.ticked)
    if isinstance(answer, str) and taken.others and not can_be_box(answer):
        return [*lines, "", *_text(template, slot, answer)]
    return with_others(slot, lines, taken.others)


def _entry(template: Template, slot: Slot, answer: Answer) -> list[str]:
    first, *more = _text(template, slot, answer) or [""]
    start = before_value(template, slot)
    indent = entry_indent(start)
    return [f"{start}{first}", *(f"{indent}{line}" if line else "" for line in more)]


def entry_indent(start: str) -> str:
    """Return what stands before the further lines of a value whose first line begins with `start`."""
    return " " * (len(start) - len(start.lstrip(" -*+")))


def before_value(template: Template, slot: Slot) -> str:
    """Return a `Key: value` line up to its value."""
    line = template.lines[slot.span.start].rstrip()
    bare = re.sub(r"^\s*(?:[-*+]|\d+[.)])\s+", "", line)
    value = raw_value(bare)
    start = line[: len(line) - len(value)] if value and line.endswith(value) else line
    return start.rstrip() + " "


def _open_entry(template: Template, slot: Slot) -> list[str]:
    line = template.lines[slot.span.start]
    start = before_value(template, slot)
    value = line.rstrip()[len(start) :].strip()
    below = [template.lines[number] for number in own_lines(template, slot) if number > slot.span.start]
    return [f"{start}<!-- {unwrap(value)} -->" if value and "--" not in value else line, *below]


def _as_is(template: Template, slot: Slot) -> list[str]:
    return [template.lines[number] for number in own_lines(template, slot)]


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
    """Yield the runs of blocks that are no comments, but for those with half of one: it would end the one around it."""
    run: tuple[int, int] | None = None
    for block in read_blocks(lines):
        text = _without_marks("\n".join(lines[block.start : block.end]))
        if block.kind is BlockKind.COMMENT or "-->" in text or "<!--" in text:
            if run:
                yield run
            run = None
        else:
            run = (run[0] if run else block.start, block.end)
    if run:
        yield run


def _without_marks(text: str) -> str:
    """Return a text with its comments in brackets, so that it may stand in a comment itself."""
    return COMMENT.sub(lambda match: f"({match[1].strip('- ')})", text)


def _comment(lines: Sequence[str]) -> list[str]:
    lines = _without_marks("\n".join(lines)).split("\n")
    if len(lines) == 1:
        return [f"<!-- {unwrap(lines[0])} -->"]
    return ["<!--", *lines, "-->"]


_ANSWERED: dict[SlotKind, Callable[[Template, Slot, Answer], list[str]]] = {
    SlotKind.TEXT: _text,
    SlotKind.SKELETON: _text,
    SlotKind.PARTS: _text,
    SlotKind.TASKS: _boxes,
    SlotKind.CHOICE: _boxes,
    SlotKind.FENCE: _fence,
    SlotKind.ENTRY: _entry,
}
_UNANSWERED: dict[SlotKind, Callable[[Template, Slot], list[str]]] = {
    SlotKind.TASKS: _as_is,
    SlotKind.CHOICE: _as_is,
    SlotKind.ENTRY: _open_entry,
}
