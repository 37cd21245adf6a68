"""What a document is made of: the template's own lines, and between them its slots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from formwright.template import Role, Slot, Template


@dataclass(frozen=True, slots=True)
class Fixed:
    """Lines that a document has from its template; `numbers` are theirs there."""

    numbers: tuple[int, ...]


Part = Fixed | Slot


def layout(template: Template) -> Iterator[Part]:
    """Yield the parts of the template's documents in their order, without front matter and without directives."""
    steering = set(_steering(template))
    at = template.front_matter.end
    for slot in sorted(template.slots, key=lambda slot: slot.span):
        yield Fixed(tuple(number for number in range(at, slot.span.start) if number not in steering))
        yield slot
        at = max(at, slot.span.end)
    yield Fixed(tuple(number for number in range(at, len(template.lines)) if number not in steering))


def _steering(template: Template) -> Iterator[int]:
    """Yield the lines of directives, each with a blank line after it where there is one before it, too."""
    for piece in template.pieces:
        start, end = piece.span.start, piece.span.end
        if piece.role is not Role.DIRECTIVE:
            continue
        yield from range(start, end)
        around = template.lines[max(start - 1, 0) : start], template.lines[end : end + 1]
        if not any(line.strip() for lines in around for line in lines):
            yield end
