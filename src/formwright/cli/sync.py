"""`formwright sync`: the forms of a repository in step with its templates."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import click

from formwright.cli.options import check_option, config_option, repository_option
from formwright.cli.patch import patch
from formwright.cli.repository import apply, folder_of, load_settings, load_sources
from formwright.cli.terminal import Terminal
from formwright.cli.verb import Verb
from formwright.config import CONFIG_PATH
from formwright.errors import HostError, InputError
from formwright.findings import Finding
from formwright.host.git import GitError, open_repository
from formwright.jobs.named import misnamed
from formwright.jobs.sync import SyncPlan, plan_sync

EXAMPLE = """\
formwright sync --check
formwright sync --repo ../other-repository
"""


@click.command("sync", cls=Verb, example=EXAMPLE)
@repository_option
@config_option
@check_option
@click.option(
    "--force",
    is_flag=True,
    help="Replace forms that were edited, or not made by Formwright, and templates that are not committed.",
)
@click.pass_obj
def command(terminal: Terminal, repo: str, config_path: str | None, check: bool, force: bool) -> int:
    """Bring .github/ISSUE_TEMPLATE into step with the templates."""
    root = folder_of(repo)
    plan = _plan(root, config_path, force=force)
    code = terminal.findings(plan.findings)
    # What goes comes first: where case does not count, a form may go that differs from a new one in case only.
    for change in sorted(plan.changes, key=lambda change: change.after is not None):
        if check:
            terminal.result(patch(change.path, change.before, change.after))
        else:
            apply(root, change)
        terminal.progress(f"{'would ' if check else ''}{change.action} {change.path}: {change.reason}")
    if not plan.changes and not code:
        terminal.progress("the forms are in step with the templates")
    return max(code, InputError.exit_code if check and plan.changes else 0)


def _plan(root: Path, config_path: str | None, *, force: bool) -> SyncPlan:
    """Read the repository and plan; raises `InputError` where there is no template at all."""
    config, text = load_settings(root, config_path)
    forms = config.forms
    found = load_sources(root, forms)
    if not found.templates:
        finding = Finding("F41", "no template is in this folder", "write one, or name another in the configuration")
        raise InputError(finding.at(str(root / forms.source)))
    unsaved = _unsaved(root, found.forms)
    plan = plan_sync(
        found.templates, found.forms, forms.target, fragments=found.fragments, force=force, unsaved=unsaved
    )
    after = replace(found, forms=plan.after(found.forms))
    plan.findings[:0] = [*found.findings, *misnamed(text, config_path or CONFIG_PATH, config, after)]
    return plan


def _unsaved(root: Path, paths: Collection[str]) -> frozenset[str]:
    """Return the files whose texts git does not have, neither committed nor staged.

    None, where there is no repository, or one without any commit: nobody has begun to save there.
    """
    try:
        git = open_repository(root)
        git.run("rev-parse", "--verify", "--quiet", "HEAD")
        known = _names(git.run("ls-files", "-z", "--", *paths)) if paths else set()
        changed = _names(git.run("diff", "--name-only", "--relative", "-z", "--", *paths)) if paths else set()
    except (InputError, HostError, GitError):
        return frozenset()
    return frozenset(path for path in paths if path not in known or path in changed)


def _names(listed: bytes) -> set[str]:
    return set(listed.decode("utf-8", "surrogateescape").split("\0")) - {""}
