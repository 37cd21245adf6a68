"""A repository that people work in, on either host, so that one suite of tests holds for both."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest

from emulator import OWNER_TOKEN, Emulator, Hub
from formwright.host import Host
from formwright.host.github import GitHub
from formwright.host.worktree import Worktree
from proposals import Repository

_numbers = itertools.count(1)


class Place(Protocol):
    """A repository, as people and tests see it. `pull_requests` is 1 where there are such, else 0."""

    pull_requests: int

    def host(self) -> Host:
        """Return a host that has read nothing yet."""

    def heads(self) -> dict[str, str]:
        """Return all branches with their commits."""

    def commit(self, branch: str, files: Mapping[str, str]) -> str:
        """Commit as a person."""

    def show(self, branch: str, path: str) -> str:
        """Return a file as it is on a branch."""

    def merge(self, branch: str) -> None:
        """Merge a branch into `main` as a person."""

    def pulls(self) -> list[Any]:
        """Return all pull requests."""


@dataclass
class OnDisk:
    """A git repository on disk."""

    repository: Repository
    pull_requests: int = 0

    def host(self) -> Host:
        return Worktree(self.repository.folder)

    def heads(self) -> dict[str, str]:
        return self.repository.heads()

    def commit(self, branch: str, files: Mapping[str, str]) -> str:
        self.repository.edit(branch, files)
        return self.heads()[branch]

    def show(self, branch: str, path: str) -> str:
        return self.repository.show(branch, path)

    def merge(self, branch: str) -> None:
        self.repository.git("merge", "-q", "--no-ff", "-m", "Merge", branch)

    def pulls(self) -> list[Any]:
        return []


@dataclass
class OnGitHub:
    """A repository on the emulator."""

    hub: Hub
    pull_requests: int = 1

    def host(self) -> Host:
        return GitHub(OWNER_TOKEN, self.hub.name, self.hub.emulator.url)

    def heads(self) -> dict[str, str]:
        return self.hub.heads()

    def commit(self, branch: str, files: Mapping[str, str]) -> str:
        return self.hub.commit(branch, dict(files))

    def show(self, branch: str, path: str) -> str:
        return self.hub.show(branch, path)

    def merge(self, branch: str) -> None:
        number = next(pull["number"] for pull in self.hub.pulls() if pull["head"]["ref"] == branch)
        self.hub.call("PUT", f"pulls/{number}/merge", {"merge_method": "merge"})

    def pulls(self) -> list[Any]:
        return self.hub.pulls()


def hub_of(emulator: Emulator, files: Mapping[str, str]) -> Hub:
    """Return a new repository on the emulator."""
    return emulator.repository(f"place-{next(_numbers)}", dict(files))


def place_on(request: pytest.FixtureRequest, folder: Path, files: Mapping[str, str]) -> Place:
    """Return a new repository on the host that the fixture's parameter names."""
    if request.param == "worktree":
        return OnDisk(Repository(folder, files))
    return OnGitHub(hub_of(request.getfixturevalue("emulator"), files))
