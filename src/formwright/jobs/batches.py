"""The proposals of many issues, brought into step a batch after the other (backfill)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from formwright.config import Config
from formwright.errors import InputError
from formwright.host import Delivery, Host, RefMovedError
from formwright.jobs.gathering import Place, gather_new
from formwright.jobs.numbered import Numbered
from formwright.jobs.planning import check_paths, plan_subject
from formwright.jobs.progress import Progress, Wanted
from formwright.jobs.retrying import ATTEMPTS, retrying
from formwright.proposal.model import Change, Issue, Operation, Plan, State
from formwright.proposal.reconcile import Case, reconcile
from formwright.proposal.skipping import out_of_reach
from formwright.proposal.subject import Catalogue, Subject, read_subject


@dataclass
class Batches:
    """What all pages share: the configuration, templates and forms, and the issues whose proposals are known."""

    host: Host
    config: Config
    catalogue: Catalogue
    known: set[int]
    wanted: Wanted
    numbered: Numbered = field(default_factory=Numbered)
    progress: Progress = field(default_factory=Progress)

    def batch(self, issues: Sequence[Issue], page: int) -> Progress:
        """Work on issues up to those of a page, as the host has them at this moment (S23)."""
        self._work(issues)
        self.progress.page = page
        return self.progress

    def _work(self, issues: Sequence[Issue]) -> None:
        if not issues:
            return
        done = retrying(lambda: self._batch(issues)) if self.wanted.by == "commit" else {}
        self.progress.operations.update(plan.operation for plan in done.values())
        self.progress.archived += sum(plan.closed and bool(plan.commits) for plan in done.values())
        others = [issue for issue in issues if issue.number not in done]
        base = self.host.base(None) if others else ""
        for issue in others:
            try:
                operation = self._propose(self.host, base, issue)
            except InputError as error:
                self.progress.fail(issue, error)
            else:
                self.progress.operations[operation] += 1

    def _propose(self, host: Host, base: str, issue: Issue) -> Operation:
        """Bring one proposal into step, in its branch and pull request."""
        subject = self._subject(issue)
        if issue.number not in self.known and (isinstance(subject, Plan) or issue.closed):
            return Operation.SKIPPED
        try:
            return self._apply(host, base, issue, subject)
        except RefMovedError:
            return retrying(lambda: self._apply(host, host.base(None), *self._afresh(host, issue)), ATTEMPTS - 1)

    def _afresh(self, host: Host, issue: Issue) -> tuple[Issue, Subject | Plan]:
        """Return an issue as it is now: the page that it came with may be minutes old."""
        now = host.issue(issue.number) or issue
        return now, self._subject(now)

    def _subject(self, issue: Issue) -> Subject | Plan:
        return read_subject(issue, self.catalogue, self.config)

    def _apply(self, host: Host, base: str, issue: Issue, subject: Subject | Plan) -> Operation:
        plan = plan_subject(host, issue, base, self.config, subject)
        if plan.commits and plan.operation is not Operation.CREATED:
            # What is there already may be newer than the page (S23).
            issue, subject = self._afresh(host, issue)
            plan = plan_subject(host, issue, base, self.config, subject)
        # A document that is in the default branch, in step and without a branch of its own, needs no pull request.
        idle = plan.operation is Operation.UNCHANGED and issue.number not in self.known
        if not (self.wanted.dry_run or idle):
            host.apply(plan)
            self.known.add(issue.number)
        return plan.operation

    def _batch(self, issues: Sequence[Issue]) -> dict[int, Plan]:
        """Write the documents of all issues that have none, in one commit, and return the plans of those."""
        host, base = self.host, self.host.base(None)
        found = {issue.number: self._archive(host, base, issue) for issue in issues}
        plans = {number: plan for number, plan in found.items() if plan is not None}
        new = [plan for plan in plans.values() if plan.commits]
        if new and not self.wanted.dry_run:
            host.deliver(_delivery(host, base, new))
        return plans

    def _archive(self, host: Host, base: str, issue: Issue) -> Plan | None:
        """Return the plan of an issue's document on the default branch; None where the proposal has a life already."""
        if issue.number in self.known or out_of_reach(issue):
            return None
        subject = self._subject(issue)
        if isinstance(subject, Plan):
            return subject
        place = Place(host, self.config, subject.config, base)
        there = self.numbered.paths(host, subject.config, base, issue.number)
        known = State(base, None, base, documents=host.read(base, there)) if there else gather_new(place, issue)
        state = replace(known, on_base=True, archived=True)
        plan = reconcile(Case(issue, subject.config, state, self.config, subject))
        check_paths(plan)
        return plan if not there or _in_step(plan) else None


def _in_step(plan: Plan) -> bool:
    """Say whether a document is just what the issue says; any other has a history, which was not looked at."""
    return plan.operation is Operation.UNCHANGED and all(each.code != "adopted" for each in plan.problems)


def _delivery(host: Host, base: str, plans: Sequence[Plan]) -> Delivery:
    """Return one commit of several documents: its message has the trailers of each."""
    commits = [commit for plan in plans for commit in plan.commits]
    changes = tuple(Change(change.path, change.text) for commit in commits for change in commit.changes)
    title = f"Add {len(plans)} proposals from their issues" if len(plans) > 1 else "Add a proposal from its issue"
    trailers = (commit.message.partition("\n\n")[2].strip() for commit in commits)
    return Delivery(host.default_branch(), base, "\n\n".join([title, *trailers]) + "\n", changes)
