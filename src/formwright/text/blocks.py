"""The blocks of a Markdown text, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """The kinds of block that a template's reading tells apart."""

    HEADING = "heading"
    COMMENT = "comment"
    HTML = "html"
    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE = "table"
    FENCE = "fence"
    QUOTE = "quote"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Item:
    """A list item: its lines, its first paragraph's Markdown, its box (None: no box) and the blocks below that.

    `radio` says that its box is a round one, `( )`: of those one is chosen.
    """

    start: int
    end: int
    text: str
    checked: bool | None = None
    blocks: tuple[Block, ...] = ()
    radio: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A block: its lines (from 0, `end` not included, no blank lines at the end), and what its kind has.

    `text` is the inline Markdown of headings and paragraphs, the inside of comments, the content of fences. `info` is a
    fence's language, `mark` its backticks or tildes. `cells` are a table's rows, the first one its head.
    """

    kind: BlockKind
    start: int
    end: int
    text: str = ""
    level: int = 0
    info: str = ""
    items: tuple[Item, ...] = ()
    blocks: tuple[Block, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    closed: bool = True
    mark: str = ""
