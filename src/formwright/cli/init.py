"""`formwright init`: adopt a repository's Markdown issue templates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from formwright.cli.files import make_folder, read_text
from formwright.cli.options import repository_option
from formwright.cli.patch import patch
from formwright.cli.repository import (
    apply,
    folder_of,
    load_config,
    load_forms,
    load_fragments_of,
    load_templates,
)
from formwright.cli.terminal import Terminal
from formwright.cli.verb import Verb
from formwright.config import CONFIG_PATH, Config
from formwright.errors import HostError, InputError
from formwright.findings import Finding
from formwright.host.git import Git, GitError, open_repository
from formwright.jobs.init import LEGACY, InitPlan, Move, Repository, plan_init
from formwright.jobs.next_steps import next_steps
from formwright.jobs.workflows import ACTION, WORKFLOWS

EXAMPLE = """\
formwright init --dry-run
formwright init --repo ../other-repository
"""

_CHOOSER = ".github/ISSUE_TEMPLATE"


@click.command("init", cls=Verb, example=EXAMPLE)
@repository_option
@click.option("--action", default=ACTION, metavar="USES", show_default=True, help="The Action, for the workflows.")
@click.option("--dry-run", is_flag=True, help="Change nothing; show all that would change as a patch.")
@click.pass_obj
def command(terminal: Terminal, repo: str, action: str, dry_run: bool) -> int:
    """Adopt the Markdown issue templates of a repository.

    They move to the folder of templates, with their history where git knows them. Their forms are written, and a
    configuration and workflows are proposed where there are none. Nothing is overwritten and nothing is committed.
    """
    root = folder_of(repo)
    git = _git(root)
    config = load_config(root)
    repository, findings = _repository(root, config, git)
    plan = plan_init(repository, config, action=action)
    tracked = _tracked(git, plan)
    dirty = [_dirty(git, root)] if git and tracked else []
    code = terminal.findings([*findings, *plan.findings, *filter(None, dirty)])
    if any(dirty) and not dry_run:
        return code
    _carry_out(terminal, root, plan, git, tracked, dry_run=dry_run)
    for line in next_steps(plan, config) if not dry_run else ():
        terminal.progress(line)
    if not (plan.moves or plan.changes) and not code:
        terminal.progress("there is nothing to do: templates, forms, configuration and workflows are in their places")
    return code


def _git(root: Path) -> Git | None:
    """Return git where the folder is in a repository; one that git does not trust is the caller's to mend."""
    try:
        return open_repository(root)
    except (InputError, HostError) as error:
        if any(finding.rule == "G03" for finding in error.findings):
            raise
        return None


def _repository(root: Path, config: Config, git: Git | None) -> tuple[Repository, list[Finding]]:
    """Read what `init` looks at, and return it with the findings on what cannot be read."""
    markdown, findings = load_templates(root, _CHOOSER)
    for path in _legacy(root):
        try:
            markdown[path] = read_text(str(root / path))
        except InputError as error:
            markdown[path] = None
            findings += [finding.at(path) for finding in error.findings]
    templates, others = load_templates(root, config.forms.source)
    workflows = (path.relative_to(root).as_posix() for path in sorted((root / WORKFLOWS).glob("*.y*ml")))
    repository = Repository(
        markdown,
        templates,
        load_fragments_of(root, config.forms.source),
        load_forms(root, config.forms.target),
        present=frozenset([*workflows, *([CONFIG_PATH] if (root / CONFIG_PATH).exists() else [])]),
        links=frozenset(path for path in markdown if (root / path).is_symlink()),
        branch=_branch(git),
    )
    return repository, [*findings, *(finding for finding in others if finding not in findings)]


def _legacy(root: Path) -> Iterator[str]:
    """Yield the paths of single, older templates that are there, as they are spelt there."""
    for path in LEGACY:
        folder = (root / path).parent
        for file in sorted(folder.iterdir()) if folder.is_dir() else ():
            if file.name.lower() == Path(path).name.lower() and file.is_file():
                yield file.relative_to(root).as_posix()


def _branch(git: Git | None) -> str:
    """Return the default branch: the origin's, else the one that is checked out."""
    origin = git.find("symbolic-ref", "--short", "refs/remotes/origin/HEAD") if git else None
    current = git.find("symbolic-ref", "--short", "HEAD") if git else None
    return (origin or "").removeprefix("origin/") or current or "main"


def _tracked(git: Git | None, plan: InitPlan) -> frozenset[str]:
    """Return which of the files that move git knows."""
    if git is None or not plan.moves:
        return frozenset()
    listed = git.run("ls-files", "-z", "--", *(move.source for move in plan.moves))
    return frozenset(listed.decode("utf-8", "surrogateescape").split("\0")) - {""}


def _dirty(git: Git, root: Path) -> Finding | None:
    """Return a finding where the index holds changes, with which the moves would be mixed up."""
    if git.find("rev-parse", "--verify", "--quiet", "HEAD") is None:
        return None
    first, _, _ = git.run("diff", "--cached", "--name-only", "-z").decode("utf-8", "replace").partition("\0")
    if not first:
        return None
    message = f"the index holds changes that are not committed, such as `{first}`: the moves would be among them"
    remedy = "commit them, or take them out with `git restore --staged`, and run `formwright init` again"
    return Finding("G40", message, remedy, path=str(root))


def _carry_out(
    terminal: Terminal, root: Path, plan: InitPlan, git: Git | None, tracked: frozenset[str], *, dry_run: bool
) -> None:
    would = "would " if dry_run else ""
    for move in plan.moves:
        if dry_run:
            terminal.result(_renamed(move))
        else:
            _move(root, move, git if move.source in tracked else None)
        terminal.progress(f"{would}move {move.source} to {move.target}")
    for change in sorted(plan.changes, key=lambda change: change.after is not None):
        if dry_run:
            terminal.result(patch(change.path, change.before, change.after))
        else:
            apply(root, change)
        terminal.progress(f"{would}{change.action} {change.path}: {change.reason}")


def _renamed(move: Move) -> str:
    return (
        f"diff --git a/{move.source} b/{move.target}\nsimilarity index 100%\n"
        f"rename from {move.source}\nrename to {move.target}\n"
    )


def _move(root: Path, move: Move, git: Git | None) -> None:
    """Move a file, in the index too where git knows it. Raises `HostError` where that is refused."""
    make_folder((root / move.target).parent)
    try:
        if git is not None:
            git.run("mv", "--", move.source, move.target)
        elif (root / move.target).exists():
            raise FileExistsError("a file is there already")
        else:
            (root / move.source).rename(root / move.target)
    except (GitError, OSError) as error:
        reason = error.reason if isinstance(error, GitError) else error.strerror or str(error)
        message = f"the file cannot move to {move.target}: {reason}"
        raise HostError(Finding("F26", message, "check the folder's rights", path=move.source)) from error
