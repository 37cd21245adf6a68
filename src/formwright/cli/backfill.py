"""`formwright backfill`: proposals of all issues that there are already."""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from formwright.cli.files import STDIN
from formwright.cli.options import branch_config_option
from formwright.cli.paths import FILE, FOLDER
from formwright.cli.terminal import Terminal
from formwright.cli.verb import Verb
from formwright.errors import HostError, InputError, UsageError
from formwright.findings import Finding
from formwright.host.git import open_repository
from formwright.host.github import GitHub
from formwright.host.worktree import Worktree
from formwright.jobs.backfill import Pages, backfill
from formwright.jobs.delivery import By
from formwright.jobs.issuefile import issue_pages
from formwright.jobs.progress import Progress, Wanted
from formwright.jobs.shards import Shard, read_shard

EXAMPLE = """\
formwright backfill --issues issues.json --dry-run
formwright backfill --repo ../my-repository --shard 3/16
"""


if TYPE_CHECKING:
    _Type = click.ParamType[Shard]
else:
    _Type = click.ParamType  # Before click 8.2 it takes no type.


class _ShardType(_Type):
    """A share, as `3/16`."""

    name = "share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Shard:  # noqa: ANN401
        try:
            return value if isinstance(value, Shard) else read_shard(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


@click.command("backfill", cls=Verb, example=EXAMPLE)
@click.option(
    "--repo", default=".", metavar="DIR", type=FOLDER, show_default=True, help="The git repository to write to."
)
@click.option(
    "--issues",
    "issues_path",
    metavar="FILE",
    type=FILE,
    help="The issues, a list as GitHub's REST API gives it, instead of GitHub itself; `-` is standard input.",
)
@branch_config_option
@click.option(
    "--delivery",
    type=click.Choice(["pull-request", "commit"]),
    default="pull-request",
    show_default=True,
    help="A branch for each open issue, or one commit on the default branch for each page of issues.",
)
@click.option("--shard", type=_ShardType(), default="1/1", metavar="N/M", help="Only this share of the issues.")
@click.option("--page", type=click.IntRange(1), default=1, metavar="N", help="Begin with this page of 100 issues.")
@click.option("--dry-run", is_flag=True, help="Write nothing; count what would be done.")
@click.pass_obj
def command(
    terminal: Terminal,
    repo: str,
    issues_path: str | None,
    config_path: str,
    delivery: By,
    shard: Shard,
    page: int,
    dry_run: bool,
) -> int:
    """Bring the proposals of all issues into step: of those on GitHub, or of those in a file.

    The documents go to the git repository, each to the branch `proposals/N`. GitHub is asked with the token in
    GITHUB_TOKEN, for the repository in GITHUB_REPOSITORY or of the remote `origin`. A run that ended early is run
    again, from the page that its last line names.
    """
    wanted = Wanted(config_path, delivery, dry_run, shard, page=page)
    folder = Path(repo)
    with _pages(folder, issues_path) as pages:
        progress = _run(terminal, backfill(lambda: Worktree(folder), pages, wanted))
    return max(terminal.findings(progress.findings), InputError.exit_code if progress.failed else 0)


def _run(terminal: Terminal, steps: Iterator[Progress]) -> Progress:
    progress = Progress()
    try:
        for progress in steps:
            terminal.progress(str(progress))
    except HostError:
        terminal.say(f"stopped: run it again with --page {progress.page + 1}")
        raise
    return progress


@contextmanager
def _pages(folder: Path, path: str | None) -> Iterator[Pages]:
    if path is None:
        host = _github(folder)
        yield lambda page: host.issues("all", page=page)
        return
    with _opened(path) as stream:
        yield lambda page: issue_pages(stream, path, page=page)


@contextmanager
def _opened(path: str) -> Iterator[IO[str]]:
    """Open a file of text, or standard input; what is no UTF-8 comes as it can be."""
    if path == STDIN:
        yield io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")
        return
    with contextlib.ExitStack() as stack:
        try:
            stream = stack.enter_context(Path(path).open(encoding="utf-8", errors="replace"))
        except FileNotFoundError:
            raise InputError(Finding("F20", "there is no such file", "check the name", path=path)) from None
        except OSError as error:
            message = f"the file cannot be read: {error.strerror}"
            raise InputError(Finding("F24", message, "check its name and rights", path=path)) from None
        yield stream


def _github(folder: Path) -> GitHub:
    """Return the repository on GitHub that the environment, or the remote `origin`, names."""
    token, name = os.environ.get("GITHUB_TOKEN", ""), os.environ.get("GITHUB_REPOSITORY", "")
    if not name:
        url = open_repository(folder).find("remote", "get-url", "origin") or ""
        match = re.search(r"[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?$", url)
        name = match[1] if match else ""
    if not token or not name:
        missing = "GITHUB_REPOSITORY" if token else "GITHUB_TOKEN"
        message = f"the issues are on GitHub, and {missing} is not set"
        raise UsageError(Finding("A11", message, f"set {missing}, or name a file with --issues"))
    return GitHub(token, name, os.environ.get("GITHUB_API_URL") or "https://api.github.com")
