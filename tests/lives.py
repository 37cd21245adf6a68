"""Lives of proposals, told as folders under tests/examples/lives, and a world to live them in.

A life has `repository/` (the files of the default branch at its start), `README.md` (what it is about) and its steps in
the order of their names. A step has `step.json`, which says what a person does (see `DEEDS`), and what the world looks
like after the program ran: `outcome.json` (what `propose` says, without the texts), `comment.md`, `pull-request.md`,
and under `branch/` and `base/` the documents on the proposal's branch and on the default branch.

A world is a place where people and the program meet: `OnDisk` here; any host that has issues can be another one. Where
clocks and addresses are not ours, compare what `masked` leaves.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from formwright.host.worktree import Worktree
from formwright.jobs.propose import propose_issue
from formwright.proposal.model import Act, Issue, Record
from formwright.proposal.naming import branch_of
from proposals import Repository, body_of

LIVES = Path(__file__).parent / "examples" / "lives"
FOLDER = "enhancements"
"""Where the documents of all lives are."""

ROLES = {"maria": "maintain", "octocat": "read", "hubot": "triage"}
"""The people of the lives, and what they may do in the repository. Issues are octocat's."""


class World(Protocol):
    """Where a life is lived. People do things; after each, `run` lets the program look at an issue."""

    def start(self, files: Mapping[str, str]) -> None:
        """Make a repository with these files on its default branch."""

    def open(self, number: int, title: str, body: str, labels: Iterable[str]) -> None:
        """Open an issue as octocat. GitHub counts issues and pull requests together: the issue must get this number."""

    def change(self, number: int, by: str, what: Mapping[str, Any]) -> None:
        """Change an issue: `title`, `body`, `label`, `unlabel`, `close` (the reason), `reopen`, `lock`."""

    def commit(self, branch: str, files: Mapping[str, str | None]) -> None:
        """Commit files to a branch as maria; None removes one."""

    def merge(self, branch: str, how: str, *, delete: bool) -> None:
        """Merge a proposal's branch into the default branch: by `merge` or `squash`."""

    def delete(self, branch: str) -> None:
        """Remove a branch."""

    def run(self, number: int) -> dict[str, Any]:
        """Let the program look at an issue, and return the outcome in the contract's shape."""

    def show(self, branch: str, path: str) -> str | None:
        """Return a file as it is on a branch (`main` is the default branch), None where it is not there."""

    def list(self, branch: str, folder: str) -> list[str]:
        """Return the paths of the files in a folder of a branch; none where there is no such branch or folder."""


@dataclass
class Life:
    """One life as it is lived: which issue the steps are about, and its document."""

    world: World
    number: int = 0
    document: str = ""
    told: dict[str, str] = field(default_factory=dict)

    @property
    def branch(self) -> str:
        return branch_of(self.number)


def live(folder: Path, world: World) -> dict[str, str]:
    """Live the life in `folder`, and return what the files of each step should hold, by their paths."""
    start = folder / "repository"
    world.start({path.relative_to(start).as_posix(): path.read_text("utf-8") for path in _files(start)})
    life = Life(world)
    for step in sorted(path.parent for path in folder.glob("*/step.json")):
        deed = json.loads((step / "step.json").read_text("utf-8"))
        deed.pop("story", None)
        DEEDS[deed.pop("do")](life, step, deed)
        outcome = world.run(life.number)
        again = world.run(life.number)
        assert again["operation"] in ("unchanged", "skipped") and again["commit"] is None, (step.name, again)
        life.document = outcome["document"] or life.document
        life.told |= {f"{step.name}/{name}": text for name, text in _shown(life, outcome).items()}
    return life.told


def _open(life: Life, step: Path, deed: dict[str, Any]) -> None:
    life.number = deed.get("number", 1)
    life.world.open(life.number, deed["title"], _body(deed), deed.get("labels", []))


def _change(life: Life, step: Path, deed: dict[str, Any]) -> None:
    if "answers" in deed:
        deed["body"] = _body(deed)
    life.number = deed.pop("issue", life.number)
    life.world.change(life.number, deed.pop("by", "octocat"), deed)


