"""From what is to what should be: an issue's proposal and what the repository holds of it, in; a plan, out.

State, not events: nothing here knows what just happened. The same issue and the same repository give the same plan,
and a plan that was carried out leads to one that has nothing to do (S23, S36).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from formwright.config import Config, ProposalConfig
from formwright.document import fill
from formwright.document.answers import is_unanswered
from formwright.document.filling import arrange
from formwright.document.merging import Conflict
from formwright.proposal.committing import Written, write
from formwright.proposal.matter import front_matter, is_of_issue, linked, refreshed, status_of_document, with_front_of
from formwright.proposal.model import Commit, Generated, Issue, Operation, Plan, State, Trouble
from formwright.proposal.naming import branch_of, numbers_ref, path_of
from formwright.proposal.number import number_of
from formwright.proposal.obstacles import obstacle_of, unknown
from formwright.proposal.skipping import skip
from formwright.proposal.standing import Standing, standing
from formwright.proposal.subject import Subject
from formwright.proposal.superseding import supersede
from formwright.proposal.texts import Facts, comment, halted, moves_of, pull_request
from formwright.proposal.trailers import content_digest


@dataclass(frozen=True, slots=True)
class Case:
    """What a plan is made from. `subject` is None where the issue can no longer be read, for the reason `unread`."""

    issue: Issue
    proposal: ProposalConfig
    state: State
    config: Config
    subject: Subject | None = None
    unread: Trouble | None = None


def reconcile(case: Case) -> Plan:
    """Return the plan that brings the branch of a proposal into step with its issue.

    What people wrote into the document stays (S32); a closed issue gets no branch (S25); what a person removed is not
    written again.
    """
    issue, state = case.issue, case.state
    number = number_of(issue.number, case.proposal, state)
    found = standing(issue, state, case.config)
    facts = _facts(case, number, found)
    obstacle = obstacle_of(issue, state, found.status)
    if obstacle:
        return _halt(case, facts, obstacle)
    made = _made(case, facts, found)
    current = state.documents.get(facts.path)
    if current in (None, made.text) or state.generated is not None:
        return _plan(case, facts, made)
    if not is_of_issue(str(current), issue.url):
        return _halt(case, facts, unknown(facts.path))
    return _plan(*_adopt(case, facts, made, str(current)), made)


def _adopt(case: Case, facts: Facts, made: Generated, current: str) -> tuple[Case, Facts]:
    """Take a document of this issue whose making no commit tells of, as after a squash without its messages.

    What it says stays, as if people had written it. A commit on the proposal's branch remembers what would have been
    generated, and from then on it follows; where there is no branch, that comes with the next status.
    """
    text = with_front_of(made.text, current)
    last = Generated(case.state.start, facts.path, text, status=status_of_document(current))
    follows = (
        "from now on" if case.state.start != case.state.base else "once its status moves; until then edit it by hand"
    )
    message = f"no commit tells how `{facts.path}` was made: its text stays, and follows the issue {follows}"
    facts = replace(facts, problems=(*facts.problems, Trouble("adopted", message)))
    return replace(case, state=replace(case.state, generated=last)), facts


def _facts(case: Case, number: int, found: Standing) -> Facts:
    issue, state, subject = case.issue, case.state, case.subject
    problems = (*(subject.problems if subject else ()), *([case.unread] if case.unread else []), *found.troubles)
    return Facts(
        issue,
        number,
        found.status,
        path_of(case.proposal, number, issue.title, state.documents),
        branch_of(issue.number),
        subject.form.name if subject else None,
        sections_of(subject) if subject else (),
        problems,
        merged=state.on_base,
        ahead=_ahead(state),
        moves=moves_of(case.config),
        pull=state.pulls[0] if state.pulls else None,
    )


def _ahead(state: State, commits: tuple[Commit, ...] = ()) -> bool:
    """Say whether the branch says anything else than the base, once it has these commits.

    Commits alone do not tell: what they change may be taken back by a later one.
    """
    base = state.documents if state.start == state.base else state.before
    was = {**base, **{path: before for path, (_, before) in state.older.items()}}
    start = {**state.documents, **{path: now for path, (now, _) in state.older.items()}}
    return start | {change.path: change.text for commit in commits[-1:] for change in commit.changes} != was


def sections_of(subject: Subject) -> tuple[tuple[str, bool], ...]:
    """Return the document's slots by their labels, each with whether something is written there."""
    answers, _ = arrange(subject.template, subject.filling, subject.form)
    return tuple((slot.label, not is_unanswered(slot, answers.get(slot.id))) for slot in subject.template.slots)


