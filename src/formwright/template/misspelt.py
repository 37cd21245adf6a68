"""Comments that were meant as directives and are none, for a slip in their first word: `<!-- from: skip -->`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from formwright.findings import Finding, Severity
from formwright.nearest import slips
from formwright.template.directives import ACTIONS, FIELD_KEYS, HEAD_KEYS, steers
from formwright.text.markdown import COMMENT, Block, BlockKind, comment_text

_SHAPE = re.compile(
    r"[\W_]*(?P<word>[A-Za-z]{3,10})(?P<sign>\s*[:：=;,.>|-]+(?=\s|\{|\w)|(?=[\s{]))\s*(?P<rest>\S.*)", re.DOTALL
)
"""A word with a sign or a blank behind it, and what is said after that."""

_KEYS = "|".join(sorted({*FIELD_KEYS, *HEAD_KEYS}))
_SAYS = {
    "form": re.compile(rf"(?:{'|'.join(ACTIONS)})\s*\Z|\{{\s*[\"']?\w+[\"']?\s*:|(?:{_KEYS})\s*:\s", re.IGNORECASE),
    "include": re.compile(
        r"[\"'`<]?(?:[^\s\"'`<>]+\.(?:md|markdown|mdx)|\.{0,2}/?fragments?/[^\s\"'`<>]+)[\"'`>]?\s*\Z"
    ),
}
"""What stands behind the word of a directive: an action or keys; the path of a file."""

_MOST_SLIPS = {"form": 1, "include": 2}
_OTHERS = {"form": ("formwright", "field", "formular"), "include": ("import", "fragment")}
"""Words that people write in the place of the right one."""
_SHOWN = 60
_CODE = re.compile(r"`[^`\n]*`")


def misspelt_findings(blocks: Iterable[Block]) -> Iterator[Finding]:
    """Yield a warning for each comment that would be a directive or an include but for its first word.

    The rest of it must read as a directive's does, so that no sentence is taken for one.
    """
    for line, comment in _comments(blocks):
        match = None if steers(comment) else _SHAPE.match(comment)
        meant = _meant(match) if match else None
        if match and meant:
            written = f"{match['word']}{match['sign'].rstrip()}"
            message = (
                f"`{written}` steers nothing, and the comment is read as any other: what steers begins with `{meant}:`"
            )
            yield Finding("T48", message, _remedy(meant, match["rest"]), line=line, severity=Severity.WARNING)


def _meant(match: re.Match[str]) -> str | None:
    """Return the word that was meant; None where it is another one, or what follows is no directive's."""
    word = match["word"].casefold()
    for meant, most in _MOST_SLIPS.items():
        near = word[0] == meant[0] and slips(word, meant) <= most
        if _SAYS[meant].match(match["rest"]) and (near or word in _OTHERS[meant]):
            return None if meant == "include" and _is_request(match) else meant
    return None


def _is_request(match: re.Match[str]) -> bool:
    """Say whether the words ask the writer for a file: "Include CHANGELOG.md"."""
    return not match["sign"] and match["word"][0].isupper() and "/" not in match["rest"]


def _remedy(meant: str, rest: str) -> str:
    said = rest.strip()
    said = said.lower() if said.lower() in ACTIONS else said.strip("\"'`<>") if meant == "include" else said
    whole = "\n" not in said and len(said) <= _SHOWN
    return f"write `<!-- {meant}: {said} -->`" if whole else f"write `{meant}:` in the place of that word"


def _comments(blocks: Iterable[Block]) -> Iterator[tuple[int, str]]:
    """Yield the comments outside of code, each with its line (from 1)."""
    for block in blocks:
        if block.kind is BlockKind.COMMENT:
            yield block.start + 1 + block.text.count("\n", 0, len(block.text) - len(block.text.lstrip())), block.text
        elif "<!--" in block.text and block.kind is not BlockKind.FENCE:
            yield from _within(block)
        yield from _comments(block.blocks)
        for item in block.items:
            if "<!--" in item.text:
                yield from _within(Block(BlockKind.PARAGRAPH, item.start, item.end, item.text))
            yield from _comments(item.blocks)


def _within(block: Block) -> Iterator[tuple[int, str]]:
    text = _CODE.sub(lambda match: " " * len(match[0]), block.text)
    line, at = block.start + 1, 0
    for match in COMMENT.finditer(text):
        line, at = line + text.count("\n", at, match.start()), match.start()
        yield line, comment_text(match[1])
