"""`Key: value` lines: `- OS: [e.g. Linux]`, `**Version**:`, `Device model:`. Each asks for a thing of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from formwright.template.bold import read_bold_line
from formwright.template.model import Choice, Span
from formwright.template.shapes import Shape, asks, item_shape, plain_key, task_choices
from formwright.template.words import is_blank, is_open, key_value, placeholders, split_example, unwrap
from formwright.text.markdown import COMMENT, Block, BlockKind, Item

MOST_ENTRIES = 8
"""A list of more keys than this stays one text: a form of ten one-line inputs is a burden."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One key: its label, its lines, what its value or the comments at it say, and what is below it."""

    label: str
    span: Span
    hints: tuple[str, ...] = ()
    example: str | None = None
    choices: tuple[Choice, ...] = ()
    fence: Block | None = None
    comments: tuple[Span, ...] = ()
    bold: bool = False


@dataclass
class _Walk:
    """The entries found so far, comments that wait for theirs, and sentences between them."""

    entries: list[Entry] = field(default_factory=list)
    waiting: list[Block] = field(default_factory=list)
    between: list[Block] = field(default_factory=list)
    open: int = 0
    any_text: bool = False

    def add(self, entry: Entry, start: int, *, alone: bool = True) -> None:
        """Take an entry whose key stands at `start`; only comments right above it are its own, if it is `alone`."""
        own: list[Block] = []
        while alone and self.waiting and self.waiting[-1].end == start:
            own.insert(0, self.waiting.pop())
            start = own[0].start
        self.between += self.waiting
        self.waiting.clear()
        self.entries.append(_commented(entry, own))


def read_entries(blocks: Sequence[Block], *, any_text: bool = False) -> tuple[list[Entry], list[Block]] | None:
    """Read blocks that are nothing but keys, comments at them, and sentences that lead to them.

    Returns the entries and those sentences; None where the blocks are something else, too many, or mostly keys that
    have their value already. With `any_text` every list item is a key, however it is written and however many.
    """
    walk = _Walk(any_text=any_text)
    for number, block in enumerate(blocks):
        following = next((b for b in blocks[number + 1 :] if b.kind is not BlockKind.COMMENT), None)
        if not _READERS.get(block.kind, _refuse)(walk, block, following):
            return None
    if walk.waiting and walk.entries:
        walk.entries[-1] = _commented(walk.entries[-1], walk.waiting)
    if all(entry.label.endswith("?") for entry in walk.entries) and not any_text:
        return None
    too_many = len(walk.entries) > MOST_ENTRIES or 2 * walk.open < len(walk.entries)
    if not walk.entries or (too_many and not any_text):
        return None
    return walk.entries, walk.between


def _refuse(walk: _Walk, block: Block, following: Block | None) -> bool:
    return False


def _comment(walk: _Walk, block: Block, following: Block | None) -> bool:
    last = walk.entries[-1] if walk.entries else None
    comes_first = not walk.entries or bool(
        walk.entries[0].comments and walk.entries[0].comments[0] < walk.entries[0].span
    )
    if last is not None and last.span.end == block.start and not comes_first:
        walk.entries[-1] = _commented(last, [block])
    else:
        walk.waiting.append(block)
    return True


def _commented(entry: Entry, comments: Sequence[Block]) -> Entry:
    return replace(
        entry,
        hints=(*entry.hints, *(block.text.strip() for block in comments)),
        comments=(*entry.comments, *(Span(block.start, block.end) for block in comments)),
    )


def _list(walk: _Walk, block: Block, following: Block | None) -> bool:
    for item in block.items:
        entry = _item_entry(item) or (_plain_entry(item) if walk.any_text else None)
        if entry is None:
            return False
        walk.open += item_shape(item) is not Shape.FACT
        walk.add(entry, item.start, alone=len(block.items) == 1 or item is not block.items[0])
    return True


def _plain_entry(item: Item) -> Entry | None:
    label = plain_key(COMMENT.sub("", item.text))
    return Entry(label, Span(item.start, item.end)) if label else None


def _item_entry(item: Item) -> Entry | None:
    """Read a list item as a key; a task list below it is what may be chosen, a comment there its hint."""
    read = read_key(item.text)
    if read is None or item.checked is not None:
        return None
    label, value, comments = read
    bold = item.text.lstrip().startswith(("**", "__"))
    entry = Entry(label, Span(item.start, item.end), hints=comments, example=value or None, bold=bold)
    for block in item.blocks:
        if block.kind in _PLACES and (entry.choices or entry.fence):
            return None
        if block.kind is BlockKind.COMMENT:
            entry = replace(entry, hints=(*entry.hints, block.text.strip()))
        elif block.kind is BlockKind.LIST and all(map(_is_box, block.items)):
            entry = replace(entry, choices=task_choices(block.items), span=Span(block.start, block.end))
        elif block.kind is BlockKind.FENCE:
            entry = replace(entry, fence=block)
        elif block.kind is BlockKind.PARAGRAPH:
            entry = replace(entry, hints=(*entry.hints, unwrap(block.text)))
        else:
            return None
    return entry


