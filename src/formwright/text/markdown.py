"""Markdown as blocks with source lines.

Only the structure is taken from the parser; the text of a block is always taken from the source lines, so that nothing
is changed on the way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from formwright.text.blocks import Block, BlockKind, Item
from formwright.text.boxes import boxed_lines
from formwright.text.parsers import block_parser, whole_parser

__all__ = [
    "COMMENT",
    "DEEPEST",
    "Block",
    "BlockKind",
    "Item",
    "comment_text",
    "inline_comments",
    "plain_text",
    "read_blocks",
    "shift_headings",
]

# `Text:` and then `- ` is a heading to CommonMark, and an empty `1. ` cannot follow a text at all. People mean a list
# with an empty item, so the parser is shown an item that holds this character.
_EMPTY_ITEM = re.compile(r"^( {0,3}(?:[-*+]|\d{1,9}[.)]))[ \t]*$")
_FILLER = "\ue000"
_LONGEST_MARK = len("123456789.")


def read_blocks(lines: Sequence[str], offset: int = 0) -> tuple[Block, ...]:
    """Return the top-level blocks of `lines[offset:]`, with line numbers that count from the start of `lines`."""
    shown = [_shown(line) for line in lines[offset:]]
    # NUL and what else the parser replaces keeps its place: one character for one, and lines are never joined.
    tokens = block_parser().parse("\n".join(shown) + "\n")
    blocks = tuple(_blocks(_tree(tokens), lines, offset))
    return _with_hidden_notes(blocks, lines, offset) if any("]:" in line for line in shown) else blocks


def _shown(line: str) -> str:
    """Return a line as the parser is to see it: empty items filled, boxes as people mean them (`- []`, `[ x ]`)."""
    if not line:
        return line
    line = _LOOSE_BOX.sub(lambda match: f"{match[1]}[{match[2] or ' '}]", line) if "[" in line else line
    return _EMPTY_ITEM.sub(rf"\1 {_FILLER}", line) if len(line.strip()) <= _LONGEST_MARK else line


_LOOSE_BOX = re.compile(r"^(\s*(?:[-*+]|\d{1,9}[.)])\s+)\[\s*+([xX])?\s*+\](?=\s|$)")
_HIDDEN_NOTE = re.compile(
    r" {0,3}\[(?://|comment|\#)[^\]]*\]:\s*+(?:<>|\#)?\s*+(?:\((.*)\)|\"(.*)\"|'(.*)')\s*", re.IGNORECASE
)


def _with_hidden_notes(blocks: Sequence[Block], lines: Sequence[str], offset: int) -> tuple[Block, ...]:
    """Put in `[//]: # (a note)`: link definitions that nobody uses, and so a way to write comments."""
    covered = {number for block in blocks for number in range(block.start, block.end)}
    notes = []
    for number in range(offset, len(lines)):
        match = None if number in covered else _HIDDEN_NOTE.fullmatch(lines[number])
        if match:
            notes.append(Block(BlockKind.COMMENT, number, number + 1, text=next(filter(None, match.groups()), "")))
    return tuple(sorted((*blocks, *notes), key=lambda block: block.start))


@dataclass(slots=True)
class _Node:
    """A token with what stands between it and its closing one; the parser's own tree does more, and takes longer."""

    type: str
    token: Token
    children: list[_Node]


def _tree(tokens: Sequence[Token]) -> _Node:
    root = _Node("root", Token("root", "", 0), [])
    path = [root]
    for token in tokens:
        if token.nesting < 0:
            path.pop()
            continue
        node = _Node(token.type.removesuffix("_open"), token, [])
        path[-1].children.append(node)
        if token.nesting > 0:
            path.append(node)
    return root


def _blocks(parent: _Node, lines: Sequence[str], offset: int) -> Iterator[Block]:
    for node in parent.children:
        if node.token.map is None:
            continue
        start, end = node.token.map[0] + offset, min(node.token.map[1] + offset, len(lines))
        while end > start + 1 and not lines[end - 1].strip():
            end -= 1
        read = _READERS.get(node.type)
        if read is not None:
            yield from read(node, lines, start, end, offset)


