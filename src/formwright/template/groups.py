"""Gather the blocks of a template under its headings; a bold question beside something else stands for itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from formwright.template.bold import BoldLine, Part, is_run
from formwright.template.keyed import ONE_SENTENCE
from formwright.template.model import Span
from formwright.template.shapes import asks, plain_key
from formwright.template.vocabulary import NAMES_A_GROUP
from formwright.template.words import is_blank
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
    """The groups so far: headings with the blocks under them. The first group has no heading."""

    groups: list[Group] = field(default_factory=lambda: [(None, [])])
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

    def paragraph(self, parts: Sequence[Part]) -> None:
        """Take the parts of a paragraph; keys that it consists of stay together where they belong to a heading."""
        if is_run(parts) and not self._stands_apart(parts):
            self._keys.add(parts[0][1].start)
            for _, block in parts:
                self.add(block)
            return
        for number, (line, block) in enumerate(parts):
            if line is None:
                self.add(block)
            elif line.is_heading:
                self.open(Heading(BOLD_LEVEL, line.label, Span(block.start, block.end), line.said))
            elif is_run(parts) or self._stands_apart(parts[number:]):
                self.open(Heading(BOLD_LEVEL, "", Span(block.start, block.start)))
                self.add(block)
            else:
                self._keys.add(block.start)
                self.add(block)

    def _stands_apart(self, parts: Sequence[Part]) -> bool:
        """Say whether the question that comes first is none of the keys that the heading above it asks for."""
        heading, blocks = self.groups[-1]
        (line, block), *following = parts
        if line is not None and plain_key(line.label).lower() in ONE_SENTENCE:
            return False
        beside = any(each.kind not in _ASIDE and each.start not in self._keys for each in blocks)
        if heading is None or is_question(heading) or beside:
            return beside and (heading is None or heading.level == BOLD_LEVEL)
        if heading.level != BOLD_LEVEL or any(each.kind not in _ASIDE for each in blocks):
            return False
        # Nothing but keys stand under a heading that names them all; any other asks for something itself.
        several = any(other is not None for other, _ in following)
        return block.start > heading.span.end and not several and not NAMES_A_GROUP.search(heading.text)


_ASIDE = (BlockKind.COMMENT, BlockKind.RULE)


def is_question(heading: Heading | None) -> bool:
    """Say whether what is under a "heading" is a bold question with the answer in its own line."""
    return heading is not None and not heading.text and heading.span.start == heading.span.end


def settled(groups: Iterable[Group], lines: Iterable[Part]) -> list[Group]:
    """Make a heading of each bold question below which there is more than sentences: the answer goes there."""
    known = {block.start: line for line, block in lines if line is not None}
    return [_settled(group, known) if is_question(group[0]) else group for group in groups]


def _settled(group: Group, known: Mapping[int, BoldLine]) -> Group:
    question, *others = group[1]
    line = known[question.start]
    below = [block for block in others if block.kind not in _ASIDE]
    told = all(block.kind is BlockKind.PARAGRAPH and not asks(block) for block in below)
    fenced = [block.kind for block in below] == [BlockKind.FENCE] and is_blank(COMMENT.sub("", line.value))
    if told or fenced:
        return group
    return Heading(BOLD_LEVEL, line.label, Span(question.start, question.end), line.hint), others
