"""Random histories of a proposal, lived twice in real git repositories.

Once with every run, and once with runs lost and repeated. A history is a list of deeds. Whoever looks at the document
(to edit, rename or merge it) sees what the program has made of the issue by then; between all other deeds, a run may be
missing, or come several times.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from formwright.host.git import Git
from formwright.jobs.propose import propose_issue
from formwright.proposal.model import Change, Commit, Operation, Plan
from formwright.proposal.naming import branch_of
from formwright.proposal.trailers import blob_id
from lives import FOLDER, Issues, Served
from proposals import TEMPLATE, Repository, body_of, idea_form

LABELS = ("status: review", "status: accepted", "status: deferred", "status: implemented", "bug")
PEOPLE = ("maria", "hubot", "octocat")
SECTIONS = ("## Problem", "## Solution", "## Risks")
ISSUE, BRANCH = 1, branch_of(1)


@dataclass(frozen=True)
class Deed:
    """Something that a person does: its kind, and what it needs. `looks` says that they look at the document first."""

    kind: str
    what: Mapping[str, Any]

    @property
    def looks(self) -> bool:
        return self.kind in ("write", "rename", "merge", "squash")


def history(chance: random.Random, length: int) -> list[Deed]:
    """Return the deeds of a history; it ends with an open issue that has one status label at most."""
    return [_KINDS[chance.choice(_OFTEN)](chance, number) for number in range(length)]


def _edit(chance: random.Random, number: int) -> Deed:
    filled = chance.sample(("problem", "solution", "risks"), chance.randint(1, 3))
    answers = {name: "\n\n".join(f"{name} {number}.{part}" for part in range(chance.randint(1, 3))) for name in filled}
    return Deed("issue", {"body": (answers, number)})


_KINDS: Mapping[str, Callable[[random.Random, int], Deed]] = {
    "edit": _edit,
    "title": lambda chance, number: Deed("issue", {"title": f"Title {number}"}),
    "label": lambda chance, _: Deed("issue", {"by": chance.choice(PEOPLE), "label": chance.choice(LABELS)}),
    "unlabel": lambda chance, _: Deed("issue", {"by": chance.choice(PEOPLE), "unlabel": chance.choice(LABELS)}),
    "close": lambda chance, _: Deed(
        "issue", {"by": chance.choice(PEOPLE), "close": chance.choice(["completed", "not_planned", "duplicate"])}
    ),
    "reopen": lambda chance, _: Deed("issue", {"by": chance.choice(PEOPLE), "reopen": True}),
    "empty": lambda chance, _: Deed("issue", {"body": None}),
    "write": lambda chance, number: Deed("write", {"section": chance.choice(SECTIONS), "line": f"Human {number}."}),
    "key": lambda chance, number: Deed("write", {"section": "---", "line": f"human{number}: yes"}),
    "rename": lambda chance, number: Deed(
        "rename", {"name": chance.choice([f"0001-name-{number}.md", f"n{number}.md"])}
    ),
    "merge": lambda chance, _: Deed("merge", {"delete": chance.random() < 0.5}),
    "squash": lambda chance, _: Deed("squash", {"delete": chance.random() < 0.5}),
    "other": lambda chance, number: Deed("write", {"section": "", "line": f"Other {number}.", "file": f"o{number}.md"}),
}
_OFTEN = (
    *("edit",) * 6, "title", *("label",) * 4, "unlabel", "unlabel", "close", "reopen", "reopen", "empty",
    *("write",) * 4, "key", "rename", "merge", "squash", "other",
)  # fmt: skip


@dataclass
class Told:
    """What a history comes to: the files of both branches, what people could do, and whether something clashed.

    A closed issue gets no branch (S25): then there may be no document to edit, and so nothing that a person did to it.
    """

    base: dict[str, str] = field(default_factory=dict)
    branch: dict[str, str] = field(default_factory=dict)
    status: str | None = None
    clashed: bool = False
    written: list[str] = field(default_factory=list)
    did: list[str] = field(default_factory=list)

    @property
    def document(self) -> dict[str, str]:
        """The files as they will be once the branch is merged."""
        return self.branch or self.base


class Arena:
    """A repository in which one history is lived."""

    def __init__(self, folder: Path, config: str = "") -> None:
        shutil.copytree(_ground(str(folder.parent), config), folder)
        self.folder = folder
        self.issues = Issues()
        self.git = Git(folder)
        self.host = Served(folder, self.issues)
        self.told = Told()
        self.issues.open(ISSUE, "Title", _body((("problem", "first"), ("solution", "first"))))

    def run(self) -> dict[str, Any]:
        issue = self.host.issue(ISSUE)
        assert issue is not None
        outcome = propose_issue(self.host, issue, base_name="main").as_json()
        self.told.clashed |= any(problem["code"] == "conflict" for problem in outcome["problems"])
        return outcome

    def race(self) -> None:
        """Run twice at the same time, as two workflows do."""
        with ThreadPoolExecutor(2) as pool:
            for _ in pool.map(
                lambda host: propose_issue(host, self.issues.known[ISSUE], base_name="main"), self.pair()
            ):
                pass

    def pair(self) -> list[Served]:
        return [Served(self.folder, self.issues) for _ in range(2)]

    def do(self, deed: Deed) -> None:
        _DOING[deed.kind](self, deed.what)

    def end(self) -> Told:
        """Reopen the issue, leave one status label, run, and run again: the last run has nothing to do."""
        issue = self.issues.known[ISSUE]
        record = self.issues.records[ISSUE]
        kept = next((label for label in issue.labels if label.startswith("status:")), "")
        for label in sorted({act.label for act in record.acts if act.label.startswith("status:")} - {kept}):
            self.issues.change(ISSUE, "maria", {"unlabel": label})
        if issue.closed or any(act.kind == "closed" for act in record.acts):
            self.issues.change(ISSUE, "maria", {"reopen": True})
        if not issue.body:
            self.issues.change(ISSUE, "octocat", {"body": _body((("problem", "last"),))})
        first, second = self.run(), self.run()
        assert (second["operation"], second["commit"]) in (("unchanged", None), ("skipped", None)), (first, second)
        assert second["problems"] == first["problems"] and second["comment"] == first["comment"]
        self.told.status = second["status"]
        self.told.base, self.told.branch = self.files("main"), self.files(BRANCH)
        return self.told

    def files(self, branch: str) -> dict[str, str]:
        commit = self.host.head(branch)
        return dict(self.host.read(commit, self.host.files(commit, FOLDER))) if commit else {}

    def document(self) -> tuple[str, str] | None:
        """Return path and text of the document on the branch."""
        found = sorted((path, text) for path, text in self.files(BRANCH).items() if "# Idea:" in text)
        return found[0] if found else None

    def commit(self, changes: Sequence[Change]) -> None:
        head = self.host.head(BRANCH)
        commit = Commit("By hand", tuple(changes), (str(head),), "2024-05-03T12:00:00Z")
        self.told.did.append(",".join(change.path for change in changes))
        self.host.apply(Plan(Operation.UPDATED, "", branch=BRANCH, head=head, commits=(commit,)))

    def bring(self, *, squash: bool) -> None:
        """Merge the branch into the default branch, as a person does, where that goes without a conflict."""
        base, head = self.host.head("main"), self.host.head(BRANCH)
        if head is None or self.host.contains(str(base), head):
            return
        tree = self.git.find("merge-tree", "--write-tree", str(base), head)
        if tree is None or "\n" in tree:
            return
        log = self.git.line("log", "--reverse", "--format=* %B", f"{base}..{head}") if squash else "Merge"
        parents = ["-p", str(base)] if squash else ["-p", str(base), "-p", head]
        made = self.git.line("commit-tree", tree, *parents, stdin=log.encode(), environment=_PERSON)
        self.git.run("update-ref", "refs/heads/main", made)
        self.told.did.append("merge")


def _issue(arena: Arena, what: Mapping[str, Any]) -> None:
    changes = dict(what)
    by = changes.pop("by", "octocat")
    if "body" in changes:
        changes["body"] = _body(tuple(changes["body"][0].items())) if changes["body"] else ""
    arena.issues.change(ISSUE, by, changes)


def _write(arena: Arena, what: Mapping[str, Any]) -> None:
    """Put a line at the end of a section, or of the front matter, or into a file of its own."""
    found = arena.document()
    if found is None:
        return
    path, text = found
    if "file" in what:
        arena.told.written.append(what["line"])
        arena.commit([Change(f"{FOLDER}/{what['file']}", f"{what['line']}\n")])
        return
    lines = text.split("\n")
    start = lines.index(what["section"])
    ends = (n for n in range(start + 1, len(lines)) if lines[n].startswith(("## ", "---")))
    at = next(ends, len(lines) - 1)
    put = (
        [what["line"]]
        if what["section"] == "---"
        else ["", what["line"]]
        if at == len(lines) - 1
        else [what["line"], ""]
    )
    arena.told.written.append(what["line"])
    arena.commit([Change(path, "\n".join([*lines[:at], *put, *lines[at:]]))])


def _rename(arena: Arena, what: Mapping[str, Any]) -> None:
    found = arena.document()
    if found is not None and found[0] != f"{FOLDER}/{what['name']}":
        arena.commit([Change(f"{FOLDER}/{what['name']}", found[1]), Change(found[0], None)])


def _merge(arena: Arena, what: Mapping[str, Any]) -> None:
    arena.bring(squash=False)
    _drop(arena, what)


def _squash(arena: Arena, what: Mapping[str, Any]) -> None:
    arena.bring(squash=True)
    _drop(arena, what)


def _drop(arena: Arena, what: Mapping[str, Any]) -> None:
    """Remove the branch, where the default branch has all of it."""
    head, base = arena.host.head(BRANCH), str(arena.host.head("main"))
    whole = head is not None and (arena.host.contains(base, head) or arena.host.merged(base, head, BRANCH))
    if what["delete"] and whole:
        arena.git.run("update-ref", "-d", f"refs/heads/{BRANCH}")


_DOING: Mapping[str, Callable[[Arena, Mapping[str, Any]], None]] = {
    "issue": _issue,
    "write": _write,
    "rename": _rename,
    "merge": _merge,
    "squash": _squash,
}
_PERSON = {
    f"GIT_{role}_{key}": value
    for role in ("AUTHOR", "COMMITTER")
    for key, value in {"NAME": "A Person", "EMAIL": "person@example.org", "DATE": "1714737600 +0000"}.items()
}


@cache
def _body(answers: tuple[tuple[str, str], ...]) -> str:
    return body_of(dict(answers), _form())


@cache
def _form() -> Any:
    return idea_form()


@cache
def _ground(parent: str, config: str) -> Path:
    """Return a bare repository to copy, made once for a folder and a configuration."""
    folder = Path(parent) / f"ground-{blob_id(config)[:8]}"
    repository = Repository(folder, {"forms/idea.md": TEMPLATE, ".github/formwright.yml": config}, bare=True)
    shutil.rmtree(repository.folder / "hooks", ignore_errors=True)
    return repository.folder


RACE = -1
"""Two runs at the same time."""


def live(folder: Path, deeds: Sequence[Deed], runs: Callable[[int], int], config: str = "") -> Told:
    """Live a history; `runs` says how often the program runs after each deed, or that two runs race."""
    arena = Arena(folder, config)
    try:
        arena.run()
        for number, deed in enumerate(deeds):
            if deed.looks:
                arena.run()
            arena.do(deed)
            if runs(number) == RACE:
                arena.race()
            for _ in range(runs(number)):
                arena.run()
        return arena.end()
    finally:
        shutil.rmtree(folder)
