"""The outline of a template: its headings, and which blocks stand under each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from formwright.template.body import paragraphs as joined
from formwright.template.bold import Part, is_run, parted
from formwright.template.directives import is_directive, says, steers
from formwright.template.footer import split_footer
from formwright.template.groups import BOLD_LEVEL, Group, Groups, Heading, is_question, settled
from formwright.template.marks import read_mark
from formwright.template.model import Section, Span
from formwright.template.vocabulary import DOCUMENT_PARTS
from formwright.template.words import is_placeholder
from formwright.text.markdown import Block, BlockKind, inline_comments, plain_text

_LONGEST_LABEL = 120


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections in the order of the text, and for each the blocks between its heading and the next one.

    `above` are the comments right above each heading, which speak of it.
    """

    sections: tuple[Section, ...]
    blocks: tuple[tuple[Block, ...], ...]
    above: tuple[tuple[Block, ...], ...]


def read_outline(
    blocks: Sequence[Block],
    start: int,
    end: int,
    files: Sequence[str | None] = (),
    root: str | None = None,
) -> Outline:
    """Arrange the blocks of the lines `start` to `end` under their headings.

    The first section has no heading and holds what stands before the first one. Bold lines are headings where a file
    uses them as such: where there are at least as many of them as of other headings. Where there are neither, quotes of
    a line are headings. `files` are the paths of the lines where fragments are included, `root` the template's own.
    """
    paragraphs = [parted(block) for block in blocks]
    own = [files[block.start] if files else None for block in blocks]
    by_bold = {
        file for file in {*own} if _uses_bold(p for p, path in zip(paragraphs, own, strict=True) if path == file)
    }
    quoted = [block for block in blocks if _quoted_label(block)]
    marked = any(block.kind is BlockKind.HEADING and block.level > 1 for block in blocks)
    by_quotes = len(quoted) > 1 and not (marked or any(map(_headings_in, paragraphs)))
    used = [parts if path in by_bold else () for parts, path in zip(paragraphs, own, strict=True)]
    gathered = _gathered(blocks, used, quotes=by_quotes)
    groups = _merged(settled(gathered, (part for parts in paragraphs for part in parts)))
    if files and root in by_bold:
        groups = _nested(groups, files, root)
    above = _taken_above(groups)
    tops = [
        own[0].start if own else heading.span.start if heading else start
        for (heading, _), own in zip(groups, above, strict=True)
    ]
    sections = _sections([heading for heading, _ in groups], tops, end)
    return Outline(sections, tuple(tuple(own) for _, own in groups), above)


def _uses_bold(paragraphs: Iterable[Sequence[Part]]) -> bool:
    """Say whether a file's headings are bold lines: there are as many of them as of other headings, or more."""
    bold, marked, asked = 0, 0, False
    for parts in paragraphs:
        bold += _headings_in(parts)
        asked = asked or any(line for line, _ in parts)
        marked += parts[0][1].kind is BlockKind.HEADING and parts[0][1].level > 1
    return asked and bold >= marked


def _headings_in(parts: Sequence[Part]) -> int:
    """Return how many bold headings a paragraph has; keys that follow each other are one at most."""
    if len(parts) == 1 and parts[0][0] is None:
        return 0
    found = [line is not None and (line.is_heading or line.tells) for line, _ in parts]
    return int(found[0]) if is_run(parts) else sum(found)


def _is_mixed(blocks: Sequence[Block], parted: Sequence[Sequence[Part]]) -> bool:
    """Say whether before the first heading there is more than keys, and comments at them."""
    for block, parts in zip(blocks, parted, strict=True):
        if block.kind is BlockKind.HEADING or (parts and parts[0][0] is not None and parts[0][0].is_heading):
            return False
        if block.kind not in (BlockKind.COMMENT, BlockKind.RULE) and any(line is None for line, _ in parts):
            return True
    return False


