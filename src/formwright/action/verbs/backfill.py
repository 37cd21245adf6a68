"""Bring the proposals of all issues into step, or of those that are named."""

from __future__ import annotations

from formwright.action import toolkit
from formwright.action.result import Result
from formwright.action.summary import document, findings_table, table
from formwright.action.verbs import Run
from formwright.errors import InputError
from formwright.findings import has_errors
from formwright.jobs.backfill import backfill
from formwright.jobs.progress import Progress, Wanted
from formwright.proposal.model import Operation


def verb(run: Run) -> Result:
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
        summary=document("Backfill", [*table(rows), *findings_table(findings)]),
        findings=findings,
        exit_code=InputError.exit_code if progress.failed or has_errors(findings) else 0,
    )


_WRITING = (Operation.CREATED, Operation.UPDATED, Operation.CLOSED)
