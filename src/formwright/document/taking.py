"""One slot's answer in the text that stands under its heading: the way back of `answers`, one function per kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from formwright.form.model import Answer, Element, Form
from formwright.submission.model import Problem
from formwright.submission.reading import parse
from formwright.submission.values import lf, normalise, shown
from formwright.template import Slot, SlotKind, Template
from formwright.text.lines import split_lines
from formwright.text.links import with_targets
from formwright.text.markdown import BlockKind, read_blocks

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TICKED = re.compile(r"\[[ \t]?[xX✓✔][ \t]?\][ \t]*|[☑☒✅][ \t]*")
_BOX = re.compile(r"\[[ \t]*[xX✓✔]?[ \t]*\][ \t]*|[☐□☑☒✅][ \t]*")
_ITEM = re.compile(r"[ \t]*[-*+•][ \t]")
_MARKS = re.compile(r"^[ \t]*(?:[-*+•][ \t]+|\d{1,9}[.)][ \t]+)?|[*_`]{1,3}")

Taken = tuple[Answer, str, Sequence[Problem]]
"""An answer, the text that it leaves, and what is wrong with it."""

_OPEN = (SlotKind.TEXT, SlotKind.SKELETON, SlotKind.PARTS, SlotKind.FENCE)


def takes_all(slot: Slot) -> bool:
    """Say whether the slot takes any text: those with lines of their own go first."""
    return slot.kind in _OPEN


def take(template: Template, slot: Slot, element: Element, text: str) -> Taken:
    """Return the answer to `slot`, whose field is `element`, in `text`, with what is left of the text."""
    return _TAKERS.get(slot.kind, _text)(template, slot, element, text)


def _text(template: Template, slot: Slot, element: Element, text: str) -> Taken:
    """Take all that is left; the skeleton just as it was is no answer (R73)."""
    skeleton = slot.skeleton or ""
    if _bare(text) in (_bare(skeleton), _bare(template.text(slot.span))):
        return None, "", ()
    if element.type in ("textarea", "upload") and not element.render:
        return normalise(element, text), "", ()
    return _alone(element, text)


def _fence(template: Template, slot: Slot, element: Element, text: str) -> Taken:
    """Take what is inside the template's fence; a field that GitHub shows as code is read with its own."""
    taken = _text(template, slot, element, text)
    if element.render or not isinstance(taken[0], str):
        return taken
    blocks = read_blocks(split_lines(taken[0]))
    block = blocks[0] if len(blocks) == 1 and blocks[0].kind is BlockKind.FENCE else None
    if block is None or not (block.mark and block.closed) or block.info != (slot.language or ""):
        return taken
    return normalise(element, block.text), "", ()


def _bare(text: str) -> list[str]:
    return [line.rstrip() for line in lf(text).strip().split("\n")]


def _alone(element: Element, text: str) -> Taken:
    """Read `text` as the answer to a form of this one field."""
    label = shown(element.label)
    read = parse(f"### {label}\n\n{text.strip()}", Form("", "", (replace(element, id="f", required=False),)))
    told = [problem for problem in read.problems if problem.code in ("not-an-option", "ambiguous")]
    if "f" not in read.answers:
        return normalise(element, None), text, ()
    return read.answers["f"], read.rest, told


def _tasks(template: Template, slot: Slot, element: Element, text: str) -> Taken:
    """Take the lines of a task list: the ticked ones, where the form asks for one of them."""
    if element.type == "dropdown":
        return _ticked(element, text, [choice.plain for choice in slot.choices])
    if element.type != "checkboxes":
        return _text(template, slot, element, text)
    return _alone(element, _in_lines(text, template))


def _in_lines(text: str, template: Template) -> str:
    """Return a list with each item in one line, and with the targets of its links, as the form's options have them."""
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and line[:1] in " \t" and line.strip() and not _ITEM.match(line) and _ITEM.match(lines[-1]):
            lines[-1] = f"{lines[-1].rstrip()} {line.strip()}"
        else:
            lines.append(line)
    return "\n".join(with_targets(line, template.definitions, below=False) for line in lines)


