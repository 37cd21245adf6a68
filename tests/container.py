"""The built image, run as GitHub's runner runs it: its mounts, its variables, its working folder."""

from __future__ import annotations

import json
import os
import subprocess
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from runner import read_outputs

FOLDERS = ("home", "workflow", "file_commands", "workspace")


@dataclass
class Runner:
    """The folders that the runner mounts, and the engine that runs the image."""

    image: str
    engine: str
    folder: Path
    options: tuple[str, ...] = ("--network", "host")
    variables: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in FOLDERS:
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        for name in ("output", "summary", "environment", "path"):
            (self.folder / "file_commands" / name).touch()

    @property
    def workspace(self) -> Path:
        return self.folder / "workspace"

    def command(self, event: object, name: str, inputs: Mapping[str, str], arguments: Sequence[str] = ()) -> list[str]:
        """Return the command line that the runner would use; the values of variables are not in it."""
        (self.folder / "workflow/event.json").write_text(json.dumps(event), encoding="utf-8")
        self.variables |= {
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_EVENT_NAME": name,
            "GITHUB_EVENT_PATH": "/github/workflow/event.json",
            "GITHUB_OUTPUT": "/github/file_commands/output",
            "GITHUB_STEP_SUMMARY": "/github/file_commands/summary",
            "GITHUB_ENV": "/github/file_commands/environment",
            "GITHUB_PATH": "/github/file_commands/path",
            "GITHUB_WORKSPACE": "/github/workspace",
            "HOME": "/github/home",
            **{f"INPUT_{key.upper()}": value for key, value in inputs.items()},
        }
        mounts = [part for each in FOLDERS for part in ("--volume", f"{self.folder / each}:/github/{each}")]
        names = [part for key in self.variables for part in ("--env", key)]
        name_of_it = f"formwright-test-{uuid.uuid4().hex[:8]}"
        fixed = ["run", "--rm", "--pull=never", "--name", name_of_it, "--workdir", "/github/workspace"]
        return [self.engine, *fixed, *self.options, *mounts, *names, self.image, *arguments]

    def environment(self) -> dict[str, str]:
        """Return the variables that the engine is started with."""
        return {**os.environ, **self.variables}

    def run(
        self, event: object, name: str = "issues", *arguments: str, **inputs: str
    ) -> subprocess.CompletedProcess[str]:
        """Run the image on an event to its end; inputs are given with `_` for `-`."""
        named = {key.replace("_", "-"): value for key, value in inputs.items()}
        command = self.command(event, name, named, arguments)
        return subprocess.run(command, env=self.environment(), capture_output=True, text=True, timeout=60, check=False)

    def outputs(self) -> dict[str, str]:
        return read_outputs(self.folder / "file_commands/output")


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A runner with empty folders; skipped where no image was built (`make container` builds one)."""
    image, engine = os.environ.get("FORMWRIGHT_IMAGE"), os.environ.get("FORMWRIGHT_ENGINE")
    if not image or not engine:
        pytest.skip("no image: make container builds one and runs these tests on it")
    return Runner(image, engine, tmp_path)
