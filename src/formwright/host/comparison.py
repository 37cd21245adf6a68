"""What a branch has beyond the default branch: one answer of the API that tells commits, files and most of their texts.

Source: "REST API endpoints for commits" (Compare two commits), and "git diff" for what a patch says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from formwright.host.objects import FILE, TreeEntry
from formwright.host.trees import blob_id

FILES_LIMIT = 300
"""How many files a comparison lists at most; with as many there may be more."""

LINK_LIMIT = 4096
"""How long the target of a link may be (PATH_MAX)."""


class Comparison:
    """A comparison as the API gives it, of which all commits are known."""

    def __init__(self, found: Mapping[str, Any], commits: list[Mapping[str, Any]]) -> None:
        self._files = list(found.get("files") or [])
        self.commits = commits
        """The commits that only the head has, oldest first."""
        self.status = str(found["status"])
        self.base: Mapping[str, Any] = found["base_commit"]
        self.fork: Mapping[str, Any] = found["merge_base_commit"]
        self.head: Mapping[str, Any] = commits[-1] if commits else self.fork

    def changes(self) -> Mapping[str, TreeEntry | None] | None:
        """Return what the head changed since it left the base: path to file, or None where it is gone.

        None where the answer does not tell all. A mode is not told; see `texts`.
        """
        if len(self._files) >= FILES_LIMIT:
            return None
        changes: dict[str, TreeEntry | None] = {}
        for file in self._files:
            if file["status"] == "renamed":
                changes[file["previous_filename"]] = None
            changes[file["filename"]] = None if file["status"] == "removed" else TreeEntry(FILE, str(file["sha"]))
        return changes

    def texts(self) -> Iterator[tuple[str, bytes]]:
        """Yield id and bytes of the files that the head added, as far as the answer tells them.

        What could be a link's target is left out: whoever needs it has to look closer (S6).
        """
        for file in self._files:
            data = _added(file["patch"]) if file["status"] == "added" and file.get("patch") else None
            if data is not None and blob_id(data) == file["sha"] and not may_be_link(data):
                yield str(file["sha"]), data

    def renamed(self, path: str) -> str | None:
        """Return the path that a file of the base has now, where the answer tells that it was renamed."""
        renamed = (file for file in self._files if file["status"] == "renamed" and file["previous_filename"] == path)
        return next((str(file["filename"]) for file in renamed), None)


def may_be_link(data: bytes) -> bool:
    """Say whether these bytes could be the target of a link: a comparison does not tell a link from a file."""
    return not data.endswith(b"\n") and len(data) <= LINK_LIMIT


def _added(patch: str) -> bytes:
    """Return the file that a patch adds, if it adds a whole one."""
    lines = patch.split("\n")
    text = "".join(f"{line[1:]}\n" for line in lines if line.startswith("+"))
    whole = text.removesuffix("\n") if lines[-1].startswith("\\") else text
    return whole.encode("utf-8", "surrogatepass")
