"""Git's trees as values: folders with what is in them, and the ids that git gives to files and folders.

Ids are what makes a copy trustworthy: a folder whose id is the one that GitHub tells holds what GitHub's holds, file by
file. Source: "Git Internals - Git Objects" (Pro Git).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Protocol

from formwright.errors import InputError
from formwright.findings import Finding
from formwright.host.objects import FILES, FOLDER, LINK, TreeEntry

Folder = Mapping[str, TreeEntry]
"""What a folder has, by name."""


class Tree(Protocol):
    """All files of a commit."""

    def folder(self, path: str) -> Folder:
        """Return what is directly in a folder ("" is the root); nothing where there is none."""


def blob_id(data: bytes) -> str:
    """Return git's id of a file's bytes."""
    return _id("blob", data)


def _id(kind: str, data: bytes) -> str:
    return hashlib.sha1(b"%s %d\0%s" % (kind.encode(), len(data), data), usedforsecurity=False).hexdigest()


def _tree_id(folder: Folder) -> str:
    """Return git's id of a folder; git sorts a folder's name as if it ended in `/`."""
    encoded = [(name.encode("utf-8", "surrogateescape"), entry) for name, entry in folder.items()]
    encoded.sort(key=lambda pair: pair[0] + (b"/" if pair[1].mode == FOLDER else b""))
    parts = (b"%s %s\0%s" % (entry.mode.encode(), name, bytes.fromhex(entry.id)) for name, entry in encoded)
    return _id("tree", b"".join(parts))


class FlatTree:
    """A tree whose files are all known, by path; a folder among them stands for all that it has."""

    def __init__(self, entries: Mapping[str, TreeEntry]) -> None:
        self._folders: dict[str, dict[str, TreeEntry]] = {"": {}}
        for path, entry in entries.items():
            folder, _, name = path.rpartition("/")
            self._make(folder)[name] = entry

    def folder(self, path: str) -> Folder:
        """Return what is directly in a folder."""
        return self._folders.get(path, {})

    def id(self) -> str:
        """Return git's id of the tree. What is not known of folders is computed, deepest first."""
        for path in sorted(self._folders, key=lambda path: path.count("/") + bool(path), reverse=True):
            if path:
                folder, _, name = path.rpartition("/")
                self._folders[folder][name] = TreeEntry(FOLDER, _tree_id(self._folders[path]))
        return _tree_id(self._folders[""])

    def changed(self, changes: Mapping[str, TreeEntry | None]) -> FlatTree:
        """Return this tree with some files put in, by path, or taken out (None); folders without a change are shared.

        What holds no file any more is no folder of git's, and goes with its last file.
        """
        tree = FlatTree({})
        touched = [path for path in _folders_of(changes) if path in self._folders]
        tree._folders = {**self._folders, **{path: dict(self._folders[path]) for path in touched}}
        for path in filter(None, touched):
            folder, _, name = path.rpartition("/")
            tree._folders[folder][name] = TreeEntry(FOLDER, "")
        for path, entry in changes.items():
            folder, _, name = path.rpartition("/")
            if entry is not None:
                tree._make(folder)[name] = entry
            elif name in tree.folder(folder):
                tree._take(path)
        return tree

    def _take(self, path: str) -> None:
        """Take out a file or folder, and each folder that has nothing then."""
        folder, _, name = path.rpartition("/")
        del self._folders[folder][name]
        if folder and not self._folders[folder]:
            del self._folders[folder]
            self._take(folder)

    def _make(self, path: str) -> dict[str, TreeEntry]:
        if path not in self._folders:
            self._folders[path] = {}
            folder, _, name = path.rpartition("/")
            self._make(folder)[name] = TreeEntry(FOLDER, "")
        return self._folders[path]


def _folders_of(paths: Iterable[str]) -> set[str]:
    """Return the folders of some paths, and those above them, as far as the root."""
    found = {""}
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


class ChangedTree:
    """A tree with some files put in, by path, or taken out (None)."""

    def __init__(self, tree: Tree, changes: Mapping[str, TreeEntry | None]) -> None:
        self._tree = tree
        self._changes = changes

    def folder(self, path: str) -> Folder:
        """Return what is directly in a folder."""
        found = dict(self._tree.folder(path))
        start = f"{path}/" if path else ""
        for changed, entry in self._changes.items():
            name, below, _ = changed.removeprefix(start).partition("/")
            if not changed.startswith(start):
                continue
            if below:
                if entry is not None:
                    found[name] = TreeEntry(FOLDER, "")
            elif entry is None:
                found.pop(name, None)
            else:
                found[name] = entry
        return found


def entry_at(tree: Tree, path: str) -> TreeEntry | None:
    """Return what stands at a path; None where there is nothing."""
    folder, _, name = path.rpartition("/")
    return tree.folder(folder).get(name)


def files_in(tree: Tree, folder: str) -> list[str]:
    """Return the paths of the files and links directly in `folder`, sorted.

    Raises `InputError` where the folder, or one above it, is a link or a file (S6).
    """
    parts = folder.split("/")
    for depth in range(1, len(parts) + 1):
        path = "/".join(parts[:depth])
        entry = entry_at(tree, path)
        if entry is None:
            return []
        if entry.mode != FOLDER:
            message = "a link or a file stands where a folder is needed"
            raise InputError(Finding("G05", message, "name another folder in the configuration", path=path))
    found = tree.folder(folder)
    return sorted(f"{folder}/{name}" for name, entry in found.items() if entry.mode in (*FILES, LINK))


def ids_of(tree: Tree, paths: Iterable[str]) -> dict[str, str]:
    """Return the ids of those of `paths` that are files; links and folders are none (S6)."""
    found = {path: entry_at(tree, path) for path in sorted(set(paths))}
    return {path: entry.id for path, entry in found.items() if entry is not None and entry.mode in FILES}
