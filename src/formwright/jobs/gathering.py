"""Gather what a repository holds of a proposal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from formwright.config import Config, ProposalConfig
from formwright.errors import InputError
from formwright.findings import Finding
from formwright.host import Host
from formwright.proposal.matter import number_of_document, superseded_by
from formwright.proposal.model import Generated, Issue, Pull, Record, State
from formwright.proposal.naming import BRANCHES, branch_of, number_in, numbers_ref
from formwright.proposal.number import number_of
from formwright.proposal.standing import counted, may_move, movers, needs_record
from formwright.proposal.status import cause_of
from formwright.proposal.trailers import Mark, issue_line, marks


@dataclass(frozen=True, slots=True)
class Place:
    """Where a proposal is looked for: the host, what the configuration says, and the default branch's commit."""

    host: Host
    config: Config
    proposal: ProposalConfig
    base: str


def gather(place: Place, issue: Issue, seen: Record | None = None) -> State:
    """Return what the repository holds of the proposal of `issue`.

    `seen` is what is known of who did what where the host keeps no record: what the event tells.
    """
    return _recorded(place, issue, _with_documents(place, issue, _start(place, issue)), seen)


def gather_new(place: Place, issue: Issue) -> State:
    """Return the state of a proposal that has no branch, no pull request and no document: that takes no look at files.

    Not for documents that are numbered in sequence.
    """
    return _recorded(place, issue, State(place.base, None, place.base))


def _recorded(place: Place, issue: Issue, state: State, seen: Record | None = None) -> State:
    if needs_record(issue, state, place.config.statuses):
        state = _with_record(place, issue, state, seen)
    return replace(state, merged=_merged_content(place, issue, state))


def _with_record(place: Place, issue: Issue, state: State, seen: Record | None) -> State:
    """Return the state with who did what, and who of them may (S20)."""
    record = place.host.record(issue.number)
    if record is None:
        return replace(state, record=seen)
    least, who = place.config.permissions.move, movers(issue, record, place.config.statuses)
    trusted = frozenset(each for each in who if may_move(place.host.permission(each), least))
    return replace(state, record=record, trusted=trusted)


def may_be_known(place: Place, issue: Issue) -> bool:
    """Say whether there may be a proposal of an issue that is none as it stands; that costs one look at a branch."""
    if place.host.head(branch_of(issue.number)) is not None:
        return True
    if place.proposal.number == "sequential":
        return bool(place.host.files(place.base, place.proposal.folder))
    return bool(_numbered(place, place.base, issue.number))


def _start(place: Place, issue: Issue) -> State:
    """Return the state as far as commits go: where the proposal goes on, and what was generated last."""
    host, base, branch = place.host, place.base, branch_of(issue.number)
    head = host.head(branch)
    pulls = host.pulls(branch)
    if head is not None and not host.contains(base, head):
        return _ahead(place, issue, State(base, head, head, pulls=tuple(pulls or ())), told=pulls is not None)
    # Most runs are for new proposals: those need no look into the history.
    sequential = place.proposal.number == "sequential"
    new = head is None and not sequential and not _numbered(place, base, issue.number) and pulls is not None
    generated = None if new and not _merged(pulls or ()) else _last(place, issue, base)
    return State(base, head, base, generated=generated, pulls=tuple(pulls or ()))


def _ahead(place: Place, issue: Issue, state: State, *, told: bool) -> State:
    """Return the state of a proposal whose branch has commits that the base does not have.

    Where all of them came into the base by a squash, the proposal goes on from there. `told` says that the host knows
    the pull requests; otherwise the base's own history tells what was merged.
    """
    head, known = str(state.head), None
    merged = _merged(state.pulls)
    if not told or merged:
        known = _last(place, issue, state.base)
        merged = merged or known is not None
    state = replace(state, on_base=merged)
    if not merged or not place.host.merged(state.base, head, branch_of(issue.number)):
        return replace(state, generated=_last(place, issue, head))
    found = [each for each in (known, _last(place, issue, head)) if each is not None]
    last = max(found, key=lambda each: each.round, default=None)
    return replace(state, start=state.base, joins=True, generated=last)


def _last(place: Place, issue: Issue, commit: str) -> Generated | None:
    return last_generated(place.host, issue, commit, place.base, place.proposal.folder)


def _with_documents(place: Place, issue: Issue, state: State) -> State:
    """Return the state with the proposal's files, and what they say of others."""
    sequential = place.proposal.number == "sequential"
    taken = _taken(place, issue) if sequential else frozenset[int]()
    own = None
    if sequential and state.generated is None:
        reserved = _reserved(place)
        own = _own_number(place.host, issue, {n: at for n, at in reserved.items() if n not in taken})
        taken |= frozenset(reserved) - {own}
    state = replace(state, taken=taken, own=own)
    number = number_of(issue.number, place.proposal, state)
    paths = _paths(place, issue, state, number)
    documents = _documents(place.host, state.start, paths)
    on_base = bool(paths) if state.start == state.base else state.on_base or _on_base(place, state, number)
    before = place.host.read(place.base, paths) if on_base and state.start != state.base else {}
    state = replace(state, documents=documents, on_base=on_base, before=before)
    return replace(state, older=_older(place, state, number)) if len(documents) == 1 else state


