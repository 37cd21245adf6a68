"""The lives of tests/examples/lives, in a git repository on disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lives import LIVES, OnDisk, live, write, written


@pytest.mark.parametrize("life", sorted(LIVES.iterdir()), ids=lambda path: path.name)
def test_life(life: Path, tmp_path: Path) -> None:
    told = live(life, OnDisk(tmp_path))
    if os.environ.get("FORMWRIGHT_UPDATE"):
        write(life, told)
    assert told == written(life)
