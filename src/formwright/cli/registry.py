"""`formwright registry`: the list of all proposals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from formwright.cli.options import check_option, config_option, repository_option
from formwright.cli.patch import patch
from formwright.cli.repository import apply, folder_of, load_config
from formwright.cli.terminal import Terminal
from formwright.cli.verb import Verb
from formwright.errors import InputError
from formwright.findings import Finding
from formwright.jobs.registry import registry

EXAMPLE = """\
formwright registry --check
formwright registry --repo ../my-repository
"""


@click.command("registry", cls=Verb, example=EXAMPLE)
@repository_option
@config_option
@check_option
@click.pass_obj
def command(terminal: Terminal, repo: str, config_path: str | None, check: bool) -> int:
    """Bring the list of all proposals, a table and a JSON file, into step with the documents.

    Only what stands between the table's marks is replaced. What is wrong with a document is said, and stands in the
    JSON; exit 1 where there is such a fault.
    """
    root = folder_of(repo)
    result = registry(_OnDisk(root), load_config(root, config_path))
    code = terminal.findings(result.findings)
    for change in result.changes:
        if check:
            terminal.result(patch(change.path, change.before, change.after))
        else:
            apply(root, change)
        terminal.progress(f"{'would ' if check else ''}{change.action} {change.path}: {change.reason}")
    if not result.changes and not code:
        terminal.progress("the list is in step with the documents")
    return max(code, InputError.exit_code if check and result.changes else 0)


@dataclass(frozen=True, slots=True)
class _OnDisk:
    """A folder on disk, as a source; a link, and what lies behind one, is no document (S6)."""

    root: Path

    def files(self, folder: str) -> Sequence[str]:
        path = self.root / folder
        self._refuse_links(folder)
        if not path.is_dir():
            return []
        return sorted(f"{folder}/{file.name}" for file in path.iterdir() if file.is_symlink() or file.is_file())

    def read(self, paths: Iterable[str]) -> Mapping[str, str]:
        files = {path: self.root / path for path in paths}
        return {
            path: file.read_bytes().decode("utf-8", "surrogateescape")
            for path, file in files.items()
            if file.is_file() and not file.is_symlink()
        }

    def _refuse_links(self, folder: str) -> None:
        parts = folder.split("/")
        for depth in range(1, len(parts) + 1):
            path = "/".join(parts[:depth])
            if (self.root / path).is_symlink():
                message = "a link or a file stands where a folder is needed"
                raise InputError(Finding("G05", message, "name another folder in the configuration", path=path))
