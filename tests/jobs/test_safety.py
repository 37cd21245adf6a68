"""What must hold against hostile issue text, by its number: S4 to S11, S20, S22 to S25, S31 to S33 and S36.

S12 is held in tests/hostile and tests/document for the registry. Each test fails where its guard is taken out.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import yaml

import formwright
from formwright.errors import HostError, InputError
from formwright.findings import Finding
from formwright.form import Answers
from formwright.host import Applied, RefMovedError
from formwright.host.worktree import Worktree
from formwright.jobs.events import read_event
from formwright.jobs.propose import propose
from formwright.proposal.model import Change, Commit, Operation, Plan, Pull, Record
from formwright.proposal.naming import branch_of
from formwright.text.frontmatter import read_front_matter
from lives import OnDisk, Served
from proposals import ANSWERS, TEMPLATE, Repository, body_of, event, payload

SEQUENTIAL = {"forms/idea.md": TEMPLATE, ".github/formwright.yml": "proposals: {idea: {number: sequential}}\n"}
PATH = "enhancements/0042-faster-start.md"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


@pytest.fixture
def world(tmp_path: Path) -> OnDisk:
    """A world with one open issue, 1, whose proposal was written."""
    made = OnDisk(tmp_path)
    made.start({"forms/idea.md": TEMPLATE})
    made.open(1, "Faster start", body_of(ANSWERS), [])
    made.run(1)
    return made


def run(repository: Repository, number: int = 42, **changes: Any) -> dict[str, Any]:
    return propose(Worktree(repository.folder), event(number, **changes)).as_json()


def metadata(text: str) -> Any:
    return yaml.safe_load(text.split("---\n")[1])


HOSTILE = ["--upload-pack=touch pwned", "`touch pwned`", "$(touch pwned)", '"; touch pwned #', "a\x00b", "a\nb\rc", "-"]


@pytest.mark.parametrize("text", HOSTILE)
def test_s4_no_text_is_run_or_read_as_an_option(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    repository = Repository(tmp_path)
    real, log = shutil.which("git"), tmp_path / "log"
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "git").write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> {log}\nexec {real} "$@"\n')
    (tmp_path / "bin" / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    run(repository, title=text, body=body_of({"problem": text, "solution": text}), labels=[text])
    run(repository, title=f"{text} again", user={"login": text, "type": "User"})
    arguments = log.read_text().split("\n")
    assert "fast-import" in arguments
    assert [each for each in arguments if text in each and text != "-"] == [] and "-" not in arguments
    assert not list(tmp_path.rglob("pwned"))


@pytest.mark.parametrize(
    "name", ["main\nrefs/heads/main", "main^{tree}", "--all", "main:forms", "x y", "@{-1}", "../main"]
)
def test_s4_a_branch_name_asks_for_nothing_else(repository: Repository, name: str) -> None:
    host = Worktree(repository.folder)
    base = repository.heads()["main"]
    assert host.base(name) == base
    assert host.head(name) is None
    assert host.read(base, ["forms/idea.md"]) == {"forms/idea.md": TEMPLATE}


@pytest.mark.parametrize("number", ["42", "../main", 0, -1, 4.5, True, 2**40])
def test_s5_a_branch_is_a_prefix_and_an_issues_number(number: object) -> None:
    data = payload()
    data["issue"]["number"] = number
    assert read_event(json.dumps(data))[0] is None
    done = subprocess.run(
        ["git", "check-ref-format", "--branch", branch_of(2**31 - 1)], check=True, capture_output=True
    )
    assert done.stdout == b"proposals/2147483647\n"


TITLES = [
    "",
    "🚀",
    "日本語",
    "\u202ertl",
    "../../x",
    "..\\x",
    ".git/x",
    ".github/workflows/x",
    "CON",
    "x" * 300,
    "a/b",
    "\ud800",
]


@pytest.mark.parametrize("title", TITLES)
def test_s6_a_path_is_the_folder_the_number_and_a_slug(repository: Repository, title: str) -> None:
    outcome = run(repository, title=title)
    assert re.fullmatch(r"enhancements/0042-[a-z0-9-]{1,60}\.md", outcome["document"])
    assert run(repository, title=title)["operation"] == "unchanged"


@pytest.mark.parametrize("place", ["enhancements", PATH])
def test_s6_nothing_is_written_through_a_link(repository: Repository, place: str) -> None:
    link = repository.work / place
    link.parent.mkdir(exist_ok=True)
    link.symlink_to("forms" if place == "enhancements" else "../forms/idea.md")
    repository.commit({}, "link")
    with pytest.raises(InputError, match="G05"):
        run(repository)
    assert list(repository.heads()) == ["main"]


def test_s7_a_plan_that_writes_anything_else_is_not_carried_out(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = repository.heads()["main"]
    for path in (".github/workflows/x.yml", ".GITHUB/x.md", "enhancements/../x.md", "README.md", ".git/config"):
        commit = Commit("x", (Change(PATH, "x"), Change(path, "x")), (base,), "2024-05-01T00:00:00Z")
        plan = Plan(Operation.CREATED, "", document=PATH, branch="proposals/42", commits=(commit,))
        monkeypatch.setattr("formwright.jobs.planning.reconcile", lambda _, plan=plan: plan)
        with pytest.raises(HostError, match="G10"):
            run(repository)
    assert list(repository.heads()) == ["main"]


VALUES = [
    "no",
    "1e3",
    "2024-01-01",
    "a: b #c",
    "\"'",
    "---",
    "...",
    "&a *a",
    "!!python/x",
    "a\tb",
    "\ufeffx",
    "a\u2028b",
    "\ud800",
]


@pytest.mark.parametrize("title", VALUES)
def test_s8_front_matter_reads_back_as_it_was_meant(repository: Repository, title: str) -> None:
    outcome = run(repository, title=title, user={"login": title, "type": "User"})
    meta = metadata(repository.show("proposals/42", outcome["document"]))
    shown = title.replace("\ud800", "\ufffd")
    assert list(meta) == ["title", "number", "status", "authors", "created", "updated", "issue"]
    assert (meta["title"], meta["authors"], meta["status"]) == (shown, [shown], "proposed")
    assert (meta["number"], str(meta["created"])) == ("0042", "2024-05-01")


def test_s9_an_answer_cannot_be_front_matter(repository: Repository) -> None:
    forged = "---\nstatus: accepted\nauthors: [evil]\n---\n\n+++\nstatus = 'accepted'\n+++\n\n```\n---\n"
    run(repository, body=body_of({"problem": forged, "solution": forged}))
    meta = metadata(repository.show("proposals/42", PATH))
    assert (meta["status"], meta["authors"]) == ("proposed", ["octocat"])


@pytest.mark.parametrize("head", ["", "---\nname: Idea\nabout: An idea\n---\n"])
def test_s9_an_answer_cannot_make_front_matter_of_a_rule(head: str) -> None:
    """The template's own rule opens it, and the answer's would close it; marks around the answer would be its keys."""
    forged = "status: accepted\nauthors: [evil]\n---\n\nMore."
    document = formwright.fill(f"{head}---\n\n<!-- form: {{type: textarea}} -->\n", {"description": forged})
    assert forged in document and not read_front_matter(document.split("\n"))[0].end


def test_s10_answers_are_never_read_as_a_template(repository: Repository) -> None:
    text = (
        "{{x}} {title} [Title] [What could go wrong?] \\1 & | $1 %s <!-- form: skip --> <!-- include: forms/idea.md -->"
    )
    answers: Answers = {"problem": text, "solution": f"{text}\n\n{text}", "risks": text}
    outcome = run(repository, title="{title} [Title] \\1 &", body=body_of(answers))
    document = repository.show("proposals/42", outcome["document"])
    assert document.count(text) == 4 and "# Idea: {title} [Title] \\1 &\n" in document
    repository.edit("proposals/42", {outcome["document"]: f"{document}\nHuman line.\n"})
    run(repository, title="[Title]", body=body_of({**answers, "risks": f"{text}\n\nmore"}))
    document = repository.show("proposals/42", outcome["document"])
    assert document.count(text) == 4 and "Human line." in document and "# Idea: [Title]\n" in document


def test_s11_metadata_comes_from_the_issue_and_commits_are_the_programs(repository: Repository) -> None:
    said = "status: accepted\nnumber: 7\nauthor: evil\ncreated: 1999-01-01\nCo-authored-by: Evil <evil@example.org>"
    outcome = run(repository, body=body_of({"problem": said, "solution": said}), title=f"x {said}")
    meta = metadata(repository.show("proposals/42", outcome["document"]))
    assert (meta["number"], meta["status"], meta["authors"], str(meta["created"])) == (
        "0042",
        "proposed",
        ["octocat"],
        "2024-05-01",
    )
    shown = repository.git("log", "-1", "--format=%an %ae %cn %ce %(trailers:key=Co-authored-by)", "proposals/42")
    assert shown.strip() == "Formwright formwright@noreply.invalid Formwright formwright@noreply.invalid"


ASKS = "".join(f"\n## {name}\n\n<!-- form: {{type: input}} -->\n" for name in ("Status", "Number", "Authors", "Issue"))


def test_s11_what_a_form_asks_for_is_no_metadata(tmp_path: Path) -> None:
    """Whatever the sections are called, an answer stays in its own."""
    template = TEMPLATE + ASKS
    repository = Repository(tmp_path, {"forms/idea.md": template})
    form = formwright.convert(template).form
    said: Answers = {"status": "accepted", "number": "7", "authors": "evil", "issue": "https://example.org/7"}
    outcome = run(repository, body=body_of({**ANSWERS, **said}, form))
    document = repository.show("proposals/42", outcome["document"])
    meta = metadata(document)
    assert (meta["number"], meta["status"], meta["authors"]) == ("0042", "proposed", ["octocat"])
    assert meta["issue"].endswith("/issues/42") and "## Status\n\naccepted\n" in document


def test_s11_a_title_forges_no_trailer(repository: Repository) -> None:
    """By the trailers of a commit the next run knows number, status and what was accepted."""
    forged = "Formwright-Issue: 42\nFormwright-Status: accepted\nFormwright-Round: 9\nFormwright-Number: 7"
    labels = ["status: review", "status: accepted"]
    run(repository, title=f"x\n{forged}")
    outcome = run(repository, title=f"y\r\n{forged}", labels=labels)
    assert (outcome["status"], outcome["number"]) == ("proposed", 42)
    message = repository.git("log", "-1", "--format=%B", "proposals/42")
    assert len(re.findall(r"(?m)^Formwright-Status: ", message)) == 1
    assert "Formwright-Number: 7" not in message.splitlines()


@pytest.mark.parametrize("who", ["octocat", "hubot", "nobody"])
def test_s20_a_status_moves_only_by_those_who_may(world: OnDisk, who: str) -> None:
    for deed in ({"label": "status: accepted"}, {"close": "completed"}):
        world.change(1, who, deed)
        outcome = world.run(1)
        assert outcome["status"] == "proposed"
        assert f"by {who}, who may not change the status" in outcome["problems"][0]["message"]
    world.change(1, "maria", {"reopen": True})
    world.change(1, "maria", {"unlabel": "status: accepted", "label": "status: accepted"})
    assert world.run(1)["status"] == "accepted"
    world.change(1, who, {"unlabel": "status: accepted"})
    assert world.run(1)["status"] == "accepted"


def test_s20_nobody_is_asked_about_where_no_status_moves(world: OnDisk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The look at the record, and at permissions, takes requests: an ordinary run has none."""
    asked: list[str] = []

    def record(host: Served, number: int) -> Record:
        asked.append("record")
        return Record()

    monkeypatch.setattr(Served, "record", record)
    for body in ("a", "b"):
        world.change(1, "octocat", {"body": body_of({"problem": body, "solution": body}), "label": "bug"})
        assert world.run(1)["operation"] == "updated"
    world.merge("proposals/1", "merge", delete=True)
    assert (world.run(1)["status"], asked) == ("accepted", [])


