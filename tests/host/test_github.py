"""The GitHub host over HTTP, against a server that we did not write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from emulator import OTHER_TOKEN, OWNER_TOKEN, Emulator, Hub
from formwright.errors import HostError, InputError
from formwright.host import RefMovedError
from formwright.host.github import GitHub
from formwright.host.refusals import explained
from formwright.host.rest import ApiError, Rest
from formwright.jobs.propose import propose_issue
from formwright.proposal.marking import MARKER
from formwright.proposal.model import Change, Commit, Operation, Plan, PullRequest
from proposals import ANSWERS, TEMPLATE, body_of

_names = iter(range(1, 1000))


@pytest.fixture
def hub(emulator: Emulator) -> Hub:
    return emulator.repository(f"app-{next(_names)}", {"forms/idea.md": TEMPLATE})


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is asked of the API, in order."""
    seen: list[str] = []
    ask = Rest._ask

    def count(rest: Rest, verb: str, url: str, values: Any) -> Any:
        seen.append(verb)
        return ask(rest, verb, url, values)

    monkeypatch.setattr(Rest, "_ask", count)
    return seen


def host_of(hub: Hub) -> GitHub:
    return GitHub(OWNER_TOKEN, hub.name, hub.emulator.url, pause=lambda _: None)


def run(hub: Hub, number: int) -> dict[str, Any]:
    host = host_of(hub)
    issue = host.issue(number)
    assert issue is not None
    return propose_issue(host, issue).as_json()


def opened(hub: Hub, **changes: Any) -> int:
    return int(hub.open_issue("Faster start", body_of({**ANSWERS, **changes}))["number"])


def test_a_life(hub: Hub, calls: list[str]) -> None:
    number = opened(hub)
    outcome = run(hub, number)
    branch, path = f"proposals/{number}", outcome["document"]
    assert (outcome["operation"], outcome["status"], hub.heads()[branch]) == ("created", "proposed", outcome["commit"])
    assert [call for call in calls if call != "GET"] == ["POST"] * 5
    [pull] = hub.pulls()
    assert (pull["title"], pull["head"]["ref"], pull["base"]["ref"]) == (
        f"Proposal {number}: Faster start",
        branch,
        "main",
    )
    assert outcome["pull_request"] == {"number": pull["number"], "title": pull["title"], "body": pull["body"]}
    assert [comment["body"] for comment in hub.comments(number)] == [outcome["comment"]]
    assert "authors: [hubot]" in hub.show(branch, path)

    calls.clear()
    assert run(hub, number)["operation"] == "unchanged"
    assert set(calls) == {"GET"}

    text = hub.show(branch, path)
    hub.commit(branch, {path: text.replace("Make it fast.", "Make it fast.\n\nHuman line."), "other.txt": "kept\n"})
    hub.edit_issue(number, title="Another title", body=body_of({"problem": "New.", "solution": "Make it fast."}))
    hub.call("POST", f"issues/{number}/labels", {"labels": ["status: review"]})
    outcome = run(hub, number)
    assert (outcome["operation"], outcome["status"], outcome["document"]) == ("updated", "review", path)
    text = hub.show(branch, path)
    assert "New." in text and "Human line." in text and "status: review" in text
    assert hub.show(branch, "other.txt") == "kept\n"
    assert hub.pulls()[0]["title"] == f"Proposal {number}: Another title"
    assert len(hub.comments(number)) == len(hub.pulls()) == 1
    assert run(hub, number)["operation"] == "unchanged"

    hub.edit_issue(number, state="closed", state_reason="completed", labels=[])
    outcome = run(hub, number)
    assert (outcome["operation"], outcome["status"]) == ("closed", "implemented")
    assert "Human line." in hub.show(branch, path)


def test_a_skipped_issue_writes_nothing(hub: Hub, calls: list[str]) -> None:
    number = int(hub.open_issue("A question", "Just text.")["number"])
    assert run(hub, number)["operation"] == "skipped"
    assert set(calls) == {"GET"} and hub.comments(number) == []


