"""Recognise boxes: task lists, and choices in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from formwright.template.body import CHECKLIST, Body, Draft, Found, hint_text
from formwright.template.finds import guidance, single_list, with_role
from formwright.template.model import Role, SlotKind, Span
from formwright.template.shapes import (
    Shape,
    announces,
    asks,
    inline_choices,
    item_shape,
    leads_in,
    task_choices,
)
from formwright.template.words import (
    IMPERATIVE,
    asks_short,
)
from formwright.text.markdown import COMMENT, Block, BlockKind, Item, plain_text, read_blocks


def choices_in_lines(body: Body) -> Found | None:
    """Boxes in a line: each line is a slot of its own, named by its key."""
    lines = [line for block in body.rest for line in _choice_lines(block)]
    found = [(line, inline_choices(text, line)) for line, text in lines]
    if not found or any(choices is None for _, choices in found):
        return None
    drafts = []
    for line, choices in found:
        key, options = choices or ("", ())
        span = Span(line, line + 1)
        draft = body.draft(SlotKind.CHOICE, body.rest, label=key or body.label, choices=options, span=span)
        drafts.append(Draft(draft.slot, ((span, Role.OPTIONS),)))
    if len(drafts) == 1 and drafts[0].slot.label == body.label:
        return Found((Draft(drafts[0].slot, (*body.hint_roles, *drafts[0].roles)),))
    bare = tuple(Draft(replace(draft.slot, hint=None, example=None), draft.roles) for draft in drafts)
    if len(drafts) == 1 and (body.hints or body.prose):
        # The heading asks for one thing, and the line below its hint for another.
        return Found((body.draft(SlotKind.TEXT, ()), *bare))
    return Found(bare, tuple((span, Role.GUIDANCE) for span, _ in body.hint_roles))


def _choice_lines(block: Block) -> Iterator[tuple[int, str]]:
    if block.kind is BlockKind.LIST:
        yield from ((item.start, item.text) for item in block.items)
    elif block.kind is BlockKind.PARAGRAPH:
        yield from enumerate(block.text.split("\n"), block.start)
    else:
        yield (block.start, "")


_CHECKLIST = re.compile(r"\bcheck ?lists?\b", re.IGNORECASE)
_ASKS_FOR_WORDS = re.compile(r"\b(?:describe|description|steps|summary|behaviou?r|what|why|how)\b", re.IGNORECASE)


def tasks(body: Body) -> Found | None:
    """A task list with texts: each item a box. One whose boxes are all ticked tells, and asks for nothing."""
    below = body.rest[1:]
    if below:
        return _with_remarks(body, below) if all(_is_remark(block, body) for block in below) else None
    items = single_list(body)
    if not items or any(item.checked is None for item in items):
        return None
    is_checklist = bool(_CHECKLIST.search(body.label)) and not any(item_shape(item) is Shape.BLANK for item in items)
    if any(item_shape(item) not in (Shape.TEXT, Shape.FACT) for item in items) and not is_checklist:
        return None
    choices = task_choices(tuple(_flatten(items)))
    if len(choices) == 1 and IMPERATIVE.match(choices[0].text):
        draft = body.draft(SlotKind.TEXT, body.rest, shown=body.text(body.rest))
        return Found((with_role(draft, body.rest, Role.EXAMPLE),))
    before = all(hint.end <= items[0].start for hint in body.hints)
    asks_for_words = _ASKS_FOR_WORDS.search(body.label) or asks_short(body.section.label)
    if len(choices) == 1 and before and body.issue_template and asks_for_words:
        # "Steps to reproduce" with one box below it: the heading asks for words, and the box for something else.
        box = body.rest[0]
        own = body.draft(SlotKind.TASKS, body.rest, choices=choices, label=CHECKLIST, span=Span(box.start, box.end))
        text = replace(body, content=body.prose).draft(SlotKind.TEXT, ())
        return Found((text, Draft(replace(own.slot, hint=None, example=None), ((own.slot.span, Role.OPTIONS),))))
    if all(choice.ticked for choice in choices):
        return guidance(body)
    one_of = all(item.radio for item in items)
    draft = body.draft(SlotKind.TASKS, body.rest, choices=choices, one_of=one_of)
    return Found((with_role(_named_by_its_lead(draft, body), body.rest, Role.OPTIONS),))


def _with_remarks(body: Body, below: Sequence[Block]) -> Found | None:
    """Return what is found in a body without the remarks at its end: they are for whoever reads the form."""
    found = tasks(replace(body, content=tuple(block for block in body.content if block not in below)))
    if found is None or not any(draft.slot.kind is SlotKind.TASKS for draft in found.drafts):
        return None
    return replace(found, kept=(*found.kept, *((Span(block.start, block.end), Role.GUIDANCE) for block in below)))


def _is_remark(block: Block, body: Body) -> bool:
    """Say whether a block only tells something: below a rule it may be a request, too, which is not the boxes'."""
    if block.kind not in _REMARKS or asks(block) or leads_in(block) or announces(block):
        return False
    if any(_RULE.fullmatch(line) for line in body.lines[body.rest[0].end : block.start]):
        return True
    return not IMPERATIVE.match(block.text) and "?" not in block.text


