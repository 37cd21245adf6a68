"""What is too much for one answer of GitHub's: many commits, many files, trees that it cuts off."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import unquote

import pytest

from fake.api import API, NAME, Answer, FakeGitHub
from fake.wire import Wire, wired
from formwright.errors import HostError, InputError
from formwright.host.github import GitHub
from formwright.host.rest import Rest
from formwright.host.store import Store
from formwright.host.trees import files_in
from formwright.jobs.propose import Outcome, propose
from proposals import ANSWERS, TEMPLATE, body_of, event


def run(github: FakeGitHub) -> Outcome:
    with wired(Wire(github)):
        return propose(GitHub("ghs_not-a-token", NAME, pause=github.wait), event(1))


def proposal() -> tuple[FakeGitHub, str]:
    github = FakeGitHub({"forms/idea.md": TEMPLATE})
    github.open_issue("Faster start", body_of(ANSWERS))
    return github, str(run(github).plan.document)


def test_a_branch_of_many_commits() -> None:
    """The program's own commit is below more than one page of people's."""
    github, path = proposal()
    text = github.git.text("proposals/1", path)
    for each in range(150):
        edited = text.replace("Make it fast.", f"Make it fast.\n\nLine {each}.")
        last = github.commit("proposals/1", {path: edited})
    github.edit_issue(1, body=body_of({**ANSWERS, "problem": "It is slower than ever."}))
    assert run(github).plan.operation == "updated"
    text = github.git.text("proposals/1", path)
    assert "slower than ever" in text and "Line 149." in text
    assert last in github.git.ancestors(github.git.refs["refs/heads/proposals/1"])
    assert run(github).plan.operation == "unchanged"


def test_a_branch_of_many_files() -> None:
    """A comparison lists no more than 300 files: then the tree is read."""
    github, path = proposal()
    github.commit("proposals/1", {f"a/{each}.txt": f"{each}\n" for each in range(400)})
    github.edit_issue(1, body=body_of({**ANSWERS, "problem": "It is slower than ever."}))
    assert run(github).plan.operation == "updated"
    assert "slower than ever" in github.git.text("proposals/1", path)
    assert github.git.text("proposals/1", "a/399.txt") == "399\n"


def test_a_link_in_the_place_of_the_document() -> None:
    """S6: a comparison does not tell a link from a file, so that what could be one is looked at."""
    github, path = proposal()
    github.commit("proposals/1", {path: "../secret"})
    head = github.git.refs["refs/heads/proposals/1"]
    files = {**github.git.files(head), path: ("120000", github.git.files(head)[path][1])}
    commit = github.git.commit(github.git.tree(files), (head,), "A link", github.date, "hubot")
    github.git.refs["refs/heads/proposals/1"] = commit.sha
    with pytest.raises(InputError, match="G05 a link stands where the document should be"):
        run(github)
    assert github.git.refs["refs/heads/proposals/1"] == commit.sha


class Parted(Wire):
    """A wire on which refs come in parts, of which each names the next one."""

    def answer(self, method: str, url: str, body: Any) -> Answer:
        if "matching-refs" not in url:
            return super().answer(method, url, body)
        found = self.github.matching_refs({}, "heads/proposals/")
        part = int(url.rpartition("?page=")[2]) if "?page=" in url else 1
        following = {"link": f'<{API}/repositories/1/git/matching-refs/heads/proposals/?page={part + 1}>; rel="next"'}
        return Answer(200, found[2 * part - 2 : 2 * part], following if len(found) > 2 * part else {})


def test_refs_are_read_to_the_last_part() -> None:
    """S33: a number on a branch that was not read would be given out again."""
    github = FakeGitHub({"README.md": "x\n"})
    names = [f"proposals/{number}" for number in range(1, 8)]
    github.git.refs |= {f"refs/heads/{name}": github.git.refs["refs/heads/main"] for name in names}
    with wired(Parted(github)):
        assert sorted(GitHub("ghs_not-a-token", NAME).branches("proposals/")) == names


class Huge(FakeGitHub):
    """A repository whose tree is too large to be listed at once, and some of its folders too large by themselves."""

    huge: tuple[str, ...] = ()

    def listed(self, commit: str, folder: str) -> dict[str, Any]:
        """Return what the API lists of one folder: its first file, where it is too large."""
        start = f"{folder}/" if folder else ""
        files = {path[len(start) :]: at for path, at in self.git.files(commit).items() if path.startswith(start)}
        below = sorted({path.partition("/")[0] for path in files if "/" in path})
        tree = [{"path": each, "type": "tree", "mode": "040000", "sha": f"{start}{each}"} for each in below]
        tree += [{"path": p, "type": "blob", "mode": m, "sha": s} for p, (m, s) in files.items() if "/" not in p]
        return {"sha": folder, "tree": tree[: 1 if folder in self.huge else None], "truncated": folder in self.huge}


class Walk(Wire):
    """A wire on which a tree is cut off that is listed at once; the id of a folder is its path."""

    def answer(self, method: str, url: str, body: Any) -> Answer:
        asked = url.partition("/git/trees/")[2]
        if method != "GET" or not asked:
            return super().answer(method, url, body)
        if "recursive=1" in asked:
            return Answer(200, {"sha": "0" * 40, "tree": [], "truncated": True})
        assert isinstance(self.github, Huge)
        tree = unquote(asked.partition("?")[0])
        folder = "" if tree in self.github.git.trees else tree
        return Answer(200, self.github.listed(self.github.git.refs["refs/heads/main"], folder))


def walked(*huge: str) -> Huge:
    github = Huge({"forms/idea.md": TEMPLATE, "other/a.md": "A\n", "other/b.md": "B\n"}, archives=False)
    github.huge = huge
    github.open_issue("Faster start", body_of(ANSWERS))
    return github


def propose_on(github: Huge) -> Outcome:
    with wired(Walk(github)):
        return propose(GitHub("ghs_not-a-token", NAME, pause=github.wait), event(1))


def test_a_large_tree_does_not_keep_a_proposal_from_being_made() -> None:
    """Nor does a folder that is too large, and that nobody looks into."""
    assert propose_on(walked("other")).plan.operation == "created"


@pytest.mark.parametrize(("folder", "named"), [("forms", "`forms`"), ("", "`/`")])
def test_a_folder_that_is_too_large_is_said_and_nothing_is_written(folder: str, named: str) -> None:
    """A part of a folder would be taken for all of it: templates, forms or documents would be missing."""
    github = walked(folder)
    before = dict(github.git.refs)
    with pytest.raises(HostError, match=f"G26 GitHub lists only a part of the folder {named}"):
        propose_on(github)
    assert (github.git.refs, github.pulls, github.comments) == (before, {}, {})


class Cut:
    """The API of a repository whose tree is too large to be listed at once."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def get(self, path: str, **parameters: Any) -> Any:
        self.asked.append(path)
        tree = path.rpartition("/")[2]
        entries = {"root": [("d", "tree", "040000", "dd"), ("x", "blob", "100644", "xx")]}
        entries["dd"] = [("a.md", "blob", "100644", "aa"), ("l", "blob", "120000", "ll")]
        found = [{"path": p, "type": t, "mode": m, "sha": s} for p, t, m, s in entries[tree]]
        return {"sha": tree, "tree": found, "truncated": "recursive" in parameters}


def test_a_tree_that_is_cut_off_is_read_folder_by_folder() -> None:
    """S6."""
    rest = Cut()
    store = Store(cast("Rest", rest), None, lambda _: None)
    store.remember({"sha": "c", "commit": {"tree": {"sha": "root"}, "message": ""}})
    tree = store.tree("c")
    assert files_in(tree, "d") == ["d/a.md", "d/l"] and files_in(tree, "none") == []
    assert rest.asked == ["git/trees/root", "git/trees/root", "git/trees/dd"]
    with pytest.raises(InputError, match="G05"):
        files_in(tree, "x/below")
