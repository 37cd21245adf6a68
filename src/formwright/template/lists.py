"""Recognise lists that hold hints or texts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from formwright.template.body import Body, Found, dedent, paragraphs
from formwright.template.finds import single_list, skeleton_draft, with_role
from formwright.template.model import Role, SlotKind
from formwright.template.shapes import (
    Shape,
    announces,
    item_shape,
)
from formwright.template.words import (
    IMPERATIVE,
    is_blank,
    key_value,
    placeholders,
    unwrap,
)
from formwright.text.markdown import Item


def list_of_hints(body: Body) -> Found | None:
    """A list of which every item is to be replaced shows the form of the answer, and holds nothing to keep."""
    items = single_list(body)
    if not items or any(
        item_shape(item) is not Shape.HINT or item.checked is not None or item.blocks for item in items
    ):
        return None
    draft = body.draft(SlotKind.TEXT, body.rest, shown=_unwrapped(body, items))
    return Found((with_role(draft, body.rest, Role.EXAMPLE),))


def _unwrapped(body: Body, items: Sequence[Item]) -> str:
    shown = []
    for item in items:
        text = "\n".join(body.lines[item.start : item.end]).rstrip()
        shown.append(text.replace(item.text, unwrap(item.text)) if item.text in text else text)
    return "\n".join(shown)


def list_of_texts(body: Body) -> Found | None:
    """A list that says something itself: an example below a hint, or of one item; else what the writer starts from."""
    items = single_list(body)
    if not items or (all(item_shape(item) is Shape.FACT for item in items) and not (body.hints or body.prose)):
        return None
    text = body.text(body.rest)
    if _tells(body, items):
        said = items[0].text if len(items) == 1 and not items[0].blocks else dedent(text)
        hint = paragraphs(body.guidance()[0], said)
        return Found((with_role(body.draft(SlotKind.TEXT, body.rest, hint=hint), body.rest, Role.HINT),))
    if body.hints or body.prose or len(items) == 1:
        draft = body.draft(SlotKind.TEXT, body.rest, shown=text)
        return Found((with_role(draft, body.rest, Role.EXAMPLE),))
    return Found((skeleton_draft(body),))


def _tells(body: Body, items: Sequence[Item]) -> bool:
    """A list that a sentence leads to ("Provide the following:"), or of questions and requests, is itself the hint."""
    first = body.lines[items[0].start].lstrip()[:1]
    led_to = bool(body.prose) and announces(body.prose[-1]) and not first.isdigit()
    asking = sum(bool(IMPERATIVE.match(item.text)) for item in items)
    return (led_to and not body.hints) or 2 * asking > len(items)


def made_up_list(body: Body) -> Found | None:
    """A list of made-up links and names, without keys or placeholders, only shows what to write."""
    items = single_list(body)
    if not items or not _shows_only(items) or any(item.checked is not None or item.blocks for item in items):
        return None
    if any(key_value(item.text) or placeholders(item.text) or is_blank(item.text) for item in items):
        return None
    draft = body.draft(SlotKind.TEXT, body.rest, shown=body.text(body.rest))
    return Found((with_role(draft, body.rest, Role.EXAMPLE),))


_MADE_UP = re.compile(r"X{3,}|\bexample\.(?:com|org|net)\b|(?:\.{3}|…)[)\]]?\s*$|\bother-\w|\bfoo\b", re.IGNORECASE)


def _shows_only(items: Sequence[Item]) -> bool:
    """Most items hold made-up addresses or names: nobody wants those in a document."""
    return 2 * sum(bool(_MADE_UP.search(item.text)) for item in items) > len(items)
