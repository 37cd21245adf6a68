"""The partition of a template: what each of its lines is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from formwright.template.model import Piece, Role, Section, SlotKind, Span
from formwright.template.walk import Walk


def heading_pieces(sections: Sequence[Section], reading: Walk) -> Iterator[Piece]:
    """Yield the pieces of the headings; those of repeated parts and of skipped sections belong to these."""
    spans = [draft.slot.span for draft in reading.drafts if draft.slot.kind is SlotKind.PARTS] + reading.skipped
    following = sorted(spans, reverse=True)
    covered = 0
    for section in sections:
        heading = section.heading
        while heading and following and following[-1].start <= heading.start:
            covered = max(covered, following.pop().end)
        if heading and covered <= heading.start:
            role = Role.TITLE if section == reading.title else Role.HEADING
            yield Piece(heading, role, section.index)


def partition(pieces: Iterable[Piece], lines: Sequence[str]) -> Iterator[Piece]:
    """Yield the pieces in the order of their lines, with what stands between them: each line exactly once."""
    at = 0
    for piece in sorted(pieces, key=lambda piece: (piece.span.start, piece.span.end)):
        start = max(piece.span.start, at)
        if start > at:
            yield from _between(at, start, lines)
        if piece.span.end > start:
            yield piece if start == piece.span.start else replace(piece, span=Span(start, piece.span.end))
            at = piece.span.end
    if at < len(lines):
        yield from _between(at, len(lines), lines)


def _between(start: int, end: int, lines: Sequence[str]) -> Iterator[Piece]:
    for number in range(start, end):
        blank = not lines[number].strip() or not lines[number].strip(" -*_")
        yield Piece(Span(number, number + 1), Role.LAYOUT if blank else Role.KEPT)