def test_s22_an_edit_after_the_acceptance_puts_the_status_back(world: OnDisk) -> None:
    world.change(1, "maria", {"label": "status: accepted"})
    assert world.run(1)["status"] == "accepted"
    world.change(1, "octocat", {"body": body_of({**ANSWERS, "risks": "Sold to somebody else."})})
    outcome = world.run(1)
    assert (outcome["status"], [each["code"] for each in outcome["problems"]]) == ("review", ["edited-since"])
    assert "edited after it had become" in outcome["comment"]
    assert "status: review" in str(world.show("proposals/1", outcome["document"]))
    assert world.run(1)["status"] == "review"
    world.change(1, "hubot", {"unlabel": "status: accepted", "label": "status: accepted"})
    assert world.run(1)["status"] == "review"
    world.change(1, "maria", {"unlabel": "status: accepted", "label": "status: accepted"})
    assert world.run(1)["status"] == "accepted"


def test_s22_the_acceptance_outlives_peoples_edits_and_a_squash(world: OnDisk) -> None:
    world.change(1, "maria", {"label": "status: accepted"})
    path = world.run(1)["document"]
    text = str(world.show("proposals/1", path))
    world.commit("proposals/1", {path: text.replace("status: accepted\n", "").replace("Make it fast.", "Human line.")})
    world.merge("proposals/1", "squash", delete=True)
    assert world.run(1)["status"] == "accepted"
    world.change(1, "octocat", {"body": body_of({"problem": "Something else.", "solution": "Make it fast."})})
    outcome = world.run(1)
    assert outcome["status"] == "review"
    text = str(world.show("proposals/1", path))
    assert "Human line." in text and "Something else." in text


