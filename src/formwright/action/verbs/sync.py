"""Bring the forms into step with the templates."""

from __future__ import annotations

from formwright.action.delivered import result_of
from formwright.action.result import Result
from formwright.action.verbs import Run
from formwright.jobs.forms import sync


def verb(run: Run) -> Result:
    """Bring the forms into step with the templates."""
    inputs = run.inputs
    synced = sync(run.host, config_path=inputs.config, by=inputs.delivery, dry_run=inputs.dry_run, origin=run.origin)
    # Loaded here: it reads forms, which nothing does before the host was asked.
    from formwright.action.picture import pictures

    changed = [change.path for change in synced.delivered.changes]
    return result_of(run, "Issue forms", synced.delivered, [*pictures(synced.forms, changed)])