def _merged_content(place: Place, issue: Issue, state: State) -> str | None:
    """Return the digest of the issue's content that is in the base; None where it is not known, or does not matter.

    It matters where merging is what moved the status: that takes a look into the base's own history.
    """
    statuses = place.config.statuses
    if cause_of(counted(issue, state, statuses), statuses, merged=state.on_base) != "merged":
        return None
    if state.start == state.base:
        return state.generated.content or None if state.generated else None
    line, folder = issue_line(issue), place.proposal.folder
    messages = (message for _, message in place.host.history(state.base, line, base=state.base, folder=folder))
    return next((mark.content for message in messages for mark in marks(message, issue)), None)


def _paths(place: Place, issue: Issue, state: State, number: int) -> list[str]:
    """Return the paths of the proposal's documents, whatever people named them.

    A document is known by the number in its name, by being what was generated, by git's own look at what was renamed,
    or else by what its front matter says. One that left the documents' folder is not followed (S6).
    """
    paths = set(_numbered(place, state.start, number))
    last = state.generated
    if last is None:
        return sorted(paths)
    inside = place.host.files(state.start, place.proposal.folder)
    if last.path in inside:
        paths.add(last.path)
    if paths:
        return sorted(paths)
    renamed = place.host.renamed(state.start, last.commit, last.path)
    if renamed is not None and renamed in inside:
        return [renamed]
    others = place.host.read(state.start, [path for path in inside if path.endswith(".md")])
    found = (
        path
        for path, text in others.items()
        if number_in(place.proposal, path) is None and number_of_document(text, issue.url) == number
    )
    return sorted(found)


def _on_base(place: Place, state: State, number: int) -> bool:
    path = state.generated.path if state.generated else None
    return bool(_numbered(place, state.base, number)) or path in place.host.files(state.base, place.proposal.folder)


def _documents(host: Host, commit: str, paths: Sequence[str]) -> Mapping[str, str]:
    """Return the texts of documents. Raises `InputError` where one is a link: nothing is written through it (S6)."""
    documents = host.read(commit, paths)
    for path in paths:
        if path not in documents:
            finding = Finding("G05", "a link stands where the document should be", "put a file there, or remove it")
            raise InputError(finding.at(path))
    return documents


def _numbered(place: Place, commit: str, number: int) -> list[str]:
    """Return the paths of the documents whose names bear a number."""
    files = place.host.files(commit, place.proposal.folder)
    return [path for path in files if number_in(place.proposal, path) == number]


def last_generated(host: Host, issue: Issue, commit: str, base: str, folder: str) -> Generated | None:
    """Return the document as it was generated last, from the history of `commit`; None where it never was.

    A commit tells of it by its trailers. Its file is the very one that they tell of, unless it is a squash with
    people's edits: then git still has the text under its own id.
    """
    for sha, message in host.history(commit, issue_line(issue), base=base, folder=folder):
        for mark in marks(message, issue):
            own = host.read(sha, [mark.path]).get(mark.path)
            alone = mark.fits(own)
            text = own if alone else _elsewhere(host, mark)
            if text is not None:
                known = (mark.content, mark.status, mark.round, mark.accepted, mark.number, mark.cause)
                return Generated(sha, mark.path, text, *known, alone)
    return None


def _elsewhere(host: Host, mark: Mark) -> str | None:
    """Return the text that a mark tells of by its id; None where it is nowhere to be found."""
    text = host.blob(mark.blob) if mark.blob else None
    return text if mark.fits(text) else None


def _merged(pulls: Sequence[Pull]) -> bool:
    return any(pull.state == "merged" for pull in pulls)


def _taken(place: Place, issue: Issue) -> frozenset[int]:
    """Return the numbers of all documents on the base and on all open proposal branches but this issue's (S33)."""
    own = branch_of(issue.number)
    heads = [commit for branch, commit in place.host.branches(BRANCHES).items() if branch != own]
    files = (path for commit in [place.base, *heads] for path in place.host.files(commit, place.proposal.folder))
    numbers = (number_in(place.proposal, path) for path in files)
    return frozenset(number for number in numbers if number is not None)


def _reserved(place: Place) -> dict[int, str]:
    """Return the numbers that were given out, each with the commit that got it (S33)."""
    prefix = numbers_ref(place.proposal)
    found = {name.removeprefix(prefix): commit for name, commit in place.host.refs(prefix).items()}
    return {int(name): commit for name, commit in found.items() if name.isascii() and name.isdecimal()}


def _own_number(host: Host, issue: Issue, reserved: Mapping[int, str]) -> int | None:
    """Return the number that this issue got before its branch was removed."""
    line = issue_line(issue)
    return next((n for n, commit in reserved.items() if line in host.message(commit).splitlines()), None)


def _older(place: Place, state: State, number: int) -> Mapping[str, tuple[str, str]]:
    """Return the documents that this proposal's front matter says it supersedes, at the start and in the base."""
    [text] = state.documents.values()
    paths = list(_superseded(place, state.start, text, number))
    if not paths:
        return {}
    now = place.host.read(state.start, paths)
    before = now if state.start == state.base else place.host.read(state.base, paths)
    return {path: (now[path], before.get(path, now[path])) for path in paths if path in now}


def _superseded(place: Place, commit: str, text: str, number: int) -> Iterator[str]:
    for older in superseded_by(text):
        found = _numbered(place, commit, older) if older != number else []
        if len(found) == 1:
            yield found[0]
