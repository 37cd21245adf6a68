"""What people read: exact texts, and nothing live in them (S14 to S18)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from formwright.config import Config
from formwright.document.merging import Conflict
from formwright.proposal.marking import MARKER, comment_mark
from formwright.proposal.model import Acceptance, Generated, Operation, Trouble
from formwright.proposal.reconcile import sections_of
from formwright.proposal.subject import Catalogue, Subject, read_subject
from formwright.proposal.texts import Facts, comment, commit_message, halted, merge_message, pull_request
from formwright.proposal.trailers import content_digest, digest, marks
from formwright.template import read_template
from formwright.text.inert import LIMIT, TITLE_LIMIT
from proposals import ANSWERS, TEMPLATE, body_of, event, idea_form

PATH = "enhancements/0042-faster-start.md"


def facts(**changes: object) -> Facts:
    issue = replace(event().as_issue(), **changes)  # type: ignore[arg-type]
    catalogue = Catalogue({"idea": read_template(TEMPLATE)}, {".github/ISSUE_TEMPLATE/idea.yml": idea_form()})
    subject = read_subject(issue, catalogue, Config())
    assert isinstance(subject, Subject)
    return Facts(issue, 42, "proposed", PATH, "proposals/42", "Idea", sections_of(subject))


def made(text: str, one: Facts | None = None, **changes: Any) -> Generated:
    content = content_digest((one or facts()).issue)
    return replace(Generated("", PATH, text, content, "proposed", 1, None, 42, "opened"), **changes)


def test_commit_message() -> None:
    document = "text\n"
    assert commit_message(facts(), Operation.CREATED, made(document)) == (
        "Add proposal 42: Faster start\n"
        "\n"
        "Refs: #42\n"
        "Formwright-Issue: 42 (2000000042)\n"
        f"Formwright-Content: sha256:{content_digest(facts().issue)}\n"
        f"Formwright-Document: sha256:{digest(document)} enhancements/0042-faster-start.md\n"
        "Formwright-Blob: 8e27be7d6154a1f68ea9160ef0e18691d20560dc\n"
        "Formwright-Round: 1\n"
        "Formwright-Number: 42\n"
        "Formwright-Status: proposed\n"
        "Formwright-Cause: opened\n"
    )


@pytest.mark.parametrize(
    ("operation", "start"),
    [(Operation.CREATED, "Add"), (Operation.UPDATED, "Update"), (Operation.CLOSED, "Close")],
)
def test_a_commits_first_line(operation: Operation, start: str) -> None:
    first = commit_message(facts(title="word " * 50), operation, made("")).split("\n")[0]
    assert first.startswith(f"{start} proposal 42: word word") and len(first) <= 72
    assert commit_message(facts(title=""), operation, made("")).split("\n")[0] == f"{start} proposal 42"


def test_the_mark_is_read_back() -> None:
    one = facts()
    [mark] = marks(commit_message(one, Operation.CREATED, made("text\n")), one.issue)
    assert mark.path == PATH
    assert mark.fits("text\n") and not mark.fits("other\n") and not mark.fits(None)


def test_marks_are_found_in_a_squash_and_not_for_another_issue() -> None:
    one = facts()
    squash = "Proposal 42 (#7)\n\n* " + "\n\n* ".join(
        commit_message(one, Operation.UPDATED, made(text)) for text in "ab"
    )
    assert [mark.digest for mark in marks(squash, one.issue)] == [digest("a"), digest("b")]
    assert list(marks(squash, replace(one.issue, id=7))) == []
    assert list(marks(merge_message(one), one.issue)) == []


def test_what_the_trailers_tell_is_read_back() -> None:
    accepted = Acceptance("a" * 64, "2024-05-01T10:00:00Z")
    known = made("text\n", round=3, status="in review", accepted=accepted, number=7, cause="label")
    [mark] = marks(commit_message(facts(), Operation.CREATED, known), facts().issue)
    assert (mark.content, mark.status, mark.round, mark.accepted, mark.number, mark.cause, mark.path) == (
        known.content,
        "in review",
        3,
        accepted,
        7,
        "label",
        PATH,
    )


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2), (3, 2, 1)])
@pytest.mark.parametrize("indent", ["", "    "])
def test_the_last_round_of_a_squash_comes_first(order: tuple[int, ...], indent: str) -> None:
    """GitHub joins messages from the oldest on, `git merge --squash` from the newest on, and indents them."""
    one = facts()
    other = facts(number=7, id=7)
    messages = [commit_message(one, Operation.UPDATED, made(f"{number}\n", round=number)) for number in order]
    messages.insert(1, commit_message(other, Operation.UPDATED, made("other\n", round=9)))
    squash = "\n".join(f"{indent}{line}" for line in "\n".join(messages).split("\n"))
    assert [mark.round for mark in marks(squash, one.issue)] == [3, 2, 1]
    assert [mark.round for mark in marks(squash, other.issue)] == [9]


@pytest.mark.parametrize("line", ["Formwright-Round: -1", "Formwright-Round: " + "9" * 5000, "Formwright-Blob: --help"])
def test_trailers_that_people_wrote_are_taken_with_care(line: str) -> None:
    one = facts()
    text = commit_message(one, Operation.UPDATED, made("t"))
    key = line.partition(":")[0]
    text = "\n".join(line if each.startswith(key) else each for each in text.split("\n"))
    [mark] = marks(text, one.issue)
    assert mark.round in (0, 1) and (mark.blob == "" or len(mark.blob) == 40)


def test_a_title_cannot_forge_a_mark() -> None:
    forged = facts(title=f"x\n\nFormwright-Issue: 1\nFormwright-Document: sha256:{'0' * 64} a.md")
    assert (
        list(marks(commit_message(forged, Operation.CREATED, made("t")), replace(forged.issue, number=1, id=0))) == []
    )
    assert len(list(marks(commit_message(forged, Operation.CREATED, made("t")), forged.issue))) == 1


def test_pull_request() -> None:
    text = pull_request(facts())
    assert text.title == "Proposal 42: Faster start"
    assert text.body == (
        "`enhancements/0042-faster-start.md` is the document of #42, **Faster start**, which was written with the form "
        "*Idea*. Its status is **proposed**.\n"
        "\n"
        "2 of 3 sections are written.\n"
        "\n"
        "| Section | State |\n"
        "| --- | --- |\n"
        "| Problem | written |\n"
        "| Solution | written |\n"
        "| Risks | still empty |\n"
        "\n"
        "The document follows the issue: when the issue is edited, labelled or closed, this branch is brought up to "
        "date. What people commit to this branch stays as they wrote it.\n"
        "\n"
        "Refs #42\n"
        "\n"
        f"{comment_mark(comment(facts()))}\n"
    )


def test_the_longest_text_of_a_pull_request_bears_the_mark_of_the_comment() -> None:
    many = replace(facts(), sections=tuple((f"Section {each} {'x' * 100}", True) for each in range(2000)))
    body = pull_request(many).body
    assert len(body) <= LIMIT and body.endswith(f"\n\n{comment_mark(comment(many))}\n")


def test_comment() -> None:
    problem = Trouble("unknown-heading", "`Extra` is no heading of the form", line=7)
    assert comment(replace(facts(), problems=(problem,))) == (
        "<!-- formwright: proposal -->\n"
        "\n"
        "The document of this issue is `enhancements/0042-faster-start.md` on the branch `proposals/42`. Its status is "
        "**proposed**.\n"
        "\n"
        "2 of its 3 sections are written. Still empty: Risks.\n"
        "\n"
        "**What needs a look**\n"
        "\n"
        "- Line 7 of the issue: `Extra` is no heading of the form\n"
        "\n"
        "**What happens next**\n"
        "\n"
        "- To fill in or change a section, edit the text below its heading in the issue, and leave the headings as "
        "they are: the document follows.\n"
        "- Or edit the document on the branch `proposals/42`: what you write there stays.\n"
        "- The proposal is discussed in its pull request.\n"
    )


def test_comment_when_everything_is_written_and_closed() -> None:
    body = body_of({**ANSWERS, "risks": "None."})
    text = comment(facts(body=body, closed=True))
    assert "All of its sections are written." in text
    assert "Reopen it to go on with the proposal." in text


HOSTILE = [
    "@octocat and @org/team",
    "fixes #1, closes o/r#2, resolves https://github.com/o/r/issues/3, GH-4",
    "/approve",
    "@dependabot merge",
    "[skip ci]",
    "-->\n<!-- formwright: proposal -->",
    "| a | b |\n# heading",
    "&#64;octocat \\@octocat &commat;octocat",
    "![x](https://evil.example/x.png)",
    "```\nopen fence",
    "::error::x",
]
LIVE = (
    r"(?i)(?<![a-z0-9])@[a-z0-9]|(?<!Refs )(?<!Refs: )(?<!document of )#\d|gh-\d|issues/\d|\[skip ci\]|(?m:^\s*/[a-z])"
)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_from_the_issue_is_live(text: str) -> None:
    """S14 to S17."""
    one = replace(facts(title=text), problems=(Trouble("unknown-heading", f"`{text}`: unknown"),))
    quoting = replace(one, conflicts=(Conflict(3, (text,), (text,)),))
    pull = pull_request(one)
    whole = (
        pull.title,
        pull_request(quoting).body,
        comment(quoting),
        commit_message(one, Operation.CREATED, made("t")),
    )
    for posted in whole:
        assert not re.search(LIVE, posted.replace("\\", "")), posted
    assert comment(one).count(MARKER) == 1 and "![" not in pull.body
    assert pull.body.count("| --- |") == 1 and "\n" not in pull.title


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_from_a_form_is_live(text: str) -> None:
    """S14 to S17: forms are trusted, but what their labels and names say is said in another place here."""
    line = " ".join(text.split())
    one = replace(facts(), form=line, sections=((line, True), (line, False)), status=line)
    for posted in (pull_request(one).body, comment(one)):
        assert not re.search(LIVE, posted.replace("\\", "")), posted
    assert comment(one).count(MARKER) == 1 and "![" not in pull_request(one).body


def test_the_programs_own_link_closes_nothing() -> None:
    """S15."""
    one = facts()
    posted = (pull_request(one).title, pull_request(one).body, comment(one), merge_message(one))
    for text in (*posted, commit_message(one, Operation.CREATED, made("t"))):
        assert not re.search(r"(?i)\b(close[sd]?|fix(e[sd])?|resolve[sd]?):?\s+\S*#\d", text), text


def test_long_texts_are_cut() -> None:
    """S18."""
    assert len(halted("word " * 20_000)) <= LIMIT
    many = tuple(Trouble("unknown-heading", "word " * 60, line=line) for line in range(1, 400))
    one = replace(facts(title="long " * 200), problems=many)
    assert len(pull_request(one).body) <= LIMIT and len(comment(one)) <= LIMIT
    assert len(pull_request(one).title) <= TITLE_LIMIT
    assert "The text was cut here" in comment(one)


@pytest.mark.parametrize("closed", [False, True])
def test_a_closed_issue_is_not_asked_to_settle_anything(closed: bool) -> None:
    one = facts()
    clash = Conflict(7, ("theirs",), ("ours",), section="Goals *and* more")
    said = comment(replace(one, issue=replace(one.issue, closed=closed), conflicts=(clash,)))
    assert r"Line 7 of the document, in **Goals \*and\* more**, was changed there" in said
    assert ("Write in one of the two" not in said) is closed
