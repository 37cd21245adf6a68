"""Files for the steps that come after: inside the workspace, through no link."""

from __future__ import annotations

from pathlib import Path

import pytest

from formwright.action.workspace import write_into
from formwright.errors import HostError, UsageError


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    for text in ("one", "two é"):
        write_into(str(tmp_path), "made/here/preview.html", text)
        assert (tmp_path / "made/here/preview.html").read_text(encoding="utf-8") == text
    assert sorted(path.name for path in (tmp_path / "made/here").iterdir()) == ["preview.html"]


def test_no_link_is_followed(tmp_path: Path) -> None:
    """S2, S6: a pull request may bring a link to the file that the runner reads variables from."""
    workspace, outside = tmp_path / "workspace", tmp_path / "outside"
    workspace.mkdir()
    outside.mkdir()
    (outside / "env").write_text("")
    (workspace / "preview.html").symlink_to(outside / "env")
    (workspace / "folder").symlink_to(outside)
    write_into(str(workspace), "preview.html", "text")
    assert (outside / "env").read_text() == ""
    assert not (workspace / "preview.html").is_symlink()
    for path in ("folder/preview.html", "folder/deeper/preview.html"):
        with pytest.raises((UsageError, HostError), match="A19"):
            write_into(str(workspace), path, "text")
    assert [path.name for path in outside.rglob("*")] == ["env"]


def test_a_workspace_that_may_itself_be_reached_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_into(str(tmp_path / "link"), "preview.html", "text")
    assert (tmp_path / "real/preview.html").read_text() == "text"


def test_what_is_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "preview.html").mkdir()
    (tmp_path / "file").write_text("")
    for path in ("preview.html", "file/preview.html"):
        with pytest.raises(HostError, match="A19"):
            write_into(str(tmp_path), path, "text")
    with pytest.raises(UsageError, match="A19"):
        write_into("", "preview.html", "text")
