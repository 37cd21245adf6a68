"""The footer: `**Labels**: a, b` lines after the last rule of an issue template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from formwright.template.body import Draft, Found
from formwright.template.model import Role, Section, Slot, SlotKind, Span
from formwright.template.shapes import inline_choices, plain_key
from formwright.template.words import has_placeholder, is_blank, key_value, unwrap
from formwright.text.markdown import Block, BlockKind, plain_text

_HEAD_KEYS = {"label": "labels", "labels": "labels", "assignee": "assignees", "assignees": "assignees"}


@dataclass(frozen=True, slots=True)
class Footer:
    """The footer's lines: slots, lines for the form's head, and lines that stay in the document."""

    start: int
    found: Found
    head: dict[str, tuple[str, ...]] = field(default_factory=dict)


def split_footer(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Split the last section's blocks into what belongs to its heading, and the footer with the rule before it."""
    at = next((n for n in range(len(blocks) - 1, -1, -1) if blocks[n].kind is BlockKind.RULE), None)
    if at is None or at == len(blocks) - 1:
        return tuple(blocks), ()
    footer = blocks[at + 1 :]
    if not all(block.kind is BlockKind.PARAGRAPH and _is_key_lines(block) for block in footer):
        return tuple(blocks), ()
    return tuple(blocks[:at]), tuple(blocks[at:])


def _is_key_lines(block: Block) -> bool:
    return all(line.lstrip().find("**") >= 0 and key_value(line) is not None for line in block.text.split("\n"))


def read_footer(blocks: Sequence[Block], section: Section) -> Footer:
    """Read the lines of a footer (`split_footer`), which belong to `section`."""
    drafts: list[Draft] = []
    kept: list[tuple[Span, Role]] = []
    head: dict[str, tuple[str, ...]] = {}
    for block in blocks:
        lines = block.text.split("\n") if block.kind is BlockKind.PARAGRAPH else []
        for number, line in enumerate(lines, block.start):
            span = Span(number, number + 1)
            key, value = key_value(line) or ("", "")
            target = _HEAD_KEYS.get(plain_key(key).lower())
            draft = _draft(line, plain_key(key), value, section, span)
            if target and not is_blank(value) and not has_placeholder(value):
                head[target] = (*head.get(target, ()), *_words(value))
                kept.append((span, Role.HEAD))
            elif draft:
                drafts.append(draft)
            else:
                kept.append((span, Role.KEPT))
    return Footer(blocks[0].start, Found(tuple(drafts), tuple(kept)), head)


def _words(value: str) -> tuple[str, ...]:
    words = (plain_text(word).strip().lstrip("@") for word in value.split(","))
    return tuple(word for word in words if word)


def _draft(line: str, key: str, value: str, section: Section, span: Span) -> Draft | None:
    slot = Slot(id="", kind=SlotKind.ENTRY, label=key, section=section.index, span=span)
    choices = inline_choices(line, span.start)
    if choices:
        return Draft(replace(slot, kind=SlotKind.CHOICE, choices=choices[1]), ((span, Role.OPTIONS),))
    if is_blank(value) or has_placeholder(value):
        return Draft(replace(slot, example=unwrap(value) or None), ((span, Role.KEY),))
    return None
