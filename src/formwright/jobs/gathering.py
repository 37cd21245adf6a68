"""Gather what a repository holds of a proposal."""

from __future__ import annotations

from collections.abc import Mapping

from formwright.config import ProposalConfig
from formwright.errors import InputError
from formwright.findings import Finding
from formwright.host import Host
from formwright.proposal.model import Generated, Issue, State
from formwright.proposal.naming import BRANCHES, branch_of, number_in
from formwright.proposal.number import number_of
from formwright.proposal.trailers import issue_line, marks


def gather(host: Host, issue: Issue, config: ProposalConfig, base: str) -> State:
    """Return what the repository holds of the proposal of `issue`; `base` is the default branch's commit."""
    head = host.head(branch_of(issue.number))
    start = base if head is None or host.contains(base, head) else head
    sequential = config.number == "sequential"
    # Most runs are for new proposals: those need no look into the history.
    new = head is None and not sequential and not _numbered(host, config, base, issue.number)
    generated = None if new else last_generated(host, issue, start, base, config.folder)
    taken = _taken(host, config, base, issue) if sequential else frozenset[int]()
    number = number_of(issue.number, config, generated, taken)
    paths = _numbered(host, config, start, number)
    return State(
        base=base,
        head=head,
        start=start,
        documents=_documents(host, start, paths),
        generated=generated,
        on_base=bool(paths if start == base else _numbered(host, config, base, number)),
        taken=taken,
    )


def _documents(host: Host, commit: str, paths: list[str]) -> Mapping[str, str]:
    """Return the texts of documents. Raises `InputError` where one is a link: nothing is written through it (S6)."""
    documents = host.read(commit, paths)
    for path in paths:
        if path not in documents:
            finding = Finding("G05", "a link stands where the document should be", "put a file there, or remove it")
            raise InputError(finding.at(path))
    return documents


def _numbered(host: Host, config: ProposalConfig, commit: str, number: int) -> list[str]:
    """Return the paths of the documents that bear a number."""
    return [path for path in host.files(commit, config.folder) if number_in(config, path) == number]


def last_generated(host: Host, issue: Issue, commit: str, base: str, folder: str) -> Generated | None:
    """Return the document as it was generated last, from the history of `commit`; None where it never was.

    A commit counts whose message names the issue and whose file is the very one that the message tells of: a squash of
    ours with people's edits does not.
    """
    for sha, message in host.history(commit, issue_line(issue), base=base, folder=folder):
        for mark in marks(message, issue):
            text = host.read(sha, [mark.path]).get(mark.path)
            if text is not None and mark.fits(text):
                return Generated(sha, mark.path, text)
    return None


def _taken(host: Host, config: ProposalConfig, base: str, issue: Issue) -> frozenset[int]:
    """Return the numbers of all documents on the base and on all open proposal branches but this issue's (S33)."""
    own = branch_of(issue.number)
    heads = [commit for branch, commit in host.branches(BRANCHES).items() if branch != own]
    numbers = (number_in(config, path) for commit in [base, *heads] for path in host.files(commit, config.folder))
    return frozenset(number for number in numbers if number is not None)
