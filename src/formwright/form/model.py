"""Forms and answers as values.

Plain dataclasses: reading a submission must start fast. The shapes are those of GitHub's form schema
("Syntax for GitHub's form schema"; R16, R17, R25 to R37).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

Answer = str | list[str] | dict[str, bool] | None
"""Text; a list for a multi-select; label to ticked for checkboxes; None where nothing was answered."""

Answers = dict[str, Answer]
"""A field's key (see `Element.key`) to its answer. A field that the body does not have is absent."""

ELEMENT_TYPES = ("markdown", "textarea", "input", "dropdown", "checkboxes", "upload")


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a dropdown or of checkboxes; only a checkbox can be required (R33)."""

    label: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Element:
    """One entry of a form's body. Attributes that the type does not have stay at their defaults.

    `line` is the line of the element in its YAML file (from 1; 0 where it was not read from a file) and takes no part
    in comparisons.
    """

    type: str
    id: str | None = None
    label: str = ""
    description: str | None = None
    placeholder: str | None = None
    value: str | None = None
    render: str | None = None
    options: tuple[Option, ...] = ()
    multiple: bool = False
    default: int | None = None
    required: bool = False
    min_length: int | None = None
    accept: str | None = None
    line: int = field(default=0, compare=False)

    @property
    def key(self) -> str:
        """The name of the field in the answers: its id, else its label in lower case with `-` for other characters."""
        if self.id:
            return self.id
        return re.sub(r"[\W_]+", "-", self.label.lower()).strip("-")


@dataclass(frozen=True, slots=True)
class Form:
    """A GitHub issue form."""

    name: str
    description: str
    body: tuple[Element, ...]
    title: str | None = None
    labels: tuple[str, ...] = ()
    assignees: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    type: str | None = None

    @property
    def fields(self) -> tuple[Element, ...]:
        """The elements that are asked for: all but markdown."""
        return tuple(element for element in self.body if element.type != "markdown")