@pytest.mark.parametrize("how", ["merge", "squash"])
def test_s22_merging_accepts_what_was_merged(world: OnDisk, how: str) -> None:
    world.merge("proposals/1", how, delete=False)
    assert world.run(1)["status"] == "accepted"
    world.change(1, "octocat", {"title": "Another thing"})
    assert [world.run(1)["status"] for _ in range(2)] == ["review", "review"]
    world.merge("proposals/1", how, delete=False)
    assert world.run(1)["status"] == "accepted"


def test_s23_the_issue_is_read_afresh(world: OnDisk) -> None:
    """What an event says of the issue is old by the time of the run."""
    world.change(1, "octocat", {"body": body_of({"problem": "New.", "solution": "New."})})
    stale = event(1, title="Stale", body=body_of({"problem": "Stale.", "solution": "Stale."}))
    host = Served(world.repository.folder, world.issues)
    outcome = propose(host, stale).as_json()
    text = str(world.show("proposals/1", outcome["document"]))
    assert "New." in text and "Stale" not in text


@pytest.mark.parametrize("action", ["labeled", "unlabeled"])
def test_s24_what_a_program_did_to_the_status_label_is_passed_over(repository: Repository, action: str) -> None:
    data = payload(action=action, labels=["status: accepted"] if action == "labeled" else [])
    data["label"] = {"name": "status: accepted"}
    data["sender"] = {"login": "github-actions[bot]", "type": "Bot"}
    read, _ = read_event(json.dumps(data))
    assert read is not None
    outcome = propose(Worktree(repository.folder), read).as_json()
    assert (outcome["operation"], outcome["reason"]) == ("skipped", "a program set or removed the status label")
    assert list(repository.heads()) == ["main"]


