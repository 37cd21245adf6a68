"""The lives of tests/examples/lives on GitHub: the same files as in a git repository on disk.

All of them on the fake that GitHub's description holds, and on the emulator.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest

from emulator import KEEPER, TOKENS, Emulator, Hub
from fake.api import NAME, FakeGitHub
from fake.wire import Wire, wired
from formwright.host.github import GitHub
from formwright.jobs.propose import propose_issue
from lives import LIVES, ROLES, live, masked, written

_names = itertools.count(1)
_PERMISSIONS = {"read": "pull", "triage": "triage", "maintain": "maintain"}


class OnEmulator:
    """The world of a repository on the emulator. It belongs to its keeper, whose token the program has."""

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator

    def start(self, files: Mapping[str, str]) -> None:
        self.hub: Hub = self.emulator.repository(f"life-{next(_names)}", dict(files), KEEPER)
        for login, role in ROLES.items():
            self.hub.call("PUT", f"collaborators/{login}", {"permission": _PERMISSIONS[role]})

    def open(self, number: int, title: str, body: str, labels: Iterable[str]) -> None:
        there = [*self.hub.call("GET", "issues?state=all&per_page=100"), *self.hub.pulls()]
        made = max((int(each["number"]) for each in there), default=0)
        while made < number:
            here = made == number - 1
            about = {"title": title, "body": body} if here else {"title": "Something else"}
            made = int(self.hub.call("POST", "issues", about, TOKENS["octocat"])["number"])
        assert made == number
        for label in labels:
            self.hub.call("POST", f"issues/{number}/labels", {"labels": [label]})

    def change(self, number: int, by: str, what: Mapping[str, Any]) -> None:
        for key, value in what.items():
            verb, path, body = _CHANGES[key](value)
            self.hub.call(verb, f"issues/{number}{path}", body, TOKENS[by])

    def commit(self, branch: str, files: Mapping[str, str | None]) -> None:
        self.hub.commit(branch, files)

    def merge(self, branch: str, how: str, *, delete: bool) -> None:
        pull = self._current(next(pull for pull in self.hub.pulls() if _is_open(pull, branch)))
        commits = self.hub.call("GET", f"pulls/{pull['number']}/commits?per_page=100")
        messages = "\n\n".join(f"* {commit['commit']['message']}" for commit in commits)
        body = {"merge_method": how, **({"commit_message": messages} if how == "squash" else {})}
        self.hub.call("PUT", f"pulls/{pull['number']}/merge", {**body, "sha": self.hub.heads()[branch]})
        if delete:
            self.delete(branch)

    def _current(self, pull: Any) -> Any:
        """Return a pull request whose commits are those that the branches have now: this one, or one in its place.

        The emulator's stay at the commits at which they were made, and it would merge those. So somebody closes such a
        one and opens another. The merge's files are the branch's, which is right where `main` has nothing beyond it.
        """
        heads, branch = self.hub.heads(), pull["head"]["ref"]
        assert self.hub.call("GET", f"compare/{heads['main']}...{heads[branch]}")["behind_by"] == 0
        if (pull["head"]["sha"], pull["base"]["sha"]) == (heads[branch], heads["main"]):
            return pull
        self.hub.call("PATCH", f"pulls/{pull['number']}", {"state": "closed"})
        about = {"title": pull["title"], "body": pull["body"], "head": branch, "base": "main"}
        return self.hub.call("POST", "pulls", about)

    def delete(self, branch: str) -> None:
        self.hub.call("DELETE", f"git/refs/heads/{branch}")

    def run(self, number: int) -> dict[str, Any]:
        host = GitHub(TOKENS[KEEPER], self.hub.name, self.emulator.url, pause=lambda _: None)
        issue = host.issue(number)
        assert issue is not None
        return propose_issue(host, issue, base_name="main").as_json()

    def show(self, branch: str, path: str) -> str | None:
        return self.hub.show(branch, path) if path in self.list(branch, path.rpartition("/")[0]) else None

    def list(self, branch: str, folder: str) -> list[str]:
        try:
            found = self.hub.call("GET", f"contents/{folder}?ref={branch}")
        except HTTPError as error:
            error.close()
            return []
        return [str(entry["path"]) for entry in found]


_CHANGES: Mapping[str, Any] = {
    "title": lambda value: ("PATCH", "", {"title": value}),
    "body": lambda value: ("PATCH", "", {"body": value}),
    "label": lambda value: ("POST", "/labels", {"labels": [value]}),
    "unlabel": lambda value: ("DELETE", f"/labels/{value.replace(' ', '%20')}", None),
    "close": lambda value: ("PATCH", "", {"state": "closed", "state_reason": value}),
    "reopen": lambda value: ("PATCH", "", {"state": "open", "state_reason": "reopened"}),
    "lock": lambda value: ("PUT" if value else "DELETE", "/lock", {} if value else None),
}


class OnFake:
    """The world of a repository on the fake."""

    def start(self, files: Mapping[str, str]) -> None:
        self.github = FakeGitHub(files, roles=dict(ROLES))

    def open(self, number: int, title: str, body: str, labels: Iterable[str]) -> None:
        assert self.github.open_issue(title, body, "octocat") == number
        for label in labels:
            self.github.label(number, label, "octocat")

    def change(self, number: int, by: str, what: Mapping[str, Any]) -> None:
        for key, value in what.items():
            if key in ("title", "body", "lock"):
                self.github.edit_issue(number, **{"locked" if key == "lock" else key: value})
            else:
                getattr(self.github, key)(number, value, by)

    def commit(self, branch: str, files: Mapping[str, str | None]) -> None:
        self.github.commit(branch, files)

    def merge(self, branch: str, how: str, *, delete: bool) -> None:
        found = (n for n, pull in self.github.pulls.items() if pull["head"] == branch and pull["state"] == "open")
        self.github.merge(next(found), squash=how == "squash")
        if delete:
            self.delete(branch)

    def delete(self, branch: str) -> None:
        self.github.delete(branch)

    def run(self, number: int) -> dict[str, Any]:
        with wired(Wire(self.github)):
            host = GitHub("ghs_not-a-token", NAME, pause=self.github.wait)
            issue = host.issue(number)
            assert issue is not None
            return propose_issue(host, issue, base_name="main").as_json()

    def show(self, branch: str, path: str) -> str | None:
        return self.github.git.text(branch, path) if path in self.list(branch, path.rpartition("/")[0]) else None

    def list(self, branch: str, folder: str) -> list[str]:
        commit = self.github.git.resolve(branch)
        files = self.github.git.files(commit) if commit else {}
        return sorted(path for path in files if path.rpartition("/")[0] == folder)


def _is_open(pull: Any, branch: str) -> bool:
    return bool(pull["head"]["ref"] == branch and pull["state"] == "open")


@pytest.mark.parametrize("life", sorted(LIVES.iterdir()), ids=lambda path: path.name)
def test_life_on_the_fake(life: Path) -> None:
    assert masked(live(life, OnFake())) == masked(written(life))


@pytest.mark.parametrize("life", sorted(LIVES.iterdir()), ids=lambda path: path.name)
def test_life_over_http(life: Path, emulator: Emulator) -> None:
    assert masked(live(life, OnEmulator(emulator))) == masked(written(life))
