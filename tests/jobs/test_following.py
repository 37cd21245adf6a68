"""Documents that people renamed, moved, removed, squashed or put in others' places: it is followed, or said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from formwright.config import CONFIG_PATH
from formwright.host.worktree import Worktree
from formwright.jobs.propose import propose
from lives import OnDisk
from proposals import ANSWERS, TEMPLATE, Repository, body_of, event

NEW: dict[str, Any] = {"body": body_of({"problem": "New.", "solution": "Make it fast."})}
PATH = "enhancements/0042-faster-start.md"
BRANCH = "proposals/42"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path)
    run(made)
    return made


def run(repository: Repository, number: int = 42, **changes: Any) -> dict[str, Any]:
    return propose(Worktree(repository.folder), event(number, **changes)).as_json()


def codes(outcome: dict[str, Any]) -> list[str]:
    return [each["code"] for each in outcome["problems"]]


@pytest.mark.parametrize(
    "name", ["0042-renamed.md", "42-x.md", "fast.md", "0007-other-number.md", "Fast Start (new).md"]
)
def test_a_renamed_document_keeps_its_new_name(repository: Repository, name: str) -> None:
    path = f"enhancements/{name}"
    repository.edit(BRANCH, {PATH: None, path: repository.show(BRANCH, PATH)})
    outcome = run(repository, **NEW, title="Another title")
    assert (outcome["operation"], outcome["document"], outcome["problems"]) == ("updated", path, [])
    assert "New." in repository.show(BRANCH, path)
    assert run(repository, **NEW, title="Another title")["operation"] == "unchanged"
    assert repository.git("ls-tree", "--name-only", BRANCH, "enhancements/").split("\n") == [path, ""]


def test_a_document_that_was_renamed_and_rewritten_is_known_by_its_front_matter(repository: Repository) -> None:
    head = repository.show(BRANCH, PATH).split("# Idea")[0]
    text = f"{head}# Something else\n\n" + "A new line of a person.\n\n" * 40
    repository.edit(BRANCH, {PATH: None, "enhancements/else.md": text})
    outcome = run(repository, labels=["status: review"], action="labeled")
    assert outcome["document"] == "enhancements/else.md"
    text = repository.show(BRANCH, "enhancements/else.md")
    assert "status: review" in text and text.count("A new line of a person.") == 40


@pytest.mark.parametrize("how", ["--no-ff", "--squash"])
def test_a_document_that_was_renamed_on_the_base_is_followed(repository: Repository, how: str) -> None:
    messages = repository.git("log", "--format=%B", f"main..{BRANCH}")
    repository.git("merge", "-q", how, *(["-m", "Merge"] if how == "--no-ff" else []), BRANCH)
    if how == "--squash":
        repository.git("commit", "-q", "-m", f"Squash\n\n{messages}")
    repository.git("branch", "-D", BRANCH)
    repository.commit({PATH: None, "enhancements/fast.md": repository.show("main", PATH)}, "Rename")
    outcome = run(repository, **NEW)
    assert (outcome["operation"], outcome["document"]) == ("updated", "enhancements/fast.md")
    assert "New." in repository.show(BRANCH, "enhancements/fast.md")
    assert run(repository, **NEW)["operation"] == "unchanged"


def test_a_document_that_left_its_folder_is_not_followed(repository: Repository) -> None:
    """S6."""
    repository.edit(BRANCH, {PATH: None, "elsewhere/fast.md": repository.show(BRANCH, PATH)})
    heads = repository.heads()
    outcome = run(repository, **NEW)
    assert (outcome["operation"], codes(outcome), repository.heads()) == ("skipped", ["document-removed"], heads)
    assert "was generated and then removed: restore it" in outcome["comment"]


def test_two_documents_for_one_number(repository: Repository) -> None:
    repository.edit(BRANCH, {"enhancements/0042-copy.md": repository.show(BRANCH, PATH)})
    heads = repository.heads()
    outcome = run(repository, **NEW)
    assert (outcome["operation"], codes(outcome), repository.heads()) == ("skipped", ["several-documents"], heads)
    assert "leave one of them" in outcome["comment"] and "0042-copy.md" in outcome["comment"]
    repository.edit(BRANCH, {"enhancements/0042-copy.md": None})
    assert run(repository, **NEW)["operation"] == "updated"


def test_after_a_squash_the_branch_goes_on_from_both(repository: Repository) -> None:
    """S31."""
    text = repository.show(BRANCH, PATH).replace("Make it fast.", "Make it fast.\n\nHuman line.")
    repository.edit(BRANCH, {PATH: text, "enhancements/picture.svg": "<svg/>"})
    run(repository, **NEW)
    head = repository.heads()[BRANCH]
    repository.git("merge", "-q", "--squash", BRANCH)
    repository.git("commit", "-q", "--no-edit")
    repository.commit({"later.txt": "later\n"}, "Later on the base")
    outcome = run(repository, title="Another title", **NEW)
    assert (outcome["operation"], outcome["status"]) == ("updated", "review")
    assert repository.git("rev-list", "--parents", "-n1", BRANCH).split()[1:3] == [repository.heads()["main"], head]
    assert repository.git("diff", "--name-only", f"main...{BRANCH}") == f"{PATH}\n"
    text = repository.show(BRANCH, PATH)
    assert "Human line." in text and "New." in text and "# Idea: Another title" in text
    assert run(repository, title="Another title", **NEW)["operation"] == "unchanged"


def test_a_squash_without_its_messages_is_adopted(repository: Repository) -> None:
    """Where the messages are lost, so is what was generated: what is there stays, and follows from now on."""
    repository.edit(BRANCH, {PATH: repository.show(BRANCH, PATH).replace("Make it fast.", "Human line.")})
    repository.git("merge", "-q", "--squash", BRANCH)
    repository.git("commit", "-q", "-m", "Proposal 42 (#7)")
    repository.git("branch", "-D", BRANCH)
    outcome = run(repository, labels=["status: implemented"], action="labeled")
    assert (outcome["operation"], codes(outcome)) == ("updated", ["adopted"])
    text = repository.show(BRANCH, PATH)
    assert "status: implemented" in text and "Human line." in text and "Make it fast." not in text
    outcome = run(repository, labels=["status: implemented"], **NEW)
    text = repository.show(BRANCH, PATH)
    assert codes(outcome) == [] and "New." in text and "Human line." in text


def test_a_document_that_somebody_else_wrote_is_not_touched(tmp_path: Path) -> None:
    mine = "---\ntitle: Mine\nissue: https://github.com/octo/app/issues/7\n---\n\n# Mine\n"
    repository = Repository(tmp_path, {"forms/idea.md": TEMPLATE, "enhancements/0042-mine.md": mine})
    outcome = run(repository)
    assert (outcome["operation"], codes(outcome), list(repository.heads())) == ("skipped", ["no-history"], ["main"])
    assert "is there already" in outcome["comment"]


def test_the_comment_of_a_branch_that_is_merged_says_so(repository: Repository) -> None:
    run(repository, labels=["status: accepted"], action="labeled")
    repository.git("merge", "-q", "--no-ff", "-m", "Merge", BRANCH)
    outcome = run(repository, labels=["status: accepted"])
    assert outcome["operation"] == "unchanged"
    assert f"`{PATH}` in the default branch. Its status is **accepted**" in outcome["comment"]


SUPERSEDING = TEMPLATE.replace("status: draft\n", "status: draft\nsupersedes: []\n")


@pytest.fixture
def world(tmp_path: Path) -> OnDisk:
    """Two proposals: 1 is in the default branch, and 2, on its branch, says that it supersedes 1."""
    made = OnDisk(tmp_path)
    made.start({"forms/idea.md": SUPERSEDING})
    for number in (1, 2):
        made.open(number, f"Title {number}", body_of(ANSWERS), [])
        made.run(number)
        if number == 1:
            made.merge("proposals/1", "merge", delete=True)
    text = str(made.show("proposals/2", "enhancements/0002-title-2.md"))
    made.commit("proposals/2", {"enhancements/0002-title-2.md": text.replace("supersedes: []", "supersedes: [1]")})
    return made


OLD = "enhancements/0001-title-1.md"


def test_until_it_is_accepted_nothing_is_superseded(world: OnDisk) -> None:
    world.change(2, "maria", {"label": "status: review"})
    world.run(2)
    assert "superseded" not in str(world.show("proposals/2", OLD))


def test_the_older_document_says_so_in_the_same_commit_and_people_keep_their_words(world: OnDisk) -> None:
    world.change(2, "maria", {"label": "status: accepted"})
    outcome = world.run(2)
    shown = world.repository.git("show", "--name-only", "--format=", outcome["commit"])
    old = str(world.show("proposals/2", OLD))
    assert OLD in shown and "status: superseded\n" in old and "superseded-by: 2\n" in old
    assert "superseded" not in str(world.show("main", OLD))
    world.commit("proposals/2", {OLD: f"{old}\nHuman line.\n"})
    world.change(2, "octocat", {"title": "Edited"})
    assert world.run(2)["status"] == "review"
    assert "Human line." in str(world.show("proposals/2", OLD))


def test_a_proposal_supersedes_no_other_file_and_not_itself(world: OnDisk) -> None:
    path = "enhancements/0002-title-2.md"
    text = str(world.show("proposals/2", path))
    for value in ("[2]", "[99]", "[../../README.md]", "{a: 1}"):
        world.commit("proposals/2", {path: text.replace("supersedes: [1]", f"supersedes: {value}")})
        world.change(2, "maria", {"unlabel": "status: accepted", "label": "status: accepted"})
        outcome = world.run(2)
        assert outcome["status"] == "accepted"
        assert "superseded" not in str(world.show("proposals/2", OLD))
        text = str(world.show("proposals/2", path)).replace(f"supersedes: {value}", "supersedes: [1]")


def test_an_unreadable_issue_is_looked_up_in_the_folder_of_its_kind(tmp_path: Path) -> None:
    """Another kind of proposal comes first in the configuration: its folder has no such document."""
    config = "proposals:\n  note: {folder: notes, document: idea}\n  idea: {folder: ideas}\n"
    files = {"forms/idea.md": TEMPLATE, "forms/note.md": TEMPLATE.replace("## ", "## My "), CONFIG_PATH: config}
    made = Repository(tmp_path, files)
    assert run(made)["document"] == "ideas/0042-faster-start.md"
    outcome = run(made, body="", labels=["status: review"])
    assert (outcome["document"], outcome["status"]) == ("ideas/0042-faster-start.md", "review")
    assert "status: review" in made.show(BRANCH, "ideas/0042-faster-start.md")


def test_a_branch_squashed_by_hand_follows_the_issue(repository: Repository) -> None:
    """Its one commit tells nothing: the first run remembers what it would have generated, so that edits come later."""
    repository.edit(BRANCH, {PATH: repository.show(BRANCH, PATH).replace("Make it fast.", "Human line.")})
    repository.git("checkout", "-q", BRANCH)
    repository.git("reset", "-q", "--soft", "main")
    repository.git("commit", "-q", "-m", "Everything in one commit")
    repository.git("checkout", "-q", "main")
    assert codes(run(repository)) == ["adopted"]
    assert codes(run(repository)) == [] and run(repository)["operation"] == "unchanged"
    for problem in ("New.", "Newer."):
        run(repository, body=body_of({**ANSWERS, "problem": problem}))
        text = repository.show(BRANCH, PATH)
        assert problem in text and "Human line." in text and "Make it fast." not in text
