"""What people read of a delivery: nothing of a template's is live in it, and nothing too long."""

from __future__ import annotations

import re

from fake.api import NAME, FakeGitHub
from fake.wire import Wire, wired
from formwright.host.github import GitHub
from formwright.jobs.delivery import Files, deliver
from formwright.jobs.forms import sync
from formwright.jobs.sync import Action, Change
from formwright.text.inert import LIMIT, TITLE_LIMIT

SYNC = "formwright/sync"
TEMPLATE = "---\nname: Bug report\nabout: Tell us\n{more}---\n\n## What happened\n<!-- In order. -->\n"
LIVE = r"(?<![A-Za-z0-9`/])@[A-Za-z]|(?<!`)#\d|(?i:gh-\d)|<img"


def host(github: FakeGitHub) -> GitHub:
    return GitHub("ghs_not-a-token", NAME, pause=github.wait)


def test_nothing_from_a_template_is_live_in_the_pull_request() -> None:
    """S14 to S17: a person who may propose a template is not one who may notify, or close, by it."""
    hostile = "fixes #1 @octocat GH-2 <img>"
    github = FakeGitHub({"forms/bug.md": TEMPLATE.format(more=f"labels: ['{hostile}']\n")})
    with wired(Wire(github)):
        sync(host(github))
    [pull] = github.pulls.values()
    assert "octocat" in pull["body"] and not re.search(LIVE, pull["body"]), pull["body"]
    change = Change("a.yml", Action.UPDATE, "a", "b", hostile)
    with wired(Wire(github)):
        made = host(github)
        deliver(made, made.base(None), Files(SYNC, "Title", "About", (change,)), by="pull-request")
    [pull] = github.pulls.values()
    assert "octocat" in pull["body"] and not re.search(LIVE, pull["body"]), pull["body"]


def test_that_a_pull_request_starts_no_checks_is_said_in_it() -> None:
    """S28."""
    github = FakeGitHub({"forms/bug.md": TEMPLATE.format(more="")})
    with wired(Wire(github)):
        sync(host(github))
    [pull] = github.pulls.values()
    assert "with its own `GITHUB_TOKEN` starts no checks" in pull["body"]


def test_the_pull_request_of_many_files_is_cut() -> None:
    """S18."""
    github = FakeGitHub({"README.md": "x\n"})
    changes = tuple(
        Change(f"{each:04}-{'x' * 90}.yml", Action.CREATE, None, "a\n", "a new template") for each in range(700)
    )
    with wired(Wire(github)):
        made = host(github)
        deliver(made, made.base(None), Files(SYNC, "Title", "About", changes), by="pull-request")
    [pull] = github.pulls.values()
    assert len(pull["body"]) <= LIMIT and len(pull["title"]) <= TITLE_LIMIT
    assert "The text was cut here" in pull["body"]


def test_what_people_commit_to_the_branch_stays() -> None:
    """S32: the next sync goes on from the branch, with all that is there."""
    github = FakeGitHub({"forms/bug.md": TEMPLATE.format(more="")})
    with wired(Wire(github)):
        sync(host(github))
    github.commit(SYNC, {"notes.md": "By a person.\n"})
    github.commit("main", {"forms/bug.md": TEMPLATE.format(more="").replace("Bug report", "Fault report")})
    with wired(Wire(github)):
        sync(host(github))
    assert github.git.text(SYNC, "notes.md") == "By a person.\n"
    assert "Fault report" in github.git.text(SYNC, ".github/ISSUE_TEMPLATE/bug.yml")
