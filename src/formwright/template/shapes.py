"""The shapes of what stands under a heading: which parts of it are blank, to be replaced, or said for good."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import islice, zip_longest

from formwright.template.model import Choice
from formwright.template.words import (
    has_placeholder,
    is_blank,
    is_numbered_filler,
    is_open,
    is_placeholder,
    key_value,
    placeholders,
    without_placeholders,
)
from formwright.text.boxes import BOX, is_ticked
from formwright.text.markdown import COMMENT, Block, BlockKind, Item, plain_text


class Shape(StrEnum):
    """What a list item, a line or a cell is to the writer."""

    BLANK = "blank"
    """Nothing yet: `1. `, `- [ ] `, `- ✅ `."""
    HINT = "hint"
    """All of it is to be replaced: `- [Advantage 1]`."""
    LEAD = "lead"
    """A key whose value is to be written: `- **New files**: `, `- CPU: [impact]`."""
    FACT = "fact"
    """A key with its value: `- Language: Python`."""
    TEXT = "text"
    """A text that says something itself."""


def item_shape(item: Item) -> Shape:
    """Return the shape of a list item; what is nested in it counts as its value."""
    shape = text_shape(item.text)
    if shape in (Shape.TEXT, Shape.FACT) and any(asks(block) for block in item.blocks):
        return Shape.LEAD
    return shape


@lru_cache(maxsize=1024)
def text_shape(text: str) -> Shape:
    """Return the shape of one item's, line's or cell's Markdown; every recogniser of a body asks for it again."""
    if is_blank(text):
        return Shape.BLANK
    if is_placeholder(text) and len(placeholders(text)) < 2:
        return Shape.HINT
    pair = key_value(text)
    if pair is not None:
        key, value = pair
        return Shape.LEAD if is_open(value) or is_numbered_filler(key) else Shape.FACT
    return Shape.LEAD if has_placeholder(text) or is_numbered_filler(text) else Shape.TEXT


def asks(block: Block) -> bool:
    """Say whether some part of a block waits for the writer."""
    return _ASKS[block.kind](block)


def any_asks(blocks: Sequence[Block]) -> bool:
    """Say whether some part of `blocks` waits for the writer; a bold key over a list is no blank, it names the list."""
    following = [block.kind for block in blocks[1:]]
    return any(
        asks(block) and not ((leads_in(block) or announces(block)) and below in _UNDER_A_KEY)
        for block, below in zip_longest(blocks, following)
    )


def leads_in(block: Block) -> bool:
    """Say whether a block is a bold key alone: it belongs to the list below it. A long bold sentence is no key."""
    text = block.text.strip()
    if block.kind is not BlockKind.PARAGRAPH or not re.fullmatch(r"(\*\*|__)[^\n]+?\1:?", text):
        return False
    return len(text) <= _LONGEST_KEY or text.rstrip("*_").endswith(":")


_LONGEST_KEY = 80


def announces(block: Block) -> bool:
    """Say whether a block is a sentence that ends with a colon: it says what the list below it is."""
    return block.kind is BlockKind.PARAGRAPH and block.text.rstrip().endswith((":", "："))


_UNDER_A_KEY = (BlockKind.LIST, BlockKind.FENCE, BlockKind.TABLE, BlockKind.QUOTE)


def _list_asks(block: Block) -> bool:
    return any(item_shape(item) in (Shape.BLANK, Shape.HINT, Shape.LEAD) for item in block.items)


def _paragraph_asks(block: Block) -> bool:
    return any(_line_asks(line) or inline_choices(line, 0) for line in block.text.split("\n"))


_MOST_WORDS_AROUND = 8
"""A line with more words than this around its placeholder is a sentence that gives an example."""


_EXAMPLE = re.compile(r"\b(?:ex|e\.\s?g|eg|i\.e|for example|for instance|such as)\b[.:, ]", re.IGNORECASE)


def _line_asks(line: str) -> bool:
    if text_shape(line) not in (Shape.HINT, Shape.LEAD):
        return False
    around = without_placeholders(line)
    return not _gives_an_example(around) and len(re.findall(r"\w+", around)) <= _MOST_WORDS_AROUND


def _gives_an_example(text: str) -> bool:
    """Say whether something stands before a word that leads to an example."""
    return any(text[: match.start()].strip() for match in islice(_EXAMPLE.finditer(text), 2))


def _table_asks(block: Block) -> bool:
    """Say whether a cell waits for the writer; in a table of two columns the second one holds the values of keys."""
    rows = block.cells[1:]
    if any(text_shape(cell) in (Shape.BLANK, Shape.HINT, Shape.LEAD) for row in rows for cell in row):
        return True
    return any(len(row) == 2 and bool(row[0].strip()) and is_open(row[1]) for row in rows)


_ASKS: dict[BlockKind, Callable[[Block], bool]] = {
    BlockKind.HEADING: lambda block: has_placeholder(block.text),
    BlockKind.COMMENT: lambda _: False,
    BlockKind.HTML: lambda block: has_placeholder(block.text),
    BlockKind.PARAGRAPH: _paragraph_asks,
    BlockKind.LIST: _list_asks,
    BlockKind.TABLE: _table_asks,
    BlockKind.FENCE: lambda block: has_placeholder(block.text),
    BlockKind.QUOTE: lambda block: any(asks(inner) for inner in block.blocks),
    BlockKind.RULE: lambda _: False,
}


def inline_choices(text: str, line: int) -> tuple[str, tuple[Choice, ...]] | None:
    """Read `**Size**: [ ] XS [ ] S`: the key's plain text, and the choices; None where a line has not two boxes."""
    text = COMMENT.sub("", text)
    boxes = list(BOX.finditer(text))
    if len(boxes) < 2:
        return None
    ends = [box.start() for box in boxes[1:]] + [len(text)]
    parts = [text[box.end() : end].strip(" \t,|/;") for box, end in zip(boxes, ends, strict=True)]
    choices = tuple(
        Choice(part, plain_text(part) or part, line, ticked=is_ticked(box[0]))
        for part, box in zip(parts, boxes, strict=True)
        if part
    )
    lead = text[: boxes[0].start()]
    pair = key_value(lead)
    key = plain_key(pair[0] if pair else lead)
    return (key, choices) if len(choices) > 1 else None


def plain_key(markdown: str) -> str:
    """Return a key as plain text without the signs around it."""
    return re.sub(r"^[\W_]+", "", plain_text(markdown)).rstrip(" :")


def task_choices(items: Sequence[Item]) -> tuple[Choice, ...]:
    """Return the choices of a list whose items have boxes, or are alternatives."""
    texts = [(" ".join(item.text.split()), item) for item in items]
    return tuple(Choice(text, plain_text(text) or text, item.start, bool(item.checked)) for text, item in texts)
