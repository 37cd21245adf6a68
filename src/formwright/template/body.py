"""What stands under one heading, prepared for finding its slots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from formwright.template.directives import is_directive, says
from formwright.template.marks import hint_requires
from formwright.template.model import Role, Section, Slot, SlotKind, Span
from formwright.template.shapes import announces, asks, leads_in
from formwright.template.words import is_placeholder, key_value, split_example, unwrap
from formwright.text.markdown import COMMENT, Block, BlockKind, plain_text

CHECKLIST = "Checklist"
"""The label of a task list that has no heading of its own."""
_MOST_WORDS = 6
DEFAULT_LABEL = "Description"
"""The label of what a template asks for without a heading."""
INTRODUCTION, METADATA = "Introduction", "Metadata"
"""The labels of what a document asks for below its title: a text, and a list or table of keys."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A slot before it has an id, and what its lines are for."""

    slot: Slot
    roles: tuple[tuple[Span, Role], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found under a heading: slots, and lines that no answer replaces."""

    drafts: tuple[Draft, ...] = ()
    kept: tuple[tuple[Span, Role], ...] = ()


@dataclass(frozen=True)
class Body:
    """The blocks under one heading: hints (comments and placeholders that stand alone), and all else but rules.

    `above` are comments right above the heading: hints as well, though not among the lines that an answer replaces.
    `below_title` says that the heading is a document's title, by which nothing else is called. `divided` says that what
    stands here is over sub-sections, and tells of all of them: it asks for nothing itself.
    """

    section: Section
    hints: tuple[Block, ...]
    content: tuple[Block, ...]
    lines: Sequence[str] = field(repr=False)
    issue_template: bool = False
    split: bool = False
    steering: tuple[Block, ...] = ()
    above: tuple[Block, ...] = ()
    below_title: bool = False
    divided: bool = False

    @cached_property
    def prose(self) -> tuple[Block, ...]:
        """The plain sentences before the first thing that asks: they say what to write."""
        count = 0
        while count < len(self.content) and _is_prose(self.content[count], self.content[count + 1 : count + 2]):
            count += 1
        return self.content[:count]

    @cached_property
    def rest(self) -> tuple[Block, ...]:
        """The content without the sentences before it."""
        return self.content[len(self.prose) :]

    @property
    def label(self) -> str:
        """The label of a slot that takes the whole body."""
        if self.below_title and not self.section.label:
            return METADATA if any(map(_holds_keys, self.content)) else INTRODUCTION
        return self.section.label or self._list_label or DEFAULT_LABEL

    @property
    def _list_label(self) -> str | None:
        """The label of a task list under no heading: the few words that lead to it ("Before you go on:")."""
        if not any(item.checked is not None for block in self.rest for item in block.items):
            return None
        lead = self.prose[-1].text.rstrip(" :：") if self.prose and announces(self.prose[-1]) else ""
        return plain_text(lead) if lead and "\n" not in lead and len(lead.split()) <= _MOST_WORDS else CHECKLIST

    def text(self, blocks: Sequence[Block]) -> str:
        """Return the source lines from the first to the last of `blocks`, without hints and directives between them."""
        hidden = {line for block in (*self.hints, *self.steering) for line in range(block.start, block.end)}
        span = span_of(blocks)
        shown: list[str] = []
        for number in range(span.start, span.end):
            # Where something is left out between two blank lines, one of them is enough.
            doubled = number - 1 in hidden and not self.lines[number].strip() and not (shown and shown[-1].strip())
            if number not in hidden and not doubled:
                shown.append(self.lines[number])
        return "\n".join(shown).strip("\n")

    @cached_property
    def _said(self) -> tuple[tuple[Block, str, str], ...]:
        """The comments, placeholders and sentences, each with the hint and the example that it gives."""
        blocks = (*self.above, *self.hints, *self.prose)
        return tuple((block, *split_example(hint_text(block, self.lines))) for block in blocks)

    def guidance(self) -> tuple[str | None, str | None]:
        """Return the hint and the example that the comments, placeholders and sentences give."""
        said = [each[1:] for each in sorted(self._said, key=lambda each: each[0].start)]
        said = [split_example(self.section.hint), *said] if self.section.hint else said
        return paragraphs(self.section.said, *(hint for hint, _ in said)), paragraphs(*(shown for _, shown in said))

    def draft(self, kind: SlotKind, used: Sequence[Block], *, shown: str | None = None, **values: object) -> Draft:
        """Make the slot that takes the hints and the blocks `used`.

        `shown` is an example beside those of the hints; `values` are further fields of `Slot`.
        """
        hint, example = self.guidance()
        own: dict[str, object] = {
            "label": self.label,
            "section": self.section.index,
            "span": span_of((*self.hints, *self.prose, *used)) if (self.hints or self.prose or used) else self.empty,
            "hint": hint,
            "example": paragraphs(example, shown),
            "required": self.section.required,
            **values,
        }
        slot = Slot(id="", kind=kind, **own)  # type: ignore[arg-type]
        required = hint_requires(slot.hint) if slot.required is None and slot.hint else slot.required
        return Draft(slot if required == slot.required else replace(slot, required=required), self.hint_roles)

    @property
    def empty(self) -> Span:
        """The place under a heading where nothing stands."""
        return Span(self.section.body.start, self.section.body.start)

    @property
    def hint_roles(self) -> tuple[tuple[Span, Role], ...]:
        """The roles of the lines that say what to write."""
        return tuple(
            (Span(block.start, block.end), Role.HINT if hint else Role.EXAMPLE)
            for block, hint, _ in self._said[len(self.above) :]
        )


def read_body(section: Section, blocks: Sequence[Block], lines: Sequence[str], *, issue_template: bool = False) -> Body:
    """Sort the blocks under a heading into hints and content; rules between sections and directives are neither."""
    split = any(says(block, "split") for block in blocks)
    steering = tuple(block for block in blocks if is_directive(block))
    blocks = [block for block in blocks if block.kind is not BlockKind.RULE and not is_directive(block)]
    hints = tuple(block for block in blocks if _is_hint(block))
    content = tuple(block for block in blocks if not _is_hint(block))
    return Body(section, hints, content, lines, issue_template, split, steering)


def _holds_keys(block: Block) -> bool:
    """Say whether a block is a table, or a list of keys."""
    keys = [key_value(item.text) is not None for item in block.items]
    return block.kind is BlockKind.TABLE or (bool(keys) and all(keys))


def _is_hint(block: Block) -> bool:
    if block.kind is BlockKind.COMMENT:
        return True
    return block.kind is BlockKind.PARAGRAPH and all(is_placeholder(line) for line in block.text.split("\n"))


def _is_prose(block: Block, below: Sequence[Block]) -> bool:
    if block.kind is not BlockKind.PARAGRAPH or leads_in(block):
        return False
    over_a_list = any(other.kind is BlockKind.LIST for other in below)
    return not asks(block) or (over_a_list and announces(block) and "\n" not in block.text)


def hint_text(block: Block, lines: Sequence[str]) -> str:
    """Return what a hint says, without comment marks and brackets, without outer blank lines and common indentation."""
    if block.kind is BlockKind.COMMENT:
        text = dedent(block.text)
        # A list of one point is written as a sentence.
        return text if "\n" in text else text.removeprefix("- ")
    text = "\n".join(lines[block.start : block.end]) if block.kind is not BlockKind.PARAGRAPH else block.text
    text = COMMENT.sub(lambda match: f" {match[1].strip()} ", text)
    return "\n".join(unwrap(line) for line in text.split("\n")).strip()


def dedent(text: str) -> str:
    """Return `text` without outer blank lines, trailing blanks and the indentation that all its lines have."""
    lines = [line.rstrip() for line in text.strip().split("\n")]
    margins = [len(line) - len(line.lstrip()) for line in lines[1:] if line]
    margin = min(margins, default=0)
    return "\n".join([lines[0], *(line[margin:] for line in lines[1:])])


def paragraphs(*texts: str | None) -> str | None:
    """Return texts as paragraphs, without those that say nothing; None where all do."""
    return "\n\n".join(filter(None, texts)) or None


def span_of(blocks: Sequence[Block]) -> Span:
    """Return the lines from the first to the last of `blocks` (at least one)."""
    return Span(min(block.start for block in blocks), max(block.end for block in blocks))
