"""What people read of a proposal: commit messages, the pull request's title and body, the comment on the issue.

Everything that comes from the issue, and from a form, goes through `formwright.text.inert` (S14 to S18).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from formwright.document.answers import is_unanswered
from formwright.document.filling import arrange
from formwright.proposal.model import Operation, PullRequest, Trouble
from formwright.proposal.subject import Subject
from formwright.proposal.trailers import trailers
from formwright.text.inert import TITLE_LIMIT, code_span, cut, inert_line, inert_markdown

MARKER = "<!-- formwright: proposal -->"
"""The first line of the one comment on an issue; by it, and by its author, it is found again (S19)."""

SUBJECT_LIMIT = 72
"""What a commit's first line may have to be shown whole by GitHub."""

_VERBS = {Operation.CREATED: "Add", Operation.CLOSED: "Close"}
_SHOWN = 120
"""How much of one line of somebody's text is quoted."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the texts are about."""

    subject: Subject
    number: int
    status: str
    path: str
    branch: str
    problems: tuple[Trouble, ...] = ()


def sections(subject: Subject) -> list[tuple[str, bool]]:
    """Return the document's slots by their labels, each with whether something is written there."""
    answers, _ = arrange(subject.template, subject.filling, subject.form)
    return [(slot.label, not is_unanswered(slot, answers.get(slot.id))) for slot in subject.template.slots]


def commit_message(facts: Facts, operation: Operation, document: str) -> str:
    """Return the message of the commit that holds the generated text `document`."""
    start = f"{_VERBS.get(operation, 'Update')} proposal {facts.number}: "
    title = inert_line(facts.subject.issue.title, SUBJECT_LIMIT - len(start))
    return f"{start}{title}".rstrip(": ") + f"\n\n{trailers(facts.subject.issue, facts.path, document)}\n"


def merge_message(facts: Facts) -> str:
    """Return the message of the commit that brings what was generated together with what people wrote."""
    words = "Where both changed the same lines, people's stay."
    return (
        f"Bring proposal {facts.number} up to date with its issue\n\n{words}\n\nRefs: #{facts.subject.issue.number}\n"
    )


def pull_request(facts: Facts) -> PullRequest:
    """Return title and body of the pull request."""
    issue = facts.subject.issue
    title = inert_line(f"Proposal {facts.number}: {issue.title}".rstrip(": "), TITLE_LIMIT)
    parts = [
        f"{code_span(facts.path)} is the document of #{issue.number}, **{inert_markdown(issue.title) or 'untitled'}**, "
        f"which was written with the form *{inert_markdown(facts.subject.form.name)}*. "
        f"Its status is **{inert_markdown(facts.status)}**.",
        *_section_table(sections(facts.subject)),
        *_problem_list(facts.problems),
        "The document follows the issue: when the issue is edited, labelled or closed, this branch is brought up to "
        "date. What people commit to this branch stays as they wrote it.",
        f"Refs #{issue.number}",
    ]
    return PullRequest(title, cut("\n\n".join(parts) + "\n"))


def comment(facts: Facts) -> str:
    """Return the comment on the issue: where the document is, what is missing, what could not be read, what is next."""
    parts = [
        MARKER,
        f"The document of this issue is {code_span(facts.path)} on the branch {code_span(facts.branch)}. "
        f"Its status is **{inert_markdown(facts.status)}**.",
        *_missing(sections(facts.subject)),
        *_problem_list(facts.problems),
        *_next(facts),
    ]
    return cut("\n\n".join(parts) + "\n")


def _section_table(found: Sequence[tuple[str, bool]]) -> Iterator[str]:
    if not found:
        return
    written = sum(done for _, done in found)
    rows = [f"| {inert_markdown(label, _SHOWN)} | {'written' if done else 'still empty'} |" for label, done in found]
    yield f"{written} of {len(found)} sections are written."
    yield "\n".join(["| Section | State |", "| --- | --- |", *rows])


def _missing(found: Sequence[tuple[str, bool]]) -> Iterator[str]:
    empty = [label for label, done in found if not done]
    if not found:
        return
    if not empty:
        yield "All of its sections are written."
        return
    names = ", ".join(inert_markdown(label, _SHOWN) for label in empty)
    yield f"{len(found) - len(empty)} of its {len(found)} sections are written. Still empty: {names}."


def _problem_list(problems: Sequence[Trouble]) -> Iterator[str]:
    if not problems:
        return
    yield "**What needs a look**"
    yield "\n".join(f"- {_place(problem)}{inert_markdown(problem.message)}" for problem in problems)


def _place(problem: Trouble) -> str:
    return f"Line {problem.line} of the issue: " if problem.code in _IN_THE_BODY else ""


_IN_THE_BODY = frozenset(
    {
        "repeated-field",
        "out-of-order",
        "unknown-heading",
        "ambiguous",
        "not-an-option",
        "required-empty",
        "malformed-list",
        "text-outside",
    }
)
"""The problems whose line is one of the issue's body."""


def _next(facts: Facts) -> Iterator[str]:
    yield "**What happens next**"
    if facts.subject.issue.closed:
        yield "The issue is closed, and the document says so. Reopen the issue to go on with the proposal."
        return
    yield (
        "- To fill in or change a section, edit the text below its heading in the issue, and leave the headings as "
        "they are: the document follows.\n"
        f"- Or edit the document on the branch {code_span(facts.branch)}: what you write there stays.\n"
        "- The proposal is discussed in its pull request."
    )
