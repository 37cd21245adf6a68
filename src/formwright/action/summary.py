"""The job's summary, in Markdown: what was done, and all that was found. All text in it is inert (S14 to S18)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from formwright.findings import Finding
from formwright.form.model import Answers
from formwright.jobs.propose import Outcome
from formwright.text.inert import code_span, inert_markdown

_SHOWN = 160
"""How much of an answer is shown, in characters."""


def table(rows: Mapping[str, str]) -> list[str]:
    """Return the lines of a table of names and values (Markdown); rows without a value are left out."""
    return ["| | |", "| --- | --- |", *(f"| {name} | {value} |" for name, value in rows.items() if value)]


def findings_table(findings: Sequence[Finding]) -> list[str]:
    """Return the lines of a table with all findings; none where there are none."""
    if not findings:
        return []
    head = ["", "**What was found**", "", "| | Place | What | What to do |", "| --- | --- | --- | --- |"]
    return [*head, *map(_row, findings)]


def _row(finding: Finding) -> str:
    place = code_span(f"{finding.path}:{finding.line}") if finding.path else ""
    said = inert_markdown(f"{finding.rule} {finding.message}")
    return f"| {finding.severity} | {place} | {said} | {inert_markdown(finding.remedy)} |"


def document(title: str, lines: Iterable[str]) -> str:
    """Return a part of the summary under a heading."""
    return "\n".join([f"### {title}", "", *lines]) + "\n"


def of_outcome(outcome: Outcome, *, dry_run: bool = False) -> str:
    """Return what became of one proposal, or with a dry run what would."""
    plan, applied = outcome.plan, outcome.applied
    rows = {
        "Reason": inert_markdown(plan.reason),
        "Form": code_span(plan.form or ""),
        "Document": code_span(plan.document or ""),
        "Branch": code_span(plan.branch or ""),
        "Status": inert_markdown(plan.status or ""),
        "Commit": code_span(applied.commit or ""),
        "Pull request": applied.url or "",
    }
    lines = [*(["This was a dry run: nothing was written.", ""] if dry_run else []), *table(rows)]
    if plan.problems:
        lines += ["", "**What needs a look**", ""]
        lines += [f"- {inert_markdown(problem.message)}" for problem in plan.problems]
    return document(f"Issue #{plan.issue}: {plan.operation}", [*lines, *answers_table(plan.answers)])


def answers_table(answers: Answers) -> list[str]:
    """Return the lines of a table with a row for each field that the submission has, and the start of its answer."""
    if not answers:
        return []
    rows = (f"| {code_span(key)} | {_shown(value)} |" for key, value in answers.items())
    return ["", "| Field | Answer |", "| --- | --- |", *rows]


def _shown(answer: object) -> str:
    if isinstance(answer, dict):
        answer = [label for label, ticked in answer.items() if ticked]
    text = ", ".join(map(str, answer)) if isinstance(answer, list) else str(answer or "")
    return inert_markdown(text, _SHOWN) or "*empty*"
