"""`formwright propose` as a person calls it: the output, the messages, the exit codes of the contract."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from formwright.cli import main
from proposals import Repository, payload

Captured = pytest.CaptureFixture[bytes]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "event.json").write_text(json.dumps(payload()), encoding="utf-8")
    return tmp_path


def call(capsysbinary: Captured, *arguments: str) -> tuple[int, str, str]:
    code = main(["propose", *arguments])
    out, err = capsysbinary.readouterr()
    return code, out.decode(), err.decode()


def test_a_proposal(folder: Path, capsysbinary: Captured) -> None:
    repository = Repository(folder)
    arguments = ("--event", "event.json", "--repo", "work")
    code, out, err = call(capsysbinary, *arguments, "--dry-run")
    assert (code, err) == (0, "would be created: the issue is a new proposal\n")
    assert json.loads(out)["commit"] is None and list(repository.heads()) == ["main"]
    code, out, err = call(capsysbinary, *arguments)
    assert (code, err) == (0, "created: the issue is a new proposal\n")
    assert json.loads(out)["commit"] == repository.heads()["proposals/42"]
    code, out, err = call(capsysbinary, *arguments, "--quiet")
    assert (code, err, json.loads(out)["operation"]) == (0, "", "unchanged")


def test_hostile_text_starts_no_line_of_the_output(folder: Path, capsysbinary: Captured) -> None:
    """S3."""
    Repository(folder)
    hostile = payload(title="x\n::add-mask::y\n##[error]z", body="::error::x\n::stop-commands::y")
    (folder / "event.json").write_text(json.dumps(hostile), encoding="utf-8")
    _, out, err = call(capsysbinary, "--event", "event.json", "--repo", "work")
    assert not [line for line in (out + err).splitlines() if line.lstrip().startswith(("::", "##["))]


def test_hostile_text_starts_no_line_of_the_findings(folder: Path, capsysbinary: Captured) -> None:
    """S3: the name of a file may come from anyone, too."""
    name = "x\n::add-mask::y\n##[error]z.json"
    (folder / name).write_text("{", encoding="utf-8")
    for event in (name, f"none/{name}"):
        code, _, err = call(capsysbinary, "--event", event, "--repo", ".")
        assert code == 1 and err.count("\n") == 1 and "##[" not in err


def test_what_is_wrong_is_said_in_one_line(folder: Path, capsysbinary: Captured) -> None:
    (folder / "plain").mkdir()
    subprocess.run(["git", "init", "-q", "empty"], check=True)
    (folder / "no.json").write_text("{", encoding="utf-8")
    (folder / "other.json").write_text('{"action": "created", "issue": {}, "comment": {}}', encoding="utf-8")
    cases = [
        ("none.json", ".", 1, "none.json:1: F20 there is no such file; check the name"),
        ("plain", ".", 1, "plain:1: F21 this is a folder; name a file in it"),
        ("no.json", ".", 1, "no.json:1: E01 the event is no JSON: expecting property name enclosed in double quotes; "),
        ("other.json", ".", 1, "other.json:1: E03 this is an event about a comment, not about an issue itself; "),
        ("event.json", "plain", 1, "plain:1: G02 this is no git repository; name one, or make it one with `git init`"),
        ("event.json", "none", 1, "none:1: G02 there is no such folder; name the folder of a git repository"),
        ("event.json", "empty", 1, "empty:1: G04 the repository has no commit yet; make a first commit"),
    ]
    for event, repo, code, message in cases:
        result = call(capsysbinary, "--event", event, "--repo", repo)
        assert result[:2] == (code, "")
        assert result[2].startswith(message) and result[2].count("\n") == 1, result[2]


def test_wrong_usage(folder: Path, capsysbinary: Captured) -> None:
    assert call(capsysbinary)[::2] == (
        2,
        "formwright propose: missing option '--event'; see formwright propose --help\n",
    )


def test_git_that_is_missing_is_the_hosts_fault(
    folder: Path, capsysbinary: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    Repository(folder)
    monkeypatch.setenv("PATH", str(folder))
    code, out, err = call(capsysbinary, "--event", "event.json", "--repo", "work")
    assert (code, out, err) == (3, "", "-:1: G01 git is not there; install git, or put it on the PATH\n")


CONFIG = ".github/formwright.yml"


def test_a_configuration_that_names_what_is_not_there(folder: Path, capsysbinary: Captured) -> None:
    """What keeps the proposal from being made is a fault, what concerns others' issues only is a warning."""
    repository = Repository(folder)
    arguments = ("--event", "event.json", "--repo", "work", "--dry-run")
    repository.commit({CONFIG: "proposals:\n  idea: {document: nix}\n  ghots: {}\n"}, "Configure")
    code, out, err = call(capsysbinary, *arguments)
    assert (code, json.loads(out)["operation"]) == (1, "skipped")
    assert [line.partition("; ")[0] for line in err.splitlines()] == [
        "would be skipped: there is no template `nix` for its document",
        f"{CONFIG}:2: C12 `proposals.idea.document`: there is no template `nix`",
        f"{CONFIG}:3: C12 warning: `proposals.ghots`: there is no form `ghots`, and no template of that name",
    ]
    repository.commit({CONFIG: "proposals:\n  idea: {}\n  ghots: {}\n"}, "Configure")
    code, out, err = call(capsysbinary, *arguments)
    assert (code, json.loads(out)["operation"], "`proposals.ghots`" in err) == (0, "created", True)
    repository.commit({CONFIG: "proposal: {}\n"}, "Configure")
    code, out, err = call(capsysbinary, *arguments)
    assert (code, out) == (1, "")
    assert err == f"{CONFIG}:1: C10 `proposal` is an unknown key; did you mean `proposals`?\n"
