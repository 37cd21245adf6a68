"""What keeps an issue from being a proposal, whatever its form is; and the plan of doing nothing."""

from __future__ import annotations

from collections.abc import Callable

from formwright.proposal.model import Issue, Operation, Plan, Trouble


def skip(
    issue: Issue, reason: str, *, form: str | None = None, number: int | None = None, problems: tuple[Trouble, ...] = ()
) -> Plan:
    """Return the plan of doing nothing, with the reason."""
    return Plan(Operation.SKIPPED, reason, form=form, number=number, problems=problems, issue=issue.number)


def out_of_reach(issue: Issue) -> bool:
    """Say whether nothing is to be written for an issue, whatever there is of its proposal (S25)."""
    return any(wrong(issue) for wrong, _ in _OBSTACLES)


def obstacle(issue: Issue) -> str | None:
    """Return why an issue is no proposal, None where its form has to say."""
    return next((reason for wrong, reason in (*_OBSTACLES, _EMPTY) if wrong(issue)), None)


_OBSTACLES: tuple[tuple[Callable[[Issue], bool], str], ...] = (
    (lambda issue: issue.is_pull_request, "this is a pull request, not an issue"),
    (lambda issue: issue.gone, "the issue was deleted, transferred or made a discussion"),
    (lambda issue: issue.locked, "the issue is locked"),
)
"""What keeps an issue from being a proposal, whatever its text says (S25)."""

_EMPTY: tuple[Callable[[Issue], bool], str] = (lambda issue: not issue.body.strip(), "the issue's body is empty")
