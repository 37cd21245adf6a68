"""Read the answers of one issue, and write nothing."""

from __future__ import annotations

from formwright.action.result import Result
from formwright.action.severity import troubles
from formwright.action.summary import answers_table, document
from formwright.action.verbs import Run
from formwright.errors import InputError
from formwright.jobs.parse import parse_issue
from formwright.text.inert import inert_markdown


def verb(run: Run) -> Result:
    """Read the answers of one issue, and write nothing."""
    parsed = parse_issue(run.host, run.task.issue or 0, run.task.event, config_path=run.inputs.config)
    failed = parsed.form is None or (run.inputs.strict and bool(parsed.problems))
    lines = answers_table(parsed.answers) or ["Nothing was answered."]
    return Result(
        line=f"read: {parsed.reason}",
        outputs={
            "operation": "unchanged" if parsed.form else "skipped",
            "form": parsed.form,
            "answers": parsed.answers,
            "problems": [problem.as_json() for problem in parsed.problems],
        },
        summary=document(f"Issue #{run.task.issue}: {inert_markdown(parsed.reason)}", lines),
        findings=tuple(troubles(parsed.problems, failed=failed)),
        exit_code=InputError.exit_code if failed else 0,
    )
