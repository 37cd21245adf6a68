"""Files: each fault is a finding, and a file is written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from command_line import Call
from formwright.cli import files
from formwright.cli.files import make_folder, read_text, write_text
from formwright.errors import FormwrightError, HostError, InputError


def fault(error: pytest.ExceptionInfo[FormwrightError]) -> tuple[str, int, str]:
    (finding,) = error.value.findings
    return finding.rule, finding.line, finding.message


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ("F23", 1, "the file is empty")),
        (b"a\nb\0c", ("F22", 2, "byte 3 is NUL: this is no text")),
        (b"a\nb\ncaf\xe9\n", ("F22", 3, "byte 7 (0xe9) is not UTF-8")),
        (b"\x89PNG\r\n\x1a\n\0\0", ("F22", 1, "byte 0 (0x89) is not UTF-8")),
        (b"\0\xff", ("F22", 1, "byte 0 is NUL: this is no text")),
        ("# A\n".encode("utf-16"), ("F22", 1, "this is UTF-16, by its byte order mark")),
        (b"\xfe\xff\0#", ("F22", 1, "this is UTF-16, by its byte order mark")),
        (b"a\xf0\x9f\x98", ("F22", 1, "byte 1 (0xf0) is not UTF-8")),
        (b"x" * (files.MAX_BYTES + 1), ("F25", 1, "the file is larger than 8 MiB")),
    ],
)
def test_a_file_that_is_no_text_says_where_and_why(data: bytes, expected: tuple[str, int, str], tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(InputError) as error:
        read_text(str(path))
    assert fault(error) == expected
    assert error.value.findings[0].path == str(path)


@pytest.mark.parametrize(
    ("name", "rule"),
    [("nope", "F20"), ("", "F20"), (".", "F21"), ("file/x", "F24"), ("a\0b", "F24"), ("n" * 5000, "F24")],
)
def test_a_file_that_cannot_be_read(name: str, rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError) as error:
        read_text(name)
    assert fault(error)[0] == rule


def test_text_stays_as_it_is(tmp_path: Path) -> None:
    """The byte order mark and the line ends are for the rooms below to judge."""
    data = "\ufeffa\r\nb\rc\u2028d\n".encode()
    (tmp_path / "file").write_bytes(data)
    assert read_text(str(tmp_path / "file")).encode() == data


def test_an_empty_body_is_allowed(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert read_text(str(tmp_path / "file"), may_be_empty=True) == ""


def test_standard_input_has_the_same_faults(call: Call) -> None:
    assert call("convert", "-").err.startswith("-:1: F23 the file is empty")
    assert call("convert", "-", stdin=b"a\xff").err.startswith("-:1: F22 byte 1 (0xff) is not UTF-8")


def test_a_new_file_gets_the_usual_rights_and_an_old_one_keeps_its(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_text(tmp_path / "new", "x")
        assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640
        (tmp_path / "new").chmod(0o755)
        write_text(tmp_path / "new", "y")
        assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o755
    finally:
        os.umask(before)
    assert (tmp_path / "new").read_text() == "y"
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    write_text(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_a_device_is_written_into_and_not_replaced(tmp_path: Path) -> None:
    """`-o /dev/null` as root would otherwise put a file in its place."""
    write_text("/dev/null", "x")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.parametrize(
    ("name", "kind", "rule"),
    [
        ("no/such/file", InputError, "F20"),
        ("file/x", InputError, "F20"),
        (".", InputError, "F21"),
        ("/sys/formwright", HostError, "F26"),
        ("/dev/full", HostError, "F26"),
        ("a\0b", HostError, "F26"),
    ],
)
def test_a_file_that_cannot_be_written(
    name: str, kind: type[FormwrightError], rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("old")
    if name.startswith("/") and not Path(name).parent.is_dir():
        pytest.skip(f"no {name} here")
    with pytest.raises(kind) as error:
        write_text(name, "x")
    assert fault(error)[0] == rule
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_text() == "old"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("old")
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(HostError):
            write_text(tmp_path / "old", "new")
        assert (tmp_path / "old").read_text() == "old"
    finally:
        tmp_path.chmod(0o700)


def test_nothing_is_left_where_writing_breaks_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    (tmp_path / "file").write_text("old")
    with pytest.raises(HostError) as error:
        write_text(tmp_path / "file", "new")
    assert fault(error)[2] == "the file cannot be written: No space left on device"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_text() == "old"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes files for others")
def test_what_root_makes_belongs_to_the_owner_of_its_folder(tmp_path: Path) -> None:
    """The next step of a job runs as the runner's user, and must be able to change the files."""
    os.chown(tmp_path, 1001, 1002)
    make_folder(tmp_path / "a/b")
    write_text(tmp_path / "a/b/new.yml", "new")
    write_text(tmp_path / "theirs.yml", "theirs")
    os.chown(tmp_path / "theirs.yml", 1003, 1004)
    write_text(tmp_path / "theirs.yml", "changed")
    made = ("a", "a/b", "a/b/new.yml", "theirs.yml")
    owners = [((tmp_path / name).stat().st_uid, (tmp_path / name).stat().st_gid) for name in made]
    assert owners == [(1001, 1002)] * 3 + [(1003, 1004)]


def test_folders_are_made_or_the_reason_is_said(tmp_path: Path) -> None:
    make_folder(tmp_path / "a/b")
    make_folder(tmp_path / "a/b")
    assert (tmp_path / "a/b").is_dir()
    (tmp_path / "file").touch()
    for name in ("file", "file/x"):
        with pytest.raises(InputError):
            make_folder(tmp_path / name)
    with pytest.raises(HostError):
        make_folder("/sys/formwright/x")