def _body(deed: dict[str, Any]) -> str:
    return str(deed["body"]) if "body" in deed else body_of(deed.pop("answers"))


def _edit(life: Life, step: Path, deed: dict[str, Any]) -> None:
    """Edit the document (`change`: pieces, `head`: its front matter), rename it (`to`), commit others (`files`)."""
    branch = deed.get("on", life.branch)
    path = deed.get("path", life.document)
    text = life.world.show(branch, path)
    assert text is not None, (step, path)
    for old, new in deed.get("change", {}).items():
        assert text.count(old) == 1, (step, old)
        text = text.replace(old, new)
    if "head" in deed:
        text = deed["head"] + re.sub(r"\A---\n.*?\n---\n\n", "", text, flags=re.DOTALL)
    files: dict[str, str | None] = {deed.get("to", path): text, **deed.get("files", {})}
    if "to" in deed:
        files[path] = None
    life.world.commit(branch, files)


def _merge(life: Life, step: Path, deed: dict[str, Any]) -> None:
    life.world.merge(life.branch, deed.get("how", "merge"), delete=deed.get("delete", False))


def _delete(life: Life, step: Path, deed: dict[str, Any]) -> None:
    life.world.delete(life.branch)


def _look(life: Life, step: Path, deed: dict[str, Any]) -> None:
    life.number = deed["issue"]


DEEDS: Mapping[str, Callable[[Life, Path, dict[str, Any]], None]] = {
    "open": _open,
    "change": _change,
    "edit": _edit,
    "merge": _merge,
    "delete-branch": _delete,
    "look": _look,
}
"""What people do. `open`: number, title, answers or body, labels. `change`: by, and what `World.change` takes, or
answers. `edit`: on, path, change, head, to, files. `merge`: how, delete. `look`: nobody does anything, and the program
looks at `issue`."""


def _shown(life: Life, outcome: dict[str, Any]) -> dict[str, str]:
    pull, comment = outcome.pop("pull_request"), outcome.pop("comment")
    outcome["commit"] = outcome["commit"] and "made"
    files = {"outcome.json": json.dumps(outcome, indent=2, ensure_ascii=False) + "\n"}
    if comment:
        files["comment.md"] = comment
    if pull:
        files["pull-request.md"] = f"# {pull['title']}\n\n{pull['body']}"
    for name, branch in (("branch", life.branch), ("base", "main")):
        for path in life.world.list(branch, FOLDER):
            files[f"{name}/{path.rpartition('/')[2]}"] = life.world.show(branch, path) or ""
    return files


def written(folder: Path) -> dict[str, str]:
    """Return what the files of each step hold."""
    steps = [path.parent for path in folder.glob("*/step.json")]
    paths = (path for step in steps for path in _files(step) if path.name != "step.json")
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}


def write(folder: Path, told: Mapping[str, str]) -> None:
    """Write what was told into the files of each step, and remove those that are told no more."""
    for name in written(folder).keys() - told.keys():
        (folder / name).unlink()
    for name, text in told.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def masked(told: Mapping[str, str]) -> dict[str, str]:
    """Return what is told without what differs between worlds: dates, addresses, the digests of texts with them."""
    return {
        name: _DIGEST.sub("DIGEST", _ADDRESS.sub("ADDRESS", _DATE.sub("DATE", text))) for name, text in told.items()
    }


