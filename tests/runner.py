"""What GitHub's runner does for an action, for the tests of it."""

from __future__ import annotations

import json
from pathlib import Path

from emulator import OWNER_TOKEN


def read_outputs(path: Path) -> dict[str, str]:
    """Read the file of outputs as the runner does."""
    found = {}
    lines = path.read_text(encoding="utf-8").split("\n")
    while lines and lines[0]:
        name, _, delimiter = lines.pop(0).partition("<<")
        end = lines.index(delimiter)
        found[name] = "\n".join(lines[:end])
        lines = lines[end + 1 :]
    return found


def variables(folder: Path, event: object, name: str = "issues", **inputs: str) -> dict[str, str]:
    """Return what the runner sets; the event is written to a file."""
    (folder / "event.json").write_text(json.dumps(event), encoding="utf-8")
    return {
        "GITHUB_EVENT_NAME": name,
        "GITHUB_EVENT_PATH": str(folder / "event.json"),
        "GITHUB_REPOSITORY": "octo/app",
        "GITHUB_OUTPUT": str(folder / "output"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary"),
        "INPUT_TOKEN": OWNER_TOKEN,
        **{f"INPUT_{key.upper().replace('_', '-')}": value for key, value in inputs.items()},
    }