class Hosted(Worktree):
    """A repository on disk with pull requests that are told."""

    told: tuple[Pull, ...] = ()

    def pulls(self, branch: str) -> tuple[Pull, ...]:
        return self.told


@pytest.mark.parametrize("changes", [{"locked": True}, {"action": "deleted"}, {"action": "transferred"}])
def test_s25_what_is_locked_or_gone_gets_nothing_again(repository: Repository, changes: dict[str, Any]) -> None:
    assert (run(repository, **changes)["operation"], list(repository.heads())) == ("skipped", ["main"])
    run(repository)
    heads = repository.heads()
    outcome = run(repository, body=body_of({"problem": "New."}), **changes)
    assert (outcome["operation"], outcome["comment"], repository.heads()) == ("skipped", None, heads)


def test_s25_a_closed_issue_never_gets_a_branch_again(world: OnDisk) -> None:
    world.merge("proposals/1", "merge", delete=True)
    world.change(1, "maria", {"close": "completed"})
    outcome = world.run(1)
    assert (outcome["operation"], world.list("proposals/1", "enhancements")) == ("skipped", [])
    assert "still says `proposed`, and the issue `implemented`" in outcome["reason"]
    assert "closed issue gets no branch again" in outcome["comment"]


def test_s25_a_closed_issue_without_a_document_is_left_alone(repository: Repository) -> None:
    outcome = run(repository, state="closed", state_reason="completed")
    assert (outcome["operation"], outcome["comment"], list(repository.heads())) == ("skipped", None, ["main"])


