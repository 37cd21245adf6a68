"""The state of a repository on GitHub, and what people do to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from fake.repository import FILE, Git

API = "https://api.github.com"
NAME = "octo/app"
BOT, PERSON, OWNER = "github-actions[bot]", "hubot", "octocat"
START = datetime(2026, 1, 5, 12, tzinfo=UTC)


class RefusedError(Exception):
    """What GitHub refuses."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


@dataclass
class State:
    """The state of the repository. Time goes on by a second a request, and as long as somebody waits."""

    files: Mapping[str, str]
    git: Git = field(default_factory=Git)
    issues: dict[int, dict[str, Any]] = field(default_factory=dict)
    comments: dict[int, dict[str, Any]] = field(default_factory=dict)
    pulls: dict[int, dict[str, Any]] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=lambda: {OWNER: "admin"})
    labels: list[str] = field(default_factory=lambda: ["status: review"])
    now: datetime = START
    archives: bool = True
    _ids: int = 1000

    def __post_init__(self) -> None:
        tree = self.git.tree({path: (FILE, self.git.blob(text.encode())) for path, text in self.files.items()})
        self.git.refs["refs/heads/main"] = self.git.commit(tree, (), "Start", self.date, OWNER).sha

    # What people do.

    @property
    def date(self) -> str:
        return self.now.strftime("%Y-%m-%dT%H:%M:%SZ")

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def open_issue(self, title: str, body: str, user: str = PERSON) -> int:
        number = self._number()
        self.issues[number] = {"title": title, "body": body, "state": "open", "reason": None, "labels": []}
        self.issues[number] |= {"user": user, "created": self.date, "updated": self.date, "locked": False}
        return number

    def edit_issue(self, number: int, **changes: Any) -> None:
        self.wait(1)
        self.issues[number] |= {**changes, "updated": self.date}

    def label(self, number: int, name: str, actor: str = OWNER) -> None:
        self.edit_issue(number, labels=[*self.issues[number]["labels"], name])
        self.events.append({"issue": number, "event": "labeled", "label": name, "actor": actor, "at": self.date})

    def unlabel(self, number: int, name: str, actor: str = OWNER) -> None:
        self.edit_issue(number, labels=[label for label in self.issues[number]["labels"] if label != name])
        self.events.append({"issue": number, "event": "unlabeled", "label": name, "actor": actor, "at": self.date})

    def reopen(self, number: int, _: object = None, actor: str = OWNER) -> None:
        self.edit_issue(number, state="open", reason="reopened")
        self.events.append({"issue": number, "event": "reopened", "actor": actor, "at": self.date})

    def close(self, number: int, reason: str = "completed", actor: str = OWNER) -> None:
        self.edit_issue(number, state="closed", reason=reason)
        self.events.append({"issue": number, "event": "closed", "reason": reason, "actor": actor, "at": self.date})

    def commit(self, branch: str, files: Mapping[str, str | None], message: str = "Edit by hand") -> str:
        self.wait(1)
        ref = f"refs/heads/{branch}"
        head = self.git.refs[ref]
        entries = dict(self.git.files(head))
        for path, text in files.items():
            if text is None:
                del entries[path]
            else:
                entries[path] = (FILE, self.git.blob(text.encode()))
        self.git.refs[ref] = self.git.commit(self.git.tree(entries), (head,), message, self.date, PERSON).sha
        return self.git.refs[ref]

    def merge(self, number: int, *, squash: bool = False) -> None:
        """Merge a pull request: what its branch changed comes into the default branch."""
        self.wait(1)
        pull = self.pulls[number]
        main, head = self.git.refs["refs/heads/main"], self.git.refs[f"refs/heads/{pull['head']}"]
        fork, ours, files = self.git.files(self.git.fork(main, head)), self.git.files(head), dict(self.git.files(main))
        for path in {*fork, *ours}:
            if fork.get(path) != ours.get(path):
                files.pop(path, None)
                files |= {path: ours[path]} if path in ours else {}
        led = set(self.git.ancestors(main))
        own = [self.git.commits[each].message for each in reversed(self.git.ancestors(head)) if each not in led]
        message = "\n\n".join([f"{pull['title']} (#{number})", *(f"* {each}" for each in own)])
        parents = (main,) if squash else (main, head)
        made = self.git.commit(
            self.git.tree(files), parents, message if squash else f"Merge #{number}", self.date, OWNER
        )
        self.git.refs["refs/heads/main"] = made.sha
        pull |= {"state": "closed", "merged": self.date, "head_sha": head}

    def delete(self, branch: str) -> None:
        """Remove a branch: its open pull requests are closed."""
        sha = self.git.refs.pop(f"refs/heads/{branch}")
        for pull in self.pulls.values():
            if pull["head"] == branch and pull["state"] == "open":
                pull |= {"state": "closed", "head_sha": sha}

    def _number(self) -> int:
        return max([0, *self.issues, *self.pulls]) + 1

    def _id(self) -> int:
        self._ids += 1
        return self._ids


def user(login: str) -> Any:
    """Return an account as the API shows it."""
    return {"login": login, "type": "Bot" if login.endswith("[bot]") else "User"}


def page(items: list[Any], query: Mapping[str, str]) -> list[Any]:
    """Return the part of a list that a request asks for."""
    size, number = int(query.get("per_page", 30)), int(query.get("page", 1))
    return items[(number - 1) * size : number * size]
