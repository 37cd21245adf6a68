"""Bring the proposal of one issue into step with it."""

from __future__ import annotations

from formwright.action.result import Result, Value
from formwright.action.severity import counted_as, troubles
from formwright.action.summary import of_outcome
from formwright.action.verbs import Run
from formwright.errors import InputError
from formwright.findings import has_errors
from formwright.jobs.propose import Outcome, propose, propose_issue


def verb(run: Run) -> Result:
    """Bring the proposal of one issue into step with it."""
    inputs, task = run.inputs, run.task
    if task.event is not None:
        outcome = propose(run.host, task.event, config_path=inputs.config, dry_run=inputs.dry_run)
    else:
        outcome = propose_issue(run.host, task.issue or 0, config_path=inputs.config, dry_run=inputs.dry_run)
    plan = outcome.plan
    said = plan.comment is not None and not inputs.dry_run
    settings = counted_as(plan.findings, strict=inputs.strict)
    return Result(
        line=f"{plan.operation}: {plan.reason}{', as a dry run: nothing was written' if inputs.dry_run else ''}",
        outputs=outputs_of(outcome),
        summary=of_outcome(outcome, dry_run=inputs.dry_run),
        findings=(*troubles(plan.problems, failed=inputs.strict, commented=said), *outcome.applied.notes, *settings),
        exit_code=InputError.exit_code if (inputs.strict and plan.problems) or has_errors(settings) else 0,
    )


def outputs_of(outcome: Outcome) -> dict[str, Value]:
    """Return the outputs of action.yml for what became of a proposal."""
    plan, applied = outcome.plan, outcome.applied
    paths = dict.fromkeys(change.path for commit in plan.commits for change in commit.changes)
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
        "changed": list(paths) if applied.commit else [],
    }
