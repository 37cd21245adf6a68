"""Backfill: all issues, page by page; shares end as one run does; a second run writes nothing (S34)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from emulator import Emulator
from fake.api import NAME, FakeGitHub
from fake.wire import Wire, wired
from formwright.errors import HostError, UsageError
from formwright.findings import Finding
from formwright.host import Host, IssuePage
from formwright.host.github import GitHub
from formwright.host.worktree import Worktree
from formwright.jobs.backfill import backfill
from formwright.jobs.progress import Progress, Wanted
from formwright.jobs.propose import propose_issue
from formwright.jobs.shards import Shard, read_shard
from formwright.proposal.model import Change, Commit, Issue, Operation, Plan
from formwright.proposal.reconcile import Case
from hosts import OnGitHub, hub_of
from proposals import ANSWERS, TEMPLATE, Repository, body_of, event

BODY = body_of(ANSWERS)
OPEN = [event(n, title=f"Idea {n}", body=BODY).as_issue() for n in range(1, 8)]
CLOSED = [event(n, title=f"Old {n}", body=BODY, state="closed", state_reason="completed").as_issue() for n in (8, 9)]
OTHERS = [event(10, body="No form").as_issue(), event(11, body=BODY, pull_request={}).as_issue()]
ISSUES = [*OPEN, *CLOSED, *OTHERS]


def paged(issues: list[Issue], size: int = 3) -> Callable[[int], Iterator[IssuePage]]:
    pages = [IssuePage(at // size + 1, issues[at : at + size]) for at in range(0, len(issues), size)]
    return lambda first: iter(pages[first - 1 :])


def run(repository: Repository, issues: list[Issue], **wanted: Any) -> Progress:
    steps = list(backfill(lambda: Worktree(repository.folder), paged(issues), Wanted(**wanted)))
    return steps[-1]


def counts(progress: Progress) -> dict[str, int]:
    return {each.value: count for each, count in progress.operations.items() if count}


def tree(repository: Repository, branch: str = "main") -> str:
    return repository.git("ls-tree", "-r", branch, "enhancements", at=repository.folder)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path, bare=True)


def test_each_open_issue_gets_its_branch(repository: Repository) -> None:
    """S25: a closed issue gets none."""
    done = run(repository, ISSUES)
    assert counts(done) == {"created": 7, "skipped": 4} and done.page == 4
    assert sorted(repository.heads()) == ["main", *(f"proposals/{n}" for n in range(1, 8))]
    assert "It is slow." in repository.show("proposals/3", "enhancements/0003-idea-3.md")


def test_a_second_run_writes_nothing(repository: Repository) -> None:
    """S34."""
    run(repository, ISSUES)
    heads = repository.heads()
    assert counts(run(repository, ISSUES)) == {"unchanged": 7, "skipped": 4}
    assert repository.heads() == heads


@pytest.mark.parametrize("by", ["pull-request", "commit"])
def test_shares_end_as_one_run_does(tmp_path: Path, by: str) -> None:
    one, many = Repository(tmp_path / "one", bare=True), Repository(tmp_path / "many", bare=True)
    run(one, ISSUES, by=by)
    for share in (3, 1, 4, 2):
        run(many, ISSUES, by=by, shard=Shard(share, 4))
    assert one.heads().keys() == many.heads().keys()
    assert tree(one) == tree(many)
    assert [tree(one, f"proposals/{n}") for n in range(1, 8) if by == "pull-request"] == [
        tree(many, f"proposals/{n}") for n in range(1, 8) if by == "pull-request"
    ]


def test_the_few_issues_that_a_share_has_of_a_page_go_into_one_commit(repository: Repository) -> None:
    before = int(repository.git("rev-list", "--count", "main", at=repository.folder))
    done = run(repository, ISSUES, by="commit", shard=Shard(1, 2))
    assert (counts(done), done.page) == ({"created": 3, "closed": 1, "skipped": 1}, 4)
    assert int(repository.git("rev-list", "--count", "main", at=repository.folder)) == before + 1


@pytest.mark.parametrize("count", [1, 2, 3, 16, 256])
def test_shares_have_every_issue_once(count: int) -> None:
    shares = [Shard(index, count) for index in range(1, count + 1)]
    assert all(sum(number in share for share in shares) == 1 for number in range(1, 600))
    assert [read_shard(str(share)) for share in shares] == shares


def test_commits_are_one_for_a_page_and_have_closed_issues_too(repository: Repository) -> None:
    before = int(repository.git("rev-list", "--count", "main", at=repository.folder))
    done = run(repository, ISSUES, by="commit")
    assert counts(done) == {"created": 7, "closed": 2, "skipped": 2}
    assert int(repository.git("rev-list", "--count", "main", at=repository.folder)) == before + 3
    assert list(repository.heads()) == ["main"]
    assert "status: accepted" in repository.show("main", "enhancements/0001-idea-1.md")
    assert "status: implemented" in repository.show("main", "enhancements/0008-old-8.md")
    head = repository.heads()
    assert counts(run(repository, ISSUES, by="commit")) == {"unchanged": 9, "skipped": 2}
    assert repository.heads() == head


def test_what_was_committed_by_the_page_has_its_own_history(repository: Repository) -> None:
    """S32: an issue that changed later is merged with what people wrote meanwhile, though the commit had others too."""
    run(repository, OPEN, by="commit")
    path = "enhancements/0002-idea-2.md"
    work = repository.work
    repository.git("fetch", "-q", str(repository.folder), "main")
    repository.git("reset", "-q", "--hard", "FETCH_HEAD")
    repository.commit({path: (work / path).read_text().replace("It is slow.", "It is slow.\n\nMeasured twice.")}, "Add")
    repository.git("push", "-q", str(repository.folder), "main")
    changed = event(2, title="Idea 2", body=body_of({**ANSWERS, "risks": "None known."})).as_issue()
    assert counts(run(repository, [changed], by="commit")) == {"updated": 1}
    text = repository.show("proposals/2", path)
    assert "Measured twice." in text and "None known." in text


def test_a_proposal_with_a_branch_keeps_it_when_the_others_are_committed(repository: Repository) -> None:
    run(repository, OPEN[:2])
    done = run(repository, OPEN[:4], by="commit")
    assert counts(done) == {"created": 2, "unchanged": 2}
    assert sorted(repository.heads()) == ["main", "proposals/1", "proposals/2"]
    assert "0001" not in tree(repository) and "0003" in tree(repository)


def test_only_some_issues_and_only_later_pages(repository: Repository) -> None:
    assert counts(run(repository, ISSUES, only=frozenset({2, 9}))) == {"created": 1, "skipped": 1}
    assert counts(run(repository, ISSUES, page=3)) == {"created": 1, "skipped": 4}


def test_a_dry_run_writes_nothing(repository: Repository) -> None:
    heads = repository.heads()
    assert counts(run(repository, ISSUES, dry_run=True)) == {"created": 7, "skipped": 4}
    assert counts(run(repository, ISSUES, by="commit", dry_run=True)) == {"created": 7, "closed": 2, "skipped": 2}
    assert repository.heads() == heads


def test_an_issue_that_cannot_be_worked_on_does_not_stop_the_others(repository: Repository) -> None:
    repository.git("clone", "-q", str(repository.folder), str(repository.work.parent / "other"))
    link = repository.work / "enhancements"
    link.mkdir()
    (link / "0002-x.md").symlink_to("/etc/passwd")
    repository.commit({}, "A link")
    repository.git("push", "-q", str(repository.folder), "main")
    done = run(repository, OPEN)
    assert (counts(done), done.failed) == ({"created": 6}, 1)
    assert [f"{each.rule} {each.path}" for each in done.findings] == ["G05 enhancements/0002-x.md"]
    assert done.findings[0].message.startswith("issue #2: ")


def test_a_plan_that_would_write_something_else_is_not_joined_to_others(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S7: one commit has the documents of many issues, and nothing else."""
    heads = repository.heads()

    def elsewhere(case: Case) -> Plan:
        commit = Commit("x", (Change(".github/workflows/x.yml", "x"),), (heads["main"],), "2024-05-01T00:00:00Z")
        return Plan(Operation.CREATED, "", document="enhancements/0001-x.md", commits=(commit,), issue=1)

    monkeypatch.setattr("formwright.jobs.batches.reconcile", elsewhere)
    with pytest.raises(HostError, match="G10 a proposal may only write its document"):
        run(repository, OPEN, by="commit")
    assert repository.heads() == heads


