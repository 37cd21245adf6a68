"""Get generated files to the default branch: in a pull request of their own, or in a commit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from formwright.findings import Finding, Severity
from formwright.form.provenance import provenance
from formwright.host import Applied, Delivery, Host
from formwright.jobs.sync import Action, Change
from formwright.proposal.model import Change as FileChange
from formwright.proposal.model import Operation, PullRequest
from formwright.text.inert import code_span, cut, inert_markdown

By = Literal["pull-request", "commit"]


@dataclass(frozen=True, slots=True)
class Files:
    """Changes that belong together: the branch that brings them, a title, and in words where they come from."""

    branch: str
    title: str
    about: str
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def mark(self) -> str:
        """The line of a commit's message by which the branch's own commits are known."""
        return f"Formwright-Delivery: {self.branch}"


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of files. `changes` are those that were, or with a dry run would be, delivered."""

    operation: Operation
    reason: str
    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()
    branch: str | None = None
    applied: Applied = field(default_factory=Applied)


def deliver(host: Host, base: str, files: Files, *, by: By, dry_run: bool = False) -> Delivered:
    """Bring `files`, which were computed for the default branch's commit `base`, to that branch.

    Nothing to change is nothing written; with `dry_run` nothing is written at all. Raises as `Host.deliver`.
    """
    if not files.changes:
        return Delivered(Operation.UNCHANGED, "everything is in step", findings=files.findings)
    branch = files.branch if by == "pull-request" else host.default_branch()
    head = host.head(branch) if by == "pull-request" else None
    theirs = _theirs(host, base, head, files)
    if theirs:
        reason = f"the branch `{branch}` holds what people wrote, so it was left as it is"
        return Delivered(Operation.SKIPPED, reason, (), (*files.findings, *theirs), branch)
    operation = Operation.CREATED if by == "pull-request" and head is None else Operation.UPDATED
    counted = f"{len(files.changes)} file{'s' if len(files.changes) != 1 else ''}"
    if dry_run:
        return Delivered(operation, f"{counted} would change", files.changes, files.findings, branch)
    applied = host.deliver(_delivery(files, base, branch, by))
    if applied.commit is None:
        reason = f"the branch `{branch}` has the changes of {counted} already"
        return Delivered(Operation.UNCHANGED, reason, (), files.findings, branch, applied)
    return Delivered(operation, f"{counted} changed", files.changes, files.findings, branch, applied)


def _theirs(host: Host, base: str, head: str | None, files: Files) -> list[Finding]:
    """Return a finding for each file that people wrote on the branch: nothing of theirs is overwritten (S32)."""
    if head is None or host.contains(base, head) or files.mark in host.message(head).splitlines():
        return []
    there = host.read(head, [change.path for change in files.changes])
    return [_left(change.path) for change in files.changes if _is_theirs(there.get(change.path), change)]


def _is_theirs(text: str | None, change: Change) -> bool:
    if text in (change.before, change.after):
        return False
    origin = provenance(text) if text is not None else None
    return origin is None or origin.is_edited


def _left(path: str) -> Finding:
    message = "people changed this file on the branch of the pull request, so that branch was left as it is"
    remedy = "merge or close the pull request, and delete its branch"
    return Finding("F46", message, remedy, severity=Severity.WARNING, path=path)


def _delivery(files: Files, base: str, branch: str, by: By) -> Delivery:
    """Return the files for a host, with what people read of them: in a pull request, and in the commit."""
    message = f"{files.title}\n\n{files.about}\n\n{files.mark}\n"
    return Delivery(
        branch=branch,
        base=base,
        message=message,
        changes=tuple(FileChange(each.path, each.after) for each in files.changes),
        pull_request=PullRequest(files.title, cut("\n".join(_body(files)))) if by == "pull-request" else None,
    )


def _body(files: Files) -> Iterator[str]:
    yield files.about
    yield ""
    yield "| File | | Why |"
    yield "| --- | --- | --- |"
    for change in files.changes:
        yield f"| {code_span(change.path)} | {_DONE[change.action]} | {inert_markdown(change.reason)} |"
    # Notes say what is as it should be; whoever reviews the pull request need not read them.
    findings = [finding for finding in files.findings if finding.severity is not Severity.NOTE]
    if findings:
        yield ""
        yield "**What was found**"
        yield ""
        yield from map(_line, findings)
    yield ""
    yield (
        "A pull request that a workflow makes with its own `GITHUB_TOKEN` starts no checks: close it and open it again "
        "to start them, or give the workflow the token of an app (S28)."
    )
    yield ""


def _line(finding: Finding) -> str:
    place = f"{code_span(f'{finding.path}:{finding.line}')}: " if finding.path else ""
    return f"- {place}{inert_markdown(f'{finding.rule} {finding.message}; {finding.remedy}')}"


_DONE: Mapping[Action, str] = {Action.CREATE: "new", Action.UPDATE: "changed", Action.DELETE: "removed"}