def test_somebody_elses_comment_with_the_marker_is_not_touched(hub: Hub) -> None:
    """S19: on any page."""
    number = opened(hub)
    forged = f"{MARKER}\n\nApproved."
    hub.call("POST", f"issues/{number}/comments", {"body": forged}, OTHER_TOKEN)
    for _ in range(100):
        hub.call("POST", f"issues/{number}/comments", {"body": "me too"}, OTHER_TOKEN)
    run(hub, number)
    hub.edit_issue(number, body=body_of({**ANSWERS, "risks": "None."}))
    outcome = run(hub, number)
    found = hub.comments(number) + hub.call("GET", f"issues/{number}/comments?per_page=100&page=2")
    marked = [comment for comment in found if comment["body"].startswith(MARKER)]
    assert [(each["user"]["login"], each["body"]) for each in marked] == [
        ("hubot", forged),
        ("octocat", outcome["comment"]),
    ]


def test_a_pull_request_that_a_person_closed_stays_closed(hub: Hub) -> None:
    """S25."""
    number = opened(hub)
    run(hub, number)
    [pull] = hub.pulls()
    hub.call("PATCH", f"pulls/{pull['number']}", {"state": "closed"})
    hub.edit_issue(number, body=body_of({**ANSWERS, "risks": "None."}))
    outcome = run(hub, number)
    assert outcome["operation"] == "updated" and outcome["pull_request"]["number"] is None
    assert [each["state"] for each in hub.pulls()] == ["closed"]


def test_after_a_merge_the_next_change_gets_a_pull_request_of_its_own(hub: Hub) -> None:
    number = opened(hub)
    run(hub, number)
    [pull] = hub.pulls()
    hub.call("PUT", f"pulls/{pull['number']}/merge", {"merge_method": "merge"})
    outcome = run(hub, number)
    assert (outcome["operation"], outcome["status"]) == ("updated", "accepted")
    assert sorted(each["state"] for each in hub.pulls()) == ["closed", "open"]
    assert run(hub, number)["operation"] == "unchanged"


