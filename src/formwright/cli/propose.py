"""`formwright propose`: an issue's document, on its branch in a git repository on disk."""

from __future__ import annotations

import json
from pathlib import Path

import click

from formwright.cli.files import read_text
from formwright.cli.options import branch_config_option
from formwright.cli.paths import FILE, FOLDER
from formwright.cli.terminal import Terminal
from formwright.cli.verb import Verb
from formwright.errors import InputError
from formwright.host.worktree import Worktree
from formwright.jobs.events import read_event
from formwright.jobs.propose import propose

EXAMPLE = """\
formwright propose --event event.json --dry-run
formwright propose --event "$GITHUB_EVENT_PATH" --repo ../my-repository
"""


@click.command("propose", cls=Verb, example=EXAMPLE)
@click.option(
    "--event", "event_path", metavar="FILE", type=FILE, required=True, help="The payload of an `issues` event, as JSON."
)
@click.option(
    "--repo", default=".", metavar="DIR", type=FOLDER, show_default=True, help="The git repository, bare or not."
)
@branch_config_option
@click.option("--dry-run", is_flag=True, help="Write nothing; print what would be done.")
@click.pass_obj
def command(terminal: Terminal, event_path: str, repo: str, config_path: str, dry_run: bool) -> int:
    """Bring the proposal of an issue into step with it, and print what was done as JSON.

    The document is committed to the branch `proposals/N`; nothing that is checked out is touched. What GitHub would get
    besides, the pull request's text and the comment on the issue, is in the output.
    """
    event, findings = read_event(read_text(event_path), event_path)
    if event is None:
        raise InputError(*findings)
    outcome = propose(Worktree(Path(repo)), event, config_path=config_path, dry_run=dry_run)
    terminal.result(json.dumps(outcome.as_json(), indent=2, ensure_ascii=False) + "\n")
    terminal.progress(f"{'would be ' if dry_run else ''}{outcome.plan.operation}: {outcome.plan.reason}")
    return terminal.findings(outcome.plan.findings)
