"""What should be true of an issue's proposal: everything is read and computed, and nothing is written."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import replace

from formwright.config import CONFIG_PATH, Config
from formwright.errors import HostError
from formwright.findings import Finding, Severity
from formwright.host import Host
from formwright.jobs.catalogue import load_catalogue
from formwright.jobs.configuration import load_settings
from formwright.jobs.gathering import Place, gather, may_be_known
from formwright.jobs.named import misnamed_in, stem_of
from formwright.proposal.model import Issue, Operation, Plan, Record, Trouble
from formwright.proposal.reconcile import Case, reconcile
from formwright.proposal.skipping import out_of_reach
from formwright.proposal.subject import Subject, read_subject


def plan_issue(host: Host, issue: Issue, base: str, config_path: str = CONFIG_PATH, seen: Record | None = None) -> Plan:
    """Return what should be true of an issue's proposal; nothing is written."""
    config, text = load_settings(host, base, config_path)
    catalogue = load_catalogue(host, base, config.forms)
    subject = read_subject(issue, catalogue, config)
    plan = plan_subject(host, issue, base, config, subject, seen)
    return replace(plan, findings=_weighed(plan, misnamed_in(catalogue, text, config_path, config)))


def _weighed(plan: Plan, found: Iterable[tuple[str, Finding]]) -> tuple[Finding, ...]:
    """Return what the configuration names and is not there: a warning where this issue got what it should all the same.

    `found` has the form beside each finding.
    """
    skipped = stem_of(plan.form or "") if plan.operation is Operation.SKIPPED else None
    return tuple(each if stem == skipped else replace(each, severity=Severity.WARNING) for stem, each in found)


def plan_subject(
    host: Host, issue: Issue, base: str, config: Config, subject: Subject | Plan, seen: Record | None = None
) -> Plan:
    """Return what should be true of the proposal of an issue that was read as `subject`; as `plan_issue`."""
    if isinstance(subject, Subject):
        state = gather(Place(host, config, subject.config, base), issue, seen)
        plan = reconcile(Case(issue, subject.config, state, config, subject))
    else:
        plan = _without_subject(host, issue, base, config, subject, seen)
    check_paths(plan)
    return plan


def _without_subject(host: Host, issue: Issue, base: str, config: Config, skipped: Plan, seen: Record | None) -> Plan:
    """Return the plan for an issue that is no proposal as it stands: where it was one, its status goes on."""
    if out_of_reach(issue):
        return skipped
    unread = Trouble("unreadable", skipped.reason)
    for proposal in config.kinds:
        place = Place(host, config, proposal, base)
        state = gather(place, issue, seen) if may_be_known(place, issue) else None
        last = state.generated if state is not None else None
        # The history tells of the issue, whatever kind of proposal it was: its folder tells of which.
        if state is not None and last is not None and posixpath.dirname(last.path) == proposal.folder:
            return reconcile(Case(issue, proposal, state, config, None, unread))
    return skipped


def check_paths(plan: Plan) -> None:
    """Abort where a plan would write anything but the proposal's document, and those that it supersedes (S7)."""
    allowed = (plan.document, *plan.also)
    for path in (change.path for commit in plan.commits for change in commit.changes):
        if path not in allowed or path.lower().startswith((".github/", ".git/")) or ".." in path.split("/"):
            finding = Finding("G10", "a proposal may only write its document", "report this as a fault", path=path)
            raise HostError(finding)
