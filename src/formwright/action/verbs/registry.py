"""Bring the list of proposals into step with the documents."""

from __future__ import annotations

from formwright.action.delivered import result_of
from formwright.action.result import Result
from formwright.action.verbs import Run
from formwright.jobs.forms import sync_registry


def verb(run: Run) -> Result:
    """Bring the list of proposals into step with the documents."""
    inputs = run.inputs
    delivered = sync_registry(run.host, config_path=inputs.config, by=inputs.delivery, dry_run=inputs.dry_run)
    return result_of(run, "The list of proposals", delivered, [])
