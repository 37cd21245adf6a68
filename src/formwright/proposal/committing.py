"""The commits of a plan: what was generated, alone or brought together with what people wrote."""

from __future__ import annotations

from dataclasses import dataclass, replace

from formwright.document.merging import Conflict, Merged, merge
from formwright.proposal.model import Change, Commit, Generated, Operation, State
from formwright.proposal.texts import Facts, commit_message, merge_message


@dataclass(frozen=True, slots=True)
class Written:
    """The commits to be made, and the places that a person has to look at."""

    commits: tuple[Commit, ...]
    conflicts: tuple[Conflict, ...] = ()


def write(facts: Facts, state: State, made: Generated, operation: Operation, older: tuple[Change, ...]) -> Written:
    """Return what is to be written: the document as it is generated, unless people changed it since the last time."""
    current = state.documents.get(facts.path)
    last = state.generated
    merged = merge(last.text, current, made.text) if last is not None and current not in (None, made.text) else None
    if merged is None or last is None or current == last.text:
        changes = (Change(facts.path, made.text),) if current != made.text else ()
        return Written(_single(facts, state, made, operation, (*changes, *older)))
    # What changes no file is worth a commit on the proposal's branch, to be remembered, but no branch of its own.
    known = merged.base == last.text and last.commit != state.start
    if merged.text == current and (known or state.start == state.base):
        return Written(_single(facts, state, last, operation, older), merged.conflicts)
    return Written(_together(facts, state, made, merged, operation, older), merged.conflicts)


def _single(
    facts: Facts, state: State, made: Generated, operation: Operation, changes: tuple[Change, ...]
) -> tuple[Commit, ...]:
    """Return one commit of what was generated; none where there is nothing to write."""
    if not changes:
        return ()
    message = commit_message(facts, operation, made)
    return (Commit(message, changes, _parents(state), facts.issue.updated),)


def _parents(state: State) -> tuple[str, ...]:
    """Return what a new commit follows: after a squash, the base and the branch, so that no ref is forced (S31)."""
    return (state.start, state.head) if state.joins and state.head else (state.start,)


def _together(
    facts: Facts, state: State, made: Generated, merged: Merged, operation: Operation, older: tuple[Change, ...]
) -> tuple[Commit, ...]:
    """Return a commit of what was generated, upon the one before it, and one that merges it into people's work.

    So the branch's own history tells, at any time, what was generated last and what people made of it. Where the commit
    before holds people's work as well, the new one takes that out. A rebase drops merges, so another commit puts it in
    again first.
    """
    last = state.generated
    base = replace(made, text=merged.base)
    message = commit_message(facts, operation, base)
    follows = last.commit if last else state.start
    own = [Commit(message, (Change(facts.path, merged.base),), (follows,), facts.issue.updated)]
    change = Change(facts.path, merged.text)
    if last is not None and not last.alone:
        own.append(Commit(merge_message(facts), (change,), (0,), facts.issue.updated))
    parents: tuple[str | int, ...] = (*_parents(state), len(own) - 1)
    return (*own, Commit(merge_message(facts), (change, *older), parents, facts.issue.updated))
