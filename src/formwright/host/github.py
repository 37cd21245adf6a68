"""Proposals on GitHub: the REST Git Data API for files, then the pull request, then the one comment on the issue.

Sources: "REST API endpoints for Git trees", "… Git references", "… commits", "… pull requests", "… issue comments"
(GitHub documentation).
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NoReturn
from urllib.parse import quote

from pydantic import ValidationError

from formwright.errors import HostError, InputError
from formwright.findings import Finding
from formwright.host.delivering import outstanding
from formwright.host.issues import IssuePart, issue_of
from formwright.host.posting import Posting
from formwright.host.protocol import MOST_VERSIONS, Applied, Delivery, IssuePage, IssueState, RefMovedError
from formwright.host.rest import API, FORBIDDEN, GONE, INVALID, NOT_FOUND, PAGE, ApiError, Rest, explained, explaining
from formwright.proposal.model import ROLES, Act, Change, Commit, Issue, Plan, Pull, Record

_CONTENTS = "contents: write"
_FILE_MODES = ("100644", "100755")
_HISTORY_PAGES = 5
"""How far back the default branch's history of the documents' folder is read."""


@dataclass(slots=True)
class _Seen:
    """What was read once: objects never change, so neither does this."""

    trees: dict[str, str] = field(default_factory=dict)
    entries: dict[str, dict[str, Mapping[str, Any]]] = field(default_factory=dict)
    blobs: dict[str, str] = field(default_factory=dict)
    comparisons: dict[tuple[str, str, int], Mapping[str, Any]] = field(default_factory=dict)
    permissions: dict[str, str] = field(default_factory=dict)


class GitHub:
    """The host that a repository on GitHub is."""

    def __init__(self, token: str, repository: str, api: str = API) -> None:
        self._rest = Rest(token, repository, api)
        self._repository = repository
        self._posting = Posting(self._rest, repository.partition("/")[0])
        self._seen = _Seen()
        self._base_name = ""

    def issue(self, number: int) -> Issue | None:
        """Return the issue as it is now; one that was deleted or transferred comes as `gone`."""
        try:
            found = self._rest.get(f"issues/{number}")
        except ApiError as error:
            if error.status in (NOT_FOUND, GONE):
                return Issue(number, "", "", "", "", "", "", gone=True, repository=self._repository)
            raise explained(error, "read the issue", "issues: write") from None
        return self._issue(found)

    def _issue(self, found: Mapping[str, Any]) -> Issue:
        """Return an issue as the API has it; one of another repository was transferred there."""
        here = str(found.get("repository_url", "")).lower().endswith(f"/repos/{self._repository}".lower())
        try:
            return issue_of(IssuePart.model_validate(found), self._repository, gone=not here)
        except ValidationError:
            finding = Finding("G27", "GitHub's answer about the issue cannot be read", "run this again later")
            raise HostError(finding) from None

    def record(self, number: int) -> Record | None:
        """Return what was done to the issue ("REST API endpoints for issue events"), not edits of its body."""
        with explaining("read who changed the issue", "issues: write"):
            events = list(self._rest.pages(f"issues/{number}/events"))
        edited = max((str(event["created_at"]) for event in events if event["event"] == "edited"), default="")
        return Record(tuple(_act(event) for event in events if event["event"] in _ACTS), edited)

    def permission(self, login: str) -> str:
        """Return the role of a collaborator; `none` for anybody else ("REST API endpoints for collaborators")."""
        if login not in self._seen.permissions:
            with explaining("read who may change a status", "contents: read"):
                found = self._rest.find(f"collaborators/{quote(login, safe='')}/permission") or {}
            role = str(found.get("role_name") or "")
            self._seen.permissions[login] = role if role in ROLES else str(found.get("permission") or "none")
        return self._seen.permissions[login]

    def pulls(self, branch: str) -> Sequence[Pull]:
        """Return the pull requests of a branch, newest first."""
        return [_pull(found) for found in self._posting.pulls(branch)]

    def base(self, name: str | None) -> str:
        """Return the commit of the default branch."""
        with explaining("read the repository", _CONTENTS):
            self._base_name = name or str(self._rest.get("")["default_branch"])
            branch = self._rest.find(f"branches/{self._base_name}")
        if branch is None:
            message = f"the branch `{self._base_name}` does not exist"
            raise InputError(Finding("G04", message, "make a first commit, and check the token's repository"))
        return self._remember(branch["commit"])

    def default_branch(self) -> str:
        """Return the name of the default branch."""
        if not self._base_name:
            with explaining("read the repository", _CONTENTS):
                self._base_name = str(self._rest.get("")["default_branch"])
        return self._base_name

    def default_forms(self) -> Sequence[str]:
        """Return the forms and templates in the owner's repository `.github`, whose forms others show (R11)."""
        owner = self._repository.partition("/")[0]
        try:
            found = self._rest.find(f"/repos/{owner}/.github/contents/.github/ISSUE_TEMPLATE")
        except ApiError:
            return []  # The token may be for this repository only.
        names = (str(entry.get("name")) for entry in found or [] if isinstance(entry, dict))
        return sorted(name for name in names if name.lower().endswith((".yml", ".yaml", ".md")))

    def head(self, branch: str) -> str | None:
        """Return the commit of a branch."""
        with explaining("read branches", _CONTENTS):
            found = self._rest.find(f"branches/{branch}")
        return self._remember(found["commit"]) if found else None

    def branches(self, prefix: str) -> Mapping[str, str]:
        """Return the branches whose names begin with `prefix`."""
        with explaining("read branches", _CONTENTS):
            refs = list(self._rest.pages(f"git/matching-refs/heads/{prefix}"))
        return {ref["ref"].removeprefix("refs/heads/"): ref["object"]["sha"] for ref in refs}

    def refs(self, prefix: str) -> Mapping[str, str]:
        """Return the refs whose full names begin with `prefix`."""
        with explaining("read refs", _CONTENTS):
            refs = list(self._rest.pages(f"git/matching-refs/{prefix.removeprefix('refs/')}"))
        return {ref["ref"]: ref["object"]["sha"] for ref in refs}

    def contains(self, commit: str, ancestor: str) -> bool:
        """Say whether `ancestor` led to `commit`."""
        return commit == ancestor or self._compare(commit, ancestor)["status"] == "behind"

    def files(self, commit: str, folder: str) -> Sequence[str]:
        """Return the files and links directly in `folder`."""
        entries = self._entries(commit)
        parts = folder.split("/")
        for depth in range(1, len(parts) + 1):
            path = "/".join(parts[:depth])
            if path not in entries:
                return []
            if entries[path]["type"] != "tree":
                message = "a link or a file stands where a folder is needed"
                raise InputError(Finding("G05", message, "name another folder in the configuration", path=path))
        inside = (path for path, entry in entries.items() if entry["type"] == "blob")
        return sorted(path for path in inside if path.rpartition("/")[0] == folder)

    def read(self, commit: str, paths: Iterable[str]) -> Mapping[str, str]:
        """Return the texts of files."""
        entries = self._entries(commit)
        wanted = (path for path in sorted(set(paths)) if entries.get(path, {}).get("mode") in _FILE_MODES)
        return {path: self._blob(entries[path]["sha"]) for path in wanted}

    def blob(self, sha: str) -> str | None:
        """Return the text of an object; GitHub keeps what a pull request ever led to."""
        try:
            return self._blob(sha)
        except HostError:
            return None

    def renamed(self, commit: str, since: str, path: str) -> str | None:
        """Return what GitHub takes a file's new path to be."""
        files = self._compare(since, commit).get("files") or []
        found = (each for each in files if each.get("status") == "renamed" and each.get("previous_filename") == path)
        return next((str(each["filename"]) for each in found), None)

    def merged(self, commit: str, head: str, branch: str) -> bool:
        """Say whether a pull request of the branch was merged when the branch was at `head`."""
        return any(pull.state == "merged" and pull.head == head for pull in self.pulls(branch))

    def message(self, commit: str) -> str:
        """Return the message of a commit."""
        with explaining("read the repository", _CONTENTS):
            found = self._rest.find(f"git/commits/{commit}")
        return str(found["message"]) if found else ""

    def history(self, commit: str, line: str, *, base: str, folder: str) -> Iterator[tuple[str, str]]:
        """Yield the branch's own commits, then those of the default branch that touch `folder`."""
        if commit != base:
            yield from _with_line(reversed(self._own_commits(base, commit)), line)
        with explaining("read the history", _CONTENTS):
            for page in range(1, _HISTORY_PAGES + 1):
                items = self._rest.get("commits", sha=base, path=folder, per_page=PAGE, page=page)
                yield from _with_line(items, line)
                if len(items) < PAGE:
                    return

    def versions(self, commit: str, path: str) -> Iterator[str]:
        """Yield the texts that a file had: one request for the commits that changed it, and one for each text."""
        today = self._entries(commit).get(path)
        seen = {today["sha"]} if today else set()
        yield from self.read(commit, [path]).values()
        with explaining("read the history", _CONTENTS):
            commits = self._rest.get("commits", sha=commit, path=path, per_page=MOST_VERSIONS)
        for found in commits[1:] if today else commits:
            with explaining("read the history", _CONTENTS):
                file = self._rest.find(f"contents/{quote(path)}", ref=found["sha"])
            if isinstance(file, dict) and file.get("type") == "file" and file["sha"] not in seen:
                seen.add(file["sha"])
                yield base64.b64decode(file["content"]).decode("utf-8", "surrogateescape")

    def apply(self, plan: Plan) -> Applied:
        """Write the plan's commits, move its branch to the last of them, and bring what people read up to date."""
        if plan.branch is None or plan.issue is None or plan.pull_request is None:
            self._posting.comment(plan)
            return Applied()
        commit = self._write_all(plan)
        pull = self._posting.pull_request(plan, self._base_name)
        self._posting.comment(plan)
        return Applied(commit, pull["number"], pull["html_url"]) if pull else Applied(commit)

    def deliver(self, delivery: Delivery) -> Applied:
        """Bring the files of a branch into step, and its pull request.

        A branch whose pull request was merged begins again: the next commit follows both it and the default branch.
        """
        head = self.head(delivery.branch)
        wanted = delivery.pull_request
        pulls = self._posting.pulls(delivery.branch) if wanted else []
        parents = self._parents(delivery, head, pulls)
        start = parents[-1]
        commit = None
        changes = outstanding(self, delivery, start)
        if changes:
            with explaining("write to the repository", _CONTENTS):
                commit = self._write(Commit(delivery.message, changes, parents, ""), [], start)
            self._move(delivery.branch, commit, head)
        elif head is None or start != head:
            return Applied()
        if wanted is None:
            return Applied(commit)
        pull = self._posting.delivered(delivery.branch, self._base_name, wanted, pulls, changed=commit is not None)
        return Applied(commit, pull["number"], pull["html_url"]) if pull else Applied(commit)

    def _parents(self, delivery: Delivery, head: str | None, pulls: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
        """Return the parents of a delivery's commit; its files are put into those of the last."""
        if head is None or self.contains(delivery.base, head):
            return (delivery.base,)
        merged = bool(pulls) and all(pull["state"] != "open" for pull in pulls) and bool(pulls[0]["merged_at"])
        return (head, delivery.base) if merged else (head,)

    def issues(self, state: IssueState = "all", *, page: int = 1) -> Iterator[IssuePage]:
        """Yield the pages of all issues, in the order in which they were opened."""
        with explaining("list the issues", "issues: write"):
            while True:
                order = {"state": state, "sort": "created", "direction": "asc"}
                found = self._rest.get("issues", **order, per_page=PAGE, page=page)
                yield IssuePage(page, [self._issue(each) for each in found])
                if len(found) < PAGE:
                    return
                page += 1

    def labels(self) -> frozenset[str] | None:
        """Return the names of the repository's labels."""
        with explaining("list the labels", "issues: write"):
            return frozenset(str(label["name"]) for label in self._rest.pages("labels"))

    def changed(self, pull_request: int) -> Sequence[str]:
        """Return the paths of the files that a pull request changes; GitHub lists the first 3,000."""
        with explaining("read the pull request", "pull-requests: read"):
            return [str(file["filename"]) for file in self._rest.pages(f"pulls/{pull_request}/files")]

    def _write_all(self, plan: Plan) -> str | None:
        """Write the plan's commits and move the branch; nothing can be seen of them before it moves."""
        made: list[str] = []
        with explaining("write to the repository", _CONTENTS):
            for commit in plan.commits:
                made.append(self._write(commit, made))
        if not made:
            return None
        if plan.reserve is not None:
            self._reserve(plan.reserve, made[-1])
        self._move(str(plan.branch), made[-1], plan.head)
        return made[-1]

    def _write(self, commit: Commit, made: Sequence[str], start: str | None = None) -> str:
        """Write one commit: its changes are put into the files of `start`, or else of its first parent."""
        parents = [made[parent] if isinstance(parent, int) else parent for parent in commit.parents]
        entries = [self._entry(change) for change in commit.changes]
        tree = self._rest.post("git/trees", base_tree=self._tree(start or parents[0]), tree=entries)
        # Without an author GitHub names the token's owner, and shows the commit as verified.
        written = self._rest.post("git/commits", message=commit.message, tree=tree["sha"], parents=parents)
        self._seen.trees[written["sha"]] = tree["sha"]
        return str(written["sha"])

    def _entry(self, change: Change) -> dict[str, str | None]:
        """Return a file for a tree: its text, or, where it is none, a blob of its bytes."""
        entry: dict[str, str | None] = {"path": change.path, "mode": _FILE_MODES[0], "type": "blob"}
        if change.text is None:
            return {**entry, "sha": None}
        try:
            change.text.encode()
        except UnicodeEncodeError:
            data = base64.b64encode(change.text.encode("utf-8", "surrogateescape")).decode()
            return {**entry, "sha": self._rest.post("git/blobs", content=data, encoding="base64")["sha"]}
        return {**entry, "content": change.text}

    def _reserve(self, ref: str, commit: str) -> None:
        """Make a ref that must not be there: of two runs, one gets it (S33)."""
        try:
            self._rest.post("git/refs", ref=ref, sha=commit)
        except ApiError as error:
            _moved(error, ref)

    def _move(self, branch: str, commit: str, head: str | None) -> None:
        """Move a branch, never by force: who is late gets an error, and reads again (S31)."""
        try:
            if head is None:
                self._rest.post("git/refs", ref=f"refs/heads/{branch}", sha=commit)
            else:
                self._rest.patch(f"git/refs/heads/{branch}", sha=commit, force=False)
        except ApiError as error:
            _moved(error, branch)

    def _compare(self, base: str, head: str, page: int = 1) -> Mapping[str, Any]:
        key = (base, head, page)
        if key not in self._seen.comparisons:
            with explaining("compare branches", _CONTENTS):
                found = self._rest.get(f"compare/{base}...{head}", per_page=PAGE, page=page)
            self._seen.comparisons[key] = found
        return self._seen.comparisons[key]

    def _own_commits(self, base: str, head: str) -> list[Mapping[str, Any]]:
        """Return the commits of a branch that the base does not have, oldest first."""
        total = self._compare(base, head)["total_commits"]
        pages = range(1, -(-total // PAGE) + 1)
        commits = [commit for page in pages for commit in self._compare(base, head, page)["commits"]]
        for commit in commits:
            self._remember(commit)
        return commits

    def _remember(self, commit: Mapping[str, Any]) -> str:
        """Keep the tree of a commit, where the API tells it, and return the commit's SHA."""
        if "commit" in commit:
            self._seen.trees[commit["sha"]] = commit["commit"]["tree"]["sha"]
        return str(commit["sha"])

    def _tree(self, commit: str) -> str:
        if commit not in self._seen.trees:
            with explaining("read the repository", _CONTENTS):
                self._seen.trees[commit] = self._rest.get(f"git/commits/{commit}")["tree"]["sha"]
        return self._seen.trees[commit]

    def _entries(self, commit: str) -> dict[str, Mapping[str, Any]]:
        """Return everything in a commit's tree, by path."""
        tree = self._tree(commit)
        if tree not in self._seen.entries:
            with explaining("read the repository", _CONTENTS):
                found = self._rest.get(f"git/trees/{tree}", recursive=1)
            if found["truncated"]:
                message = "the repository has more files than GitHub lists at once"
                raise InputError(Finding("G26", message, "run `formwright propose` in a clone of it"))
            self._seen.entries[tree] = {entry["path"]: entry for entry in found["tree"]}
        return self._seen.entries[tree]

    def _blob(self, sha: str) -> str:
        if sha not in self._seen.blobs:
            with explaining("read the repository", _CONTENTS):
                content = self._rest.get(f"git/blobs/{sha}")["content"]
            self._seen.blobs[sha] = base64.b64decode(content).decode("utf-8", "surrogateescape")
        return self._seen.blobs[sha]


def _act(event: Mapping[str, Any]) -> Act:
    actor, label = event.get("actor") or {}, event.get("label") or {}
    at, name = str(event["created_at"]), str(label.get("name") or "")
    return Act(str(event["event"]), str(actor.get("login") or ""), at, name, event.get("state_reason"))


def _pull(found: Mapping[str, Any]) -> Pull:
    state: Literal["open", "closed", "merged"] = "open" if found["state"] == "open" else "closed"
    return Pull(int(found["number"]), "merged" if found.get("merged_at") else state, str(found["head"]["sha"]))


_ACTS = ("labeled", "unlabeled", "closed", "reopened")


def _with_line(commits: Iterable[Mapping[str, Any]], line: str) -> Iterator[tuple[str, str]]:
    for commit in commits:
        message = str(commit["commit"]["message"])
        if line in map(str.strip, message.splitlines()):
            yield str(commit["sha"]), message


def _moved(error: ApiError, branch: str) -> NoReturn:
    if error.status == INVALID and any(words in error.message for words in _LATE):
        message = f"the branch `{branch}` was moved by somebody else at the same time"
        raise RefMovedError(Finding("G07", message, "run this again")) from None
    if error.status == FORBIDDEN or "protected" in error.message:
        raise explained(ApiError(FORBIDDEN, error.message), f"write to the branch `{branch}`", _CONTENTS) from None
    raise explained(error, f"move the branch `{branch}`", _CONTENTS) from None


_LATE = ("not a fast forward", "not a fast-forward", "already exists", "does not exist")