def test_s25_a_pull_request_and_branch_that_a_person_removed_stay_so(repository: Repository) -> None:
    run(repository)
    host = Hosted(repository.folder)
    host.told = (Pull(7, "closed", repository.heads()["proposals/42"]),)
    outcome = propose(host, event(body=body_of({"problem": "New."}))).as_json()
    assert outcome["operation"] == "updated" and "#7 was closed. It is not opened again" in outcome["comment"]
    repository.git("branch", "-D", "proposals/42")
    outcome = propose(host, event(body=body_of({"problem": "Newer."}))).as_json()
    assert (outcome["operation"], list(repository.heads())) == ("skipped", ["main"])
    assert "the branch there to go on" in outcome["comment"]


def test_on_disk_a_branch_that_was_removed_is_written_anew(repository: Repository) -> None:
    """Nothing there tells it from one that never was (docs/life.md); the document, on its branch, can be missed."""
    run(repository)
    heads = repository.heads()
    repository.git("branch", "--delete", "--force", "proposals/42")
    assert (run(repository)["operation"], repository.heads()) == ("created", heads)
    repository.edit("proposals/42", {"docs/elsewhere.md": repository.show("proposals/42", PATH), PATH: None})
    outcome = run(repository, title="Another")
    assert outcome["operation"] == "skipped" and "was generated and then removed" in outcome["comment"]


def test_s25_an_issue_that_is_emptied_keeps_its_document_and_its_status_moves(world: OnDisk) -> None:
    world.change(1, "octocat", {"body": ""})
    assert "Make it fast." in str(world.show("proposals/1", world.run(1)["document"]))
    world.change(1, "maria", {"close": "not_planned"})
    outcome = world.run(1)
    text = str(world.show("proposals/1", outcome["document"]))
    assert (outcome["status"], [each["code"] for each in outcome["problems"]]) == ("rejected", ["unreadable"])
    assert "status: rejected" in text and "Make it fast." in text


class Late(Worktree):
    """A host on which a person is faster, once: they commit to the branch while we make our plan."""

    repository: Repository

    def apply(self, plan: Plan) -> Applied:
        if (
            plan.commits
            and self.head("proposals/42") == plan.head
            and "note.md" not in self.repository.git("ls-tree", "-r", "--name-only", "proposals/42")
        ):
            self.repository.edit("proposals/42", {"note.md": "Human file.\n"})
        return super().apply(plan)


def test_s31_who_is_late_reads_again_and_overwrites_nothing(repository: Repository) -> None:
    run(repository)
    host = Late(repository.folder)
    host.repository = repository
    outcome = propose(host, event(body=body_of({"problem": "New.", "solution": "New."}))).as_json()
    assert outcome["operation"] == "updated" and repository.heads()["proposals/42"] == outcome["commit"]
    assert repository.show("proposals/42", "note.md") == "Human file.\n"
    assert "New." in repository.show("proposals/42", PATH)


class AlwaysLate(Worktree):
    tries = 0

    def apply(self, plan: Plan) -> Applied:
        self.tries += 1
        raise RefMovedError(Finding("G07", "moved", "again"))


def test_s31_who_is_always_late_gives_up(repository: Repository) -> None:
    host = AlwaysLate(repository.folder)
    with pytest.raises(RefMovedError):
        propose(host, event())
    assert host.tries == 3


def test_s31_many_runs_over_few_issues_end_as_one_each(repository: Repository) -> None:
    issues = [1, 2] * 5
    with ThreadPoolExecutor(5) as pool:
        outcomes = list(pool.map(lambda number: run(repository, number), issues))
    assert sorted(outcome["operation"] for outcome in outcomes) == ["created"] * 2 + ["unchanged"] * 8
    for number in (1, 2):
        assert repository.git("rev-list", "--count", f"main..proposals/{number}") == "1\n"