def test_a_lost_pull_request_and_comment_are_made_by_the_next_run(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    number = opened(hub)
    with monkeypatch.context() as patched:
        patched.setattr("formwright.host.publishing.Publisher.publish", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run(hub, number)
    assert hub.pulls() == [] and f"proposals/{number}" in hub.heads()
    outcome = run(hub, number)
    assert outcome["operation"] == "unchanged" and outcome["pull_request"]["number"] == hub.pulls()[0]["number"]
    assert len(hub.comments(number)) == 1


def test_issues_that_are_gone(hub: Hub) -> None:
    issue = host_of(hub).issue(999)
    assert issue is not None and issue.gone
    assert run(hub, 999)["reason"] == "the issue was deleted, transferred or made a discussion"


def plan(hub: Hub, parent: str, text: str, head: str | None = None) -> Plan:
    commit = Commit("Add", (Change("enhancements/0042-x.md", text),), (parent,), "2024-05-01T10:00:00Z")
    issue = opened(hub)
    return Plan(
        Operation.CREATED,
        "",
        branch="proposals/42",
        head=head,
        commits=(commit,),
        pull_request=PullRequest("Title", "Body"),
        issue=issue,
    )


def test_the_loser_of_a_race_changes_nothing(hub: Hub) -> None:
    """S31: no update is forced."""
    host = host_of(hub)
    base = host.base("main")
    winner = host.apply(plan(hub, base, "winner\n")).commit
    for stale in (None, base):
        with pytest.raises(RefMovedError, match="G07"):
            host.apply(plan(hub, base, "loser\n", stale))
    assert hub.heads()["proposals/42"] == winner and len(hub.pulls()) == 1


def test_bytes_that_are_no_text_come_back_as_they_were(hub: Hub) -> None:
    host = host_of(hub)
    made = host.apply(plan(hub, host.base("main"), "caf\udce9\n")).commit
    assert made is not None
    assert host_of(hub).read(made, ["enhancements/0042-x.md"]) == {"enhancements/0042-x.md": "caf\udce9\n"}


def test_reading(hub: Hub) -> None:
    hub.commit("main", {"d/a.md": "A", "d/sub/b.md": "B", "c.md": "C"})
    hub.call("POST", "git/refs", {"ref": "refs/heads/proposals/7", "sha": hub.heads()["main"]})
    host = host_of(hub)
    base = host.base(None)
    assert host.files(base, "d") == ["d/a.md"] and host.files(base, "none") == []
    assert host.read(base, ["d/a.md", "d", "none"]) == {"d/a.md": "A"}
    assert host.branches("proposals/") == {"proposals/7": base}
    assert host.contains(base, base) and host.head("proposals/8") is None
    with pytest.raises(InputError, match="G05"):
        host.files(base, "c.md/below")
    with pytest.raises(InputError, match="G04 the branch `gone` does not exist"):
        host.base("gone")


def test_the_versions_of_a_file(hub: Hub, calls: list[str]) -> None:
    """One request for the commits, one for each text that is not today's; an issue of an earlier form is read."""
    for text in (TEMPLATE.replace("Problem", "Pain"), TEMPLATE.replace("Problem", "Trouble")):
        hub.commit("main", {"forms/idea.md": text})
    host = host_of(hub)
    base = host.base("main")
    host.read(base, ["forms/idea.md"])
    calls.clear()
    texts = list(host.versions(base, "forms/idea.md"))
    assert [word for text in texts for word in ("Trouble", "Pain", "Problem") if word in text] == [
        "Trouble",
        "Pain",
        "Problem",
    ]
    assert calls == ["GET"] * 3
    assert list(host.versions(base, "never.md")) == []
    outcome = run(hub, opened(hub))
    assert "It is slow." in hub.show(outcome["branch"], outcome["document"])


def test_a_repository_that_is_not_there(emulator: Emulator) -> None:
    with pytest.raises(HostError, match="G24 GitHub shows nothing where the token was to read the repository"):
        GitHub(OWNER_TOKEN, "octocat/none", emulator.url).base(None)


def test_github_that_cannot_be_reached() -> None:
    waits: list[float] = []
    with pytest.raises(HostError, match="G20 GitHub did not answer") as raised:
        GitHub("secret-token", "o/r", "http://127.0.0.1:9", pause=waits.append).base("main")
    assert waits == [1.0, 2.0, 4.0]
    assert "secret-token" not in str(raised.value)


@pytest.mark.parametrize(
    ("status", "message", "words"),
    [
        (401, "bad credentials", "G21 GitHub does not accept the token"),
        (403, "resource not accessible by integration", "add the line `pull-requests: write` below the job's"),
        (403, "github actions is not permitted to create or approve pull requests.", "G22 GitHub Actions may not"),
        (403, "you have exceeded a secondary rate limit", "G23 GitHub's rate limit is used up"),
        (429, "api rate limit exceeded", "G23"),
        (404, "not found", "G24 GitHub shows nothing where the token was to create pull requests"),
        (500, "secret", "G20 GitHub did not answer as it should when the program was to create pull requests (500)"),
        (418, "secret", "G25 GitHub refused to create pull requests (418)"),
    ],
)
def test_what_github_refuses_is_explained(status: int, message: str, words: str) -> None:
    limited = "rate limit" in message
    error = explained(ApiError(status, message, limited=limited), "create pull requests", "pull-requests: write")
    assert words in str(error) and "secret" not in str(error)
    assert error.exit_code == 3


def test_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    rest = Rest("t", "o/r")
    asked: list[Any] = []

    def get(path: str, **parameters: Any) -> list[int]:
        asked.append(parameters["page"])
        return list(range(100 if parameters["page"] < 3 else 5))

    monkeypatch.setattr(rest, "get", get)
    items: Iterator[Any] = rest.pages("things")
    assert next(items) == 0 and asked == [1]
    assert len(list(items)) == 204 and asked == [1, 2, 3]


def test_all_issues_come_page_by_page(hub: Hub) -> None:
    """S34: a later run can go on from any page."""
    numbers = [int(hub.open_issue(f"Issue {each}", "text")["number"]) for each in range(101)]
    hub.edit_issue(numbers[0], state="closed")
    pages = list(host_of(hub).issues())
    assert [(page.number, len(page.issues)) for page in pages] == [(1, 100), (2, 1)]
    assert [issue.number for page in pages for issue in page.issues] == numbers
    assert [issue.number for page in host_of(hub).issues(page=2) for issue in page.issues] == numbers[100:]
    assert sum(len(page.issues) for page in host_of(hub).issues("open")) == 100


def test_labels(hub: Hub) -> None:
    hub.call("POST", "labels", {"name": "status: review", "color": "ededed"})
    found = host_of(hub).labels()
    assert found is not None and "status: review" in found and "status: gone" not in found
