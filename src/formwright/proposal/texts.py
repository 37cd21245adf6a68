"""What people read of a proposal: commit messages, the pull request's title and body, the comment on the issue.

Everything that comes from the issue, and from a form, goes through `formwright.text.inert` (S14 to S18).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from formwright.config import Config
from formwright.document.contain import fenced
from formwright.document.merging import Conflict
from formwright.proposal.marking import MARKER, comment_mark
from formwright.proposal.model import Generated, Issue, Operation, Pull, PullRequest, Trouble
from formwright.proposal.trailers import trailers
from formwright.text.inert import LIMIT, TITLE_LIMIT, code_span, cut, inert, inert_line, inert_markdown, inert_sentence

SUBJECT_LIMIT = 72
"""What a commit's first line may have to be shown whole by GitHub."""

_VERBS = {Operation.CREATED: "Add", Operation.CLOSED: "Close"}
_SHOWN = 120
"""How much of one line of somebody's text is quoted."""
_LINES = 20
"""How many lines of a section are quoted."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the texts are about.

    `form` is the name of the form, None where the issue can no longer be read; `sections` are the document's, each with
    whether something is written there. `merged` says that the document is in the default branch, `ahead` that the
    proposal's branch says something else; `pull` is the branch's last pull request. `moves` says how a
    status moves.
    """

    issue: Issue
    number: int
    status: str
    path: str
    branch: str
    form: str | None = None
    sections: tuple[tuple[str, bool], ...] = ()
    problems: tuple[Trouble, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    merged: bool = False
    ahead: bool = True
    moves: str = ""
    pull: Pull | None = None


def commit_message(facts: Facts, operation: Operation, made: Generated) -> str:
    """Return the message of the commit that holds the generated document."""
    start = f"{_VERBS.get(operation, 'Update')} proposal {facts.number}: "
    title = inert_line(facts.issue.title, SUBJECT_LIMIT - len(start))
    return f"{start}{title}".rstrip(": ") + f"\n\n{trailers(facts.issue, made)}\n"


def merge_message(facts: Facts) -> str:
    """Return the message of the commit that brings what was generated together with what people wrote."""
    words = "Where both changed the same lines, people's stay."
    return f"Bring proposal {facts.number} up to date with its issue\n\n{words}\n\nRefs: #{facts.issue.number}\n"


def pull_request(facts: Facts) -> PullRequest:
    """Return title and body of the pull request."""
    title = inert_line(f"Proposal {facts.number}: {facts.issue.title}".rstrip(": "), TITLE_LIMIT)
    written = f", which was written with the form *{inert_markdown(facts.form)}*" if facts.form is not None else ""
    parts = [
        f"{code_span(facts.path)} is the document of #{facts.issue.number}, "
        f"**{inert_markdown(facts.issue.title) or 'untitled'}**{written}. "
        f"Its status is **{inert_markdown(facts.status)}**.",
        *_section_table(facts.sections),
        *_problem_list(facts.problems),
        *_clashes(facts),
        "The document follows the issue: when the issue is edited, labelled or closed, this branch is brought up to "
        "date. What people commit to this branch stays as they wrote it.",
        f"Refs #{facts.issue.number}",
    ]
    mark = f"\n\n{comment_mark(comment(facts))}\n"
    return PullRequest(title, cut("\n\n".join(parts), LIMIT - len(mark)) + mark)


def comment(facts: Facts) -> str:
    """Return the comment on the issue: where the document is, what is missing, what could not be read, what is next."""
    parts = [
        MARKER,
        f"The document of this issue is {code_span(facts.path)} {_place_of(facts)}. "
        f"Its status is **{inert_markdown(facts.status)}**.",
        *_missing(facts.sections),
        *_problem_list(facts.problems),
        *_clashes(facts),
        "**What happens next**",
        "\n".join(f"- {step}" for step in _next(facts)),
    ]
    return cut("\n\n".join(parts) + "\n")


def halted(reason: str, problems: Sequence[Trouble] = ()) -> str:
    """Return the comment on an issue whose proposal is left as it is, with the reason and what mends it."""
    parts = [
        MARKER,
        "Nothing is written for this issue at the moment.",
        *_problem_list((Trouble("halted", reason), *(each for each in problems if each.message != reason))),
        "Once that is mended, the next change of the issue, or a run by hand, goes on from here.",
    ]
    return cut("\n\n".join(parts) + "\n")


def _place_of(facts: Facts) -> str:
    on_branch = f"on the branch {code_span(facts.branch)}"
    if not facts.merged:
        return on_branch
    return f"in the default branch, and its next version {on_branch}" if facts.ahead else "in the default branch"


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
    shown = [problem for problem in problems if problem.code != "conflict"]
    if shown:
        yield "**What needs a look**"
        yield "\n".join(f"- {_place(problem)}{inert_sentence(_sentence(problem))}" for problem in shown)


def _place(problem: Trouble) -> str:
    return f"Line {problem.line} of the issue: " if problem.code in _IN_THE_BODY else ""


def _sentence(problem: Trouble) -> str:
    """Return a message that stands alone with a capital letter; names of files and labels stay as they are."""
    message = problem.message
    return message if problem.code in _IN_THE_BODY else message[:1].upper() + message[1:]


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


def _clashes(facts: Facts) -> Iterator[str]:
    """Yield what both people and the issue changed: the document keeps people's, so the issue's is shown here."""
    if facts.conflicts:
        yield "**Changed in two places**"
    for conflict in facts.conflicts:
        section = inert_markdown(conflict.section, _SHOWN)
        under = f", in **{section}**," if section else ""
        yield (
            f"Line {conflict.line} of the document{under} was changed there and in the issue. The document keeps what "
            "was written there. The issue says:"
        )
        yield _quote(conflict.ours)
    if facts.conflicts and not facts.issue.closed:
        yield "Write in one of the two what is in the other, and this goes away."


def _quote(lines: Sequence[str]) -> str:
    text = "\n".join(lines).strip("\n").split("\n")
    if not any(line.strip() for line in text):
        return "> *(nothing)*"
    more = len(text) - _LINES
    shown = [*text[:_LINES], *([f"… and {more} more lines"] if more > 0 else [])]
    return "\n".join(fenced(inert("\n".join(shown)), ""))


def _next(facts: Facts) -> Iterator[str]:
    if facts.issue.closed:
        yield "The issue is closed. Reopen it to go on with the proposal."
        return
    if facts.form is None:
        yield (
            "As long as that is so, the document keeps its text, and only its status follows the issue. What an issue "
            "said before is under “edited” at its top."
        )
    else:
        yield (
            "To fill in or change a section, edit the text below its heading in the issue, and leave the headings as "
            "they are: the document follows."
        )
    yield from _where_to_write(facts)
    if facts.moves:
        yield facts.moves


def _where_to_write(facts: Facts) -> Iterator[str]:
    if facts.merged and not facts.ahead:
        yield "What changes from here on comes in a new pull request."
        return
    yield f"Or edit the document on the branch {code_span(facts.branch)}: what you write there stays."
    if facts.pull is not None and facts.pull.state == "closed":
        yield (
            f"The pull request #{facts.pull.number} was closed. It is not opened again by itself: reopen it to go on "
            "with the discussion."
        )
    else:
        yield "The proposal is discussed in its pull request."


def moves_of(config: Config) -> str:
    """Return the sentence that says how a status moves."""
    word = config.statuses.process.moves.get("merged", config.statuses.process.names[0])
    label = inert_markdown(config.statuses.label.replace("{status}", word))
    return (
        f"Its status moves by a label such as **{label}**, by merging the pull request, or by closing the issue. That "
        f"takes the permission {code_span(config.permissions.move)}."
    )
