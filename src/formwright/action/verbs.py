"""The verbs of the action: a task in, what a run leaves out. Each calls a job and decides nothing."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from formwright.action import summary, toolkit
from formwright.action.environment import Command, Inputs
from formwright.action.occasion import Task
from formwright.action.picture import picture
from formwright.action.result import Result, Value
from formwright.errors import InputError
from formwright.findings import Finding, Severity, has_errors
from formwright.form.reading import read_form
from formwright.host import Host
from formwright.jobs.backfill import Progress, Wanted, backfill
from formwright.jobs.check import Checked, check
from formwright.jobs.delivery import Delivered
from formwright.jobs.forms import Origin, sync, sync_registry
from formwright.jobs.parse import parse_issue
from formwright.jobs.propose import Outcome, propose, propose_issue
from formwright.jobs.sync import is_form
from formwright.proposal.model import Operation, Trouble
from formwright.text.inert import code_span, inert_markdown


@dataclass(frozen=True, slots=True)
class Run:
    """What a verb has to work with. `origin` is where the templates are, where that is another repository.

    `open_host` gives a host that has read nothing yet. `repository` is the name of the one that is worked on.
    """

    inputs: Inputs
    task: Task
    host: Host
    origin: Origin | None = None
    open_host: Callable[[], Host] | None = None
    repository: str = ""


def _propose(run: Run) -> Result:
    """Bring the proposal of one issue into step with it."""
    inputs, task = run.inputs, run.task
    if task.event is not None:
        outcome = propose(run.host, task.event, config_path=inputs.config, dry_run=inputs.dry_run)
    else:
        outcome = propose_issue(run.host, task.issue or 0, config_path=inputs.config, dry_run=inputs.dry_run)
    plan = outcome.plan
    return Result(
        line=f"{plan.operation}: {plan.reason}",
        outputs=outputs_of(outcome),
        summary=summary.of_outcome(outcome),
        findings=(*_troubles(plan.problems, failed=inputs.strict), *outcome.applied.notes),
        exit_code=InputError.exit_code if inputs.strict and plan.problems else 0,
    )


def outputs_of(outcome: Outcome) -> dict[str, Value]:
    """Return the outputs of action.yml for what became of a proposal."""
    plan, applied = outcome.plan, outcome.applied
    return {
        "operation": plan.operation.value,
        "form": plan.form,
        "answers": plan.answers,
        "problems": [problem.as_json() for problem in plan.problems],
        "document": plan.document,
        "branch": plan.branch,
        "commit": applied.commit,
        "status": plan.status,
        "number": plan.number,
        "pull-request-number": applied.pull_request,
        "pull-request-url": applied.url,
        "changed": [plan.document] if applied.commit else [],
    }


def _troubles(problems: Iterable[Trouble], *, failed: bool) -> Iterator[Finding]:
    severity = Severity.ERROR if failed else Severity.WARNING
    for problem in problems:
        yield Finding(problem.code, problem.message, "see the comment on the issue", severity=severity)


def _parse(run: Run) -> Result:
    """Read the answers of one issue, and write nothing."""
    parsed = parse_issue(run.host, run.task.issue or 0, run.task.event, config_path=run.inputs.config)
    failed = parsed.form is None or (run.inputs.strict and bool(parsed.problems))
    lines = summary.answers_table(parsed.answers) or ["Nothing was answered."]
    return Result(
        line=f"read: {parsed.reason}",
        outputs={
            "operation": "unchanged" if parsed.form else "skipped",
            "form": parsed.form,
            "answers": parsed.answers,
            "problems": [problem.as_json() for problem in parsed.problems],
        },
        summary=summary.document(f"Issue #{run.task.issue}: {inert_markdown(parsed.reason)}", lines),
        findings=tuple(_troubles(parsed.problems, failed=failed)),
        exit_code=InputError.exit_code if failed else 0,
    )


def _sync(run: Run) -> Result:
    """Bring the forms into step with the templates."""
    inputs = run.inputs
    synced = sync(run.host, config_path=inputs.config, by=inputs.delivery, dry_run=inputs.dry_run, origin=run.origin)
    changed = [change.path for change in synced.delivered.changes]
    return _delivered(run, "Issue forms", synced.delivered, [*_pictures(synced.forms, changed)])


def _registry(run: Run) -> Result:
    """Bring the list of proposals into step with the documents."""
    inputs = run.inputs
    delivered = sync_registry(run.host, config_path=inputs.config, by=inputs.delivery, dry_run=inputs.dry_run)
    return _delivered(run, "The list of proposals", delivered, [])


def _delivered(run: Run, title: str, delivered: Delivered, pictures: list[str]) -> Result:
    applied = delivered.applied
    rows = {
        "What": inert_markdown(f"{delivered.operation}: {delivered.reason}"),
        "Branch": code_span(delivered.branch or ""),
        "Commit": code_span(applied.commit or ""),
        "Pull request": applied.url or "",
        "To know": "; ".join(inert_markdown(note.message) for note in applied.notes),
    }
    files = [
        f"- {code_span(change.path)}: {change.action}, {inert_markdown(change.reason)}" for change in delivered.changes
    ]
    lines = [*summary.table(rows), *(["", *files] if files else []), *summary.findings_table(delivered.findings)]
    findings = (*_strict(delivered.findings, strict=run.inputs.strict), *applied.notes)
    return Result(
        line=f"{delivered.operation}: {delivered.reason}",
        outputs={
            "operation": delivered.operation.value,
            "branch": delivered.branch,
            "commit": applied.commit,
            "pull-request-number": applied.pull_request,
            "pull-request-url": applied.url,
            "changed": [change.path for change in delivered.changes] if applied.commit else [],
        },
        summary=summary.document(title, lines) + "".join(f"\n{each}" for each in pictures),
        findings=findings,
        exit_code=InputError.exit_code if has_errors(findings) else 0,
        details=tuple(f"{change.action} {change.path}: {change.reason}" for change in delivered.changes),
    )


def _strict(findings: Iterable[Finding], *, strict: bool) -> tuple[Finding, ...]:
    """Return findings as they count: with `strict` a warning is an error."""
    worse = strict and Severity.ERROR
    return tuple(
        replace(each, severity=worse) if worse and each.severity is Severity.WARNING else each for each in findings
    )


def _pictures(forms: Mapping[str, str], paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        form = read_form(forms[path]).form if path in forms and is_form(path) else None
        if form is not None:
            yield picture(form, posixpath.basename(path))


def _check(run: Run) -> Result:
    """Say what is wrong with the templates and forms of a commit."""
    base = run.host.base(None)
    commit = run.task.commit or base
    checked = check(run.host, commit, base, config_path=run.inputs.config, labels=run.host.labels())
    findings = _strict(checked.findings, strict=run.inputs.strict)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    said = f"{_counted(checked.templates, 'template')} and {_counted(len(checked.forms), 'form')} were checked"
    found = f"{_counted(errors, 'error')}, {_counted(len(findings) - errors, 'other finding')}"
    lines = [f"{said}: {found}.", *summary.findings_table(findings)]
    pictures = "".join(f"\n{each}" for each in _pictures(checked.forms, sorted(checked.forms)))
    return Result(
        line=f"{said}: {found}",
        outputs={
            "operation": "unchanged",
            "problems": [finding.as_json() for finding in findings],
            "preview": run.inputs.preview,
        },
        summary=summary.document("Templates and forms, checked", lines) + pictures,
        findings=findings,
        exit_code=InputError.exit_code if errors else 0,
        files={run.inputs.preview: _page(run, checked)} if run.inputs.preview else {},
    )


def _page(run: Run, checked: Checked) -> str:
    """Return the forms that were checked as one page to look at."""
    # Loaded here: no other verb needs what makes pages.
    from formwright.preview.sources import Sources
    from formwright.preview.static import page

    texts = checked.sources
    repository = run.repository or None
    sources = Sources(texts.templates, texts.forms, texts.fragments, checked.config, repository=repository)
    return page(sources, day=datetime.now(UTC).date().isoformat())


def _backfill(run: Run) -> Result:
    """Bring the proposals of all issues into step, or of those that are named."""
    inputs = run.inputs
    wanted = Wanted(
        inputs.config,
        inputs.delivery or "pull-request",
        inputs.dry_run,
        inputs.shard,
        frozenset(inputs.issue),
    )
    progress = Progress()
    for progress in backfill(
        run.open_host or (lambda: run.host), lambda page: run.host.issues("all", page=page), wanted
    ):
        toolkit.say(str(progress))
    findings = tuple(progress.findings)
    written = [each for each in _WRITING if progress.operations[each]]
    rows = {each.value: str(count) for each, count in progress.operations.items()} | {
        "failed": str(progress.failed or ""),
        "share": str(inputs.shard) if inputs.shard.count > 1 else "",
    }
    return Result(
        line=f"done: {progress}",
        outputs={
            "operation": (written[0] if written else Operation.UNCHANGED).value,
            "problems": [finding.as_json() for finding in findings],
        },
        summary=summary.document("Backfill", [*summary.table(rows), *summary.findings_table(findings)]),
        findings=findings,
        exit_code=InputError.exit_code if progress.failed else 0,
    )


_WRITING = (Operation.CREATED, Operation.UPDATED, Operation.CLOSED)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number != 1 else ''}"


VERBS: Mapping[Command, Callable[[Run], Result]] = {
    "propose": _propose,
    "parse": _parse,
    "sync": _sync,
    "check": _check,
    "registry": _registry,
    "backfill": _backfill,
}
