"""What a run leaves that delivered generated files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from formwright.action.result import Result
from formwright.action.severity import counted_as
from formwright.action.summary import document, findings_table, table
from formwright.action.verbs import Run
from formwright.errors import InputError
from formwright.findings import has_errors
from formwright.text.inert import code_span, inert_markdown

if TYPE_CHECKING:
    from formwright.jobs.delivery import Delivered


def result_of(run: Run, title: str, delivered: Delivered, pictures: list[str]) -> Result:
    """Return what a delivery leaves; `pictures` are of the forms that changed."""
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
    lines = [*table(rows), *(["", *files] if files else []), *findings_table(delivered.findings)]
    findings = (*counted_as(delivered.findings, strict=run.inputs.strict), *applied.notes)
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
        summary=document(title, lines) + "".join(f"\n{each}" for each in pictures),
        findings=findings,
        exit_code=InputError.exit_code if has_errors(findings) else 0,
        details=tuple(f"{change.action} {change.path}: {change.reason}" for change in delivered.changes),
    )
