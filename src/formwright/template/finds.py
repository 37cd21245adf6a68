"""What the recognisers of slots have in common: making a draft of the whole body, and leaving it as it is."""

from __future__ import annotations

from collections.abc import Sequence

from formwright.template.body import Body, Draft, Found
from formwright.template.model import Role, SlotKind, Span
from formwright.text.markdown import Block, BlockKind, Item


def guidance(body: Body) -> Found:
    """Find no slot: all of the body tells something to whoever reads the form."""
    blocks = sorted((*body.hints, *body.content), key=lambda block: block.start)
    return Found(kept=tuple((Span(block.start, block.end), Role.GUIDANCE) for block in blocks))


def single_list(body: Body) -> tuple[Item, ...]:
    """Return the items of a list that is all that the body asks; none where it is something else."""
    one = len(body.rest) == 1 and body.rest[0].kind is BlockKind.LIST
    return body.rest[0].items if one else ()


def with_role(draft: Draft, blocks: Sequence[Block], role: Role) -> Draft:
    """Return the draft with a role for the lines of `blocks`."""
    return Draft(draft.slot, (*draft.roles, *((Span(block.start, block.end), role) for block in blocks)))


def skeleton_draft(body: Body) -> Draft:
    """Make the slot of a body that the writer completes."""
    draft = body.draft(SlotKind.SKELETON, body.rest, skeleton=body.text(body.rest))
    return with_role(draft, body.rest, Role.SKELETON)
