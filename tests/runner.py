"""What GitHub's runner does for an action, for the tests of it."""

from __future__ import annotations

from pathlib import Path


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
