"""The trailers of our commits: by them the last generated document is found in a branch's own history.

A squash joins the messages of many commits, in either order, so a commit's trailers begin with the issue's line and are
read as one group, and each tells its round. Git's id of the text finds it even where the squash dropped the commit.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from formwright.proposal.model import Acceptance, Generated, Issue

ISSUE, CONTENT, DOCUMENT = "Formwright-Issue", "Formwright-Content", "Formwright-Document"
BLOB, ROUND, NUMBER = "Formwright-Blob", "Formwright-Round", "Formwright-Number"
STATUS, CAUSE, ACCEPTED = "Formwright-Status", "Formwright-Cause", "Formwright-Accepted"

_TRAILER = re.compile(r"\s*(Formwright-[A-Z][a-z]+): (.*\S)\s*")
_DOCUMENT = re.compile(r"sha256:([0-9a-f]{64}) (.+)")
_ACCEPTED = re.compile(r"sha256:([0-9a-f]{64})(?: (\S+))?")
_BLOB = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a commit says of the document that was generated: path, SHA-256 of the text, git's id of it, and the rest.

    `content` is the SHA-256 of what the issue said, `accepted` what of it was accepted.
    """

    path: str
    digest: str
    blob: str = ""
    content: str = ""
    status: str | None = None
    round: int = 0
    accepted: Acceptance | None = None
    number: int | None = None
    cause: str | None = None

    def fits(self, text: str | None) -> bool:
        """Say whether `text` is the very text that was generated; a squash with people's edits is not."""
        return text is not None and digest(text) == self.digest


def digest(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal digits."""
    return hashlib.sha256(_bytes(text)).hexdigest()


def blob_id(text: str) -> str:
    """Return git's id of a file with this text ("Git Internals - Git Objects")."""
    data = _bytes(text)
    return hashlib.sha1(b"blob %d\0%s" % (len(data), data), usedforsecurity=False).hexdigest()


def content_digest(issue: Issue) -> str:
    """Return the SHA-256 of what the issue says: title and body, whatever the line ends."""
    said = f"{issue.title}\0{issue.body}".replace("\r\n", "\n")
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def issue_line(issue: Issue) -> str:
    """Return the line by which the commits of an issue's proposal are found.

    GitHub's own id of the issue tells it from the issue of that number in the repository that this one was forked from.
    """
    return f"{ISSUE}: {issue.number} ({issue.id})" if issue.id else f"{ISSUE}: {issue.number}"


def trailers(issue: Issue, made: Generated) -> str:
    """Return the trailers of a commit that holds the generated document `made`; its `commit` is not looked at."""
    lines = [
        f"Refs: #{issue.number}",
        issue_line(issue),
        f"{CONTENT}: sha256:{made.content}",
        f"{DOCUMENT}: sha256:{digest(made.text)} {made.path}",
        f"{BLOB}: {blob_id(made.text)}",
        f"{ROUND}: {made.round}",
        f"{NUMBER}: {made.number}",
        f"{STATUS}: {made.status}",
        f"{CAUSE}: {made.cause}",
    ]
    if made.accepted is not None:
        lines.append(f"{ACCEPTED}: sha256:{made.accepted.content} {made.accepted.at}".rstrip())
    return "\n".join(lines)


def marks(message: str, issue: Issue) -> Iterator[Mark]:
    """Yield what a commit message says of the generated documents of `issue`, the latest round first.

    The lines are looked for anywhere in the message: squashing joins several messages into one.
    """
    found = [mark for group in _groups(message, issue_line(issue)) if (mark := _mark(group)) is not None]
    yield from sorted(found, key=lambda mark: mark.round, reverse=True)


def _groups(message: str, line: str) -> Iterator[Mapping[str, str]]:
    """Yield the trailers that follow each line `line`, up to the next issue's."""
    group: dict[str, str] | None = None
    for each in message.splitlines():
        match = _TRAILER.fullmatch(each)
        if match is None:
            continue
        if match[1] == ISSUE:
            if group is not None:
                yield group
            group = {} if each.strip() == line else None
        elif group is not None:
            group.setdefault(match[1], match[2])
    if group is not None:
        yield group


def _mark(group: Mapping[str, str]) -> Mark | None:
    document = _DOCUMENT.fullmatch(group.get(DOCUMENT, ""))
    if document is None:
        return None
    accepted = _ACCEPTED.fullmatch(group.get(ACCEPTED, ""))
    blob = group.get(BLOB, "")
    return Mark(
        document[2],
        document[1],
        blob if _BLOB.fullmatch(blob) else "",
        group.get(CONTENT, "").removeprefix("sha256:"),
        group.get(STATUS),
        _whole(group.get(ROUND)) or 0,
        Acceptance(accepted[1], accepted[2] or "") if accepted else None,
        _whole(group.get(NUMBER)),
        group.get(CAUSE),
    )


def _whole(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"[0-9]{1,9}", text) else None


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
