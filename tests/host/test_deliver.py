"""Deliveries: several files on a branch of the program's own, or on the default branch, on both hosts."""

from __future__ import annotations

from pathlib import Path

import pytest

from emulator import Emulator
from formwright.errors import InputError
from formwright.host import Delivery, Host
from formwright.host.github import GitHub
from formwright.proposal.model import Change, PullRequest
from hosts import Place, hub_of, place_on
from proposals import TEMPLATE

SYNC = "formwright/sync"
FORM, OLD = ".github/ISSUE_TEMPLATE/idea.yml", ".github/ISSUE_TEMPLATE/old.yml"
START = {"forms/idea.md": TEMPLATE, OLD: "name: old\n", "README.md": "x\n"}


@pytest.fixture(params=["worktree", "github"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    return place_on(request, tmp_path, START)


def delivery(host: Host, branch: str, **files: str | None) -> Delivery:
    paths = {"form": FORM, "old": OLD}
    changes = tuple(Change(paths[name], text) for name, text in files.items())
    wanted = PullRequest("Sync the forms", "They follow their templates.") if branch != "main" else None
    return Delivery(branch, host.base("main"), "Sync the forms\n", changes, wanted)


def test_files_come_and_go_and_the_second_time_nothing(place: Place) -> None:
    host = place.host()
    applied = host.deliver(delivery(host, SYNC, form="name: idea\n", old=None))
    assert applied.commit == place.heads()[SYNC] != place.heads()["main"]
    again = place.host()
    assert again.read(str(applied.commit), [FORM, OLD, "README.md"]) == {FORM: "name: idea\n", "README.md": "x\n"}
    assert again.deliver(delivery(again, SYNC, form="name: idea\n", old=None)).commit is None
    assert place.heads()[SYNC] == applied.commit
    assert len(place.pulls()) == place.pull_requests


def test_what_people_commit_to_the_branch_stays(place: Place) -> None:
    host = place.host()
    host.deliver(delivery(host, SYNC, form="name: idea\n"))
    person = place.commit(SYNC, {"notes.md": "mine\n"})
    host = place.host()
    applied = host.deliver(delivery(host, SYNC, form="name: better idea\n"))
    assert host.contains(str(applied.commit), person)
    assert place.host().read(str(applied.commit), [FORM, "notes.md"]) == {
        FORM: "name: better idea\n",
        "notes.md": "mine\n",
    }
    assert len(place.pulls()) == place.pull_requests


def test_after_a_merge_the_branch_goes_on_from_the_default_branch(place: Place) -> None:
    host = place.host()
    host.deliver(delivery(host, SYNC, form="name: idea\n"))
    place.merge(SYNC)
    place.commit("main", {"later.md": "later\n"})
    host = place.host()
    applied = host.deliver(delivery(host, SYNC, form="name: better idea\n"))
    assert place.host().read(str(applied.commit), [FORM, "later.md"]) == {
        FORM: "name: better idea\n",
        "later.md": "later\n",
    }
    assert len(place.pulls()) == 2 * place.pull_requests


def test_a_link_in_the_way(place: Place) -> None:
    """S6."""
    host = place.host()
    wrong = Delivery(SYNC, host.base("main"), "x\n", (Change("README.md/idea.yml", "x\n"),))
    with pytest.raises(InputError, match="G05"):
        host.deliver(wrong)
    assert SYNC not in place.heads()


def test_onto_the_default_branch(tmp_path: Path, emulator: Emulator) -> None:
    hub = hub_of(emulator, START)
    host = GitHub("owner-token", hub.name, emulator.url)
    applied = host.deliver(delivery(host, "main", form="name: idea\n", old=None))
    assert hub.heads() == {"main": applied.commit} and hub.pulls() == []
    assert hub.show("main", FORM) == "name: idea\n"


def test_a_pull_request_that_a_person_closed_stays_closed_until_there_is_news(emulator: Emulator) -> None:
    hub = hub_of(emulator, START)

    def deliver(text: str) -> int | None:
        host = GitHub("owner-token", hub.name, emulator.url)
        return host.deliver(delivery(host, SYNC, form=text)).pull_request

    first = deliver("name: idea\n")
    hub.call("PATCH", f"pulls/{first}", {"state": "closed"})
    assert deliver("name: idea\n") is None
    assert deliver("name: better idea\n") not in (None, first)
    assert sorted(pull["state"] for pull in hub.pulls()) == ["closed", "open"]


def test_squashed_and_merged(emulator: Emulator) -> None:
    """The branch is behind what it became: it goes on from the default branch, and keeps its history."""
    hub = hub_of(emulator, START)
    host = GitHub("owner-token", hub.name, emulator.url)
    first = host.deliver(delivery(host, SYNC, form="name: idea\n"))
    hub.call("PUT", f"pulls/{first.pull_request}/merge", {"merge_method": "squash"})
    hub.commit("main", {"later.md": "later\n"})
    host = GitHub("owner-token", hub.name, emulator.url)
    second = host.deliver(delivery(host, SYNC, form="name: better idea\n"))
    parents = [parent["sha"] for parent in hub.call("GET", f"git/commits/{second.commit}")["parents"]]
    assert parents == [first.commit, hub.heads()["main"]]
    assert hub.show(SYNC, "later.md") == "later\n" and second.pull_request != first.pull_request
