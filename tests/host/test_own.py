"""What is the program's own on GitHub, and what is others': comments (S19), commits (S11), branches (S31)."""

from __future__ import annotations

import copy
from typing import Any

from fake.api import BOT, NAME, PERSON, Answer, FakeGitHub
from fake.flows import FLOWS, act, prepared
from fake.wire import Wire, wired
from formwright.host import Applied
from formwright.host.github import GitHub
from formwright.jobs.propose import propose
from formwright.proposal.marking import MARKER
from formwright.proposal.model import Plan
from proposals import ANSWERS, body_of, event

FLOW = FLOWS["a new proposal"]


def run(github: FakeGitHub) -> None:
    assert act(github, FLOW, Wire(github)) == 0


def said(github: FakeGitHub, user: str) -> list[str]:
    return [each["body"] for each in github.comments.values() if each["user"] == user]


def comments_before(github: FakeGitHub, *bodies: str) -> None:
    """Let a person have said something before all that was said."""
    after = copy.deepcopy(github.comments)
    github.comments.clear()
    for number, body in enumerate(bodies, 1):
        github.comments[number] = {"id": number, "issue": 1, "body": body, "user": PERSON}
    github.comments.update(after)


def changed(github: FakeGitHub) -> None:
    github.wait(3600)
    github.edit_issue(1, body=body_of({**ANSWERS, "risks": "None that we know of."}))


def test_a_persons_comment_that_begins_like_ours_is_not_touched() -> None:
    """S19: neither by the first run nor by a later one."""
    github = prepared(FLOW)
    forged = f"{MARKER}\n\nApproved."
    comments_before(github, forged)
    run(github)
    changed(github)
    run(github)
    assert said(github, PERSON) == [forged] and len(said(github, BOT)) == 1


def test_a_comment_that_quotes_ours_is_not_touched() -> None:
    """S19: another workflow of the repository writes by the same name."""
    github = prepared(FLOW)
    quoting = f"The last comment was:\n\n{MARKER}\n\nThe document of this issue is …"
    comments_before(github, quoting)
    github.comments[1]["user"] = BOT
    run(github)
    changed(github)
    run(github)
    assert len(said(github, BOT)) == 2 and said(github, BOT)[0] == quoting


def test_the_comment_is_found_on_any_page() -> None:
    """S19."""
    github = prepared(FLOW)
    run(github)
    before = said(github, BOT)
    comments_before(github, *["me too"] * 250)
    changed(github)
    run(github)
    [after] = said(github, BOT)
    assert [after] != before and len(said(github, PERSON)) == 250


class Recording(Wire):
    """A wire that keeps what is written."""

    def __init__(self, github: FakeGitHub) -> None:
        super().__init__(github)
        self.bodies: list[tuple[str, Any]] = []

    def answer(self, method: str, url: str, body: Any) -> Answer:
        self.bodies.append((url, body))
        return super().answer(method, url, body)


def test_commits_name_nobody_else_as_their_author() -> None:
    """S11: without an author GitHub names whoever has the token."""
    github = prepared(FLOW)
    for name in ("a new proposal", "a change", "a change beside people's commits"):
        github = prepared(FLOWS[name])
        wire = Recording(github)
        assert act(github, FLOWS[name], wire) == 0
        commits = [body for url, body in wire.bodies if body and ("/git/commits" in url or "/contents/" in url)]
        assert commits and not [body for body in commits if {"author", "committer"} & body.keys()]


class Late(GitHub):
    """A host on which a person is faster: they commit to the branch once the plan is made."""

    def __init__(self, github: FakeGitHub, files: dict[str, str]) -> None:
        super().__init__("ghs_not-a-token", NAME, pause=github.wait)
        self._github, self._files = github, files

    def apply(self, plan: Plan) -> Applied:
        if self._files:
            self._github.commit("proposals/1", self._files)
            self._files = {}
        return super().apply(plan)


def document(github: FakeGitHub) -> tuple[str, str]:
    """Return path and text of the proposal's document."""
    path = next(path for path in github.git.files(github.git.refs["refs/heads/proposals/1"]) if "0001" in path)
    return path, github.git.text("proposals/1", path)


def test_who_is_late_forces_nothing() -> None:
    """S31: a branch that has people's commits is moved by several of our own; the fake refuses to be forced."""
    github = prepared(FLOWS["a change beside people's commits"])
    with wired(Wire(github)):
        propose(Late(github, {"note.md": "Human file.\n"}), event(1))
    _, text = document(github)
    assert github.git.text("proposals/1", "note.md") == "Human file.\n"
    assert "By a person." in text and "slower than ever" in text


def test_who_is_late_replaces_nothing() -> None:
    """S31: one file is replaced in one request, for the file that was read and no later one."""
    github = prepared(FLOWS["a change"])
    path, text = document(github)
    late = text.replace("Make it fast.", "Make it fast.\n\nBy a person.")
    with wired(Wire(github)):
        propose(Late(github, {path: late}), event(1))
    _, text = document(github)
    assert "By a person." in text and "None that we know of." in text
