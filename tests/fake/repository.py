"""A repository as GitHub keeps it: git objects by their ids, refs, and what people write beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

FILE, FOLDER = "100644", "040000"


@dataclass(frozen=True)
class Commit:
    sha: str
    tree: str
    parents: tuple[str, ...]
    message: str
    date: str
    author: str


@dataclass
class Git:
    """Objects and refs. A tree is a mapping of paths to mode and blob: folders follow from the paths."""

    blobs: dict[str, bytes] = field(default_factory=dict)
    trees: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)
    commits: dict[str, Commit] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)

    def blob(self, data: bytes) -> str:
        sha = _sha("blob", data)
        self.blobs[sha] = data
        return sha

    def tree(self, files: Mapping[str, tuple[str, str]]) -> str:
        sha = tree_sha(files)
        self.trees[sha] = dict(files)
        return sha

    def commit(self, tree: str, parents: tuple[str, ...], message: str, date: str, author: str) -> Commit:
        lines = [f"tree {tree}", *(f"parent {parent}" for parent in parents), f"author {author} {date}", "", message]
        made = Commit(_sha("commit", "\n".join(lines).encode()), tree, parents, message, date, author)
        self.commits[made.sha] = made
        return made

    def ancestors(self, sha: str) -> list[str]:
        """Return a commit and all that led to it, children before parents."""
        found: dict[str, None] = {}
        stack = [sha]
        while stack:
            each = stack.pop(0)
            if each not in found:
                found[each] = None
                stack += self.commits[each].parents
        return sorted(found, key=lambda each: (self.commits[each].date, -list(found).index(each)), reverse=True)

    def files(self, sha: str) -> dict[str, tuple[str, str]]:
        return self.trees[self.commits[sha].tree]

    def text(self, ref: str, path: str) -> str:
        return self.blobs[self.files(self.refs[f"refs/heads/{ref}"])[path][1]].decode()

    def fork(self, one: str, other: str) -> str:
        """Return the newest commit that led to both."""
        theirs = set(self.ancestors(other))
        return next(each for each in self.ancestors(one) if each in theirs)

    def resolve(self, name: str) -> str | None:
        return name if name in self.commits else self.refs.get(f"refs/heads/{name}")


def _sha(kind: str, data: bytes) -> str:
    return hashlib.sha1(f"{kind} {len(data)}\0".encode() + data, usedforsecurity=False).hexdigest()


def tree_sha(files: Mapping[str, tuple[str, str]]) -> str:
    """Return git's id of all files of a commit."""
    folders: dict[str, dict[str, tuple[str, str]]] = {}
    entries: list[tuple[bytes, bytes]] = []
    for path, entry in files.items():
        name, below, rest = path.partition("/")
        if below:
            folders.setdefault(name, {})[rest] = entry
        else:
            entries.append((name.encode(), f"{entry[0]} {name}\0".encode() + bytes.fromhex(entry[1])))
    for name, inside in folders.items():
        entries.append((f"{name}/".encode(), f"40000 {name}\0".encode() + bytes.fromhex(tree_sha(inside))))
    return _sha("tree", b"".join(data for _, data in sorted(entries)))


def folders_of(files: Mapping[str, Any]) -> Iterator[str]:
    """Yield the folders of paths."""
    seen = set()
    for path in files:
        parts = path.split("/")[:-1]
        for depth in range(1, len(parts) + 1):
            folder = "/".join(parts[:depth])
            if folder not in seen:
                seen.add(folder)
                yield folder


def added_patch(text: str) -> str:
    """Return the patch of a new file."""
    lines = text.split("\n")
    end = [] if lines[-1] == "" else ["\\ No newline at end of file"]
    lines = lines if end else lines[:-1]
    return "\n".join([f"@@ -0,0 +1,{len(lines)} @@", *(f"+{line}" for line in lines), *end])
