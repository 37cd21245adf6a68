"""Propose: bring the proposal of one issue into step with the issue. What the Action does, and `formwright propose`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from formwright.config import CONFIG_PATH
from formwright.errors import HostError
from formwright.findings import Finding
from formwright.host import Applied, Host, RefMovedError
from formwright.jobs.catalogue import load_catalogue, load_config
from formwright.jobs.events import IssueEvent
from formwright.jobs.gathering import gather
from formwright.proposal.model import Issue, Plan
from formwright.proposal.reconcile import reconcile
from formwright.proposal.subject import read_subject

ATTEMPTS = 3
"""How often a run reads and tries again when somebody else was faster (S31)."""


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
    issue = host.issue(event.issue.number) or event.as_issue()
    return propose_issue(
        host, issue, base_name=event.repository.default_branch, config_path=config_path, dry_run=dry_run
    )


def propose_issue(
    host: Host,
    issue: Issue,
    *,
    base_name: str | None = None,
    config_path: str = CONFIG_PATH,
    dry_run: bool = False,
    attempts: int = ATTEMPTS,
) -> Outcome:
    """Bring the proposal of `issue` into step with it; as `propose`."""
    plan = plan_issue(host, issue, host.base(base_name), config_path)
    if dry_run:
        return Outcome(plan)
    try:
        return Outcome(plan, host.apply(plan))
    except RefMovedError:
        if attempts <= 1:
            raise
    return propose_issue(host, issue, base_name=base_name, config_path=config_path, attempts=attempts - 1)


def plan_issue(host: Host, issue: Issue, base: str, config_path: str = CONFIG_PATH) -> Plan:
    """Return what should be true of an issue's proposal; nothing is written."""
    config = load_config(host, base, config_path)
    subject = read_subject(issue, load_catalogue(host, base, config.forms), config)
    if isinstance(subject, Plan):
        return subject
    plan = reconcile(subject, gather(host, issue, subject.config, base), config)
    _check_paths(plan)
    return plan


def _check_paths(plan: Plan) -> None:
    """Abort where a plan would write anything but the proposal's document (S7)."""
    for path in (change.path for commit in plan.commits for change in commit.changes):
        if path != plan.document or path.lower().startswith((".github/", ".git/")) or ".." in path.split("/"):
            finding = Finding("G10", "a proposal may only write its document", "report this as a fault", path=path)
            raise HostError(finding)
