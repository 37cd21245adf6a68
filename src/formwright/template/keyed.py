"""Recognise places with a name of their own: lines of keys, and fences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from formwright.template.body import Body, Draft, Found, dedent, paragraphs
from formwright.template.entries import Entry, read_entries
from formwright.template.finds import with_role
from formwright.template.marks import hint_requires, read_mark
from formwright.template.model import Role, Slot, SlotKind, Span
from formwright.template.shapes import announces, asks
from formwright.template.words import asks_short, asks_to_insert, has_placeholder, key_value, split_example
from formwright.text.markdown import Block, BlockKind


def fence(body: Body) -> Found | None:
    """A fence, and at most sentences below it: its language is the field's, its content shows what to write."""
    if not body.rest or body.rest[0].kind is not BlockKind.FENCE or not body.rest[0].level:
        return None
    fence, *below = body.rest
    if any(block.kind is not BlockKind.PARAGRAPH or _asks(block) or announces(block) for block in below):
        return None
    draft = body.draft(SlotKind.FENCE, body.rest, language=fence.info or None)
    if asks_to_insert(fence.text):
        hint = paragraphs(draft.slot.hint, fence.text.strip()) or ""
        required = hint_requires(hint) if draft.slot.required is None else draft.slot.required
        draft = Draft(replace(draft.slot, hint=hint, required=required), draft.roles)
    elif _says_something(fence.text):
        draft = Draft(replace(draft.slot, example=paragraphs(draft.slot.example, fence.text)), draft.roles)
    if below:
        # What is said below the place says what to write, as what is above it does.
        slot = replace(draft.slot, hint=paragraphs(draft.slot.hint, body.text(below)))
        draft = with_role(Draft(slot, draft.roles), below, Role.HINT)
    return Found((with_role(draft, (fence,), Role.EXAMPLE),))


def _asks(block: Block) -> bool:
    return asks(block) or has_placeholder(block.text)


def _entry_fence(slot: Slot, fence: Block) -> Slot:
    """Take the fence below a key for the place to write in; what it says is a hint, or an example."""
    span = Span(fence.start, fence.end)
    slot = replace(slot, kind=SlotKind.FENCE if fence.level else SlotKind.TEXT, span=span)
    slot = replace(slot, language=fence.info or None)
    text = dedent(fence.text)
    if asks_to_insert(text) or not fence.level:
        required = hint_requires(text) if slot.required is None else slot.required
        return replace(slot, hint=paragraphs(slot.hint, text), required=required)
    return replace(slot, example=paragraphs(slot.example, text if _says_something(text) else None))


def entries(body: Body) -> Found | None:
    """Lines of keys: a slot each, where the keys ask for short things or the template is an issue's."""
    blocks = sorted((*body.hints, *body.content), key=lambda block: block.start)
    read = read_entries(blocks, any_text=body.split)
    if read is None:
        return None
    entries, between = read
    if not _worth_splitting(body, entries):
        return None
    kept = tuple((Span(block.start, block.end), Role.GUIDANCE) for block in between)
    return Found(tuple(_entry_draft(body, entry) for entry in entries), kept)


def is_question(block: Block) -> bool:
    """Say whether a block is a bold question with the answers to choose from in its line: `**Ready?** Yes/No`."""
    if block.kind is not BlockKind.PARAGRAPH or "\n" in block.text:
        return False
    pair = key_value(block.text)
    return pair is not None and pair[0].endswith(("?", "？")) and bool(pair[1])


ONE_SENTENCE = frozenset(
    "as a|as an|as the|i want|i want to|i need|i need to|so that|in order to|given|when|then|and|but|scenario".split(
        "|"
    )
)
"""Keys of a user story, and of a scenario: together they are one sentence, and so one answer."""


def _worth_splitting(body: Body, entries: Sequence[Entry]) -> bool:
    """Keys are fields of their own where they ask for short things, and in an issue template where they are plain."""
    short = [asks_short(entry.label) for entry in entries]
    if all(entry.label.lower() in ONE_SENTENCE for entry in entries) and not body.split:
        return False
    if all(short) or body.split:
        return True
    several = len(entries) > 1 or not body.section.label
    # What stands above all headings, or below the title, is a document's head, written as a list.
    kind_of_list = body.issue_template or not body.section.label
    return kind_of_list and several and (2 * sum(short) >= len(short) or not any(e.bold for e in entries))


def _entry_draft(body: Body, entry: Entry) -> Draft:
    text = "\n\n".join(dedent(hint) for hint in entry.hints)
    hint, example = split_example(text)
    label, mark = read_mark(entry.label)
    shown, shown_mark = _unmarked(entry.example)
    marks = (mark, shown_mark, hint_requires(text))
    slot = Slot(
        id="",
        kind=SlotKind.ENTRY,
        label=label,
        section=body.section.index,
        span=entry.span,
        hint=hint or None,
        example=paragraphs(shown, example),
        required=next((each for each in marks if each is not None), None),
    )
    roles = [(span, Role.HINT) for span in entry.comments]
    if entry.choices:
        slot = replace(slot, kind=SlotKind.TASKS, choices=entry.choices)
        return Draft(slot, (*roles, (slot.span, Role.OPTIONS)))
    if entry.fence is not None:
        slot = _entry_fence(slot, entry.fence)
    return Draft(slot, (*roles, (slot.span, Role.EXAMPLE if entry.fence else Role.KEY)))


def _unmarked(shown: str | None) -> tuple[str | None, bool | None]:
    """Take a mark that comes first out of what a value shows: "(optional) e.g. 4.2" is "4.2" and False."""
    if shown is None or not shown.startswith("("):
        return shown, None
    rest, mark = read_mark(shown)
    return (shown if mark is None else split_example(rest)[1] or rest), mark


def _says_something(text: str) -> bool:
    """Say whether a fence holds words; a comment in it is a text like any other."""
    return bool(re.search(r"\w", text))
