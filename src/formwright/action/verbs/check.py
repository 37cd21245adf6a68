"""Say what is wrong with the templates and forms of a commit."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from formwright.action.result import Result
from formwright.action.severity import counted_as
from formwright.action.summary import document, findings_table
from formwright.action.verbs import Run
from formwright.errors import InputError
from formwright.findings import Severity

if TYPE_CHECKING:
    from formwright.jobs.check import Checked


def verb(run: Run) -> Result:
    """Say what is wrong with the templates and forms of a commit."""
    base = run.host.base(None)
    # Loaded here: the host is asked before the converter is loaded, which takes as long as all else at the start.
    from formwright.action.picture import pictures
    from formwright.jobs.check import check

    commit = run.task.commit or base
    checked = check(run.host, commit, base, config_path=run.inputs.config, labels=run.host.labels())
    findings = counted_as(checked.findings, strict=run.inputs.strict)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    said = f"{_counted(checked.templates, 'template')} and {_counted(len(checked.forms), 'form')} were checked"
    found = f"{_counted(errors, 'error')}, {_counted(len(findings) - errors, 'other finding')}"
    lines = [f"{said}: {found}.", *findings_table(findings)]
    shown = "".join(f"\n{each}" for each in pictures(checked.forms, sorted(checked.forms)))
    return Result(
        line=f"{said}: {found}",
        outputs={
            "operation": "unchanged",
            "problems": [finding.as_json() for finding in findings],
            "preview": run.inputs.preview,
        },
        summary=document("Templates and forms, checked", lines) + shown,
        findings=findings,
        exit_code=InputError.exit_code if errors else 0,
        files={run.inputs.preview: _page(run, checked)} if run.inputs.preview else {},
    )


def _page(run: Run, checked: Checked) -> str:
    """Return the forms that were checked as one page to look at."""
    # Loaded here: only who asks for a page needs what makes pages.
    from formwright.preview.sources import Sources
    from formwright.preview.static import page

    texts = checked.sources
    repository = run.repository or None
    sources = Sources(texts.templates, texts.forms, texts.fragments, checked.config, repository=repository)
    return page(sources, day=datetime.now(UTC).date().isoformat())


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number != 1 else ''}"