_REMARKS = (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.HTML)
_RULE = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}")


def _named_by_its_lead(draft: Draft, body: Body) -> Draft:
    """Take the words that lead to a list out of its hint, where they are its label."""
    lead = body.prose[-1] if body.prose and not body.section.label else None
    said = hint_text(lead, body.lines) if lead else ""
    if lead is None or plain_text(said).rstrip(" :：") != draft.slot.label:
        return draft
    hint = (draft.slot.hint or "").replace(said, "").strip() or None
    roles = tuple((span, Role.KEY if span.start == lead.start else role) for span, role in draft.roles)
    return Draft(replace(draft.slot, hint=hint), roles)


def _flatten(items: Sequence[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        for block in item.blocks:
            yield from _flatten([inner for inner in block.items if inner.checked is not None])


_BEGINS_A_BOX = re.compile(r"[\[(☐☑☒□]")
_TAGS_ONLY = re.compile(r"\s*(?:</?\w+[^<>]*>\s*)*")


def tasks_in_code(body: Body) -> Found | None:
    """Boxes within a fence or `<pre>`, each in a line of its own: what stays a text there are boxes in a form."""
    block = body.rest[0] if len(body.rest) == 1 else None
    if block is None or block.kind not in (BlockKind.FENCE, BlockKind.HTML):
        return None
    numbered = [(number, body.lines[number]) for number in range(block.start, block.end)]
    inside = numbered[1:-1] if block.level else numbered
    said = [(number, line) for number, line in inside if not _TAGS_ONLY.fullmatch(line)]
    if not all(
        "]" in line or ")" in line or "☐" in line or "☑" in line or "☒" in line or "□" in line for _, line in said
    ):
        return None  # Most code holds no boxes, and need not be parsed to know it.
    if not all(_BEGINS_A_BOX.search(line) for _, line in said):
        return None
    items = [replace(item, start=number, end=number + 1) for number, line in said for item in _boxes(line)]
    if len(items) < 2 or len(items) < len(said):
        return None
    draft = body.draft(SlotKind.TASKS, body.rest, choices=task_choices(items))
    return Found((with_role(draft, body.rest, Role.OPTIONS),))


def _boxes(line: str) -> Iterator[Item]:
    """Yield the item with a box that a line of code is."""
    for block in read_blocks([COMMENT.sub("", line).strip()]):
        yield from (item for item in block.items if item.checked is not None)


def is_choice_paragraph(block: Block) -> bool:
    """Say whether every line of a paragraph offers choices."""
    if block.kind is not BlockKind.PARAGRAPH:
        return False
    return all(inline_choices(line, 0) for line in block.text.split("\n"))
