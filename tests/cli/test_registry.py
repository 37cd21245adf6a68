"""The verb `registry` on a folder on disk."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from command_line import Call

DOCUMENT = "---\ntitle: Faster start\nstatus: accepted\nnumber: 42\n---\n"


@pytest.fixture
def repository(folder: Path) -> Path:
    """A repository with one document."""
    root = folder / "repository"
    (root / "enhancements").mkdir(parents=True)
    (root / "enhancements" / "0042-faster-start.md").write_text(DOCUMENT, encoding="utf-8")
    return root


def test_the_list_is_written_and_kept(call: Call, repository: Path) -> None:
    result = call("registry", "--repo", repository)
    made = ["create enhancements/README.md: a new list", "create enhancements/index.json: a new list"]
    assert (result.code, result.out, result.err.splitlines()) == (0, "", made)
    assert "[Faster start](0042-faster-start.md)" in (repository / "enhancements" / "README.md").read_text()
    result = call("registry", "--check", "--repo", repository)
    assert (result.code, result.out, result.err) == (0, "", "the list is in step with the documents\n")


def test_check_shows_the_difference_and_writes_nothing(call: Call, repository: Path) -> None:
    call("registry", "--repo", repository)
    document = repository / "enhancements" / "0042-faster-start.md"
    document.write_text(DOCUMENT.replace("accepted", "implemented"))
    before = {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()}
    result = call("registry", "--check", "--repo", repository)
    assert result.code == 1
    assert '+      "status": "implemented",' in result.out
    assert result.err.startswith("would update enhancements/README.md: the documents changed\n")
    assert {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()} == before
    subprocess.run(["git", "apply", "-"], input=result.out.encode(), cwd=repository, check=True)
    assert call("registry", "--check", "--repo", repository).code == 0


def test_a_fault_of_a_document_is_said_and_the_list_is_written(call: Call, repository: Path) -> None:
    (repository / "enhancements" / "0007-other.md").write_text("---\nstatus: agreed\n---\n")
    (repository / "enhancements" / "0008-binary.md").write_bytes(b"---\nstatus: accepted\n---\n\xff\n")
    result = call("registry", "--quiet", "--repo", repository)
    assert (result.code, result.out) == (1, "")
    lines = [line.split(" ")[:2] for line in result.err.splitlines()]
    assert lines == [["enhancements/0007-other.md:2:", "D05"], ["enhancements/0008-binary.md:4:", "D12"]]
    assert "0007-other" in (repository / "enhancements" / "index.json").read_text()


def test_a_file_without_marks_is_left_as_it_is(call: Call, repository: Path) -> None:
    table = repository / "enhancements" / "README.md"
    table.write_text("# Ours\n")
    result = call("registry", "--repo", repository)
    assert result.code == 1
    assert result.err.startswith("enhancements/README.md:1: D20 ")
    assert table.read_text() == "# Ours\n"


def test_s6_no_link_is_followed(call: Call, repository: Path) -> None:
    """S6."""
    (repository / "linked").symlink_to("enhancements")
    (repository / "formwright.yml").write_text("proposals: {x: {folder: linked}}\n")
    result = call("registry", "--repo", repository, "--config", repository / "formwright.yml")
    assert result.code == 1
    assert "G05" in result.err
    (repository / "secret.md").write_text("---\ntitle: Secret\nnumber: 9\n---\n")
    (repository / "enhancements" / "0009-link.md").symlink_to("../secret.md")
    result = call("registry", "--repo", repository)
    assert "0009-link.md:1: D11 " in result.err
    assert "Secret" not in (repository / "enhancements" / "README.md").read_text()
