"""How much a finding matters in a run: with the input `strict`, more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from formwright.findings import Finding, Severity
from formwright.proposal.model import Trouble


def troubles(problems: Iterable[Trouble], *, failed: bool, commented: bool = False) -> Iterator[Finding]:
    """Yield the problems of a submission as findings: errors where they fail the run.

    `commented` says that a comment on the issue tells of them.
    """
    severity = Severity.ERROR if failed else Severity.WARNING
    remedy = "see the comment on the issue" if commented else "edit the issue, if it is meant to be of a form"
    for problem in problems:
        yield Finding(problem.code, problem.message, remedy, severity=severity)


def counted_as(findings: Iterable[Finding], *, strict: bool) -> tuple[Finding, ...]:
    """Return findings as they count: with `strict` a warning is an error."""
    worse = strict and Severity.ERROR
    return tuple(
        replace(each, severity=worse) if worse and each.severity is Severity.WARNING else each for each in findings
    )