def test_s32_a_persons_commits_survive_every_later_run(world: OnDisk) -> None:
    path = "enhancements/0001-faster-start.md"
    lines = []
    for number in range(4):
        text = str(world.show("proposals/1", path))
        at = text.index(("## Solution", "## Risks", "# Idea", "## Problem")[number])
        lines.append(f"Human line {number}.")
        world.commit("proposals/1", {path: f"{text[:at]}{lines[-1]}\n\n{text[at:]}", f"n{number}.md": "Human file.\n"})
        answers: dict[str, Any] = {"problem": f"Version {number}.", "solution": f"Way {number}.\n\nMore."}
        world.change(1, "octocat", {"title": f"Title {number}", "body": body_of(answers)})
        world.change(1, "maria", {"label": "status: review"} if number % 2 else {"unlabel": "status: review"})
        world.run(1)
        text = str(world.show("proposals/1", path))
        assert [line for line in lines if line not in text] == [] and f"Version {number}." in text
        assert world.show("proposals/1", f"n{number}.md") == "Human file.\n"
    log = world.repository.git("log", "--format=%an", "main..proposals/1").split("\n")
    assert log.count("A Person") == 4


def test_s33_parallel_runs_never_get_the_same_number(tmp_path: Path) -> None:
    repository = Repository(tmp_path, SEQUENTIAL)
    together = threading.Barrier(6)

    class Together(Worktree):
        first = True

        def apply(self, plan: Plan) -> Applied:
            """All have read the same, and wanted the same number, before the first of them writes."""
            if self.first:
                self.first = False
                together.wait(60)
            return super().apply(plan)

    def one(number: int) -> int:
        return int(propose(Together(repository.folder), event(number)).as_json()["number"])

    with ThreadPoolExecutor(6) as pool:
        numbers = list(pool.map(one, range(50, 56)))
    assert sorted(numbers) == [1, 2, 3, 4, 5, 6]
    assert [run(repository, issue)["number"] for issue in range(50, 56)] == numbers


def test_s33_numbers_are_looked_for_on_the_base_and_all_branches_and_stay(tmp_path: Path) -> None:
    repository = Repository(tmp_path, {**SEQUENTIAL, "enhancements/0007-by-hand.md": "# By hand\n"})
    assert [run(repository, issue)["number"] for issue in (50, 40, 60)] == [8, 9, 10]
    assert run(repository, 40, title="Another title")["document"] == "enhancements/0009-faster-start.md"
    repository.git("merge", "-q", "proposals/60")
    repository.git("branch", "-D", "proposals/60", "proposals/50")
    assert run(repository, 70)["number"] == 11
    assert run(repository, 50)["number"] == 8
    for ref in repository.git("for-each-ref", "--format=%(refname)", "refs/formwright").split():
        repository.git("update-ref", "-d", ref)
    assert run(repository, 80)["number"] == 12


def test_s33_a_number_that_was_given_out_is_not_given_out_again(tmp_path: Path) -> None:
    """Though neither its branch nor its document is there any more: others may have written down that number."""
    repository = Repository(tmp_path, SEQUENTIAL)
    assert [run(repository, issue)["number"] for issue in (50, 60)] == [1, 2]
    repository.git("branch", "-D", "proposals/60")
    assert [run(repository, issue)["number"] for issue in (70, 60)] == [3, 2]


SCRIPT = """
import json, sys
from pathlib import Path
from formwright.host.worktree import Worktree
from formwright.jobs.events import read_event
from formwright.jobs.propose import propose
for line in sys.stdin:
    event, _ = read_event(line)
    print(json.dumps(propose(Worktree(Path(sys.argv[1])), event).as_json()))
"""


def test_s36_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """Clock, zone, locale, user and the order of dictionaries differ; even the commits are the same."""
    labels = [f"status: {name}" for name in ("review", "accepted", "rejected")]
    events = [payload(), payload(title="Ä", labels=labels), payload(body=body_of({"problem": "New."}), labels=["bug"])]
    outcomes = []
    for number, (zone, locale, seed) in enumerate((("UTC", "C", "1"), ("Pacific/Auckland", "de_DE.UTF-8", "2"))):
        repository = Repository(tmp_path / str(number))
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(repository.folder)],
            env={
                **os.environ,
                "TZ": zone,
                "LC_ALL": locale,
                "PYTHONHASHSEED": seed,
                "EMAIL": f"{number}@example.org",
                "PYTHONPATH": os.pathsep.join(sys.path),
            },
            input="".join(f"{json.dumps(each)}\n" for each in events),
            capture_output=True,
            text=True,
            check=True,
        )
        outcomes.append((done.stdout, repository.heads()))
    assert outcomes[0] == outcomes[1] and len(outcomes[0][0].splitlines()) == 3
