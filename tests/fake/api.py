"""GitHub's API in the process: one repository, with the rules of GitHub that the program counts on."""

from __future__ import annotations

import base64
import difflib
import gzip
import io
import json
import re
import tarfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote

from fake.openapi import ABSENT, openapi
from fake.repository import FILE, FOLDER, Git, added_patch, folders_of

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
class Answer:
    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    data: bytes = b""


@dataclass
class FakeGitHub:
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

    # What the API does.

    def handle(self, method: str, url: str, body: Any) -> Answer:
        """Answer a request. Raises `DriftError` where GitHub knows no such request, or would not answer so."""
        self.wait(1)
        path, _, search = url.removeprefix(API).partition("?")
        query = {key: unquote(value) for key, _, value in (each.partition("=") for each in search.split("&") if each)}
        operation = openapi().operation(method, path)
        openapi().check_request(operation, query, body)
        try:
            status, changes = self._route(method, unquote(path), query, body)
            if status in (204, 302):
                return Answer(status, None, {"location": f"https://codeload.github.com{path}"} if status == 302 else {})
            found = openapi().answer(operation, status, changes)
        except RefusedError as error:
            status, found = error.status, {"message": error.message, "documentation_url": "https://docs.github.com"}
        openapi().check_answer(operation, status, found)
        return Answer(status, found)

    def _route(self, method: str, path: str, query: Mapping[str, str], body: Any) -> tuple[int, Any]:
        start = f"/repos/{NAME}"
        if path == "/user":
            raise RefusedError(403, "Resource not accessible by integration")
        if not path.startswith(start):
            raise RefusedError(404, "Not Found")
        for verb, pattern, handler in _ROUTES:
            match = re.fullmatch(pattern, path.removeprefix(start)) if verb == method else None
            if match:
                found = handler(self, query if method == "GET" else body, *match.groups())
                return found if isinstance(found, tuple) else (200, found)
        raise AssertionError(f"the fake does not do {method} {path}")

    def repository(self, _: Any) -> Any:
        return {"full_name": NAME, "default_branch": "main", "language": None} | dict.fromkeys(_UNSOUND, ABSENT)

    # Issues and comments.

    def issue(self, _: Any, number: str) -> Any:
        if int(number) not in self.issues:
            raise RefusedError(404, "Not Found")
        return self._issue(int(number))

    def _issue(self, number: int) -> Any:
        found = self.issues[number]
        return {
            "id": 5000 + number,
            "number": number,
            "title": found["title"],
            "body": found["body"],
            "state": found["state"],
            "state_reason": found["reason"],
            "labels": [_label(name) for name in found["labels"]],
            "user": _user(found["user"]),
            "locked": found["locked"],
            "comments": sum(each["issue"] == number for each in self.comments.values()),
            "created_at": found["created"],
            "updated_at": found["updated"],
            "html_url": f"https://github.com/{NAME}/issues/{number}",
            "repository_url": f"{API}/repos/{NAME}",
            "pull_request": ABSENT,
        }

    def list_issues(self, query: Mapping[str, str]) -> Any:
        found = [number for number, each in self.issues.items() if query["state"] in ("all", each["state"])]
        return [self._issue(number) for number in _page(found, query)]

    def list_comments(self, query: Mapping[str, str], issue: str) -> Any:
        found = [each for each in self.comments.values() if each["issue"] == int(issue)]
        return [_comment(each) for each in _page(found, query)]

    def make_comment(self, body: Any, issue: str) -> Any:
        if int(issue) not in self.issues:
            raise RefusedError(404, "Not Found")
        made = {"id": self._id(), "issue": int(issue), "body": body["body"], "user": BOT}
        self.comments[made["id"]] = made
        return 201, _comment(made)

    def change_comment(self, body: Any, number: str) -> Any:
        self.comments[int(number)]["body"] = body["body"]
        return _comment(self.comments[int(number)])

    def delete_comment(self, _: Any, number: str) -> Any:
        if self.comments.pop(int(number), None) is None:
            raise RefusedError(404, "Not Found")
        return 204, None

    def list_events(self, query: Mapping[str, str], issue: str) -> Any:
        found = [each for each in self.events if each["issue"] == int(issue)]
        return [
            {"event": each["event"], "actor": _user(each["actor"]), "created_at": each["at"]}
            | ({"label": {"name": each["label"], "color": "ededed"}} if "label" in each else {})
            for each in _page(found, query)
        ]

    def permission(self, _: Any, login: str) -> Any:
        role = self.roles.get(login)
        if role is None:
            raise RefusedError(404, "Not Found")
        permission = {"maintain": "write", "triage": "read"}.get(role, role)
        return {"permission": permission, "role_name": role, "user": {**_user(login), "role_name": role}}

    def list_labels(self, query: Mapping[str, str]) -> Any:
        return [{"name": name} for name in _page(self.labels, query)]

    # Pull requests.

    def list_pulls(self, query: Mapping[str, str]) -> Any:
        head = query.get("head", "").partition(":")[2]
        found = [n for n, each in sorted(self.pulls.items(), reverse=True) if head in ("", each["head"])]
        found = [n for n in found if query.get("state", "open") in ("all", self.pulls[n]["state"])]
        return [self._pull(number) for number in _page(found, query)]

    def make_pull(self, body: Any) -> Any:
        head, base = f"refs/heads/{body['head']}", f"refs/heads/{body['base']}"
        if head not in self.git.refs or base not in self.git.refs:
            raise RefusedError(422, "Validation Failed")
        if any(each["head"] == body["head"] and each["state"] == "open" for each in self.pulls.values()):
            raise RefusedError(422, f"A pull request already exists for octo:{body['head']}.")
        if self.git.refs[head] in self.git.ancestors(self.git.refs[base]):
            raise RefusedError(422, f"No commits between {body['base']} and {body['head']}")
        number = self._number()
        self.pulls[number] = {"title": body["title"], "body": body["body"], "head": body["head"], "state": "open"}
        self.pulls[number] |= {"created": self.date, "merged": None}
        return 201, self._pull(number)

    def change_pull(self, body: Any, number: str) -> Any:
        self.pulls[int(number)] |= {key: body[key] for key in ("title", "body") if key in body}
        return self._pull(int(number))

    def _pull(self, number: int) -> Any:
        found = self.pulls[number]
        sha = found.get("head_sha") or self.git.refs.get(f"refs/heads/{found['head']}", "0" * 40)
        return {
            "number": number,
            "title": found["title"],
            "body": found["body"],
            "state": found["state"],
            "created_at": found["created"],
            "merged_at": found["merged"],
            "requested_teams": [],
            "user": _user(BOT),
            "html_url": f"https://github.com/{NAME}/pull/{number}",
            "head": {"ref": found["head"], "sha": sha},
        }

    def list_pull_files(self, query: Mapping[str, str], number: str) -> Any:
        head = self.git.refs[f"refs/heads/{self.pulls[int(number)]['head']}"]
        return self._diff(self.git.fork(self.git.refs["refs/heads/main"], head), head)

    # Git.

    def branch(self, _: Any, name: str) -> Any:
        return {"name": name, "commit": self._commit(self._existing(name))}

    def _existing(self, name: str) -> str:
        found = self.git.resolve(name)
        if found is None:
            raise RefusedError(404, "Not Found")
        return found

    def _commit(self, sha: str) -> Any:
        found = self.git.commits[sha]
        return {
            "sha": sha,
            "commit": {
                "message": found.message,
                "tree": {"sha": found.tree},
                "committer": {"date": found.date},
            },
            "parents": [{"sha": parent, "url": f"{API}/repos/{NAME}/commits/{parent}"} for parent in found.parents],
        }

    def compare(self, query: Mapping[str, str], names: str) -> Any:
        base, head = map(self._existing, names.split("..."))
        theirs, ours = self.git.ancestors(base), self.git.ancestors(head)
        ahead = [each for each in reversed(ours) if each not in theirs]
        behind = [each for each in theirs if each not in ours]
        fork = self.git.fork(base, head)
        page, size = int(query.get("page", 1)), int(query.get("per_page", 250))
        apart = ("identical", "behind", "ahead", "diverged")[2 * bool(ahead) + bool(behind)]
        return {
            "status": apart,
            "ahead_by": len(ahead),
            "behind_by": len(behind),
            "total_commits": len(ahead),
            "base_commit": self._commit(base),
            "merge_base_commit": self._commit(fork),
            "commits": [self._whole_commit(each) for each in ahead[(page - 1) * size : page * size]],
            "files": self._diff(fork, head)[:300] if page == 1 else [],
        }

    def _whole_commit(self, sha: str) -> Any:
        example = openapi().answer(openapi().operation("GET", f"/repos/{NAME}/compare/a...b"), 200, {})
        return _overlaid(example["commits"][0], self._commit(sha))

    def _diff(self, old: str, new: str) -> list[Any]:
        before, after = self.git.files(old), self.git.files(new)
        changed = [path for path in sorted({*before, *after}) if before.get(path) != after.get(path)]
        moved = dict(self._moves(before, after))
        found = [
            self._changed(path, before.get(path), after.get(path)) for path in changed if path not in moved.values()
        ]
        return [_renamed(each, moved) for each in found]

    def _moves(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield the new and the old path of files that are half the same, or more."""
        for old in sorted(before.keys() - after.keys()):
            for new in sorted(after.keys() - before.keys()):
                one, other = self.git.blobs[before[old][1]].decode(), self.git.blobs[after[new][1]].decode()
                if difflib.SequenceMatcher(None, one, other).ratio() > 0.5:
                    yield new, old
                    break

    def _changed(self, path: str, before: tuple[str, str] | None, after: tuple[str, str] | None) -> Any:
        status = "added" if before is None else "removed" if after is None else "modified"
        sha = (after or before or ("", ""))[1]
        file = {"filename": path, "status": status, "sha": sha, "additions": 1, "deletions": 0, "changes": 1}
        file |= dict.fromkeys(("blob_url", "raw_url", "contents_url"), f"{API}/{sha}")
        return {**file, "patch": added_patch(self.git.blobs[sha].decode()) if status == "added" else "@@ @@"}

    def list_commits(self, query: Mapping[str, str]) -> Any:
        found = self.git.ancestors(self._existing(query["sha"]))
        if "path" in query:
            found = [each for each in found if self._touches(each, query["path"])]
        return [self._commit(sha) for sha in _page(found, query)]

    def _touches(self, sha: str, path: str) -> bool:
        parents = [self.git.files(parent) for parent in self.git.commits[sha].parents] or [{}]
        inside = [_below(files, path) for files in (self.git.files(sha), *parents)]
        return all(inside[0] != each for each in inside[1:])

    def git_commit(self, _: Any, sha: str) -> Any:
        if sha not in self.git.commits:
            raise RefusedError(404, "Not Found")
        return self._git_commit(sha)

    def _git_commit(self, sha: str) -> Any:
        found = self.git.commits[sha]
        parents = [
            {"sha": each, "url": f"{API}/{each}", "html_url": f"https://github.com/{NAME}/commit/{each}"}
            for each in found.parents
        ]
        return {"sha": sha, "message": found.message, "tree": {"sha": found.tree}, "parents": parents}

    def git_tree(self, query: Mapping[str, str], sha: str) -> Any:
        if sha not in self.git.trees:
            raise RefusedError(404, "Not Found")
        return {"sha": sha, "tree": self._entries(sha), "truncated": False}

    def _entries(self, sha: str) -> list[Any]:
        files = self.git.trees[sha]
        entries = [{"path": path, "mode": FOLDER, "type": "tree", "sha": "0" * 40} for path in folders_of(files)]
        return entries + [
            {"path": path, "mode": mode, "type": "blob", "sha": blob} for path, (mode, blob) in files.items()
        ]

    def git_blob(self, _: Any, sha: str) -> Any:
        if sha not in self.git.blobs:
            raise RefusedError(404, "Not Found")
        data = self.git.blobs[sha]
        return {"sha": sha, "content": base64.b64encode(data).decode(), "encoding": "base64", "size": len(data)}

    def make_tree(self, body: Any) -> Any:
        if body["base_tree"] not in self.git.trees:
            raise RefusedError(422, "Invalid tree info")
        files = dict(self.git.trees[body["base_tree"]])
        for entry in body["tree"]:
            if entry.get("sha", "") is None:
                files.pop(entry["path"], None)
            else:
                sha = self.git.blob(entry["content"].encode()) if "content" in entry else entry["sha"]
                files[entry["path"]] = (entry["mode"], sha)
        sha = self.git.tree(files)
        return 201, {"sha": sha, "tree": self._entries(sha)}

    def make_blob(self, body: Any) -> Any:
        return 201, {"sha": self.git.blob(base64.b64decode(body["content"])), "url": API}

    def make_commit(self, body: Any) -> Any:
        parents = tuple(body["parents"])
        made = self.git.commit(body["tree"], parents, body["message"], self.date, BOT)
        return 201, self._git_commit(made.sha)

    def make_ref(self, body: Any) -> Any:
        if body["ref"] in self.git.refs:
            raise RefusedError(422, "Reference already exists")
        self.git.refs[body["ref"]] = body["sha"]
        return 201, self._ref(body["ref"])

    def change_ref(self, body: Any, name: str) -> Any:
        ref = f"refs/{name}"
        if ref not in self.git.refs:
            raise RefusedError(422, "Reference does not exist")
        if self.git.refs[ref] not in self.git.ancestors(body["sha"]):
            if body.get("force"):
                raise AssertionError("a ref was forced (S31)")
            raise RefusedError(422, "Update is not a fast forward")
        self.git.refs[ref] = body["sha"]
        return self._ref(ref)

    def matching_refs(self, query: Mapping[str, str], prefix: str) -> Any:
        found = [ref for ref in sorted(self.git.refs) if ref.startswith(f"refs/{prefix}")]
        return [self._ref(ref) for ref in found]

    def _ref(self, ref: str) -> Any:
        return {"ref": ref, "object": {"type": "commit", "sha": self.git.refs[ref]}}

    def put_file(self, body: Any, path: str) -> Any:
        ref = f"refs/heads/{body.get('branch', 'main')}"
        if ref not in self.git.refs:
            raise RefusedError(404, "Branch not found")
        files = dict(self.git.files(self.git.refs[ref]))
        there = files.get(path)
        if there is not None and "sha" not in body:
            raise RefusedError(422, 'Invalid request. "sha" wasn\'t supplied.')
        if (there[1] if there else None) != body.get("sha"):
            raise RefusedError(409, f"{path} does not match {body.get('sha')}")
        files[path] = (FILE, self.git.blob(base64.b64decode(body["content"])))
        tree = self.git.tree(files)
        made = self.git.commit(tree, (self.git.refs[ref],), body["message"], self.date, BOT)
        self.git.refs[ref] = made.sha
        content = {"path": path, "sha": files[path][1]}
        return (200 if there else 201), {"content": content, "commit": self._git_commit(made.sha)}

    def get_file(self, query: Mapping[str, str], path: str) -> Any:
        files = self.git.files(self._existing(query.get("ref", "main")))
        if path not in files:
            raise RefusedError(404, "Not Found")
        data = self.git.blobs[files[path][1]]
        content = {"content": base64.b64encode(data).decode(), "encoding": "base64", "size": len(data)}
        return {"type": "file", "path": path, "name": path.rpartition("/")[2], "sha": files[path][1], **content}

    def tarball(self, _: Any, ref: str) -> Any:
        if not self.archives:
            raise RefusedError(503, "Service Unavailable")
        self._existing(ref)
        return 302, None

    def archive(self, ref: str) -> bytes:
        """Return what the other server sends, to which `tarball` leads."""
        sha = self._existing(ref)
        out = io.BytesIO()
        with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as packed, tarfile.open(fileobj=packed, mode="w|") as tar:
            for path, (mode, blob) in self.git.files(sha).items():
                info = tarfile.TarInfo(f"octo-app-{sha[:7]}/{path}")
                info.mode, info.size = int(mode[-3:], 8) | 0o20, len(self.git.blobs[blob])
                tar.addfile(info, io.BytesIO(self.git.blobs[blob]))
        return out.getvalue()


def _renamed(file: dict[str, Any], moved: Mapping[str, str]) -> dict[str, Any]:
    old = moved.get(file["filename"])
    return {**file, "status": "renamed", "previous_filename": old} if old else file


_UNSOUND = ("source", "parent", "template_repository")
"""What GitHub's own example of a repository has otherwise than its own description."""


def _user(login: str) -> Any:
    return {"login": login, "type": "Bot" if login.endswith("[bot]") else "User"}


def _label(name: str) -> Any:
    return {"id": 1, "node_id": "L", "url": API, "name": name, "color": "ededed", "default": False, "description": ""}


def _comment(found: Mapping[str, Any]) -> Any:
    return {"id": found["id"], "body": found["body"], "user": _user(found["user"])}


def _page(items: list[Any], query: Mapping[str, str]) -> list[Any]:
    size, page = int(query.get("per_page", 30)), int(query.get("page", 1))
    return items[(page - 1) * size : page * size]


def _overlaid(example: Any, changes: Any) -> Any:
    if isinstance(example, dict) and isinstance(changes, dict):
        return {**example, **{key: _overlaid(example.get(key), value) for key, value in changes.items()}}
    return json.loads(json.dumps(changes))


def _below(files: Mapping[str, Any], path: str) -> dict[str, Any]:
    return {name: entry for name, entry in files.items() if name == path or name.startswith(f"{path}/")}


_ROUTES: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("GET", r"", FakeGitHub.repository),
    ("GET", r"/issues", FakeGitHub.list_issues),
    ("GET", r"/issues/(\d+)", FakeGitHub.issue),
    ("GET", r"/issues/(\d+)/comments", FakeGitHub.list_comments),
    ("POST", r"/issues/(\d+)/comments", FakeGitHub.make_comment),
    ("PATCH", r"/issues/comments/(\d+)", FakeGitHub.change_comment),
    ("DELETE", r"/issues/comments/(\d+)", FakeGitHub.delete_comment),
    ("GET", r"/issues/(\d+)/events", FakeGitHub.list_events),
    ("GET", r"/collaborators/([^/]+)/permission", FakeGitHub.permission),
    ("GET", r"/labels", FakeGitHub.list_labels),
    ("GET", r"/pulls", FakeGitHub.list_pulls),
    ("POST", r"/pulls", FakeGitHub.make_pull),
    ("PATCH", r"/pulls/(\d+)", FakeGitHub.change_pull),
    ("GET", r"/pulls/(\d+)/files", FakeGitHub.list_pull_files),
    ("GET", r"/branches/(.+)", FakeGitHub.branch),
    ("GET", r"/compare/(.+)", FakeGitHub.compare),
    ("GET", r"/commits", FakeGitHub.list_commits),
    ("GET", r"/git/commits/(\w+)", FakeGitHub.git_commit),
    ("GET", r"/git/trees/(\w+)", FakeGitHub.git_tree),
    ("GET", r"/git/blobs/(\w+)", FakeGitHub.git_blob),
    ("GET", r"/git/matching-refs/(.+)", FakeGitHub.matching_refs),
    ("POST", r"/git/trees", FakeGitHub.make_tree),
    ("POST", r"/git/blobs", FakeGitHub.make_blob),
    ("POST", r"/git/commits", FakeGitHub.make_commit),
    ("POST", r"/git/refs", FakeGitHub.make_ref),
    ("PATCH", r"/git/refs/(.+)", FakeGitHub.change_ref),
    ("GET", r"/contents/(.+)", FakeGitHub.get_file),
    ("PUT", r"/contents/(.+)", FakeGitHub.put_file),
    ("GET", r"/tarball/(.+)", FakeGitHub.tarball),
)
