"""The trailers of our commits: by them the last generated document is found in a branch's own history."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from formwright.proposal.model import Issue

ISSUE, CONTENT, DOCUMENT = "Formwright-Issue", "Formwright-Content", "Formwright-Document"

_DOCUMENT = re.compile(rf"(?m)^{DOCUMENT}: sha256:([0-9a-f]{{64}}) (.+)$")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a commit says of the document that it holds: its path, and the SHA-256 of its text."""

    path: str
    digest: str

    def fits(self, text: str | None) -> bool:
        """Say whether `text` is the very text that was generated; a squash with people's edits is not."""
        return text is not None and digest(text) == self.digest


def digest(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def content_digest(issue: Issue) -> str:
    """Return the SHA-256 of what the issue says: title and body, whatever the line ends."""
    said = f"{issue.title}\0{issue.body}".replace("\r\n", "\n")
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def issue_line(issue: Issue) -> str:
    """Return the line by which the commits of an issue's proposal are found.

    GitHub's own id of the issue tells it from the issue of that number in the repository that this one was forked from.
    """
    return f"{ISSUE}: {issue.number} ({issue.id})" if issue.id else f"{ISSUE}: {issue.number}"


def trailers(issue: Issue, path: str, text: str) -> str:
    """Return the trailers of a commit that holds the generated document `text` at `path`."""
    return "\n".join(
        [
            f"Refs: #{issue.number}",
            issue_line(issue),
            f"{CONTENT}: sha256:{content_digest(issue)}",
            f"{DOCUMENT}: sha256:{digest(text)} {path}",
        ]
    )


def marks(message: str, issue: Issue) -> Iterator[Mark]:
    """Yield what a commit message says of the generated document of `issue`.

    The lines are looked for anywhere in the message: squashing joins several messages into one.
    """
    if issue_line(issue) in message.splitlines():
        for match in _DOCUMENT.finditer(message):
            yield Mark(match[2], match[1])
