"""Gather the blocks of a template under its headings; a bold question beside something else stands for itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

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
    inside: int = 0

    @property
    def depth(self) -> int:
        """How deep the heading is among the others: as its level says, if nothing else does."""
        return self.inside or self.level


Group = tuple[Heading | None, list[Block]]


@dataclass
class Groups:
    """The groups so far: headings with the blocks under them. The first group has no heading.

    `mixed` says that in that first one more stands than keys.
    """

    mixed: bool = False
    _groups: list[Group] = field(default_factory=lambda: [(None, [])])
    _shown: list[Block] = field(default_factory=list)
    _beside: bool = False

    def open(self, heading: Heading) -> None:
        """Begin a group."""
        self._groups.append((heading, []))
        self._shown, self._beside = [], False

    def add(self, block: Block, *, is_key: bool = False) -> None:
        """Add a block to the last group."""
        self._groups[-1][1].append(block)
        if block.kind not in _ASIDE:
            self._shown.append(block)
            self._beside = self._beside or not is_key

    def paragraph(self, parts: Sequence[Part], following: Sequence[Block]) -> None:
        """Take the parts of a paragraph; keys that it consists of stay together where they belong to a heading.

        `following` is the block below it, if there is one.
        """
        over = self._over_boxes(parts[-1][1], following)
        if over is not None:
            parts = (*parts[:-1], (over, parts[-1][1]))
        run = is_run(parts)
        together = run and not self._stands_apart(*parts[0], several=True)
        for (line, block), below in zip_longest(parts, parts[1:]):
            several = below is not None and below[0] is not None
            if line is None or together:
                self.add(block, is_key=together)
            elif line.is_heading:
                self.open(_heading(line, block))
            elif not run and not self._stands_apart(line, block, several=several):
                self.add(block, is_key=True)
            elif line.tells and not asks_short(plain_key(line.label)):
                self.open(_heading(line, block))
            else:
                self.open(Heading(BOLD_LEVEL, "", Span(block.start, block.start)))
                self.add(block)

    def _over_boxes(self, block: Block, following: Sequence[Block]) -> BoldLine | None:
        """Return a key of any value right above boxes as the heading of these."""
        heading, _ = self._groups[-1]
        boxes = any(item.checked is not None for below in following for item in below.items)
        if not boxes or following[0].start > block.end:
            return None
        line = read_bold_line(block.text) if heading is None or heading.level == BOLD_LEVEL else None
        return replace(line, said=line.hint, value="") if line is not None and line.led else None

    def _stands_apart(self, line: BoldLine | None, block: Block, *, several: bool) -> bool:
        """Say whether a question is none of the keys that the heading above it asks for.

        `several` says that another one follows it in the same paragraph.
        """
        heading, _ = self._groups[-1]
        if line is not None and plain_key(line.label).lower() in ONE_SENTENCE:
            return False
        if heading is None or is_question(heading) or heading.level != BOLD_LEVEL:
            return is_question(heading) or (heading is None and self.mixed)
        if self._beside:
            return True
        if self._shown:
            # Keys right under the heading, in the lines of its paragraph, are all that it asks for.
            return self._shown[0].start == heading.span.end and block.start > self._shown[-1].end
        # Nothing but keys stand under a heading that names them all; any other asks for something itself.
        return block.start > heading.span.end and not several and not NAMES_A_GROUP.search(heading.text)

    def all(self) -> list[Group]:
        """Return the groups; parts of one paragraph are one again, but for a question and what follows it."""
        return [
            (heading, blocks if is_question(heading) else list(_together(blocks))) for heading, blocks in self._groups
        ]


def _together(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks, those that are parts of one paragraph as one."""
    paragraph: list[Block] = []
    for block in blocks:
        if paragraph and (block.kind is not BlockKind.PARAGRAPH or block.start > paragraph[-1].end):
            yield _joined(paragraph)
            paragraph = []
        if block.kind is BlockKind.PARAGRAPH:
            paragraph.append(block)
        else:
            yield block
    if paragraph:
        yield _joined(paragraph)


def _joined(parts: Sequence[Block]) -> Block:
    text = "\n".join(part.text for part in parts)
    return replace(parts[0], end=parts[-1].end, text=text) if len(parts) > 1 else parts[0]


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