def test_a_run_that_ended_early_is_run_again(repository: Repository) -> None:
    """S34."""

    def breaking(first: int) -> Iterator[IssuePage]:
        for page in paged(ISSUES)(first):
            if page.number == 3:
                raise HostError(Finding("G23", "GitHub's rate limit is used up", "run this again in an hour"))
            yield page

    steps = backfill(lambda: Worktree(repository.folder), breaking, Wanted())
    progress = next(steps)
    with pytest.raises(HostError):
        list(steps)
    assert (progress.page, counts(progress)) == (2, {"created": 6})
    assert counts(run(repository, ISSUES)) == {"created": 1, "unchanged": 6, "skipped": 4}


@pytest.mark.parametrize("wanted", [{"shard": Shard(1, 2)}, {"by": "commit"}])
def test_numbers_in_sequence_are_given_by_one_run_only(tmp_path: Path, wanted: dict[str, Any]) -> None:
    """S33."""
    config = "proposals: {idea: {number: sequential}}\n"
    repository = Repository(tmp_path, {"forms/idea.md": TEMPLATE, ".github/formwright.yml": config}, bare=True)
    with pytest.raises(UsageError, match="A17"):
        run(repository, OPEN, **wanted)
    assert counts(run(repository, OPEN)) == {"created": 7}


class Counting:
    """A host that counts what it is asked for."""

    def __init__(self, host: Host, asked: list[str]) -> None:
        self.host, self.asked = host, asked

    def __getattr__(self, name: str) -> Any:
        self.asked.append(name)
        return getattr(self.host, name)


