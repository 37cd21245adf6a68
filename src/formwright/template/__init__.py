"""Reading a template: sections, slots, directives."""

from formwright.template.model import Choice, Piece, Role, Section, Slot, SlotKind, Span, Template
from formwright.template.reading import read_template

__all__ = ["Choice", "Piece", "Role", "Section", "Slot", "SlotKind", "Span", "Template", "read_template"]