_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T[\d:]+Z)?")
_DIGEST = re.compile(r"(?<=^<!-- formwright: comment )[0-9a-f]{16}(?= -->$)", re.MULTILINE)
_ADDRESS = re.compile(r"https?://\S+?(?=/issues/ ?\d)")


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@dataclass
class Issues:
    """GitHub's side of some issues: what they say, and who did what. A minute goes by with each act."""

    known: dict[int, Issue] = field(default_factory=dict)
    records: dict[int, Record] = field(default_factory=dict)
    minutes: int = 0

    def now(self) -> str:
        self.minutes += 1
        day, minute = divmod(self.minutes, 60)
        return f"2024-05-{day + 1:02}T10:{minute:02}:00Z"

    def open(self, number: int, title: str, body: str, labels: Iterable[str] = ()) -> Issue:
        at = self.now()
        url = f"https://github.com/octo/app/issues/{number}"
        issue = Issue(number, title, body, "octocat", at, at, url, repository="octo/app", id=2_000_000_000 + number)
        self.known[number] = replace(issue, labels=tuple(labels))
        self.records[number] = Record(tuple(Act("labeled", "octocat", at, label) for label in labels))
        return self.known[number]

    def change(self, number: int, by: str, what: Mapping[str, Any]) -> Issue:
        for key, value in what.items():
            at = self.now()
            issue, record = self.known[number], self.records[number]
            changed, act = _CHANGES[key](replace(issue, updated=at), value, Act("", by, at))
            self.known[number] = changed
            acts = (*record.acts, act) if act.kind else record.acts
            self.records[number] = Record(acts, at if key in ("title", "body") else record.edited)
        return self.known[number]


_CHANGES: Mapping[str, Callable[[Issue, Any, Act], tuple[Issue, Act]]] = {
    "title": lambda issue, value, act: (replace(issue, title=value), act),
    "body": lambda issue, value, act: (replace(issue, body=value), act),
    "label": lambda issue, value, act: (
        replace(issue, labels=(*(name for name in issue.labels if name != value), value)),
        replace(act, kind="labeled", label=value),
    ),
    "unlabel": lambda issue, value, act: (
        replace(issue, labels=tuple(name for name in issue.labels if name != value)),
        replace(act, kind="unlabeled", label=value),
    ),
    "close": lambda issue, value, act: (
        replace(issue, closed=True, reason=value),
        replace(act, kind="closed", reason=value),
    ),
    "reopen": lambda issue, value, act: (
        replace(issue, closed=False, reason="reopened"),
        replace(act, kind="reopened"),
    ),
    "lock": lambda issue, value, act: (replace(issue, locked=value), act),
}


class Served(Worktree):
    """A git repository on disk whose issues are told, as GitHub would."""

    def __init__(self, folder: Path, issues: Issues) -> None:
        super().__init__(folder)
        self.issues_told = issues

    def issue(self, number: int) -> Issue | None:
        return self.issues_told.known.get(number)

    def record(self, number: int) -> Record | None:
        return self.issues_told.records.get(number)

    def permission(self, login: str) -> str:
        return ROLES.get(login, "none")


class OnDisk:
    """The world of a git repository on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.issues = Issues()

    def start(self, files: Mapping[str, str]) -> None:
        self.repository = Repository(self.folder, files)

    def open(self, number: int, title: str, body: str, labels: Iterable[str]) -> None:
        self.issues.open(number, title, body, labels)

    def change(self, number: int, by: str, what: Mapping[str, Any]) -> None:
        self.issues.change(number, by, what)

    def commit(self, branch: str, files: Mapping[str, str | None]) -> None:
        if branch == "main":
            self.repository.commit(files, "Edit by hand")
        else:
            self.repository.edit(branch, files)

    def merge(self, branch: str, how: str, *, delete: bool) -> None:
        if how == "squash":
            messages = self.repository.git("log", "--reverse", "--format=* %B", f"main..{branch}")
            self.repository.git("merge", "-q", "--squash", branch)
            self.repository.git("commit", "-q", "-m", f"Squash {branch}\n\n{messages}")
        else:
            self.repository.git("merge", "-q", "--no-ff", "-m", f"Merge {branch}", branch)
        if delete:
            self.delete(branch)

    def delete(self, branch: str) -> None:
        self.repository.git("branch", "-q", "-D", branch)

    def run(self, number: int) -> dict[str, Any]:
        host = Served(self.repository.folder, self.issues)
        issue = host.issue(number)
        assert issue is not None
        return propose_issue(host, issue, base_name="main").as_json()

    def show(self, branch: str, path: str) -> str | None:
        host = Worktree(self.repository.folder)
        commit = host.head(branch)
        return host.read(commit, [path]).get(path) if commit else None

    def list(self, branch: str, folder: str) -> list[str]:
        host = Worktree(self.repository.folder)
        commit = host.head(branch)
        return list(host.files(commit, folder)) if commit else []
