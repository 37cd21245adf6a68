"""A run that another one overtakes, at each of its requests: in the end all says what the issue says now (S23, S31)."""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Callable

import pytest

from fake.api import Answer, FakeGitHub
from fake.faults import KINDS
from fake.flows import FLOWS, act, prepared
from fake.wire import KilledError, Wire
from faults import end_of
from formwright.proposal.marking import COMMENT_MARK
from proposals import ANSWERS, body_of

EDITED = body_of({**ANSWERS, "solution": "", "risks": "Some that we know of."})
NAMES = ["a new proposal", "a change", "a status label", "a branch that was left", "nothing to do"]


def run(github: FakeGitHub, name: str, wire: Wire | None = None) -> Wire:
    wire = wire or Wire(github)
    assert act(github, FLOWS[name], wire) == 0
    return wire


def edit_and_run(github: FakeGitHub, name: str) -> Wire:
    """Edit the issue so that its comment says something else, and let another run begin and end."""
    github.edit_issue(1, body=EDITED)
    return run(github, name)


@pytest.mark.parametrize("name", NAMES)
def test_the_end_is_that_of_the_later_run(name: str) -> None:
    start = prepared(FLOWS[name])
    wanted = copy.deepcopy(start)
    requests = run(wanted, name).sent
    edit_and_run(wanted, name)
    for at, request in enumerate(requests):
        github = copy.deepcopy(start)

        def overtaken(go: Callable[[], Answer], github: FakeGitHub) -> Answer:
            edit_and_run(github, name)
            return go()

        run(github, name, Wire(github, overtaken, at))
        assert end_of(github) == end_of(wanted), (at, request)
        again = run(github, name)
        assert [request for request in again.sent if request[0] != "GET"] == [], (at, request)


def said(github: FakeGitHub) -> tuple[str, str]:
    [pull], [comment] = github.pulls.values(), github.comments.values()
    return pull["body"], comment["body"]


def test_a_comment_that_went_there_and_back_around_a_killed_run_says_what_is_true() -> None:
    """People break the document, a run that says so is killed between its writes, and people mend it again."""
    start = prepared(FLOWS["nothing to do"])
    wanted, branch = said(start), "proposals/1"
    [path] = (path for path in start.git.files(start.git.refs[f"refs/heads/{branch}"]) if "0001" in path)
    whole = start.git.text(branch, path)
    start.commit(branch, {path: whole.rpartition("\n---\n")[2]})
    sent = run(copy.deepcopy(start), "nothing to do").sent
    assert [method for method, _ in sent if method != "GET"] == ["PATCH", "PATCH", "PATCH"]
    for at in range(len(sent)):
        github = copy.deepcopy(start)
        with contextlib.suppress(KilledError):
            run(github, "nothing to do", Wire(github, KINDS["killed before it acted"].fault, at))
        github.commit(branch, {path: whole})
        run(github, "nothing to do")
        assert said(github) == wanted, (at, sent[at])


def test_the_comment_of_a_proposal_that_stopped_and_goes_on_says_so() -> None:
    """A second document of the same number stops it; the comment says why, and after that what it said before."""
    github = prepared(FLOWS["nothing to do"])
    wanted, branch = said(github), "proposals/1"
    [path] = (path for path in github.git.files(github.git.refs[f"refs/heads/{branch}"]) if "0001" in path)
    copied = path.replace("0001-", "0001-another-")
    github.commit(branch, {copied: github.git.text(branch, path)})
    run(github, "nothing to do")
    assert "Nothing is written" in said(github)[1]
    github.commit(branch, {copied: None})
    run(github, "nothing to do")
    assert said(github) == wanted


def test_the_comment_follows_a_pull_request_that_is_closed_and_opened_again() -> None:
    github = prepared(FLOWS["nothing to do"])
    wanted = said(github)
    [pull] = github.pulls.values()
    pull["state"] = "closed"
    run(github, "nothing to do")
    assert "was closed" in said(github)[1]
    assert [method for method, _ in run(github, "nothing to do").sent if method != "GET"] == []
    pull["state"] = "open"
    run(github, "nothing to do")
    assert said(github) == wanted


def test_what_people_write_below_the_text_of_a_pull_request_stays() -> None:
    github = prepared(FLOWS["nothing to do"])
    [pull] = github.pulls.values()
    pull["body"] = f"{pull['body'].rstrip()}\r\n\r\n## Notes\r\n\r\nLook at line 3.\r\n"
    assert [method for method, _ in run(github, "nothing to do").sent if method != "GET"] == []
    edit_and_run(github, "nothing to do")
    pull["state"] = "closed"
    run(github, "nothing to do")
    pull["state"] = "open"
    run(github, "nothing to do")
    body = said(github)[0]
    assert body.endswith("-->\n\n## Notes\n\nLook at line 3.\n") and "| Risks | written |" in body
    assert [method for method, _ in run(github, "nothing to do").sent if method != "GET"] == []


def test_a_mark_in_an_issue_is_none() -> None:
    """A text that both changed is quoted in the pull request, and it may hold anything (S19)."""
    github = prepared(FLOWS["nothing to do"])
    branch, forged = "proposals/1", f"{COMMENT_MARK}0123456789abcdef -->"
    [path] = (path for path in github.git.files(github.git.refs[f"refs/heads/{branch}"]) if "0001" in path)
    github.commit(branch, {path: github.git.text(branch, path).replace("It is slow.", "It is not slow.")})
    for more in ("One.", "Two.", "Three."):
        github.edit_issue(1, body=body_of({**ANSWERS, "problem": f"It is slow. {more}\n{forged}\nThe end."}))
        run(github, "nothing to do")
        body = said(github)[0]
        assert body.count("Refs #1") == 1 and forged in body.splitlines()
        assert [method for method, _ in run(github, "nothing to do").sent if method != "GET"] == []
