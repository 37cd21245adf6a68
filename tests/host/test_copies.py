"""Copies of the default branch's files: a checkout, an archive. They are used as far as they prove to be right."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counts import checked_out
from fake.api import NAME, FakeGitHub
from fake.repository import FILE, tree_sha
from fake.wire import Wire, wired
from formwright.host.archive import Archive
from formwright.host.checkout import read_checkout
from formwright.host.github import GitHub
from formwright.host.objects import TreeEntry
from formwright.host.trees import FlatTree

FILES = {
    "forms/idea.md": "# Idea\n",
    "forms.md": "x\n",
    "forms-2/a": "1\n",
    "a/b/c/d.yml": "deep: true\n",
    "ü.md": "ü\n",
}


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.mark.parametrize("version", ["2", "3", "4"])
def test_the_tree_of_a_checkout_is_gits(tmp_path: Path, version: str) -> None:
    folder = checked_out(tmp_path / "work", FILES)
    (folder / "run").write_text("#!/bin/sh\n")
    (folder / "run").chmod(0o755)
    (folder / "link").symlink_to("forms.md")
    git(folder, "add", "-A")
    if version == "3":
        git(folder, "rm", "-q", "--cached", "forms.md")
        git(folder, "add", "--intent-to-add", "forms.md")
        git(folder, "add", "forms.md")
    git(folder, "update-index", "--index-version", "4" if version == "4" else "2")
    found = read_checkout(folder)
    assert found is not None and found.id == git(folder, "write-tree")
    sha = git(folder, "hash-object", "forms/idea.md")
    assert found.blob(sha) == b"# Idea\n" and found.blob("0" * 40) is None


def test_a_changed_file_is_not_taken(tmp_path: Path) -> None:
    folder = checked_out(tmp_path / "work", FILES)
    shas = {name: git(folder, "hash-object", name) for name in FILES}
    (folder / "forms/idea.md").write_text("# Another\n")
    (folder / "forms.md").unlink()
    (folder / "forms.md").symlink_to("/etc/hostname")
    (folder / "a/b/c/d.yml").write_bytes(b"deep: true\r\n")
    os.mkfifo(folder / "fifo")
    (folder / "forms-2/a").unlink()
    (folder / "forms-2/a").symlink_to(folder / "fifo")
    found = read_checkout(folder)
    assert found is not None
    taken = {name: found.blob(sha) for name, sha in shas.items()}
    assert taken == {**dict.fromkeys(FILES), "a/b/c/d.yml": b"deep: true\n", "ü.md": "ü\n".encode()}


@pytest.mark.parametrize("damage", [b"", b"DIRC", b"DIRC\0\0\0\2\0\0\0\7", b"x" * 500, None])
def test_an_index_that_is_none(tmp_path: Path, damage: bytes | None) -> None:
    folder = checked_out(tmp_path / "work", FILES)
    if damage is None:
        git(folder, "update-index", "--split-index")
    else:
        (folder / ".git/index").write_bytes(damage)
    assert read_checkout(folder) is None
    assert read_checkout(tmp_path / "none") is None


def host(github: FakeGitHub, workspace: Path | None = None) -> GitHub:
    return GitHub("t", NAME, workspace=workspace, pause=github.wait)


def asked(github: FakeGitHub, workspace: Path | None = None, path: str = "forms/idea.md") -> tuple[str, list[str]]:
    """Read a file of the default branch; return its text and the kinds of requests."""
    with wired(Wire(github)) as wire:
        found = host(github, workspace)
        text = found.read(found.base("main"), [path])[path]
    return text, [url.split("/")[6].partition("?")[0] for _, url in wire.sent]


def test_a_checkout_of_the_default_branch_saves_all_requests(tmp_path: Path) -> None:
    assert asked(FakeGitHub(FILES), checked_out(tmp_path / "work", FILES)) == ("# Idea\n", ["branches"])


def test_another_checkout_is_not_used(tmp_path: Path) -> None:
    """S26: the one of a pull request, say. What it shares with the default branch may still come from it."""
    other = checked_out(tmp_path / "work", {**FILES, "forms/idea.md": "# Theirs\n"})
    assert asked(FakeGitHub(FILES), other) == ("# Idea\n", ["branches", "tarball"])


def test_a_checkout_with_a_changed_file(tmp_path: Path) -> None:
    """S26."""
    folder = checked_out(tmp_path / "work", FILES)
    (folder / "forms/idea.md").write_text("# Another\n")
    assert asked(FakeGitHub(FILES), folder) == ("# Idea\n", ["branches", "git"])


class Hiding(FakeGitHub):
    """A repository whose `.gitattributes` leave a folder out of archives."""

    def archive(self, ref: str) -> bytes:
        out, full = io.BytesIO(), io.BytesIO(super().archive(ref))
        with tarfile.open(fileobj=out, mode="w:gz") as to, tarfile.open(fileobj=full) as whole:
            for member in whole:
                if "/forms/" not in member.name:
                    to.addfile(member, whole.extractfile(member))
        return out.getvalue()


def test_an_archive_that_leaves_files_out_is_not_the_tree() -> None:
    assert asked(Hiding(FILES)) == ("# Idea\n", ["branches", "tarball", "git", "git"])
    assert asked(Hiding(FILES), path="forms.md") == ("x\n", ["branches", "tarball", "git"])


def test_no_archive() -> None:
    assert asked(FakeGitHub(FILES, archives=False)) == ("# Idea\n", ["branches", "tarball", "git", "git"])


def packed(*members: tuple[str, dict[str, Any], bytes]) -> io.BytesIO:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as tar:
        for name, about, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            for key, value in about.items():
                setattr(info, key, value)
            tar.addfile(info, io.BytesIO(data))
    out.seek(0)
    return out


def test_an_archive_is_only_looked_at() -> None:
    """Nothing is unpacked to disk: names that lead out of a folder are names."""
    hostile = packed(
        ("top/../../etc/passwd", {}, b"x"),
        ("top/link", {"type": tarfile.SYMTYPE, "linkname": "/etc"}, b""),
        ("top/fifo", {"type": tarfile.FIFOTYPE}, b""),
        ("top/a.md", {"mode": 0o755}, b"text"),
    )
    found = Archive(hostile)
    assert found.tree.folder("")["link"].mode == "120000" and found.tree.folder("")["a.md"].mode == "100755"
    assert "fifo" not in found.tree.folder("")


@pytest.mark.parametrize(
    "data",
    [b"", b"no archive", gzip.compress(b"x" * 1000, mtime=0), packed(("a/b", {}, b"x")).read()[:40]],
    ids=["empty", "text", "no tar", "cut off"],
)
def test_an_archive_that_is_broken(data: bytes) -> None:
    with pytest.raises(ValueError, match="broken"):
        Archive(io.BytesIO(data))


def test_an_archive_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formwright.host.archive.BYTES_LIMIT", 100)
    with pytest.raises(ValueError, match="too large"):
        Archive(packed(("top/a", {}, b"x" * 60), ("top/b", {}, b"x" * 60)))


def test_ids_of_folders_are_gits() -> None:
    """Git sorts a folder as if its name ended in a slash."""
    entries = {"a/x": "1" * 40, "a.b": "2" * 40, "a-b/y": "3" * 40, "a0": "4" * 40}
    tree = FlatTree({path: TreeEntry(FILE, sha) for path, sha in entries.items()})
    assert tree.id() == tree_sha({path: (FILE, sha) for path, sha in entries.items()})


PATHS = st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=3).map("/".join)
ENTRIES = st.sampled_from([TreeEntry(FILE, digit * 40) for digit in "123"])


def without_clashes(files: dict[str, Any]) -> dict[str, Any]:
    """Leave out the files that stand where another one needs a folder."""
    return {path: each for path, each in files.items() if not any(other.startswith(f"{path}/") for other in files)}


@given(st.dictionaries(PATHS, ENTRIES), st.dictionaries(PATHS, st.none() | ENTRIES))
def test_a_changed_tree_is_the_tree_of_the_changed_files(
    files: dict[str, TreeEntry], changes: dict[str, TreeEntry | None]
) -> None:
    """What is known of a commit that was just written is what GitHub would tell, and its parent stays as it was."""
    files = without_clashes(files)
    changes = {path: each for path, each in changes.items() if path in without_clashes({**files, **changes})}
    after = {path: each for path, each in {**files, **changes}.items() if each is not None}
    if after != without_clashes(after):
        return
    before = FlatTree(files)
    assert before.changed(changes).id() == FlatTree(after).id()
    assert before.id() == FlatTree(files).id()
