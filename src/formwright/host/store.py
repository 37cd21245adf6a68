"""The repository's git objects, from wherever they come at the least cost: a checkout, one archive, or one by one.

Ids say what an object holds, so it does not matter who gave it.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from formwright.errors import HostError
from formwright.findings import Finding
from formwright.host.comparison import Comparison
from formwright.host.objects import FILE, FOLDER, TreeEntry
from formwright.host.refusals import explaining
from formwright.host.rest import Rest
from formwright.host.trees import ChangedTree, FlatTree, Folder, Tree, blob_id
from formwright.proposal.model import Change

READING = "contents: read"

ROOM = 32 * 1024 * 1024
"""How many bytes of files are kept from one proposal to the next."""


class Source(Protocol):
    """A copy of one tree, with the bytes of its files as far as it has them."""

    id: str
    tree: FlatTree

    def blob(self, sha: str) -> bytes | None:
        """Return the bytes of an id; None where they are not here."""


class Store:
    """Trees by their commits, and files by their ids. Objects never change, so everything is asked for once.

    `archive` gets all files of a commit at once; it is asked for the default branch's commit (`base`) only.
    """

    def __init__(self, rest: Rest, checkout: Source | None, archive: Callable[[str], Source | None]) -> None:
        self._rest = rest
        self._archive = archive
        self._sources: list[Source] = [checkout] if checkout else []
        self._asked = False
        self._ids: dict[str, str] = {}
        self._messages: dict[str, str] = {}
        self._trees: dict[str, Tree] = {}
        self._exact: dict[str, Tree] = {}
        self._blobs: dict[str, bytes] = {}
        self._last = ""
        self.base = ""

    def forget(self) -> None:
        """Let go of what only one proposal needed, so that a run over many does not grow.

        The files of the last commit that was written stay: it may be the default branch's, which need not be read then.
        """
        for trees in (self._trees, self._exact):
            for commit in [commit for commit in trees if commit not in (self.base, self._last)]:
                del trees[commit]
        self._ids.clear()
        self._messages.clear()
        if sum(map(len, self._blobs.values())) > ROOM:
            self._blobs.clear()

    def remember(self, commit: Mapping[str, Any]) -> str:
        """Keep the tree's id of a commit, where the API tells it, and return the commit's SHA."""
        if "commit" in commit:
            self._ids[commit["sha"]] = commit["commit"]["tree"]["sha"]
            self._messages[commit["sha"]] = str(commit["commit"]["message"])
        return str(commit["sha"])

    def compared(self, comparison: Comparison) -> None:
        """Keep what a comparison of a branch with the default branch tells of the branch.

        Where the branch changed nothing, its files are taken to be the default branch's: what a merge makes of it.
        """
        base, head = self.remember(comparison.base), self.remember(comparison.head)
        for commit in (*comparison.commits, comparison.fork):
            self.remember(commit)
        changes = comparison.changes()
        self._blobs.update(comparison.texts())
        if changes is not None and head != base and base == self.base:
            self._trees[head] = ChangedTree(self.tree(base), changes)

    def written(self, commit: str, tree: str, start: str = "", changes: Iterable[Change] = ()) -> None:
        """Keep the tree's id of a commit that was just made, and its files: those of `start`, and the changes."""
        self._ids[commit] = tree
        before = self._trees.get(start)
        if isinstance(before, FlatTree):
            self._trees[commit] = before.changed({each.path: _entry(each.text) for each in changes})
            self._last = commit

    def tree_id(self, commit: str) -> str:
        """Return the id of a commit's tree."""
        if commit not in self._ids:
            with explaining("read the repository", READING):
                self._ids[commit] = str(self._rest.get(f"git/commits/{commit}")["tree"]["sha"])
        return self._ids[commit]

    def message(self, commit: str) -> str:
        """Return the message of a commit, "" where there is no such commit."""
        if commit not in self._messages:
            with explaining("read the repository", READING):
                found = self._rest.find(f"git/commits/{commit}")
            self._messages[commit] = str(found["message"]) if found else ""
        return self._messages[commit]

    def tree(self, commit: str) -> Tree:
        """Return the files of a commit; of a compared branch, its changes upon the default branch's files."""
        if commit not in self._trees:
            found = self._copied(commit)
            self._trees[commit] = found.tree if found else self.exact(commit)
        return self._trees[commit]

    def exact(self, commit: str) -> Tree:
        """Return the files of a commit as the API lists them, with their modes."""
        if commit not in self._exact:
            self._exact[commit] = _listed(self._rest, self.tree_id(commit))
        return self._exact[commit]

    def is_exact(self, commit: str) -> bool:
        """Say whether the modes of a commit's files are known."""
        return not isinstance(self.tree(commit), ChangedTree)

    def blob(self, sha: str) -> bytes:
        """Return the bytes of a file."""
        if sha not in self._blobs:
            copies = (source.blob(sha) for source in self._sources)
            data = next((each for each in copies if each is not None), None)
            self._blobs[sha] = self._fetched(sha) if data is None else data
        return self._blobs[sha]

    def _copied(self, commit: str) -> Source | None:
        wanted = self.tree_id(commit)
        found = next((source for source in self._sources if source.id == wanted), None)
        if found is None and commit == self.base and not self._asked:
            self._asked = True
            archive = self._archive(commit)
            self._sources += [archive] if archive else []
            found = archive if archive and archive.id == wanted else None
        return found

    def _fetched(self, sha: str) -> bytes:
        with explaining("read the repository", READING):
            return base64.b64decode(self._rest.get(f"git/blobs/{sha}")["content"])


def _entry(text: str | None) -> TreeEntry | None:
    return None if text is None else TreeEntry(FILE, blob_id(text.encode("utf-8", "surrogateescape")))


def _listed(rest: Rest, sha: str) -> Tree:
    """Return a tree by its id: all of it in one request, or, where that is too much, folder by folder."""
    with explaining("read the repository", READING):
        found = rest.get(f"git/trees/{sha}", recursive=1)
    if found.get("truncated"):
        return _Walked(rest, sha)
    files = (each for each in found["tree"] if each["type"] != "tree")
    return FlatTree({each["path"]: TreeEntry(each["mode"], each["sha"]) for each in files})


class _Walked:
    """A tree that is too large to be listed at once."""

    def __init__(self, rest: Rest, sha: str) -> None:
        self._rest = rest
        self._root = sha
        self._folders: dict[str, Folder] = {}

    def folder(self, path: str) -> Folder:
        if path not in self._folders:
            above, _, name = path.rpartition("/")
            entry = TreeEntry(FOLDER, self._root) if not path else self.folder(above).get(name)
            self._folders[path] = self._read(entry.id, path) if entry and entry.mode == FOLDER else {}
        return self._folders[path]

    def _read(self, sha: str, path: str) -> Folder:
        """Return what is in a folder. Raises `HostError` where GitHub tells a part of it only.

        What is left out would be taken for files that are not there, and be written anew. Source: "REST API endpoints
        for Git trees" (`truncated`: more than 100,000 entries, or 7 MB).
        """
        with explaining("read the repository", READING):
            found = self._rest.get(f"git/trees/{sha}")
        if found.get("truncated"):
            message = f"GitHub lists only a part of the folder `{path or '/'}`, which has too many files"
            raise HostError(Finding("G26", message, "spread its files over several folders", path=path or None))
        return {each["path"]: TreeEntry(each["mode"].lstrip("0"), each["sha"]) for each in found["tree"]}
