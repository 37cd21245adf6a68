"""Propose: bring the proposal of one issue into step with the issue. What the Action does, and `formwright propose`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from formwright.config import CONFIG_PATH
from formwright.errors import UsageError
from formwright.findings import Finding
from formwright.host import Applied, Host, RefMovedError
from formwright.jobs.events import IssueEvent
from formwright.proposal.model import Issue, Plan, Record
from formwright.proposal.naming import branch_of
from formwright.proposal.skipping import skip
from formwright.proposal.status import status_labels

ATTEMPTS = 3
"""How often a run reads and tries again when somebody else was faster (S31)."""

NUMBERS = 20
"""How often more it does so when other issues got the number that it wanted (S33)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run wanted to be true, and what became of it."""

    plan: Plan
    applied: Applied = field(default_factory=Applied)

    def as_json(self) -> dict[str, Any]:
        """Return the outcome in the shape that `formwright propose` prints (the contract)."""
        plan, text = self.plan, self.plan.pull_request
        pull_request = text and {"number": self.applied.pull_request, "title": text.title, "body": text.body}
        return {
            "operation": plan.operation.value,
            "reason": plan.reason,
            "form": plan.form,
            "document": plan.document,
            "branch": plan.branch,
            "commit": self.applied.commit,
            "status": plan.status,
            "number": plan.number,
            "pull_request": pull_request,
            "comment": plan.comment,
            "problems": [problem.as_json() for problem in plan.problems],
        }


def propose(host: Host, event: IssueEvent, *, config_path: str = CONFIG_PATH, dry_run: bool = False) -> Outcome:
    """Bring the proposal of the event's issue into step with it, and return what was done.

    With `dry_run` nothing is written. Raises `InputError` where the configuration or the repository has a fault that
    its owner can mend, `HostError` where the host refuses, or somebody else was faster each time.
    """
    if _is_own(host, event, config_path):
        return Outcome(skip(event.as_issue(), "a program set or removed the status label"))
    return propose_issue(
        host,
        event.as_issue(),
        base_name=event.repository.default_branch,
        config_path=config_path,
        dry_run=dry_run,
        seen=event.as_record(),
    )


def _is_own(host: Host, event: IssueEvent, config_path: str) -> bool:
    """Say whether a program like this one caused the event (S24).

    What this one does to an issue is comment and label it. A bot has no permission that would let its status labels
    count (S20), so nothing is lost by passing over all of theirs.
    """
    label = event.label_of_bot
    if label is None:
        return False
    # Loaded here: few events are a program's, and reading a configuration takes a YAML parser.
    from formwright.jobs.configuration import load_config

    config = load_config(host, host.base(event.repository.default_branch), config_path)
    return any(status_labels([label], config.statuses))


def propose_issue(
    host: Host,
    known: Issue | int,
    *,
    base_name: str | None = None,
    config_path: str = CONFIG_PATH,
    dry_run: bool = False,
    attempts: int = ATTEMPTS,
    numbers: int = NUMBERS,
    seen: Record | None = None,
) -> Outcome:
    """Bring the proposal of an issue into step with it; as `propose`.

    `known` is the issue as far as it is known, or its number: it is read afresh (S23), and after its branch, so that
    what is written over is never newer than what is written. `seen` is what is known of who did what where the host
    keeps no record. `attempts` and `numbers` are how often to read where the branch, and where the number, was taken by
    a faster run. Raises `UsageError` where there is but a number, and the host knows no issues.
    """
    number = known if isinstance(known, int) else known.number
    base = host.base(base_name, branch_of(number))
    issue = host.issue(number) or known
    if isinstance(issue, int):
        raise UsageError(Finding("A14", "issues are only on GitHub", "give an event"))
    # Loaded here: the host is asked before the converter is loaded, which takes as long as all else at the start.
    from formwright.jobs.planning import plan_issue

    plan = plan_issue(host, issue, base, config_path, seen)
    if dry_run:
        return Outcome(plan)
    again = partial(propose_issue, host, issue, base_name=base_name, config_path=config_path, seen=seen)
    try:
        outcome = Outcome(plan, host.apply(plan))
    except RefMovedError:
        # Whoever loses a number to another issue tries the next one: that ends, for each try leaves a winner.
        attempts, numbers = (attempts - 1, numbers) if plan.reserve is None else (attempts, numbers - 1)
        if not (attempts and numbers):
            raise
        return again(attempts=attempts, numbers=numbers)
    if outcome.applied.again and attempts > 1:
        later = again(attempts=attempts - 1, numbers=numbers)
        return later if later.plan.commits else outcome
    return outcome
