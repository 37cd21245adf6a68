"""Pull requests that people merge by rebase: no merge commit is left, and what people wrote stays (S32)."""

from __future__ import annotations

from pathlib import Path

import pytest

from proposals import ANSWERS, Repository, body_of, run

BRANCH = "proposals/42"


def rebase(repository: Repository) -> None:
    """Bring a branch's own commits, but for merges, upon the default branch."""
    repository.git("checkout", "-q", "-B", "rebased", BRANCH)
    repository.git("rebase", "-q", "main")
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "--ff-only", "rebased")
    repository.git("branch", "-q", "-D", "rebased")


def squash(repository: Repository) -> None:
    repository.git("merge", "-q", "--squash", BRANCH)
    messages = repository.git("log", "--format=* %B", f"main..{BRANCH}")
    repository.git("commit", "-q", "-m", f"Faster start\n\n{messages}")


@pytest.mark.parametrize("first", [rebase, squash])
@pytest.mark.parametrize("edited", [False, True])
def test_a_persons_text_stays_in_each_pull_request(tmp_path: Path, first: object, edited: bool) -> None:
    repository = Repository(tmp_path)
    path = run(repository)["document"]
    text = repository.show(BRANCH, path)
    repository.edit(BRANCH, {path: text.replace("Make it fast.", "Make it fast.\n\nBy maria.")})
    body = body_of(ANSWERS)
    if edited:
        body = body_of({**ANSWERS, "problem": "It is slower."})
        run(repository, body=body)
    assert callable(first)
    first(repository)
    repository.git("branch", "-D", BRANCH)
    # Merging accepts it, which takes a pull request of its own; and so does every later change.
    for problem in ("It is slower.", "It is slower than ever.", "It is slow again."):
        run(repository, body=body_of({**ANSWERS, "problem": problem}) if problem != "It is slower." else body)
        if BRANCH in repository.heads():
            rebase(repository)
            repository.git("branch", "-D", BRANCH)
        assert "By maria." in repository.show("main", path)
    assert "It is slow again." in repository.show("main", path)