def test_new_issues_are_not_looked_for_one_by_one(repository: Repository) -> None:
    """One look at all branches and pull requests tells which issues have none."""
    asked: list[str] = []
    pages = paged(OPEN, 100)
    list(backfill(lambda: Counting(Worktree(repository.folder), asked), pages, Wanted(by="commit")))
    assert not {"head", "pulls", "issue", "history"} & set(asked)
    assert asked.count("deliver") == 1


def test_a_pull_request_that_a_person_closed_is_not_made_again(emulator: Emulator) -> None:
    """S25: neither as a branch nor behind their back in the default branch."""
    hub = hub_of(emulator, {"forms/idea.md": TEMPLATE})
    numbers = [hub.open_issue(f"Idea {n}", BODY)["number"] for n in range(3)]
    place = OnGitHub(hub)

    def act(by: str) -> dict[str, int]:
        host = place.host()
        return counts(list(backfill(place.host, lambda page: host.issues("all", page=page), Wanted(by=by)))[-1])  # type: ignore[arg-type]

    assert act("pull-request") == {"created": 3}
    pull = next(pull for pull in hub.pulls() if pull["head"]["ref"] == f"proposals/{numbers[1]}")
    hub.call("PATCH", f"pulls/{pull['number']}", {"state": "closed"})
    hub.call("DELETE", f"git/refs/heads/proposals/{numbers[1]}")
    heads, pulls = hub.heads(), hub.pulls()
    for by in ("pull-request", "commit"):
        assert act(by).get("created", 0) == 0
        assert hub.heads() == heads and len(hub.pulls()) == len(pulls) == 3


def test_a_second_run_on_github_only_reads() -> None:
    """S34: neither a branch, nor a pull request, nor a comment is written that says already what it should."""
    github = FakeGitHub({"forms/idea.md": TEMPLATE})
    for issue in OPEN[:3]:
        github.open_issue(issue.title, issue.body)
    for methods in ({"GET", "POST"}, {"GET"}):
        github.wait(3600)
        with wired(Wire(github)) as wire:
            host = GitHub("ghs_not-a-token", NAME, pause=github.wait)
            list(backfill(lambda host=host: host, lambda page, host=host: host.issues("all", page=page), Wanted()))  # type: ignore[misc]
        assert {method for method, _ in wire.sent} == methods


def test_the_default_branch_is_read_once(tmp_path: Path) -> None:
    """After the first commit only its place is asked for, unless a person committed meanwhile: that is read."""
    github = FakeGitHub({"forms/idea.md": TEMPLATE})
    for issue in OPEN:
        github.open_issue(issue.title, issue.body)

    def pages(_: int) -> Iterator[IssuePage]:
        for page in paged(OPEN, 2)(1):
            if page.number == 3:
                github.commit("main", {"README.md": "Hello\n", "enhancements/0005-mine.md": "# Mine\n"})
            yield page

    with wired(Wire(github)) as wire:
        host = GitHub("ghs_not-a-token", NAME, pause=github.wait)
        done = list(backfill(lambda: host, pages, Wanted(by="commit")))[-1]
    asked = [url.partition(NAME)[2].split("/")[1:3] for method, url in wire.sent if method == "GET"]
    assert counts(done)["created"] == 6
    assert asked.count(["git", "trees"]) == 1 and sum(each[:1] == ["tarball"] for each in asked) == 1
    files = github.git.files(github.git.refs["refs/heads/main"])
    assert {
        "README.md",
        "enhancements/0005-mine.md",
        *(f"enhancements/000{n}-idea-{n}.md" for n in (1, 2, 3, 4, 6, 7)),
    } <= set(files)
    assert github.git.text("main", "enhancements/0005-mine.md") == "# Mine\n"


@pytest.mark.parametrize("by", ["pull-request", "commit"])
def test_what_came_after_a_page_was_read_is_not_taken_back(by: str) -> None:
    """S23: pages are read long before their last issue is worked on, and other runs go on meanwhile."""
    github = FakeGitHub({"forms/idea.md": TEMPLATE})
    number = github.open_issue("Faster start", BODY)
    edited = body_of({**ANSWERS, "problem": "It is slower than ever."})

    def host() -> GitHub:
        return GitHub("ghs_not-a-token", NAME, pause=github.wait)

    def pages(first: int) -> Iterator[IssuePage]:
        page = list(host().issues(page=first))
        github.edit_issue(number, body=edited)
        propose_issue(host(), number, base_name="main")
        yield from page

    with wired(Wire(github)):
        propose_issue(host(), number, base_name="main")
        before = len(github.git.commits)
        list(backfill(host, pages, Wanted(by=by)))  # type: ignore[arg-type]
    [path] = (path for path in github.git.files(github.git.refs["refs/heads/proposals/1"]) if "0001" in path)
    assert "slower than ever" in github.git.text("proposals/1", path)
    assert len(github.git.commits) == before + 1