def _choice(template: Template, slot: Slot, element: Element, text: str) -> Taken:
    """Take the line with the choices' boxes, or what stands behind its key."""
    key = _key(template, slot)
    lines = text.split("\n")
    at = next((number for number, line in enumerate(lines) if key and _plain(line).startswith(key)), None)
    if at is None:
        return _ticked(element, text, [choice.plain for choice in slot.choices])
    answer, left, problems = _ticked(element, _behind(lines[at], key), [choice.plain for choice in slot.choices])
    return answer, "\n".join([*lines[:at], left, *lines[at + 1 :]]), problems


def _ticked(element: Element, text: str, offered: Sequence[str]) -> Taken:
    """Take the options whose boxes are ticked; text without boxes is the option itself, or a list of them."""
    if not _BOX.search(text):
        return _alone(element, text) if text.strip() else (normalise(element, None), text, ())
    ends = sorted({*(match.start() for match in _BOX.finditer(text)), len(text)})
    chosen, left = [], [text[: ends[0]]]
    for start, end in pairwise(ends):
        part = text[start:end]
        label = _plain(part[_matched(_BOX, part) :].split("\n")[0])
        option = next((name for name in [*(o.label for o in element.options), *offered] if _plain(name) == label), None)
        if option is None:
            left.append(part)
        elif _TICKED.match(part):
            chosen.append(option)
            left.append("\n".join(part.split("\n")[1:]))
        else:
            left.append("\n".join(part.split("\n")[1:]))
    rest = "\n".join(line for line in "".join(left).split("\n") if _MARKS.sub("", line).strip())
    if element.multiple:
        return normalise(element, chosen), rest, ()
    if len(chosen) > 1:
        message = f"several of `{element.label}` are ticked"
        return ", ".join(chosen), rest, [Problem("not-an-option", None, message, 1)]
    return normalise(element, chosen[0] if chosen else None), rest, ()


def _matched(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return match.end() if match else 0


def _entry(template: Template, slot: Slot, element: Element, text: str) -> Taken:
    """Take the value behind a key, with the lines below it up to a blank line or the next key."""
    others = [_key(template, other) for other in template.slots if other.section == slot.section and other is not slot]
    key, lines = _key(template, slot), text.split("\n")
    at = next((number for number, line in enumerate(lines) if key and _plain(line).startswith(key)), None)
    if at is None:
        return normalise(element, None), text, ()
    end = at + 1
    while end < len(lines) and lines[end].strip() and not _begins(lines[end], others):
        if _ITEM.match(lines[end]) and _ITEM.match(lines[at]):
            break
        end += 1
    value = "\n".join([_behind(lines[at], key), *lines[at + 1 : end]]).strip()
    left = "\n".join([*lines[:at], *lines[end:]])
    asked = _behind(template.lines[slot.span.start], key).strip()
    if not value or value == asked or _COMMENT.sub("", value).strip() == "":
        return normalise(element, None), left, ()
    if element.type in ("input", "textarea") and not element.render:
        return normalise(replace(element, type="textarea"), value), left, ()
    answer, rest, problems = _alone(element, value)
    return answer, "\n".join(filter(None, (left, rest))), problems


def _begins(line: str, names: Sequence[str]) -> bool:
    plain = _plain(line)
    return any(name and plain.startswith(name) for name in names)


def _key(template: Template, slot: Slot) -> str:
    """Return what stands before the value of a line with a key, with its colon where it has one, as people see it."""
    line = _plain(_BOX.split(template.lines[slot.span.start])[0])
    head, colon, _ = line.partition(":")
    label = _plain(slot.label)
    return head + colon if colon or not line.startswith(label) else label


def _plain(text: str) -> str:
    """Return a line without its list mark and its emphasis, in folded case."""
    return " ".join(_MARKS.sub("", text).casefold().split())


def _behind(line: str, key: str) -> str:
    """Return what stands in `line` behind `key`."""
    if not key.endswith(":"):
        plain = _MARKS.sub("", line).strip()
        return plain[len(key) :].strip(" \t:") if plain.casefold().startswith(key) else line
    value = line.partition(":")[2].strip(" \t")
    return value.removeprefix("**").removeprefix("__").strip()


_TAKERS: dict[SlotKind, Callable[[Template, Slot, Element, str], Taken]] = {
    SlotKind.FENCE: _fence,
    SlotKind.TASKS: _tasks,
    SlotKind.CHOICE: _choice,
    SlotKind.ENTRY: _entry,
}