def _heading(node: _Node, _: Sequence[str], start: int, end: int, __: int) -> Iterator[Block]:
    yield Block(BlockKind.HEADING, start, end, text=_inline(node), level=int(node.token.tag[1:]))


def _paragraph(node: _Node, _: Sequence[str], start: int, end: int, __: int) -> Iterator[Block]:
    yield from boxed_lines(Block(BlockKind.PARAGRAPH, start, end, text=_inline(node)))


def _inline(node: _Node) -> str:
    return "".join(child.token.content for child in node.children).replace(_FILLER, "")


def _rule(_: _Node, __: Sequence[str], start: int, end: int, ___: int) -> Iterator[Block]:
    yield Block(BlockKind.RULE, start, end)


def _fence(node: _Node, lines: Sequence[str], start: int, end: int, _: int) -> Iterator[Block]:
    marker = node.token.markup
    last = lines[end - 1].strip(" \t>")
    closed = not marker or (end > start + 1 and last.startswith(marker) and not last.strip(marker[0]))
    content = lines[start + 1 : end - 1 if closed else end] if marker else lines[start:end]
    yield Block(
        BlockKind.FENCE,
        start,
        end,
        text="\n".join(content),
        info=node.token.info.strip(),
        level=len(marker),
        closed=closed,
        mark=marker,
    )


def _list(node: _Node, lines: Sequence[str], start: int, end: int, offset: int) -> Iterator[Block]:
    items = [_item(child, lines, offset) for child in node.children]
    count = _own_lines(items[-1], lines) if items else 0
    if not count:
        yield Block(BlockKind.LIST, start, end, items=tuple(items))
        return
    last, text = items[-1], items[-1].text.split("\n")
    at = last.start + count
    items[-1] = replace(last, end=at, text="\n".join(text[:count]))
    yield Block(BlockKind.LIST, start, at, items=tuple(items))
    yield from boxed_lines(Block(BlockKind.PARAGRAPH, at, end, text="\n".join(text[count:])))


def _own_lines(item: Item, lines: Sequence[str]) -> int:
    """Return how many lines are a box's own, where a sentence begins at the margin right below it; else 0.

    CommonMark takes that sentence into the item ("laziness"); people mean what stands below the list, unless they
    break the line above it.
    """
    if item.checked is None or item.blocks:
        return 0
    begins = (at for at in range(item.start + 1, item.end) if lines[at][:1].strip() and not lines[at][0].islower())
    at = next(begins, item.start)
    return 0 if lines[at - 1].endswith(("  ", "\\")) else at - item.start


def _item(node: _Node, lines: Sequence[str], offset: int) -> Item:
    start, end = (node.token.map or (0, 0))[0] + offset, (node.token.map or (0, 0))[1] + offset
    end = min(end, len(lines))
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    blocks = tuple(_blocks(node, lines, offset))
    first = blocks[0] if blocks and blocks[0].start == start else None
    if first is not None and first.kind is BlockKind.LIST and len(first.items) == 1 and _begins_with_text(node):
        # Its text begins with a box: the box is the item's.
        return replace(first.items[0], end=end, blocks=(*first.items[0].blocks, *blocks[1:]))
    if first is None or first.kind is not BlockKind.PARAGRAPH:
        return Item(start, end, "", node.token.meta.get("checked"), blocks)
    return Item(start, end, first.text, node.token.meta.get("checked"), blocks[1:])


def _begins_with_text(node: _Node) -> bool:
    return bool(node.children) and node.children[0].type == "paragraph"


def _table(node: _Node, _: Sequence[str], start: int, end: int, __: int) -> Iterator[Block]:
    rows = [row for part in node.children for row in part.children]
    cells = tuple(tuple(_inline(cell) for cell in row.children) for row in rows)
    yield Block(BlockKind.TABLE, start, end, cells=cells)


def _quote(node: _Node, lines: Sequence[str], start: int, end: int, offset: int) -> Iterator[Block]:
    yield Block(BlockKind.QUOTE, start, end, blocks=tuple(_blocks(node, lines, offset)))


