"""Packages of npm that tests need: installed once into the cache, or the test is skipped with the reason."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
from pathlib import Path

import pytest

CACHE = Path(__file__).parent.parent / ".pytest_cache" / "npm"


def package(name: str, version: str) -> Path:
    """Return the folder of an npm package of exactly this version. Its scripts are not run."""
    home = CACHE / f"{name.strip('@').replace('/', '-')}-{version}"
    folder = home / "node_modules" / name
    if (folder / "package.json").exists():
        return folder
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip(f"npm is needed for {name}")
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (folder / "package.json").exists():
            return folder
        flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "--prefix", str(home)]
        done = subprocess.run(
            [npm, "install", *flags, f"{name}@{version}"], capture_output=True, text=True, check=False
        )
    if done.returncode or not (folder / "package.json").exists():
        pytest.skip(f"npm could not install {name}@{version}: {done.stderr.strip()[-200:]}")
    return folder
