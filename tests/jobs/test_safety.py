"""S4 to S11, S36: what hostile issue text does to commands, names and files: nothing; and the same bytes each time.

What it does to statuses and to branches is in test_safety_rights.py and test_safety_races.py.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import formwright
from formwright.errors import HostError, InputError
from formwright.form import Answers
from formwright.host.worktree import Worktree
from formwright.jobs.events import read_event
from formwright.proposal.model import Change, Commit, Operation, Plan
from formwright.proposal.naming import branch_of
from formwright.text.frontmatter import read_front_matter
from proposals import ANSWERS, TEMPLATE, Repository, body_of, metadata, payload, run

PATH = "enhancements/0042-faster-start.md"


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
