"""What the directives under a heading do to its section: leave it out, or steer its slots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from formwright.findings import Finding, Severity
from formwright.template.body import Body, Draft, Found
from formwright.template.directives import (
    FIELD_KEYS,
    HEAD_KEYS,
    Directive,
    is_directive,
    joined,
    read_directives,
    says,
)
from formwright.template.finds import skeleton_draft
from formwright.template.model import Piece, Role, Section, SlotKind, Span
from formwright.text.markdown import Block


def section_directives(
    section: Section, blocks: Sequence[Block], *, on_template: bool
) -> tuple[list[Directive], list[Finding], list[Piece]]:
    """Return the directives under a heading, what is wrong with them, and the pieces that they are.

    `on_template` says that they stand before the first heading or under the title: they are the template's own.
    """
    directives, findings = read_directives(blocks, HEAD_KEYS if on_template else FIELD_KEYS)
    marks = [block for block in blocks if is_directive(block)]
    if on_template:
        findings += [_nothing_above(block) for block in marks if says(block, "merge")]
    pieces = [Piece(Span(block.start, block.end), Role.DIRECTIVE, section.index) for block in marks]
    return directives, findings, pieces


def _nothing_above(block: Block) -> Finding:
    remedy = "take the directive out, or put the section below the one that it belongs to"
    return Finding("T45", "there is no section above to merge with", remedy, line=block.start + 1)


def skipped_pieces(section: Section, span: Span, directives: Iterable[Block]) -> Iterator[Piece]:
    """Yield the pieces of a section that is left out: directives in it are in neither the form nor the document."""
    at = span.start
    for block in directives:
        if span.start <= block.start < span.end:
            yield Piece(Span(at, block.start), Role.SKIPPED, section.index)
            yield Piece(Span(block.start, block.end), Role.DIRECTIVE, section.index)
            at = block.end
    yield Piece(Span(at, span.end), Role.SKIPPED, section.index)


def one_field(body: Body, found: Found, directives: Sequence[Directive]) -> Found:
    """Take a section for one field where a directive speaks of one: `required` may be said of several."""
    keys = {key for directive in directives for key in directive.keys} - {"required"}
    several = len(found.drafts) > 1 and all(draft.slot.label != body.section.label for draft in found.drafts)
    if not keys or not several or body.split:
        return found
    # Where there are sentences only, they are what the one field says.
    return Found((skeleton_draft(body) if body.rest else body.draft(SlotKind.TEXT, ()),))


def steer(drafts: list[Draft], own: Sequence[int], section: Section, body: Body, keyed: Sequence[Directive]) -> None:
    """Give what directives say to the section's slots, which are the drafts at `own`.

    Where it is split, or where all that is said is `required`, to each of them; else to the one of the section's label,
    or the first. A section that asks for nothing asks for one thing then.
    """
    if not keyed:
        return
    directive = joined(keyed)
    if not own:
        drafts.append(replace(body, hints=(), content=()).draft(SlotKind.TEXT, ()))
        own = [len(drafts) - 1]
    chosen = [n for n in own if drafts[n].slot.label == section.label] or list(own)
    if not body.split and set(directive.keys) != {"required"}:
        chosen = chosen[:1]
    for number in chosen:
        drafts[number] = Draft(replace(drafts[number].slot, directive=directive), drafts[number].roles)


def split_findings(body: Body, found: Found) -> Iterator[Finding]:
    """Yield a warning where a section says `form: split` and no list of it could be split."""
    if body.split and len(found.drafts) < 2 and not any(d.slot.kind is SlotKind.ENTRY for d in found.drafts):
        for block in body.steering:
            if says(block, "split"):
                message, remedy = "there is no list here whose items could be fields", "write one item for each field"
                yield Finding("T46", message, remedy, line=block.start + 1, severity=Severity.WARNING)


def within_parts(span: Span, blocks: Iterable[Block]) -> Iterator[Finding]:
    """Yield the directives inside of sections that repeat: all those are one field, so nothing there is steered."""
    for block in blocks:
        if is_directive(block) and span.start <= block.start < span.end:
            message = "the directive stands in a part that repeats, and all parts are one field"
            yield Finding("T47", message, "put it under the heading above the parts", line=block.start + 1)
