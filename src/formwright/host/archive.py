"""All files of a commit in one request: the tar archive that GitHub makes of it.

`.gitattributes` may leave files out of an archive, or change them (`export-ignore`, `export-subst`). So an archive is
taken for the tree only where its id is the tree's; a single file, only by its own id. Nothing is ever unpacked to disk.
Source: "REST API endpoints for repository contents" (Download a repository archive), "gitattributes".
"""

from __future__ import annotations

import tarfile
import zlib
from collections.abc import Iterator
from typing import IO

from formwright.host.objects import TreeEntry
from formwright.host.trees import FlatTree, blob_id

FILES_LIMIT = 200_000
"""How many files are looked at."""

BYTES_LIMIT = 512 * 1024 * 1024
"""How many bytes are unpacked."""

_KEPT = (".md", ".yml", ".yaml", ".json")
_KEPT_LIMIT, _KEPT_TOTAL = 1024 * 1024, 64 * 1024 * 1024


class Archive:
    """What an archive holds: a tree, and the bytes of its texts by their ids."""

    def __init__(self, stream: IO[bytes]) -> None:
        """Read an archive to its end. Raises `ValueError` where it is too large, or broken."""
        self._blobs: dict[str, bytes] = {}
        self._room = _KEPT_TOTAL
        try:
            with tarfile.open(fileobj=stream, mode="r|gz") as tar:
                entries = dict(self._entries(tar))
        except (tarfile.TarError, zlib.error, EOFError) as error:
            raise ValueError("the archive is broken") from error
        self.tree = FlatTree(entries)
        self.id = self.tree.id()

    def blob(self, sha: str) -> bytes | None:
        """Return the bytes of an id; None where the archive has no such text."""
        return self._blobs.get(sha)

    def _entries(self, tar: tarfile.TarFile) -> Iterator[tuple[str, TreeEntry]]:
        total = 0
        for number, member in enumerate(tar):
            total += member.size
            if number >= FILES_LIMIT or total > BYTES_LIMIT:
                raise ValueError("the archive is too large")
            # The first folder is the archive's own.
            path = member.name.partition("/")[2]
            if path and member.issym():
                yield path, TreeEntry("120000", blob_id(member.linkname.encode("utf-8", "surrogateescape")))
            elif path and member.isfile():
                yield path, TreeEntry("100755" if member.mode & 0o100 else "100644", self._keep(tar, member, path))

    def _keep(self, tar: tarfile.TarFile, member: tarfile.TarInfo, path: str) -> str:
        """Return the id of a file; a text is kept by it."""
        file = tar.extractfile(member)
        data = file.read() if file else b""
        sha = blob_id(data)
        if path.lower().endswith(_KEPT) and len(data) <= min(_KEPT_LIMIT, self._room):
            self._room -= len(data)
            self._blobs[sha] = data
        return sha
