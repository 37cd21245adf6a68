"""What an action leaves behind: outputs, and a summary of the job (S2, S3)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from actions_toolkit import core  # type: ignore[import-untyped]

from formwright.errors import HostError
from formwright.findings import Finding
from formwright.jobs.propose import Outcome
from formwright.text.inert import code_span, cut, inert_markdown
from formwright.text.lines import without_surrogates

SUMMARY_LIMIT = 1024 * 1024
"""The most that a step's summary may have, in bytes ("Workflow commands for GitHub Actions")."""

Value = str | int | None | Mapping[str, object] | list[object]


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


def write_outputs(values: Mapping[str, Value], path: str) -> None:
    """Write outputs to the file that GITHUB_OUTPUT names; without one, nothing.

    Each is written with a delimiter of its own that nobody can guess, and refused if it holds that (S2). Raises
    `HostError` where the file cannot be written.
    """
    if not path:
        return
    texts = {name: value if isinstance(value, str) else _json(value) for name, value in values.items()}
    messages = [core.prepare_key_value_message(name, without_surrogates(text)) for name, text in texts.items()]
    _append(path, "".join(f"{message}\n" for message in messages))


def _json(value: Value) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def write_summary(text: str, path: str) -> None:
    """Add `text` to the job's summary, the file that GITHUB_STEP_SUMMARY names; without one, nothing."""
    if path:
        _append(path, _within(without_surrogates(text), SUMMARY_LIMIT))


def _within(text: str, limit: int) -> str:
    """Return `text` cut so that it has at most `limit` bytes (S18)."""
    size = limit
    while len(text.encode()) > limit:
        size = size * 3 // 4
        text = cut(text, size)
    return text


def _append(path: str, text: str) -> None:
    try:
        with Path(path).open("a", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        message = f"the runner's file cannot be written: {error.strerror}"
        raise HostError(Finding("A20", message, "run this in a job of GitHub Actions", path=path)) from None


def summary_of(outcome: Outcome) -> str:
    """Return what a reader of the job's page wants to know, in Markdown."""
    plan, applied = outcome.plan, outcome.applied
    rows = {
        "Reason": inert_markdown(plan.reason),
        "Document": code_span(plan.document or ""),
        "Branch": code_span(plan.branch or ""),
        "Status": inert_markdown(plan.status or ""),
        "Commit": code_span(applied.commit or ""),
        "Pull request": applied.url or "",
    }
    lines = [f"### Issue #{plan.issue}: {plan.operation}", "", "| | |", "| --- | --- |"]
    lines += [f"| {name} | {value} |" for name, value in rows.items() if value]
    if plan.problems:
        lines += ["", "**What needs a look**", ""]
        lines += [f"- {inert_markdown(problem.message)}" for problem in plan.problems]
    return "\n".join(lines) + "\n"
