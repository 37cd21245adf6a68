"""Find the slots under one heading: a table of recognisers, tried in order, the first that answers wins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from formwright.template.body import Body, Draft, Found, read_body
from formwright.template.bold import BoldLine, read_bold_line
from formwright.template.choices import choices_in_lines, is_choice_paragraph, tasks, tasks_in_code
from formwright.template.directives import says
from formwright.template.entries import read_key
from formwright.template.finds import guidance
from formwright.template.keyed import entries, fence, is_question
from formwright.template.lists import list_of_hints, list_of_texts, made_up_list
from formwright.template.model import Role, Span
from formwright.template.offers import chosen_list, with_offers
from formwright.template.prose import anything_else, nothing_but_hints, prose, skeleton
from formwright.template.shapes import Shape, asks, item_shape, plain_key
from formwright.text.markdown import Block, BlockKind


def _introduces(block: Block, body: Body) -> bool:
    """Say whether a block only tells something; below a document's title a list may do so, too."""
    if block.kind is BlockKind.LIST and body.below_title:
        return all(item_shape(item) is Shape.TEXT and item.checked is None for item in block.items)
    return block.kind in _INTRODUCTION and not asks(block)


_INTRODUCTION = (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.HTML)
_UNITS = (BlockKind.LIST, BlockKind.TABLE, BlockKind.FENCE)


def find_slots(body: Body) -> Found:
    """Return the slots of a body, and its lines that stay as they are."""
    if body.divided and all(_introduces(block, body) for block in body.content):
        return guidance(body)
    for recognise in _RECOGNISERS:
        found = recognise(body)
        if found is not None:
            return Found(tuple(with_offers(draft, body) for draft in found.drafts), found.kept)
    return guidance(body)


def _groups(body: Body) -> Found | None:
    """What stands under no heading may be several questions: each list, table or fence with what is said before it."""
    if body.section.heading is not None:
        return None
    groups: list[list[Block]] = [[]]
    for block in sorted((*body.hints, *body.content), key=lambda block: block.start):
        groups[-1].append(block)
        if block.kind in _UNITS:
            groups.append([])
    if len(groups) < 3:
        return None
    if not any(block.kind in _UNITS for block in groups[-1]):
        last = groups.pop()
        groups[-1] += last
    found = [find_slots(_group_body(body, blocks)) for blocks in groups]
    return Found(tuple(d for f in found for d in f.drafts), tuple(k for f in found for k in f.kept))


def _group_body(body: Body, blocks: Sequence[Block]) -> Body:
    part = read_body(body.section, blocks, body.lines, issue_template=body.issue_template)
    return replace(part, divided=body.divided)


def _choices_beside(body: Body) -> Found | None:
    """Lines of boxes beside something else: they are slots of their own, and the rest is read without them."""
    beside = tuple(block for block in body.rest if is_choice_paragraph(block))
    if not beside or len(beside) == len(body.rest):
        return None
    own = choices_in_lines(replace(body, hints=(), content=beside))
    rest = find_slots(replace(body, content=tuple(block for block in body.content if block not in beside)))
    if own is None or any(d.slot.label == body.label for d in own.drafts) or _overlap(rest, own):
        return None
    return Found((*rest.drafts, *own.drafts), (*rest.kept, *own.kept))


def _questions_beside(body: Body) -> Found | None:
    """Bold questions with their answers in their lines, beside something else, are slots of their own."""
    blocks = sorted((*body.hints, *body.content), key=lambda block: block.start)
    starts = list(_questions(blocks, body))
    merged = any(says(block, "merge") for block in body.steering)
    if not starts or merged or (starts[0] == 0 and not body.section.label):
        return None
    groups = [blocks[start:end] for start, end in pairwise([*starts, len(blocks)])]
    found = [find_slots(_group_body(body, blocks[: starts[0]]))] if starts[0] else []
    found += [bold_question(_group_body(body, group)) for group in groups]
    return Found(tuple(d for f in found for d in f.drafts), tuple(k for f in found for k in f.kept))


def _questions(blocks: Sequence[Block], body: Body) -> Iterator[int]:
    """Yield the numbers of the questions that do not belong to what stands above them under the same heading."""
    only_keys, boxes, seen = True, False, 0
    for number, block in enumerate(blocks):
        boxes = boxes or any(item.checked is not None for item in block.items)
        if is_question(block) and read_bold_line(block.text) is not None:
            yield number
        elif block.kind is BlockKind.PARAGRAPH and block.text.startswith(("**", "__")) and "\n" not in block.text:
            line = read_bold_line(block.text)
            if line is not None and line.has_place and (line.offers or (boxes and body.issue_template)):
                # Whether there are keys only is asked late: most bodies hold no question.
                only_keys = only_keys and all(map(_is_key, blocks[seen:number]))
                seen = number
                if not only_keys:
                    yield number


def _is_key(block: Block) -> bool:
    """Say whether a block is a paragraph of keys, or a comment."""
    is_paragraph = block.kind is BlockKind.PARAGRAPH
    return block.kind is BlockKind.COMMENT or (is_paragraph and all(map(read_key, block.text.split("\n"))))


def bold_question(body: Body) -> Found:
    """A bold question and what is said of it: boxes in its line, else the place for the answer behind it."""
    question, *below = body.content
    line = read_bold_line(question.text) if question.kind is BlockKind.PARAGRAPH else None
    if line is None:
        return find_slots(body)
    told = [block for block in below if block.kind is BlockKind.PARAGRAPH]
    own = (question, *(block for block in below if block.kind is not BlockKind.PARAGRAPH))
    named = replace(body, section=replace(body.section, label=plain_key(line.label)), content=own)
    found = choices_in_lines(named) or entries(replace(named, split=True))
    if found is None:
        return _over_its_place(replace(named, content=tuple(below)), question, line)
    kept = (*found.kept, *((Span(block.start, block.end), Role.GUIDANCE) for block in told))
    return Found(tuple(with_offers(draft, body) for draft in found.drafts), kept)


def _over_its_place(body: Body, question: Block, line: BoldLine) -> Found:
    """Take a question as the heading of what stands below it, where that asks for something."""
    found = find_slots(replace(body, section=replace(body.section, hint=line.hint)))
    span = Span(question.start, question.end)
    if not found.drafts:
        own = entries(replace(body, hints=(), content=(question,), split=True)) or Found(kept=((span, Role.GUIDANCE),))
        return Found(tuple(with_offers(draft, body) for draft in own.drafts), (*own.kept, *found.kept))
    first, *others = found.drafts
    return replace(found, drafts=(Draft(first.slot, ((span, Role.KEY), *first.roles)), *others))


def _overlap(rest: Found, own: Found) -> bool:
    spans = [draft.slot.span for draft in rest.drafts]
    return any(span.start < d.slot.span.end and d.slot.span.start < span.end for span in spans for d in own.drafts)


_RECOGNISERS: tuple[Callable[[Body], Found | None], ...] = (
    nothing_but_hints,
    choices_in_lines,
    _choices_beside,
    _questions_beside,
    tasks,
    tasks_in_code,
    fence,
    entries,
    _groups,
    list_of_hints,
    chosen_list,
    made_up_list,
    skeleton,
    list_of_texts,
    prose,
    anything_else,
)
