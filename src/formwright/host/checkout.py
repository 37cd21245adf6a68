"""The files of a checkout that somebody else made, read without git: the image has none.

Git's index says of every file which bytes it should have. From all of them follows the id of the whole tree. Where
that is the id which GitHub tells for the default branch, the index is that branch's, whatever `HEAD` is called; and of
a file only those bytes are taken whose id the index tells. So it does not matter what an earlier step of the job did to
the folder: a copy that differs is not used. Source: "gitformat-index" (git's manual pages).
"""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

from formwright.host.objects import FOLDER, TreeEntry
from formwright.host.trees import FlatTree, blob_id

_INDEX_LIMIT = 256 * 1024 * 1024
_FILE_LIMIT = 16 * 1024 * 1024
_HEADER, _STAT = struct.Struct(">4sLL"), 40
_EXTENDED = 0x4000
_STAGES = 0x3000
_MODES = {0o100644: "100644", 0o100755: "100755", 0o120000: "120000", 0o160000: "160000", 0o040000: FOLDER}


class Checkout:
    """A folder that git checked a commit out into: a tree, and the bytes of its files by their ids."""

    def __init__(self, folder: Path, entries: Mapping[str, TreeEntry]) -> None:
        self._folder = folder
        self._paths = {entry.id: path for path, entry in entries.items()}
        self.tree = FlatTree(entries)
        self.id = self.tree.id()

    def blob(self, sha: str) -> bytes | None:
        """Return the bytes of an id; None where no file has them now."""
        path = self._paths.get(sha)
        data = _read(self._folder / path, _FILE_LIMIT) if path is not None else None
        if data is None:
            return None
        # A checkout may have turned LF into CRLF.
        return next((each for each in (data, data.replace(b"\r\n", b"\n")) if blob_id(each) == sha), None)


def read_checkout(folder: Path) -> Checkout | None:
    """Return the checkout in a folder; None where there is none that can be read."""
    data = _read(folder / ".git" / "index", _INDEX_LIMIT)
    if data is None:
        return None
    try:
        return Checkout(folder, dict(_entries(data)))
    except (ValueError, KeyError, IndexError, struct.error):
        return None


def _read(path: Path, limit: int) -> bytes | None:
    """Return the bytes of a file that is one: nothing that blocks, and no link, is followed."""
    try:
        number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    with os.fdopen(number, "rb") as file:
        about = os.fstat(number)
        return file.read() if stat.S_ISREG(about.st_mode) and about.st_size <= limit else None


def _entries(data: bytes) -> Iterator[tuple[str, TreeEntry]]:
    """Yield path and entry of all that an index holds. Raises `ValueError` where it is of no use here."""
    signature, version, count = _HEADER.unpack_from(data)
    if signature != b"DIRC" or version not in (2, 3, 4):
        raise ValueError("no index of a known version")
    at, path = _HEADER.size, b""
    for _ in range(count):
        [mode] = struct.unpack_from(">L", data, at + 24)
        sha = data[at + _STAT : at + _STAT + 20]
        [flags] = struct.unpack_from(">H", data, at + _STAT + 20)
        if flags & _STAGES:
            raise ValueError("a merge is not done")
        name = at + _STAT + 22 + (2 if version > 2 and flags & _EXTENDED else 0)
        if version == 4:
            path, at = _compressed(data, name, path)
        else:
            end = data.index(b"\0", name)
            path, at = data[name:end], end + 8 - (end - at) % 8
        yield path.decode("utf-8", "surrogateescape").rstrip("/"), TreeEntry(_MODES[mode], sha.hex())
    _check_extensions(data, at)


def _check_extensions(data: bytes, at: int) -> None:
    """Refuse an index of which a part is in another file."""
    while at + 8 <= len(data) - 20:
        if data[at : at + 4] == b"link":
            raise ValueError("a part of the index is in another file")
        at += 8 + int.from_bytes(data[at + 4 : at + 8], "big")


def _compressed(data: bytes, at: int, before: bytes) -> tuple[bytes, int]:
    """Return a path of version 4 and where it ends: how much of the one before goes, and what comes instead."""
    drop = data[at] & 0x7F
    while data[at] & 0x80:
        at += 1
        drop = ((drop + 1) << 7) | (data[at] & 0x7F)
    end = data.index(b"\0", at + 1)
    return before[: len(before) - drop] + data[at + 1 : end], end + 1