def _gathered(blocks: Sequence[Block], parted: Sequence[Sequence[Part]], *, quotes: bool) -> list[Group]:
    """Put the blocks under their headings; `parted` are the parts of each, none where no bold line is a heading."""
    groups = Groups(mixed=_is_mixed(blocks, parted))
    footer = {block.start for block in split_footer(blocks)[1]} if any(parted) else set()
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            groups.open(Heading(block.level, block.text, Span(block.start, block.end)))
        elif quotes and (label := _quoted_label(block)):
            groups.open(Heading(BOLD_LEVEL, label, Span(block.start, block.end)))
        elif not parted[number] or block.start in footer:
            groups.add(block)
        else:
            groups.paragraph(parted[number], blocks[number + 1 : number + 2])
    return groups.all()


def _nested(groups: list[Group], files: Sequence[str | None], root: str | None) -> list[Group]:
    """Put the headings of fragments beside the bold lines of the file that includes them, and what is below deeper.

    A bold line of that file, which follows, is not a part of the fragment.
    """
    nested: list[Group] = []
    top = 0
    for heading, blocks in groups:
        inside = heading is not None and files[min(heading.span.start, len(files) - 1)] != root
        top = top if inside else 0
        if heading is not None and inside and heading.level < BOLD_LEVEL:
            top = min(top or heading.level, heading.level)
            heading = replace(heading, inside=BOLD_LEVEL + heading.level - top)
        elif heading is not None and top:
            heading = replace(heading, inside=2 * BOLD_LEVEL)
        nested.append((heading, blocks))
    return nested


def _taken_above(groups: list[Group]) -> tuple[tuple[Block, ...], ...]:
    """Take the comments right above a heading, and apart from what is over them, to that heading."""
    taken: list[tuple[Block, ...]] = [()]
    for number, ((before, blocks), (heading, below)) in enumerate(pairwise(groups), 1):
        own: list[Block] = []
        at = heading.span.start if heading else 0
        while blocks and blocks[-1].kind is BlockKind.COMMENT and blocks[-1].end == at and not is_directive(blocks[-1]):
            own.insert(0, blocks.pop())
            at = own[0].start
        touched = _touches(blocks[-1], at) if blocks else before is not None and before.span.end == at
        if own and (touched or (before is None and not blocks)):
            blocks.extend(own)
            own = []
        if own and heading is not None and is_question(heading):
            groups[number] = (replace(heading, span=Span(at, at)), [*own, *below])
            own = []
        taken.append(tuple(own))
    return tuple(taken)


def _touches(block: Block, line: int) -> bool:
    """Say whether a block stands right over a line, and no rule parts them."""
    return block.end == line and block.kind is not BlockKind.RULE


def _merged(groups: list[Group]) -> list[Group]:
    """Put each section that says `form: merge` into the one above it, its heading with it."""
    merged = groups[:1]
    for heading, blocks in groups[1:]:
        if heading is not None and any(says(block, "merge") for block in blocks):
            span = heading.span
            own = Block(BlockKind.HEADING, span.start, span.end, heading.text, heading.level)
            merged[-1][1].extend(blocks if is_question(heading) else [own, *blocks])
        else:
            merged.append((heading, blocks))
    return merged


def _quoted_label(block: Block) -> str | None:
    """Return the one line that a quote holds."""
    if block.kind is not BlockKind.QUOTE or len(block.blocks) != 1 or block.blocks[0].kind is not BlockKind.PARAGRAPH:
        return None
    text = block.blocks[0].text.strip()
    return text if "\n" not in text and len(text) <= _LONGEST_LABEL and not is_placeholder(text) else None


