"""Races: twenty runs at once end as one does, with nothing twice and nothing lost (S31, S32, S33)."""

from __future__ import annotations

import contextlib
import itertools
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

from emulator import OWNER_TOKEN, Emulator, Hub
from fake.api import NAME, Answer, FakeGitHub
from fake.wire import Wire, wired
from formwright.host import Host
from formwright.host.github import GitHub
from formwright.host.worktree import Worktree
from formwright.jobs.propose import Outcome, propose, propose_issue
from proposals import ANSWERS, TEMPLATE, Repository, body_of, event

RUNS = 20
FILES = {"forms/idea.md": TEMPLATE}
SEQUENTIAL = "proposals:\n  idea:\n    folder: ideas\n    number: sequential\n"
CHANGED = body_of({**ANSWERS, "problem": "It is slower than ever."})
_names = itertools.count(1)


def at_once(runs: Iterable[Callable[[], Outcome]]) -> list[Outcome]:
    """Begin all runs at the same moment, and return what became of them."""
    todo = list(runs)
    gate = threading.Barrier(len(todo))

    def run(each: Callable[[], Outcome]) -> Outcome:
        gate.wait()
        return each()

    with ThreadPoolExecutor(len(todo)) as pool:
        return [future.result() for future in [pool.submit(run, each) for each in todo]]


def proposing(host: Callable[[], Host], number: int) -> Callable[[], Outcome]:
    def run() -> Outcome:
        mine = host()
        issue = mine.issue(number)
        assert issue is not None
        return propose_issue(mine, issue, base_name="main")

    return run


def on(hub: Hub) -> Callable[[], GitHub]:
    return lambda: GitHub(OWNER_TOKEN, hub.name, hub.emulator.url)


def hub_of(emulator: Emulator) -> Hub:
    return emulator.repository(f"race-{next(_names)}", FILES)


def opened(hub: Hub, title: str = "Faster start") -> int:
    return int(hub.open_issue(title, body_of(ANSWERS))["number"])


def check(hub: Hub, numbers: Iterable[int]) -> None:
    """Check that every issue has one branch, one pull request and one comment, and that the next run has no work."""
    wanted = sorted(f"proposals/{number}" for number in numbers)
    assert sorted(set(hub.heads()) - {"main"}) == wanted
    assert sorted(pull["head"]["ref"] for pull in hub.pulls() if pull["state"] == "open") == wanted
    for number in numbers:
        assert len(hub.comments(number)) == 1
        assert proposing(on(hub), number)().plan.operation == "unchanged"


def test_many_runs_over_ten_issues_on_the_emulator(emulator: Emulator) -> None:
    hub = hub_of(emulator)
    numbers = [opened(hub, f"Idea {each}") for each in range(10)]
    outcomes = at_once(proposing(on(hub), numbers[each % 10]) for each in range(RUNS))
    assert sum(outcome.applied.commit is not None for outcome in outcomes) == 10
    check(hub, numbers)


def test_many_runs_over_one_issue_on_the_emulator(emulator: Emulator) -> None:
    hub = hub_of(emulator)
    number = opened(hub)
    outcomes = at_once([proposing(on(hub), number)] * RUNS)
    assert [outcome.plan.operation for outcome in outcomes if outcome.applied.commit] == ["created"]
    check(hub, [number])


def test_many_runs_and_a_person_on_the_emulator(emulator: Emulator) -> None:
    """The person's commit comes in between: it stays, and so does what the issue says now."""
    hub = hub_of(emulator)
    number = opened(hub)
    path = str(proposing(on(hub), number)().plan.document)
    branch = f"proposals/{number}"
    hub.edit_issue(number, body=CHANGED)
    commits: list[str] = []

    def person() -> Outcome:
        while not commits:
            with contextlib.suppress(HTTPError):
                commits.append(hub.commit(branch, {"measurements.md": "By a person.\n"}))
        return proposing(on(hub), number)()

    at_once([person, *[proposing(on(hub), number)] * (RUNS - 1)])
    proposing(on(hub), number)()
    assert "slower than ever" in hub.show(branch, path)
    assert hub.show(branch, "measurements.md") == "By a person.\n"
    assert hub.call("GET", f"compare/{commits[0]}...{branch}")["behind_by"] == 0
    check(hub, [number])


class Locked(Wire):
    """A wire for many threads: the server does one thing at a time."""

    def __init__(self, github: FakeGitHub) -> None:
        super().__init__(github)
        self.lock = threading.Lock()

    def answer(self, method: str, url: str, body: Any) -> Answer:
        with self.lock:
            return super().answer(method, url, body)


def on_fake(github: FakeGitHub, numbers: Iterable[int]) -> list[Outcome]:
    def host() -> GitHub:
        return GitHub("ghs_not-a-token", NAME, pause=lambda _: None)

    with wired(Locked(github)):
        return at_once(proposing(host, number) for number in numbers)


def test_many_runs_over_one_issue_with_githubs_rules() -> None:
    github = FakeGitHub(FILES)
    number = github.open_issue("Faster start", body_of(ANSWERS))
    outcomes = on_fake(github, [number] * RUNS)
    assert sum(outcome.applied.commit is not None for outcome in outcomes) == 1
    assert (len(github.pulls), len(github.comments), len(github.git.refs)) == (1, 1, 2)


def test_many_sequential_numbers_with_githubs_rules() -> None:
    """S33: no number is given out twice."""
    github = FakeGitHub({**FILES, ".github/formwright.yml": SEQUENTIAL})
    numbers = [github.open_issue(f"Idea {each}", body_of(ANSWERS)) for each in range(5)]
    outcomes = on_fake(github, numbers * 2)
    given = {(outcome.plan.issue, outcome.plan.number) for outcome in outcomes}
    assert len(given) == len({issue for issue, _ in given}) == len({number for _, number in given}) == 5
    assert len(github.pulls) == len(github.comments) == 5


def test_many_runs_over_ten_issues_on_disk(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    runs = [lambda number=each % 10 + 1: propose(Worktree(repository.folder), event(number)) for each in range(RUNS)]
    outcomes = at_once(runs)
    assert sum(outcome.applied.commit is not None for outcome in outcomes) == 10
    assert sorted(repository.heads()) == sorted(["main", *(f"proposals/{number}" for number in range(1, 11))])


def test_many_runs_over_one_issue_on_disk(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    outcomes = at_once([lambda: propose(Worktree(repository.folder), event())] * RUNS)
    assert sum(outcome.applied.commit is not None for outcome in outcomes) == 1
    assert propose(Worktree(repository.folder), event()).plan.operation == "unchanged"
    assert repository.git("rev-list", "--count", "main..proposals/42").strip() == "1"
