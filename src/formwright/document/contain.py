"""Keep an answer within its section: its headings below the section's, its fences and comments closed (S9, S10).

The words of the answer are not changed; only heading marks grow, and what was left open is closed at its end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from formwright.text.lines import split_lines
from formwright.text.markdown import Block, BlockKind, read_blocks, shift_headings


def contain(answer: str, level: int) -> list[str]:
    """Return an answer's lines, made safe to stand in a section whose heading has `level`."""
    lines = list(split_lines(answer))
    blocks = read_blocks(lines)
    return _close(shift_headings(lines, level, only_deeper=True), blocks)


def _close(lines: list[str], blocks: Sequence[Block]) -> list[str]:
    """Close the fence, comment or HTML block that the answer leaves open; it can only be its last block."""
    last = blocks[-1] if blocks else None
    end = _ENDS[last.kind](last) if last is not None and last.kind in _ENDS else None
    return [*lines, *([end] if end else []), *_unfolded(blocks)]


def _end_of_fence(block: Block) -> str | None:
    return None if block.closed or not block.level else block.mark


def _end_of_comment(block: Block) -> str | None:
    return None if block.closed else "-->"


# CommonMark 0.31, HTML blocks of the kinds 1 and 3 to 5: they go on over blank lines until their own end.
_HTML = re.compile(r"\s*<(?:(?P<tag>pre|script|style|textarea)\b|(?P<other>\?|!\[CDATA\[|![A-Za-z]))", re.IGNORECASE)
_OTHER_ENDS = {"?": "?>", "![CDATA[": "]]>"}


def _end_of_html(block: Block) -> str | None:
    match = _HTML.match(block.text)
    if match is None:
        return None
    end = f"</{match['tag'].lower()}>" if match["tag"] else _OTHER_ENDS.get(match["other"].upper(), ">")
    return None if end in block.text.lower() else end


_ENDS: dict[BlockKind, Callable[[Block], str | None]] = {
    BlockKind.COMMENT: _end_of_comment,
    BlockKind.FENCE: _end_of_fence,
    BlockKind.HTML: _end_of_html,
}


def _unfolded(blocks: Sequence[Block]) -> list[str]:
    """Return what closes `<details>` that were left open: all that follows would be folded in with them."""
    shown = (block.text for block in blocks if block.kind in (BlockKind.HTML, BlockKind.PARAGRAPH))
    texts = [re.sub(r"`[^`]*`", "", text).lower() for text in shown]
    count = sum(text.count("<details") - text.count("</details>") for text in texts)
    return ["", *["</details>"] * count] if count > 0 else []


def fenced(answer: str, info: str) -> list[str]:
    """Return an answer as a code fence, longer than any fence inside it."""
    lines = split_lines(answer)
    runs = [len(match[1]) for line in lines if (match := re.match(r"\s*(`{3,})", line))]
    mark = "`" * max([3, *(run + 1 for run in runs)])
    return [f"{mark}{info}", *lines, mark]