def _sections(headings: Sequence[Heading | None], tops: Sequence[int], end: int) -> tuple[Section, ...]:
    """Return the sections with their places in the outline: one pass for where they end, one for what is below them.

    `tops` are the lines where they begin, with the comments above their headings.
    """
    bodies, stops = _ends(headings, tops, end)
    sections: list[Section] = []
    children: list[list[int]] = [[] for _ in headings]
    open_sections: list[int] = []
    depths: list[int] = []
    for index, heading in enumerate(headings):
        level, depth = (heading.level, heading.depth) if heading else (0, 0)
        while open_sections and depths[open_sections[-1]] >= depth:
            open_sections.pop()
        depths.append(depth)
        parent = open_sections[-1] if open_sections else None
        label, required = section_label(heading.text) if heading else ("", None)
        label, said = _first_sentence(label)
        hint, marked = _in_comments(heading.text) if heading and "<!--" in heading.text else (None, None)
        hint = joined(heading.said if heading else "", hint)
        sections.append(
            Section(
                index=index,
                level=level,
                label=label,
                heading=None if heading is None or is_question(heading) else heading.span,
                body=Span(heading.span.end if heading else tops[0], bodies[index]),
                span=Span(tops[index], stops[index] if heading else bodies[index]),
                parent=parent,
                required=marked if required is None else required,
                said=said,
                hint=hint,
            )
        )
        if heading:
            open_sections.append(index)
        if parent is not None:
            children[parent].append(index)
    return tuple(
        replace(section, children=tuple(below)) if below else section
        for section, below in zip(sections, children, strict=True)
    )


def _in_comments(heading: str) -> tuple[str | None, bool | None]:
    """Return what the comments in a heading say to the writer, and what a mark among them says of required.

    A directive there steers nothing, and is no hint.
    """
    hints: list[str] = []
    required: bool | None = None
    for comment in inline_comments(heading):
        rest, mark = read_mark(f"_ ({comment})") if len(comment) <= _LONGEST_LABEL else ("", None)
        if rest == "_":
            required = mark
        elif not steers(comment):
            hints.append(comment)
    return "\n".join(filter(None, hints)) or None, required


_SENTENCE = re.compile(r"[.?!:。？！：](?=\s)|[。？！]")


def _first_sentence(label: str) -> tuple[str, str | None]:
    """Split a heading that is too long for a label behind its first sentence, where that is short enough."""
    if len(label) <= _LONGEST_LABEL:
        return label, None
    match = _SENTENCE.search(label)
    if match is None or match.end() > _LONGEST_LABEL + 60 or not label[match.end() :].strip():
        return label, None
    return label[: match.end()].rstrip(" :：."), label[match.end() :].strip()


def _ends(headings: Sequence[Heading | None], tops: Sequence[int], end: int) -> tuple[list[int], list[int]]:
    """Return where each section's own body ends, and where the section ends with what is below it."""
    bodies, stops = [end] * len(headings), [end] * len(headings)
    # Level and top of headings further down, the nearest last, each of a lower level than those after it.
    following: list[tuple[int, int]] = []
    nearest = end
    for index in range(len(headings) - 1, -1, -1):
        heading = headings[index]
        bodies[index] = nearest
        if heading is None:
            continue
        while following and following[-1][0] > heading.depth:
            following.pop()
        stops[index] = following[-1][1] if following else end
        following.append((heading.depth, tops[index]))
        nearest = tops[index]
    return bodies, stops


def section_label(markdown: str) -> tuple[str, bool | None]:
    """Return a heading as a label (plain text, no colon at its end, no mark), and what its mark says of required."""
    label, required = read_mark(plain_text(markdown))
    return label.rstrip(" :：") or label, required


MOST_OF_A_DOCUMENT = 0.5
LEAST_PARTS = 3


def is_document(outline: Outline) -> bool:
    """Say whether the headings are those of a proposal: a part of them at least, and not a few."""
    headed = [section for section in outline.sections if section.heading]
    parts = sum(bool(DOCUMENT_PARTS.fullmatch(section.label)) for section in headed)
    return parts >= max(LEAST_PARTS, MOST_OF_A_DOCUMENT * len(headed))


def title_section(outline: Outline) -> Section | None:
    """Return the section that is the document's title: the only one of level 1, first of all, with others below it."""
    headed = [section for section in outline.sections if section.heading]
    if not headed or headed[0].level != 1 or not headed[0].children:
        return None
    return headed[0] if all(section.level > 1 for section in headed[1:]) else None
