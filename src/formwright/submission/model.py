"""What reading a submission gives: answers, problems, and the text that belongs to no field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from formwright.form.model import Answers

CODES = (
    "missing-field",
    "repeated-field",
    "out-of-order",
    "unknown-heading",
    "ambiguous",
    "not-an-option",
    "required-empty",
    "malformed-list",
    "unknown-form",
    "text-outside",
)
"""The codes of the contract; no other is used."""

FORM, EARLIER_FORM, MARKDOWN_TEMPLATE = "form", "earlier form", "markdown template"
"""How a body was read (`Submission.revision`)."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing about a body that is not as GitHub writes it, or that can be read in two ways.

    `line` counts from 1 in the body. `field` is the key of the field, None where the text belongs to none.
    For `ambiguous`: `lines` are the other lines where the field could begin, `choices` the other lists of options.
    """

    code: str
    field: str | None
    message: str
    line: int
    lines: tuple[int, ...] = ()
    choices: tuple[tuple[str, ...], ...] = ()

    def as_json(self) -> dict[str, str | int | None]:
        """Return the problem with the contract's keys."""
        return {"code": self.code, "field": self.field, "message": self.message, "line": self.line}


@dataclass(frozen=True, slots=True)
class Submission:
    """A body as it was read.

    `form` is the path of the form where it was recognised among several. `lines` are the lines, from 1, of the
    headings of the fields that the body has.
    """

    answers: Answers
    problems: Sequence[Problem] = ()
    rest: str = ""
    form: str | None = None
    revision: str = FORM
    lines: Mapping[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the submission in the shape that `formwright parse` prints."""
        return {
            "form": self.form,
            "revision": self.revision,
            "answers": self.answers,
            "problems": [problem.as_json() for problem in self.problems],
            "rest": self.rest,
        }

    @property
    def fits(self) -> bool:
        """Whether any field of the form was found."""
        return all(problem.code != "unknown-form" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Recognition:
    """Which form a body was written with.

    `form` is its path, or None; `candidates` are the paths between which nothing decides (empty: none of them, as for
    a blank issue). `problems` then says so with `unknown-form`.
    """

    form: str | None
    candidates: tuple[str, ...] = ()
    problems: Sequence[Problem] = field(default=())
