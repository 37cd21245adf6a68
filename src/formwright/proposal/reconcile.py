"""From what is to what should be: an issue's proposal and what the repository holds of it, in; a plan, out.

State, not events: nothing here knows what just happened. The same issue and the same repository give the same plan,
and a plan that was carried out leads to one that has nothing to do (S23, S36).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from formwright.config import Config
from formwright.document import fill
from formwright.document.merging import Conflict, Merged, merge
from formwright.proposal.model import Change, Commit, Generated, Operation, Plan, State, Trouble
from formwright.proposal.naming import branch_of, path_of
from formwright.proposal.number import number_of
from formwright.proposal.status import status_of
from formwright.proposal.subject import Subject, skip
from formwright.proposal.texts import Facts, comment, commit_message, merge_message, pull_request


def reconcile(subject: Subject, state: State, config: Config) -> Plan:
    """Return the plan that brings the branch of a proposal into step with its issue.

    What people wrote into the document stays (S32); a closed issue gets no branch (S25); what a person removed is not
    written again.
    """
    issue = subject.issue
    number = number_of(issue.number, subject.config, state.generated, state.taken)
    if issue.closed and (not state.documents or (state.on_base and state.head is None)):
        return skip(issue, "the issue is closed", form=subject.path, number=number)
    status, troubles = status_of(issue, config.statuses, merged=state.on_base)
    path = path_of(subject.config, number, issue.title, state.documents)
    facts = Facts(subject, number, status, path, branch_of(issue.number), (*subject.problems, *troubles))
    document = fill(subject.template, subject.filling, form=subject.form, meta=_meta(facts))
    obstacle = _obstacle(facts, state, document)
    if obstacle:
        return skip(issue, obstacle.message, form=subject.path, number=number, problems=(*facts.problems, obstacle))
    return _plan(facts, state, document)


def _obstacle(facts: Facts, state: State, document: str) -> Trouble | None:
    """Return what a person has to settle before anything can be written."""
    if len(state.documents) > 1:
        paths = " and ".join(f"`{path}`" for path in sorted(state.documents))
        return Trouble("several-documents", f"{paths} have the same number: leave one of them")
    if state.documents and state.generated is None and state.documents[facts.path] != document:
        return Trouble(
            "no-history",
            f"`{facts.path}` is not what the issue says, and no commit of this issue's proposal made it: "
            "rename or remove that file, and the document is written anew",
        )
    if not state.documents and state.generated:
        path = state.generated.path
        return Trouble("document-removed", f"`{path}` was generated and then removed: restore it, or close the issue")
    return None


def _meta(facts: Facts) -> dict[str, object]:
    """Return what the front matter says: from the issue's data and labels, never from its text (S11)."""
    issue = facts.subject.issue
    return {
        "title": issue.title,
        "number": facts.number,
        "status": facts.status,
        "authors": [issue.author],
        "created": issue.created[:10],
        "updated": issue.updated[:10],
        "issue": issue.url,
    }


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The commits to be made, and the places that a person has to look at."""

    commits: tuple[Commit, ...]
    conflicts: tuple[Trouble, ...] = ()


def _plan(facts: Facts, state: State, document: str) -> Plan:
    operation = _operation(facts, state)
    outcome = _outcome(facts, state, document, operation)
    facts = replace(facts, problems=(*facts.problems, *outcome.conflicts))
    return Plan(
        operation=operation if outcome.commits else Operation.UNCHANGED,
        reason=_reason(operation, outcome),
        form=facts.subject.path,
        document=facts.path,
        branch=facts.branch,
        head=state.head,
        commits=outcome.commits,
        status=facts.status,
        number=facts.number,
        pull_request=pull_request(facts),
        comment=comment(facts),
        problems=facts.problems,
        answers=facts.subject.answers,
        issue=facts.subject.issue.number,
        closed=facts.subject.issue.closed,
    )


def _reason(operation: Operation, outcome: _Outcome) -> str:
    if outcome.commits:
        return _REASONS[operation]
    return "the document keeps what people wrote" if outcome.conflicts else "the document says what the issue says"


_REASONS = {
    Operation.CREATED: "the issue is a new proposal",
    Operation.UPDATED: "the issue changed",
    Operation.CLOSED: "the issue was closed",
}


def _operation(facts: Facts, state: State) -> Operation:
    if facts.subject.issue.closed:
        return Operation.CLOSED
    return Operation.UPDATED if state.documents else Operation.CREATED


def _outcome(facts: Facts, state: State, document: str, operation: Operation) -> _Outcome:
    """Return what is to be written: the document as it is generated, unless people changed it since the last time."""
    current = state.documents.get(facts.path)
    last = state.generated
    if current == document:
        return _Outcome(())
    if current is None or last is None or current == last.text:
        return _Outcome((_generated(facts, document, operation, state.start),))
    merged = merge(last.text, current, document)
    conflicts = tuple(_conflict(each) for each in merged.conflicts)
    if merged.text == current and merged.base == last.text:
        return _Outcome((), conflicts)
    return _Outcome(_together(facts, state, last, merged, operation), conflicts)


def _generated(facts: Facts, text: str, operation: Operation, parent: str) -> Commit:
    message = commit_message(facts, operation, text)
    return Commit(message, (Change(facts.path, text),), (parent,), facts.subject.issue.updated)


def _together(
    facts: Facts, state: State, last: Generated, merged: Merged, operation: Operation
) -> tuple[Commit, Commit]:
    """Return a commit of what was generated, upon the one before it, and one that merges it into people's work.

    So the branch's own history tells, at any time, what was generated last and what people made of it.
    """
    generated = _generated(facts, merged.base, operation, last.commit)
    parents: tuple[str | int, ...] = (state.start, 0)
    changes = (Change(facts.path, merged.text),)
    return generated, Commit(merge_message(facts), changes, parents, facts.subject.issue.updated)


def _conflict(conflict: Conflict) -> Trouble:
    theirs, ours = " ".join(conflict.theirs), " ".join(conflict.ours)
    message = (
        f"line {conflict.line} of the document was changed there and in the issue. The document keeps "
        f"{_quoted(theirs)}; the issue says {_quoted(ours)}. Make the two agree"
    )
    return Trouble("conflict", message, line=conflict.line)


def _quoted(text: str, limit: int = 120) -> str:
    text = " ".join(text.split())
    shown = text if len(text) <= limit else f"{text[:limit].rstrip()}…"
    return f"“{shown}”" if shown else "nothing"