def _html(_: _Node, lines: Sequence[str], start: int, end: int, __: int) -> Iterator[Block]:
    text = "\n".join(lines[start:end])
    if not text.lstrip().startswith("<!--"):
        yield Block(BlockKind.HTML, start, end, text=text)
        return
    inside, closing, after = text.lstrip().removeprefix("<!--").partition("-->")
    if after.strip() and not _only_comments(after):
        yield Block(BlockKind.PARAGRAPH, start, end, text=text)
        return
    comments = [inside, *(match[1] for match in COMMENT.finditer(after))]
    text = "\n".join(map(comment_text, comments))
    yield Block(BlockKind.COMMENT, start, end, text=text, closed=bool(closing))


def comment_text(inside: str) -> str:
    """Return what a comment says; `<!---` is one, too."""
    return inside.strip("-") if inside.startswith("-") else inside


def _only_comments(text: str) -> bool:
    return not COMMENT.sub("", text).strip()


class _Comments:
    """What a pattern for comments would be, in linear time: where no comment ends, none is looked for."""

    _PATTERN = re.compile(r"<!--(.*?)-->", re.DOTALL)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the matches of whole comments; group 1 is what is inside."""
        return self._PATTERN.finditer(text, 0, text.rfind("-->") + 3)

    def sub(self, put: str | Callable[[re.Match[str]], str], text: str) -> str:
        """Return `text` with something else in the place of each comment."""
        end = text.rfind("-->") + 3
        return self._PATTERN.sub(put, text[:end]) + text[end:] if end > 2 else text


COMMENT = _Comments()

_READERS = {
    "heading": _heading,
    "paragraph": _paragraph,
    "hr": _rule,
    "fence": _fence,
    "code_block": _fence,
    "bullet_list": _list,
    "ordered_list": _list,
    "table": _table,
    "blockquote": _quote,
    "html_block": _html,
}


DEEPEST = 6
"""The deepest heading level that Markdown has."""

_ATX = re.compile(r"^( {0,3})(#{1,6})(?=[ \t]|$)")


def shift_headings(lines: Sequence[str], level: int, *, only_deeper: bool = False) -> list[str]:
    """Move all headings of `lines` by as many levels as puts the highest of them right below `level`.

    They keep their order among themselves. `only_deeper` leaves lines alone whose headings are deep enough already.
    """
    headings = [block for block in read_blocks(lines) if block.kind is BlockKind.HEADING]
    by = level + 1 - min((block.level for block in headings), default=level + 1)
    if by == 0 or (only_deeper and by < 0):
        return list(lines)
    out: list[str] = []
    at = 0
    for block in headings:
        out += lines[at : block.start]
        out += _at_level(lines[block.start : block.end], min(block.level + by, DEEPEST))
        at = block.end
    return [*out, *lines[at:]]


def _at_level(lines: Sequence[str], level: int) -> list[str]:
    """Write a heading's lines at a level; an underlined one keeps its number of lines, so that no number changes."""
    if _ATX.match(lines[0]):
        return [_ATX.sub(lambda match: match[1] + "#" * level, lines[0])]
    text = " ".join(line.strip() for line in lines[:-1])
    return [f"{'#' * level} {text}", *[""] * (len(lines) - 1)]


def plain_text(markdown: str) -> str:
    """Return inline Markdown as the plain text that a reader sees: no marks, link targets, tags or comments."""
    if not _MARKS.search(markdown):
        return " ".join(markdown.split())
    tokens = [child for token in whole_parser().parseInline(markdown, {}) for child in token.children or ()]
    parts = (" " if token.type in _BREAKS else token.content for token in tokens if token.type in _SHOWN)
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def inline_comments(markdown: str) -> list[str]:
    """Return what the comments in inline Markdown say, without outer blanks."""
    tokens = [child for token in whole_parser().parseInline(markdown, {}) for child in token.children or ()]
    inside = (token.content for token in tokens if token.type == "html_inline" and token.content.startswith("<!--"))
    return [comment_text(text.removeprefix("<!--").removesuffix("-->")).strip() for text in inside]


_MARKS = re.compile(r"[*_`\[\]<>&!\\~\x00]")
_BREAKS = frozenset({"softbreak", "hardbreak"})
_SHOWN = _BREAKS | {"text", "code_inline", "image"}
