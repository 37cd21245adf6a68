"""Recognise hints, sentences, blanks, and what is several things at once."""

from __future__ import annotations

from dataclasses import replace

from formwright.template.body import Body, Draft, Found, dedent, paragraphs
from formwright.template.finds import skeleton_draft, with_role
from formwright.template.model import Role, SlotKind
from formwright.template.shapes import (
    Shape,
    any_asks,
    item_shape,
    leads_in,
)
from formwright.template.words import split_example
from formwright.text.markdown import Block, BlockKind


def nothing_but_hints(body: Body) -> Found | None:
    """Hints alone, or nothing: a place to write in."""
    return None if body.content else Found((body.draft(SlotKind.TEXT, ()),))


def skeleton(body: Body) -> Found | None:
    """Anything with blanks in it: the writer completes it, so all of it is the answer's beginning."""
    if not any_asks(body.rest):
        return None
    return Found((skeleton_draft(body),))


def prose(body: Body) -> Found | None:
    """Sentences, and lists of texts among them, say what to write; a box does not, it is to be ticked."""
    boxes = any(item.checked is False for block in body.rest for item in block.items)
    if (
        boxes
        or any(block.kind not in _SAYING for block in body.rest)
        or not any(_says(block) for block in body.content)
    ):
        return None
    draft = body.draft(SlotKind.TEXT, body.rest)
    if body.rest:
        said, shown = _quoted_example(dedent(body.text(body.rest)))
        hint, example = paragraphs(body.guidance()[0], said), paragraphs(draft.slot.example, shown)
        draft = with_role(Draft(replace(draft.slot, hint=hint, example=example), draft.roles), body.rest, Role.HINT)
    return Found((draft,))


def _quoted_example(text: str) -> tuple[str, str]:
    """Split what says what to write at "Example:", where nothing but a quote follows; the quote comes without marks."""
    said, shown = split_example(text)
    lines = shown.split("\n")
    if not shown or not all(line.startswith(">") or not line.strip() for line in lines):
        return text, ""
    return said, "\n".join(line.removeprefix(">").removeprefix(" ").rstrip() for line in lines).strip("\n")


_SAYING = (BlockKind.PARAGRAPH, BlockKind.LIST, BlockKind.QUOTE)


def _says(block: Block) -> bool:
    if block.kind is BlockKind.LIST:
        return any(item_shape(item) is Shape.TEXT and item.checked is None for item in block.items)
    return block.kind in _SAYING and not leads_in(block)


def anything_else(body: Body) -> Found | None:
    """Several parts, of which one is a place to write in (a fence, HTML, boxes): the writer starts from all of it."""
    if not any(block.kind in _PLACES or any(item.checked is False for item in block.items) for block in body.rest):
        return None
    return Found(
        (with_role(body.draft(SlotKind.SKELETON, body.rest, skeleton=body.text(body.rest)), body.rest, Role.SKELETON),)
    )


_PLACES = (BlockKind.FENCE, BlockKind.HTML, BlockKind.HEADING)
