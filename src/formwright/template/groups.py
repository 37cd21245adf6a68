"""Gather the blocks of a template under its headings; a bold question beside something else stands for itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from formwright.template.bold import BoldLine, Part, is_run, read_bold_line
from formwright.template.keyed import ONE_SENTENCE
from formwright.template.model import Span
from formwright.template.shapes import announces, asks, plain_key
from formwright.template.vocabulary import NAMES_A_GROUP
from formwright.template.words import asks_short, is_blank
from formwright.text.markdown import COMMENT, Block, BlockKind

BOLD_LEVEL = 7


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. One without a text and without lines stands over a bold question with the answer in its own line."""

    level: int
    text: str
    span: Span
    said: str = ""


Group = tuple[Heading | None, list[Block]]


@dataclass
class Groups:
    """The groups so far: headings with the blocks under them. The first group has no heading.

    `mixed` says that in that first one more stands than keys.
    """

    groups: list[Group] = field(default_factory=lambda: [(None, [])])
    mixed: bool = False
    _keys: set[int] = field(default_factory=set)

    def open(self, heading: Heading) -> None:
        """Begin a group."""
        self.groups.append((heading, []))

    def add(self, block: Block) -> None:
        """Add a block to the last group; parts of one paragraph become one again."""
        heading, blocks = self.groups[-1]
        last = blocks[-1] if blocks else None
        touches = last is not None and last.kind is block.kind is BlockKind.PARAGRAPH and last.end == block.start
        if last is None or not touches or is_question(heading):
            blocks.append(block)
        else:
            blocks[-1] = replace(last, end=block.end, text=f"{last.text}\n{block.text}")

    def paragraph(self, parts: Sequence[Part], following: Sequence[Block]) -> None:
        """Take the parts of a paragraph; keys that it consists of stay together where they belong to a heading.

        `following` is the block below it, if there is one.
        """
        over = self._over_boxes(parts[-1][1], following)
        if over is not None:
            parts = (*parts[:-1], (over, parts[-1][1]))
        if is_run(parts) and not self._stands_apart(parts):
            self._keys.add(parts[0][1].start)
            for _, block in parts:
                self.add(block)
            return
        for number, (line, block) in enumerate(parts):
            if line is None:
                self.add(block)
            elif line.is_heading:
                self.open(_heading(line, block))
            elif not is_run(parts) and not self._stands_apart(parts[number:]):
                self._keys.add(block.start)
                self.add(block)
            elif line.tells and not asks_short(plain_key(line.label)):
                self.open(_heading(line, block))
            else:
                self.open(Heading(BOLD_LEVEL, "", Span(block.start, block.start)))
                self.add(block)

    def _over_boxes(self, block: Block, following: Sequence[Block]) -> BoldLine | None:
        """Return a key of any value right above boxes as the heading of these."""
        heading, _ = self.groups[-1]
        boxes = any(item.checked is not None for below in following for item in below.items)
        if not boxes or following[0].start > block.end:
            return None
        line = read_bold_line(block.text) if heading is None or heading.level == BOLD_LEVEL else None
        return replace(line, said=line.hint, value="") if line is not None and line.led else None

    def _stands_apart(self, parts: Sequence[Part]) -> bool:
        """Say whether the question that comes first is none of the keys that the heading above it asks for."""
        heading, blocks = self.groups[-1]
        (line, block), *following = parts
        if line is not None and plain_key(line.label).lower() in ONE_SENTENCE:
            return False
        beside = any(each.kind not in _ASIDE and each.start not in self._keys for each in blocks)
        if heading is None:
            return self.mixed
        if is_question(heading):
            return True
        if heading.level == BOLD_LEVEL and self._below_keys(block):
            return True
        if beside:
            return heading.level == BOLD_LEVEL
        if heading.level != BOLD_LEVEL or any(each.kind not in _ASIDE for each in blocks):
            return False
        # Nothing but keys stand under a heading that names them all; any other asks for something itself.
        several = any(other is not None for other, _ in following)
        return block.start > heading.span.end and not several and not NAMES_A_GROUP.search(heading.text)

    def _below_keys(self, block: Block) -> bool:
        """Say whether keys stand right under the heading, in its lines, and `block` does not."""
        heading, blocks = self.groups[-1]
        shown = [each for each in blocks if each.kind not in _ASIDE]
        right_under = heading is not None and bool(shown) and shown[0].start == heading.span.end
        return right_under and block.start > shown[-1].end


_ASIDE = (BlockKind.COMMENT, BlockKind.RULE)


def _heading(line: BoldLine, block: Block) -> Heading:
    return Heading(BOLD_LEVEL, line.label, Span(block.start, block.end), line.hint)


def is_question(heading: Heading | None) -> bool:
    """Say whether what is under a "heading" is a bold question with the answer in its own line."""
    return heading is not None and not heading.text and heading.span.start == heading.span.end


def settled(groups: Iterable[Group], lines: Iterable[Part]) -> list[Group]:
    """Make a heading of each bold question below which there is more than sentences: the answer goes there.

    Boxes apart from one that has a place for its answer belong to no heading.
    """
    known = {block.start: line for line, block in lines if line is not None}
    return [each for group in groups for each in (_settled(*group, known) if is_question(group[0]) else [group])]


_OF_BOXES = re.compile(r"\b(?:check|tick|box|mark|confirm|following|agree)", re.IGNORECASE)


def _has_own_answer(line: BoldLine) -> bool:
    """Say whether a question is answered in its line, and does not speak of the boxes below it."""
    return line.has_place and not _OF_BOXES.search(f"{line.label} {line.hint}")


def _settled(heading: Heading | None, blocks: list[Block], known: Mapping[int, BoldLine]) -> Iterator[Group]:
    question, *others = blocks
    line = known[question.start]
    below = [block for block in others if block.kind not in _ASIDE]
    told = all(block.kind is BlockKind.PARAGRAPH and not asks(block) for block in below)
    fenced = [block.kind for block in below] == [BlockKind.FENCE] and is_blank(COMMENT.sub("", line.value))
    boxes = next((n for n, block in enumerate(others) if any(item.checked is not None for item in block.items)), None)
    boxes = boxes - 1 if boxes and announces(others[boxes - 1]) else boxes
    if told or fenced:
        yield heading, blocks
    elif boxes is not None and others[boxes].start > question.end and _has_own_answer(line):
        yield heading, [question, *others[:boxes]]
        start = others[boxes].start
        yield Heading(BOLD_LEVEL, "", Span(start, start)), others[boxes:]
    else:
        yield _heading(line, question), others