def _halt(case: Case, facts: Facts, obstacle: Trouble) -> Plan:
    """Return the plan of writing nothing, which says why, where there is a proposal to say it of."""
    problems = (*facts.problems, obstacle)
    form = case.subject.path if case.subject else None
    plan = skip(case.issue, obstacle.message, form=form, number=facts.number, problems=problems)
    known = case.state.documents or case.state.generated or case.state.pulls
    if not known:
        return plan
    done = obstacle.code == "closed" and case.state.documents
    return replace(plan, status=facts.status, comment=comment(facts) if done else halted(obstacle.message, problems))


def _made(case: Case, facts: Facts, found: Standing) -> Generated:
    """Return what is generated now. An issue that can no longer be read moves the front matter only."""
    issue, last = case.issue, case.state.generated
    meta = _meta(facts)
    round_ = last.round + 1 if last else 1
    if case.subject is not None:
        text = fill(case.subject.template, case.subject.filling, form=case.subject.form, meta=meta)
        return _generated(facts, found, linked(text, issue.url), content_digest(issue), round_)
    moving = {key: meta[key] for key in ("title", "status", "updated")}
    text = refreshed(last.text, moving) if last else ""
    content = last.content if last else ""
    return _generated(facts, found, text, content, round_)


def _generated(facts: Facts, found: Standing, text: str, content: str, round_: int) -> Generated:
    known = (content, found.status, round_, found.accepted, facts.number, found.cause)
    return Generated("", facts.path, text, *known)


def _meta(facts: Facts) -> dict[str, object]:
    """Return what the front matter says: from the issue's data and labels, never from its text (S11)."""
    issue = facts.issue
    return {
        "title": issue.title,
        "number": facts.number,
        "status": facts.status,
        "authors": [issue.author],
        "created": issue.created[:10],
        "updated": issue.updated[:10],
        "issue": issue.url,
    }


def _plan(case: Case, facts: Facts, made: Generated) -> Plan:
    state, issue = case.state, case.issue
    operation = _operation(facts, state)
    older = supersede(facts.number, facts.status, state, case.config.statuses)
    outcome = write(facts, state, made, operation, older)
    conflicts = tuple(map(_conflict, outcome.conflicts))
    facts = replace(
        facts,
        problems=(*facts.problems, *_headless(state, facts.path), *conflicts),
        conflicts=outcome.conflicts,
        ahead=_ahead(state, outcome.commits),
    )
    new = bool(outcome.commits) and case.proposal.number == "sequential" and state.generated is None and not state.own
    return Plan(
        operation=operation if outcome.commits else Operation.UNCHANGED,
        reason=_reason(operation, outcome),
        form=case.subject.path if case.subject else None,
        document=facts.path,
        branch=facts.branch,
        head=state.head,
        commits=outcome.commits,
        status=facts.status,
        number=facts.number,
        pull_request=pull_request(facts),
        comment=comment(facts),
        problems=facts.problems,
        answers=case.subject.answers if case.subject else {},
        issue=issue.number,
        closed=issue.closed,
        silent=issue.silent,
        reserve=f"{numbers_ref(case.proposal)}{facts.number}" if new else None,
        also=tuple(change.path for change in older),
    )


def _reason(operation: Operation, outcome: Written) -> str:
    if outcome.commits:
        return _REASONS[operation]
    return "the document keeps what people wrote" if outcome.conflicts else "the document says what the issue says"


_REASONS = {
    Operation.CREATED: "the issue is a new proposal",
    Operation.UPDATED: "the issue changed",
    Operation.CLOSED: "the issue was closed",
}


def _operation(facts: Facts, state: State) -> Operation:
    if facts.issue.closed:
        return Operation.CLOSED
    return Operation.UPDATED if state.documents else Operation.CREATED


def _headless(state: State, path: str) -> Iterator[Trouble]:
    """Yield what is wrong with the document's front matter: nothing moves its status then."""
    if state.generated is None or path not in state.documents or not front_matter(state.generated.text).end:
        return
    front = front_matter(state.documents[path])
    if not front.end:
        message = f"`{path}` has no front matter any more, so its status is written nowhere: begin it with that again"
        yield Trouble("no-front-matter", message)
    elif front.broken:
        message = f"the front matter of `{path}` is no YAML: put values that hold `:`, `#` or quotes in quotes"
        yield Trouble("broken-front-matter", message)


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