def _is_box(item: Item) -> bool:
    """Say whether an item is a box with a text, and nothing below it."""
    return item.checked is not None and not item.blocks


_PLACES = (BlockKind.LIST, BlockKind.FENCE)
"""Where the answer of a key may go, below it: one place, or the item is more than a key."""


def _paragraph(walk: _Walk, block: Block, following: Block | None) -> bool:
    lines = block.text.split("\n")
    if (
        len(lines) == 1
        and following is not None
        and following.kind is BlockKind.LIST
        and lines[0].rstrip().endswith(":")
    ):
        walk.between.append(block)
        return True
    read = [read_key(line) for line in lines]
    if following is None and walk.entries and not any(read) and not asks(block):
        # A sentence below the keys speaks of all of them.
        walk.between.append(block)
        return True
    if any(key is None for key in read):
        return False
    opened = [_is_open(line, key[1]) for line, key in zip(lines, read, strict=True) if key]
    if len(lines) > 1 and not any(opened):
        # Nothing but facts: they stay as they are.
        walk.between.append(block)
        return True
    walk.open += sum(opened)
    for number, key in enumerate(read, block.start):
        label, value, comments = key or ("", "", ())
        walk.add(Entry(label, Span(number, number + 1), hints=comments, example=value or None), number)
    return True


def _is_open(line: str, value: str) -> bool:
    """Say whether the value of a key's line is still to be written, or to be chosen."""
    bold = read_bold_line(line)
    return (bold is not None and bold.asks) or is_open(value) or is_blank(COMMENT.sub("", line).partition(":")[2])


def _fence(walk: _Walk, block: Block, following: Block | None) -> bool:
    last = walk.entries[-1] if walk.entries else None
    if last is None or last.example or last.choices or last.fence or walk.waiting:
        return False
    walk.entries[-1] = replace(last, fence=block)
    return True


_READERS = {
    BlockKind.COMMENT: _comment,
    BlockKind.LIST: _list,
    BlockKind.PARAGRAPH: _paragraph,
    BlockKind.FENCE: _fence,
}

_WITH_EXAMPLE = re.compile(r"(?P<key>[^\[\]{}<>:()]{2,40}?)\s*(?P<value>\[[^\[\]]+\]|\{[^{}]+\}|\(\s*e\..*\))\s*$")


_ANOTHER_KEY = re.compile(r"[|·•]\s*(\*\*|__)[^*_]+?(?::\1|\1\s*:)")
"""Behind a key's value there may stand a second key: such a line asks for more than one thing."""


def read_key(text: str) -> tuple[str, str, tuple[str, ...]] | None:
    """Read one line as a key: its plain text, what its value shows, and what comments and remarks in it say."""
    comments = tuple(match[1].strip(" -") for match in COMMENT.finditer(text))
    bare = COMMENT.sub("", text).strip()
    pair = key_value(bare)
    line = read_bold_line(bare) if pair else None
    if line is not None and line.led:
        # Remarks at a bold key say what to write, and are no part of its value.
        pair = (line.label, line.value)
        comments = (*filter(None, [line.said]), *comments)
    if pair is None:
        match = _WITH_EXAMPLE.fullmatch(bare)
        if match and (placeholders(match["value"]) or match["value"].startswith("(")):
            pair = (match["key"], match["value"])
        elif (comments and 0 < len(bare.split()) <= 4) or bare.endswith(("?", ":", "：")):
            pair = (bare.rstrip(":："), "")
    if pair is None or _ANOTHER_KEY.search(pair[1]):
        return None
    label = plain_key(pair[0])
    return (label, _shown(pair[1]), comments) if label and len(label) <= 100 else None


def raw_value(text: str) -> str:
    """Return the value of a key's line as it stands there, comments and brackets with it; "" where there is none."""
    pair = key_value(text)
    match = None if pair else _WITH_EXAMPLE.fullmatch(text.strip())
    return pair[1] if pair else match["value"] if match else ""


def _shown(value: str) -> str:
    """Return an example without its brackets and its "e.g."."""
    text = unwrap(re.sub(r"^[-–—]\s+", "", value))
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1].strip()
    text = text.strip("*_ ") if re.fullmatch(r"(\*|_)[^*_]+\1", text) else text
    return split_example(text)[1] or text
