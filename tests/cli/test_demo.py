"""The demonstration is the whole way: templates, forms, issues, documents on branches of a real repository."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from command_line import Call


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def test_the_whole_way(call: Call, tmp_path: Path) -> None:
    result = call("demo", "--dir", str(tmp_path / "new"))
    assert result.code == 0
    repository = tmp_path / "new" / "repository"
    assert git(repository, "branch", "--format=%(refname:short)").split() == ["main", "proposals/42", "proposals/57"]
    document = tmp_path / "new/issue-57/checkout/enhancements/0057-deliver-webhooks-in-order.md"
    text = document.read_text(encoding="utf-8")
    assert "rfc: '0057'\n" in text and "authors: [hubot-42]\n" in text and "status: proposed\n" in text
    assert "A receiver that never answers must not fill the disk" in text
    assert str(document) in result.err
    assert result.err.count("unchanged") == 2
    assert git(repository, "status", "--porcelain") == ""


def test_every_run_makes_the_same_commits(call: Call, tmp_path: Path) -> None:
    heads = []
    for name in ("one", "two"):
        assert call("demo", "--dir", str(tmp_path / name)).code == 0
        heads.append(git(tmp_path / name / "repository", "for-each-ref", "--format=%(refname) %(objectname)"))
    assert heads[0] == heads[1]


def test_the_payload_it_leaves_can_be_proposed_again(call: Call, tmp_path: Path) -> None:
    call("demo", "--dir", str(tmp_path / "new"))
    event, repository = tmp_path / "new/issue-42/event.json", tmp_path / "new/repository"
    result = call("propose", "--event", str(event), "--repo", str(repository))
    assert (result.code, json.loads(result.out)["operation"]) == (0, "unchanged")


def test_a_folder_with_something_in_it_is_left_alone(call: Call, tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "kept.txt").write_text("mine")
    result = call("demo", "--dir", str(full))
    assert (result.code, result.out) == (1, "")
    assert "F42" in result.err
    assert [path.name for path in full.iterdir()] == ["kept.txt"]
