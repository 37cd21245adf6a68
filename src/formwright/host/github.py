"""Proposals on GitHub: what they are read from, and how a plan becomes commits, a pull request and a comment."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from formwright.errors import HostError
from formwright.findings import Finding, Severity
from formwright.host.branches import Branches
from formwright.host.checkout import read_checkout
from formwright.host.commenting import Comments
from formwright.host.comparison import may_be_link
from formwright.host.conversation import Conversation
from formwright.host.delivering import outstanding
from formwright.host.posting import Posting
from formwright.host.protocol import MOST_VERSIONS, Applied, Delivery, IssuePage, IssueState
from formwright.host.publishing import Publisher, Stand
from formwright.host.refusals import explaining
from formwright.host.rest import API, PATIENCE, Rest
from formwright.host.store import READING, Store
from formwright.host.trees import entry_at, files_in, ids_of
from formwright.host.writing import Writer
from formwright.proposal.model import Commit, Issue, Plan, Pull, Record

RUNNERS_LOGIN = "github-actions[bot]"
"""Whose pull requests start no workflow: those of the token that a runner gives to its job."""


class GitHub:
    """The host that a repository on GitHub is.

    `workspace` is a folder where the repository may be checked out: it saves requests, and is used as far as it holds
    just what the default branch holds. `pause` waits so many seconds, `patience` is how many at most for a limit.
    """

    def __init__(
        self,
        token: str,
        repository: str,
        api: str = API,
        *,
        workspace: Path | None = None,
        pause: Callable[[float], None] = time.sleep,
        patience: float = PATIENCE,
    ) -> None:
        self._rest = Rest(token, repository, api, pause=pause, patience=patience)
        self._store = Store(self._rest, read_checkout(workspace) if workspace else None, self._rest.archive)
        self._posting = Posting(self._rest, repository.partition("/")[0], pause)
        self._branches = Branches(self._rest, self._store, self._posting)
        self._writer = Writer(self._rest, self._store)
        self._talk = Conversation(self._rest, repository)
        self._publisher = Publisher(self._posting, Comments(self._rest))

    def issue(self, number: int) -> Issue | None:
        """Return the issue as it is now; one that was deleted or transferred comes as `gone`."""
        return self._talk.issue(number)

    def record(self, number: int) -> Record | None:
        """Return what was done to the issue, not edits of its body."""
        return self._talk.record(number)

    def permission(self, login: str) -> str:
        """Return the role of a collaborator; `none` for anybody else."""
        return self._talk.permission(login)

    def issues(self, state: IssueState = "all", *, page: int = 1) -> Iterator[IssuePage]:
        """Yield the pages of all issues, in the order in which they were opened."""
        return self._talk.issues(state, page)

    def labels(self) -> frozenset[str] | None:
        """Return the names of the repository's labels."""
        return self._talk.labels()

    def pulls(self, branch: str) -> Sequence[Pull] | None:
        """Return the pull requests of a branch, newest first."""
        return [_pull(found) for found in self._posting.pulls(branch)]

    def pulled(self) -> Iterator[str]:
        """Yield the branches of all pull requests of this repository's own; those of forks may have any name."""
        with explaining("list the pull requests", "pull-requests: write"):
            for pull in self._rest.pages("pulls", state="all"):
                home = pull["head"]["repo"]
                if home is not None and home["full_name"] == pull["base"]["repo"]["full_name"]:
                    yield str(pull["head"]["ref"])

    def changed(self, pull_request: int) -> Sequence[str]:
        """Return the paths of the files that a pull request changes; GitHub lists the first 3,000."""
        with explaining("read the pull request", "pull-requests: read"):
            return [str(file["filename"]) for file in self._rest.pages(f"pulls/{pull_request}/files")]

    def base(self, name: str | None, beside: str | None = None) -> str:
        """Return the commit of the default branch as it is now; everything is read again from here on."""
        return self._branches.base(name, beside)

    def default_branch(self) -> str:
        """Return the name of the default branch."""
        return self._branches.default()

    def default_forms(self) -> Sequence[str]:
        """Return the forms and templates in the owner's repository `.github`, whose forms others show (R11)."""
        return self._talk.default_forms()

    def head(self, branch: str) -> str | None:
        """Return the commit of a branch."""
        return self._branches.head(branch)

    def branches(self, prefix: str) -> Mapping[str, str]:
        """Return the branches whose names begin with `prefix`."""
        start = "refs/heads/"
        return {name.removeprefix(start): commit for name, commit in self.refs(f"{start}{prefix}").items()}

    def refs(self, prefix: str) -> Mapping[str, str]:
        """Return the refs whose full names begin with `prefix`."""
        return self._branches.refs(prefix)

    def contains(self, commit: str, ancestor: str) -> bool:
        """Say whether `ancestor` led to `commit`."""
        return self._branches.contains(commit, ancestor)

    def files(self, commit: str, folder: str) -> Sequence[str]:
        """Return the files and links directly in `folder`."""
        return files_in(self._store.tree(commit), folder)

    def read(self, commit: str, paths: Iterable[str]) -> Mapping[str, str]:
        """Return the texts of files."""
        found = {path: self._store.blob(sha) for path, sha in ids_of(self._store.tree(commit), paths).items()}
        if any(map(may_be_link, found.values())) and not self._store.is_exact(commit):
            found = {path: self._store.blob(sha) for path, sha in ids_of(self._store.exact(commit), found).items()}
        return {path: _text(data) for path, data in found.items()}

    def blob(self, sha: str) -> str | None:
        """Return the text of an object; GitHub keeps what a pull request ever led to."""
        try:
            return _text(self._store.blob(sha))
        except HostError:
            return None

    def renamed(self, commit: str, since: str, path: str) -> str | None:
        """Return what GitHub takes a file's new path to be."""
        return self._branches.compared(since, commit).renamed(path)

    def merged(self, commit: str, head: str, branch: str) -> bool:
        """Say whether a pull request of the branch was merged when the branch was at `head`."""
        return any(pull.state == "merged" and pull.head == head for pull in self.pulls(branch) or ())

    def message(self, commit: str) -> str:
        """Return the message of a commit."""
        return self._store.message(commit)

    def history(self, commit: str, line: str, *, base: str, folder: str) -> Iterator[tuple[str, str]]:
        """Yield the branch's own commits, then those of the default branch that touch `folder`."""
        return self._branches.history(commit, line, base, folder)

    def versions(self, commit: str, path: str) -> Iterator[str]:
        """Yield the texts that a file had: one request for the commits that changed it, and one for each text."""
        today = entry_at(self._store.tree(commit), path)
        seen = {today.id} if today else set()
        yield from self.read(commit, [path]).values()
        with explaining("read the history", READING):
            commits = self._rest.get("commits", sha=commit, path=path, per_page=MOST_VERSIONS)
        for found in commits[1:] if today else commits:
            with explaining("read the history", READING):
                file = self._rest.find(f"contents/{quote(path)}", ref=found["sha"])
            if isinstance(file, dict) and file.get("type") == "file" and file["sha"] not in seen:
                seen.add(file["sha"])
                # A file above a megabyte comes without its content.
                yield _text(base64.b64decode(file["content"]) or self._store.blob(file["sha"]))

    def apply(self, plan: Plan) -> Applied:
        """Write the plan's commits, move its branch to the last of them, and bring what people read up to date."""
        if plan.branch is None or plan.issue is None or plan.pull_request is None:
            self._publisher.say(plan)
            return Applied()
        began = None if plan.commits else self._branches.began(plan.branch)
        commit = self._writer.carry_out(plan)
        stand = Stand(self._branches.base_name, commit, commit or self._ahead(plan), began)
        pull, again = self._publisher.publish(plan, stand)
        return replace(self._applied(commit, pull), again=again)

    def _ahead(self, plan: Plan) -> str | None:
        """Return the commit of a plan's branch where the default branch does not have it."""
        return plan.head if plan.head is not None and not self.contains(self._store.base, plan.head) else None

    def deliver(self, delivery: Delivery) -> Applied:
        """Bring the files of a branch into step, and its pull request.

        A branch whose pull request was merged begins again: the next commit follows both it and the default branch.
        """
        head = self.head(delivery.branch)
        parents = self._parents(delivery, head)
        commit = None
        changes = outstanding(self, delivery, parents[-1])
        if changes:
            commit = self._writer.write(Commit(delivery.message, changes, parents, ""), start=parents[-1])
            self._branches.moved(delivery.branch)
            self._writer.move(delivery.branch, commit, head)
        elif head is None or parents[-1] != head:
            return Applied()
        if delivery.pull_request is None:
            return Applied(commit)
        wanted, base = delivery.pull_request, self._branches.base_name
        return self._applied(commit, self._posting.delivered(delivery.branch, base, wanted, changed=commit is not None))

    def _parents(self, delivery: Delivery, head: str | None) -> tuple[str, ...]:
        """Return the parents of a delivery's commit; its files are put into those of the last."""
        if head is None or self.contains(delivery.base, head):
            return (delivery.base,)
        pulls = (self.pulls(delivery.branch) if delivery.pull_request else None) or ()
        merged = bool(pulls) and pulls[0].state == "merged" and all(pull.state != "open" for pull in pulls)
        return (head, delivery.base) if merged else (head,)

    def _applied(self, commit: str | None, pull: Mapping[str, Any] | None) -> Applied:
        """Return what became of it, and say once, where a pull request was made, that it starts no workflow (S28)."""
        if pull is None:
            return Applied(commit)
        made = self._posting.made
        silent = made is not None and (made.get("user") or {}).get("login") == RUNNERS_LOGIN
        return Applied(commit, pull["number"], pull["html_url"], (_NO_WORKFLOWS,) if silent else ())


_NO_WORKFLOWS = Finding(
    "G31",
    "the pull request was made with the workflow's own token, so no workflow runs for it by itself",
    "close and reopen it to run its checks, or give the `token` of an App (see docs/security.md)",
    severity=Severity.NOTE,
)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _pull(found: Mapping[str, Any]) -> Pull:
    state: Literal["open", "closed", "merged"] = "open" if found["state"] == "open" else "closed"
    return Pull(int(found["number"]), "merged" if found.get("merged_at") else state, str(found["head"]["sha"]))
