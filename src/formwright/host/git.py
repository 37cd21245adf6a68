"""Run git: argument lists without a shell, and nothing of the caller's environment or configuration in the way (S4)."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from formwright.errors import HostError, InputError
from formwright.findings import Finding

_SETTINGS = {
    "core.hooksPath": os.devnull,
    "core.quotePath": "false",
    "core.filesRefLockTimeout": "2000",
    "core.fsmonitor": "false",
    "gc.auto": "0",
    "i18n.commitEncoding": "UTF-8",
    "i18n.logOutputEncoding": "UTF-8",
    "log.showSignature": "false",
}
_ENVIRONMENT = {"LC_ALL": "C", "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}


class GitError(Exception):
    """Git ended with an error; `reason` is what it complained of, `said` all that it wrote about it."""

    def __init__(self, reason: str, said: str = "") -> None:
        super().__init__(reason)
        self.reason, self.said = reason, said


@dataclass(frozen=True, slots=True)
class Git:
    """Git in one folder."""

    folder: Path

    def run(self, *arguments: str, stdin: bytes = b"", environment: Mapping[str, str] | None = None) -> bytes:
        """Return what git writes to standard output.

        Raises `GitError` where git ends with an error, and `HostError` where there is no git.
        """
        try:
            done = subprocess.run(  # noqa: S603 - an argument list, no shell
                _command(arguments),
                cwd=self.folder,
                env=_environment(environment),
                input=stdin,
                capture_output=True,
                check=False,
            )
        except OSError as error:
            raise self._cannot_run(error) from None
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace")
            raise GitError(_reason(said), said)
        return done.stdout

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Return a git that runs on, with pipes to write to and to read from. Raises `HostError` as `run` does."""
        try:
            return subprocess.Popen(  # noqa: S603 - an argument list, no shell
                _command(arguments),
                cwd=self.folder,
                env=_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise self._cannot_run(error) from None

    def _cannot_run(self, error: OSError) -> HostError:
        if isinstance(error, FileNotFoundError):
            return HostError(Finding("G01", "git is not there", "install git, or put it on the PATH"))
        message = f"git cannot be run here: {error.strerror}"
        return HostError(Finding("G01", message, "check the folder's rights", path=str(self.folder)))

    def line(self, *arguments: str, stdin: bytes = b"", environment: Mapping[str, str] | None = None) -> str:
        """Return the one line that git writes."""
        return (
            self.run(*arguments, stdin=stdin, environment=environment).decode("utf-8", "surrogateescape").rstrip("\n")
        )

    def find(self, *arguments: str) -> str | None:
        """Return the one line that git writes, None where git says that there is none."""
        try:
            return self.line(*arguments) or None
        except GitError:
            return None


def _command(arguments: Sequence[str]) -> list[str]:
    settings = [part for key, value in _SETTINGS.items() for part in ("-c", f"{key}={value}")]
    return ["git", *settings, "--no-pager", "--literal-pathspecs", *arguments]


def _environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    return {**_inherited(), **_ENVIRONMENT, **(more or {})}


def _inherited() -> dict[str, str]:
    """Return the environment without git's variables: they would point to another repository, index or identity."""
    return {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}


def _reason(said: str) -> str:
    """Return git's first complaint: what follows from it comes after it."""
    lines = said.strip().splitlines()
    complaints = [line.partition(": ")[2] for line in lines if line.startswith(("fatal: ", "error: "))]
    return next(iter(complaints), lines[-1] if lines else "it did not say why")


def open_repository(folder: Path) -> Git:
    """Return git in `folder`, a repository, bare or not, or a folder inside one.

    Raises `InputError` where `folder` is not there, or is no repository.
    """
    path = str(folder)
    if not folder.is_dir():
        what = "there is no such folder" if not folder.exists() else "this is a file"
        raise InputError(Finding("G02", what, "name the folder of a git repository", path=path))
    git = Git(folder)
    try:
        git.run("rev-parse", "--git-dir")
    except GitError as error:
        raise InputError(_not_usable(error.reason, path)) from None
    return git


def _not_usable(reason: str, path: str) -> Finding:
    if "dubious ownership" in reason:
        remedy = f"trust it with `git config --global --add safe.directory {Path(path).resolve()}`"
        return Finding("G03", "the repository belongs to another user, so git does not trust it", remedy, path=path)
    if "not a git repository" in reason:
        return Finding("G02", "this is no git repository", "name one, or make it one with `git init`", path=path)
    return Finding("G02", f"git cannot use this repository: {reason}", "mend what git says", path=path)
