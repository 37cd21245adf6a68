"""Read git's objects and refs through one `git cat-file --batch` that stays open: a process a host, not one a look."""

from __future__ import annotations

import re
import subprocess
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, cast

from formwright.host.git import Git, GitError

FILE, FOLDER, LINK = "100644", "40000", "120000"
FILES = (FILE, "100755")

_NO_NAME = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{")
"""What no ref's name has ("git check-ref-format"); as part of a request it would ask for something else (S4)."""


@dataclass(frozen=True, slots=True)
class Object:
    """An object of git: its id, its kind (`commit`, `tree`, `blob`, `tag`) and its bytes."""

    id: str
    kind: str
    data: bytes


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """What a folder has under a name: its mode, and the id of the file or folder."""

    mode: str
    id: str


class Objects:
    """Git's objects by id, and its refs by full name."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._process: subprocess.Popen[bytes] | None = None
        self._trees: dict[str, dict[str, TreeEntry]] = {}
        self._roots: dict[str, str] = {}

    def forget(self) -> None:
        """Let go of the folders that were read, so that a run over many proposals does not grow."""
        self._trees.clear()
        self._roots.clear()

    def find(self, name: str) -> Object | None:
        """Return the object of an id or a name; None where there is none. Raises `GitError` where git fails."""
        pipe_in, pipe_out = self._pipes()
        try:
            pipe_in.write(f"{name}\n".encode("utf-8", "surrogateescape"))
            pipe_in.flush()
            head = pipe_out.readline()
        except OSError as error:
            raise GitError(f"it stopped while `{name}` was read") from error
        parts = head.decode("utf-8", "surrogateescape").rstrip("\n").rsplit(" ", 2)
        if not head.endswith(b"\n"):
            raise GitError(f"`{name}` cannot be read")
        if len(parts) < 3 or not parts[2].isdecimal():
            return None
        size = int(parts[2])
        data = pipe_out.read(size + 1)
        if len(data) != size + 1:
            raise GitError(f"`{name}` cannot be read")
        return Object(parts[0], parts[1], data[:-1])

    def commit_of(self, ref: str) -> str | None:
        """Return the commit that a ref leads to; None where there is no such ref."""
        found = None if _NO_NAME.search(ref) else self.find(f"{ref}^{{commit}}")
        return found.id if found else None

    def entries(self, commit: str, folder: str) -> dict[str, TreeEntry]:
        """Return what is in a folder of a commit ("" is the root), by name; nothing where it is no folder."""
        tree: str | None = self._root(commit)
        for part in folder.split("/") if folder else []:
            entry = self._tree(str(tree)).get(part)
            if entry is None or entry.mode != FOLDER:
                return {}
            tree = entry.id
        return self._tree(str(tree))

    def entry(self, commit: str, path: str) -> TreeEntry | None:
        """Return what stands at a path; None where there is nothing."""
        folder, _, name = path.rpartition("/")
        return self.entries(commit, folder).get(name)

    def _root(self, commit: str) -> str:
        if commit not in self._roots:
            self._roots[commit] = self._needed(f"{commit}^{{tree}}").id
        return self._roots[commit]

    def _tree(self, tree: str) -> dict[str, TreeEntry]:
        if tree not in self._trees:
            self._trees[tree] = dict(_entries(self._needed(tree).data, len(tree) // 2))
        return self._trees[tree]

    def _needed(self, name: str) -> Object:
        found = self.find(name)
        if found is None:
            raise GitError(f"the object `{name}` is missing")
        return found

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None:
            self._process = self._git.start("cat-file", "--batch")
            weakref.finalize(self, _end, self._process)
        return cast("IO[bytes]", self._process.stdin), cast("IO[bytes]", self._process.stdout)


def _entries(data: bytes, size: int) -> Iterator[tuple[str, TreeEntry]]:
    """Yield the entries of a tree object: mode, blank, name, NUL, and the id as `size` bytes."""
    at = 0
    while at < len(data):
        end = data.index(b"\0", at)
        mode, _, name = data[at:end].partition(b" ")
        at = end + 1 + size
        yield name.decode("utf-8", "surrogateescape"), TreeEntry(mode.decode("ascii"), data[end + 1 : at].hex())


def _end(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    process.wait()
