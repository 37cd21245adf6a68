"""Git in the fake: branches, commits, comparisons, trees, files and archives."""

from __future__ import annotations

import base64
import difflib
import gzip
import io
import json
import tarfile
from collections.abc import Iterator, Mapping
from typing import Any

from fake.openapi import openapi
from fake.repository import FILE, FOLDER, added_patch, folders_of
from fake.state import API, BOT, NAME, RefusedError, State, page


class Objects(State):
    """What git holds."""

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
        return [self._commit(sha) for sha in page(found, query)]

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


def _overlaid(example: Any, changes: Any) -> Any:
    if isinstance(example, dict) and isinstance(changes, dict):
        return {**example, **{key: _overlaid(example.get(key), value) for key, value in changes.items()}}
    return json.loads(json.dumps(changes))


def _below(files: Mapping[str, Any], path: str) -> dict[str, Any]:
    return {name: entry for name, entry in files.items() if name == path or name.startswith(f"{path}/")}
