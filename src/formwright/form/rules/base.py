"""What a rule is, and how it is run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from inspect import getdoc
from typing import Generic, NamedTuple, TypeVar

from formwright.findings import Finding, Severity
from formwright.form.source import Node

SYNTAX = "Syntax for issue forms"
SCHEMA = "Syntax for GitHub's form schema"
ERRORS = "Common validation errors when creating issue forms"
TEMPLATES = "Configuring issue templates for your repository"
CREATING = "Creating an issue"
REPORTS = "Public reports; not documented"
SCHEMASTORE = "SchemaStore's schema; not documented"
YAML = "YAML 1.1 and 1.2"

Subject = TypeVar("Subject")


class Fault(NamedTuple):
    """What a rule found: where, GitHub's words for it where they are documented, and what to do.

    `severity` is only set where it is not the rule's own.
    """

    node: Node
    message: str
    remedy: str
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What the rules page says of a rule.

    `wrong` and `right` are examples: a whole file, or the entries of a form's body. `text` explains the rule.
    """

    id: str
    title: str
    source: str
    wrong: str
    right: str
    severity: Severity
    text: str


@dataclass(frozen=True, slots=True)
class Rule(Entry, Generic[Subject]):
    """A rule with the function that looks for its faults in a subject; the function's docstring is its text."""

    check: Callable[[Subject], Iterable[Fault]]

    def findings(self, subject: Subject) -> list[Finding]:
        """Return what the rule finds in `subject`."""
        return [
            Finding(
                self.id,
                fault.message,
                fault.remedy,
                fault.node.line,
                fault.node.column,
                fault.severity or self.severity,
            )
            for fault in self.check(subject)
        ]


def rule(
    id_: str, title: str, source: str, *, wrong: str, right: str, severity: Severity = Severity.ERROR
) -> Callable[[Callable[[Subject], Iterable[Fault]]], Rule[Subject]]:
    """Make the decorated function a rule; the rule is then listed in its module's table."""

    def decorate(check: Callable[[Subject], Iterable[Fault]]) -> Rule[Subject]:
        return Rule(id_, title, source, wrong.strip("\n"), right.strip("\n"), severity, getdoc(check) or "", check)

    return decorate


def run(rules: Sequence[Rule[Subject]], subject: Subject) -> list[Finding]:
    """Return what all `rules` find in `subject`."""
    return [finding for each in rules for finding in each.findings(subject)]


def all_hold(rules: Sequence[Rule[Subject]], subject: Subject) -> bool:
    """Say whether no rule finds anything in `subject`."""
    return not any(True for each in rules for _ in each.check(subject))
