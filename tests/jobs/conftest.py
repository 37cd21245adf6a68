"""What the tests of this room begin with; the emulator of GitHub is started once for all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from emulator import emulator
from lives import OnDisk
from proposals import ANSWERS, TEMPLATE, Repository, body_of

__all__ = ["emulator"]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with one template."""
    return Repository(tmp_path)


@pytest.fixture
def world(tmp_path: Path) -> OnDisk:
    """A world with one open issue, 1, whose proposal was written."""
    made = OnDisk(tmp_path)
    made.start({"forms/idea.md": TEMPLATE})
    made.open(1, "Faster start", body_of(ANSWERS), [])
    made.run(1)
    return made
