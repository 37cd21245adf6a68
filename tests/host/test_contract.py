"""What both hosts keep of the protocol, on a real git repository and over HTTP."""

from __future__ import annotations

from pathlib import Path

import pytest

from formwright.errors import InputError
from formwright.host import Host, RefMovedError
from formwright.proposal.model import Change, Commit, Operation, Plan, PullRequest
from hosts import Place, place_on

BRANCH, PATH, DATE = "proposals/42", "enhancements/0042-x.md", "2024-05-01T10:00:00Z"
FILES = {"d/a.md": "A\n", "d/b ü.md": "ü\r\n", "d/sub/c.md": "C", "c.md": "x\n", "e.md": ""}


@pytest.fixture(params=["worktree", "github"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    return place_on(request, tmp_path, FILES)


def plan(head: str | None, *commits: Commit) -> Plan:
    pull = PullRequest("Title", "Body")
    return Plan(Operation.CREATED, "", branch=BRANCH, head=head, commits=commits, pull_request=pull, issue=1)


def commit(parent: str | int, text: str | None, *others: str | int, path: str = PATH) -> Commit:
    return Commit("Add ünïcode\n\nFormwright-Issue: 42\n", (Change(path, text),), (parent, *others), DATE)


def made(host: Host, head: str | None, *commits: Commit) -> str:
    done = host.apply(plan(head, *commits)).commit
    assert done is not None
    return done


def test_reading(place: Place) -> None:
    host = place.host()
    base = host.base("main")
    assert base == place.heads()["main"] == place.host().base(None)
    assert host.files(base, "d") == ["d/a.md", "d/b ü.md"] and host.files(base, "none/below") == []
    assert host.read(base, ["d/a.md", "d/b ü.md", "d", "none", "e.md"]) == {
        "d/a.md": "A\n",
        "d/b ü.md": "ü\r\n",
        "e.md": "",
    }
    assert host.head(BRANCH) is None and host.branches("proposals/") == {}
    with pytest.raises(InputError, match="G05"):
        host.files(base, "c.md/below")


def test_a_branch_with_its_history(place: Place) -> None:
    host = place.host()
    base = host.base("main")
    first = made(host, None, commit(base, "1\n"))
    host = place.host()
    assert host.base("main", BRANCH) == base and host.head(BRANCH) == first
    second = made(host, first, commit(first, "2\n"))
    host = place.host()
    host.base("main", BRANCH)
    assert [sha for sha, _ in host.history(second, "Formwright-Issue: 42", base=base, folder="d")] == [second, first]
    assert list(host.history(second, "Formwright-Issue: 4", base=base, folder="d")) == []
    assert host.contains(second, base) and not host.contains(base, second)
    assert host.read(second, [PATH, "d/a.md"]) == {PATH: "2\n", "d/a.md": "A\n"}
    assert host.files(second, "enhancements") == [PATH] and host.files(second, "d") == host.files(base, "d")
    assert host.message(second).startswith("Add ünïcode\n")


def test_several_commits_and_a_removal(place: Place) -> None:
    host = place.host()
    base = host.base("main")
    last = made(host, None, commit(base, "1\n"), commit(0, None, path="c.md"), commit(1, "3\n", base))
    host = place.host()
    assert host.read(last, [PATH, "c.md", "e.md"]) == {PATH: "3\n", "e.md": ""}


def test_bytes_that_are_no_text_come_back_as_they_were(place: Place) -> None:
    host = place.host()
    last = made(host, None, commit(host.base("main"), "caf\udce9\n"))
    assert place.host().read(last, [PATH]) == {PATH: "caf\udce9\n"}


def test_who_comes_late_changes_nothing(place: Place) -> None:
    """S31: neither where the branch is new, nor where it moved."""
    host = place.host()
    base = host.base("main")
    first = made(host, None, commit(base, "winner\n"))
    for head in (None, base):
        with pytest.raises(RefMovedError, match="G07"):
            place.host().apply(plan(head, commit(base, "loser\n")))
    person = place.commit(BRANCH, {PATH: "by a person\n"})
    late = place.host()
    late.base("main", BRANCH)
    with pytest.raises(RefMovedError, match="G07"):
        late.apply(plan(first, commit(first, "late\n")))
    assert place.heads()[BRANCH] == person and place.show(BRANCH, PATH) == "by a person\n"
