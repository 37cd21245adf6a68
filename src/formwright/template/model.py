"""Templates as values: slots, and a partition of the template's lines.

A template is read once, and that one reading serves both ways: the converter turns its slots into fields, and filling
replaces its slots' lines by answers. The slot's id binds the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from formwright.findings import Finding
from formwright.template.directives import Directive
from formwright.text.frontmatter import FrontMatter
from formwright.text.links import Definition


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Lines `start` to `end`, counted from 0, `end` not included."""

    start: int
    end: int


class SlotKind(StrEnum):
    """How a slot is written in the template, and so how an answer to it is written in the document."""

    TEXT = "text"
    """A hint, or nothing: the answer takes its place."""
    SKELETON = "skeleton"
    """A list, table or paragraph with blanks: the writer completes it, so the answer holds all of it."""
    TASKS = "tasks"
    """A task list with texts: the answer ticks its boxes."""
    CHOICE = "choice"
    """Boxes in one line (`**Size**: [ ] S [ ] M`), or a list of which one item is to be kept."""
    FENCE = "fence"
    """A code fence alone: the answer takes the place of its content."""
    ENTRY = "entry"
    """The value of one `Key: value` line."""
    PARTS = "parts"
    """Sections that repeat ("Use Case 1", "Use Case 2"): the answer holds them all."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to tick or to choose: its Markdown in the template, its plain text, its line, whether it is ticked.

    What has no plain text, such as a tag alone, is its own.
    """

    text: str
    plain: str
    line: int
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """One place to fill.

    `span` are the lines that an answer replaces, hint included. `hint` says what to write, `example` shows it,
    `skeleton` is what the writer completes. `required` is what the template's own text says (None: nothing).
    `section` is the index of its section in the template, `parts` how many repeated parts its skeleton shows. Of the
    `choices` of a place to write in (`TEXT`, `ENTRY`) one takes its place; of boxes one, where the template's marks say
    so (`one_of`).
    """

    id: str
    kind: SlotKind
    label: str
    section: int
    span: Span
    hint: str | None = None
    example: str | None = None
    skeleton: str | None = None
    choices: tuple[Choice, ...] = ()
    language: str | None = None
    required: bool | None = None
    directive: Directive | None = None
    parts: int = 0
    one_of: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its place in the outline.

    `heading` is None for what stands before the first one (`is_preface`), and for a bold question with the answer in
    its own line (`is_question`). `span` covers the section with its sub-sections and the comments right above its
    heading, `body` only what stands before the first of those. `said` is what a heading of several
    sentences says behind its label, `hint` what the comments in the heading and remarks behind a bold one say.
    """

    index: int
    level: int
    label: str
    heading: Span | None
    body: Span
    span: Span
    parent: int | None = None
    children: tuple[int, ...] = ()
    required: bool | None = None
    said: str | None = None
    hint: str | None = None

    @property
    def is_preface(self) -> bool:
        """Whether it is what stands before the first heading."""
        return self.heading is None and not self.level

    @property
    def is_question(self) -> bool:
        """Whether it is a bold line with the place for its answer in it: `**Size**: S / M / L`."""
        return self.heading is None and self.level > 0


class Role(StrEnum):
    """What a line of the template is for."""

    FRONT_MATTER = "front matter"
    TITLE = "title"
    HEADING = "heading"
    HINT = "hint"
    EXAMPLE = "example"
    SKELETON = "skeleton"
    OPTIONS = "options"
    KEY = "key"
    """A `Key: value` line whose key is a field's label."""
    GUIDANCE = "guidance"
    """Prose for the reader of the form: shown there, and kept in the document."""
    DIRECTIVE = "directive"
    """Steers the conversion; it is in neither the form nor the document."""
    SKIPPED = "skipped"
    """Left out of the form by a directive."""
    REPEAT = "repeat"
    """A repeated part that is not shown again: the part before it stands for all."""
    HEAD = "head"
    """A footer line whose value belongs into the form's head."""
    KEPT = "kept"
    """Stays in the document, asks for nothing, and is not shown in the form."""
    LAYOUT = "layout"
    """Blank lines and rules between sections."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some lines of the template and what they are for. The pieces of a template cover each of its lines once."""

    span: Span
    role: Role
    section: int | None = None
    slot: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A template as it was read.

    `lines` are without their line ends. `head` are values for the form's head that stand in the body (the footer's
    labels and assignees). `is_issue_template` tells an issue's template from a document's: by its front matter (R9);
    without any by its path, or by the lack of a title and of the parts of a proposal. `directives` are those on the
    template itself. `origins` are the file and the line (from 1) of each line, where fragments are included; `included`
    are the places of the includes. `definitions` are the targets of links that stand in lines of their own.
    """

    lines: tuple[str, ...]
    front_matter: FrontMatter
    sections: tuple[Section, ...]
    slots: tuple[Slot, ...]
    pieces: tuple[Piece, ...]
    title: Section | None = None
    head: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_issue_template: bool = False
    directives: tuple[Directive, ...] = ()
    origins: tuple[tuple[str | None, int], ...] = ()
    included: tuple[tuple[tuple[str | None, int], str], ...] = ()
    definitions: Mapping[str, Definition] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    source: str | None = None

    def place(self, line: int) -> tuple[str | None, int]:
        """Return the file and the line in it (from 1) from which the template's `line` (from 1) comes."""
        return self.origins[line - 1] if 0 < line <= len(self.origins) else (self.source, line)

    def text(self, span: Span) -> str:
        """Return the lines of `span`, joined by line feeds."""
        return "\n".join(self.lines[span.start : span.end])
