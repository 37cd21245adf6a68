"""Boxes to tick as people write them: `[ ] text` without a dash, `☐ text`, and `( ) text`, of which one is chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from formwright.text.blocks import Block, BlockKind, Item

BOX = re.compile(r"\[[ xX]\]|[☐☑☒□]|(?<!\S)\([ xX]\)(?=\s)")
"""A box, anywhere in a line."""

_FIRST = re.compile(r"\s*(?P<box>\[\s?[xX]?\s?\]|[☐☑☒□]|\([ xX]\))\s+(?P<text>\S.*)", re.DOTALL)
_TICKS = frozenset("xX☑☒")


def is_ticked(box: str) -> bool:
    """Say whether a box has its tick."""
    return not _TICKS.isdisjoint(box)


def _item(start: int, text: str) -> Item:
    """Return lines that begin with a box, from the line `start` on, as a list item with that box."""
    match = _FIRST.fullmatch(text)
    box, said = (match["box"], match["text"]) if match else ("", text)
    return Item(start, start + 1 + text.count("\n"), said, is_ticked(box), radio=box.startswith("("))


def boxed_lines(paragraph: Block) -> Iterator[Block]:
    """Yield a paragraph; the lines of it that begin with a box each, and those that go on from them, as a list.

    Lines of several boxes are none of those: they offer choices in a line.
    """
    lines = paragraph.text.split("\n")
    at = next((n for n, line in enumerate(lines) if _FIRST.fullmatch(line)), None)
    if at is None or any(len(BOX.findall(line)) > 1 for line in lines):
        yield paragraph
        return
    start = paragraph.start + at
    if at:
        yield replace(paragraph, end=start, text="\n".join(lines[:at]))
    starts = [n for n in range(at, len(lines)) if _FIRST.fullmatch(lines[n])]
    texts = ["\n".join(lines[first:end]) for first, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    items = tuple(_item(paragraph.start + first, text) for first, text in zip(starts, texts, strict=True))
    yield Block(BlockKind.LIST, start, paragraph.end, items=items)
