"""Files that a run leaves in the workspace, for the steps that come after it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from formwright.errors import HostError, UsageError
from formwright.findings import Finding


def write_into(workspace: str, path: str, text: str) -> None:
    """Write a file at `path` in the workspace, whole or not at all.

    The workspace may hold what a pull request brought, links included. None is followed (S6): a link to the runner's
    own files would turn a page into commands (S2). Raises `UsageError` where the path leads out, and `HostError` where
    the file system refuses.
    """
    if not workspace:
        raise UsageError(Finding("A19", "the variable `GITHUB_WORKSPACE` is empty", "leave it to the runner"))
    root = Path(workspace).resolve()
    target = root / path
    try:
        if target.parent.resolve() != target.parent:
            message = f"a link stands in the way of `{path}`"
            raise UsageError(Finding("A19", message, "name another file in `preview`"))
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, text.encode("utf-8", "replace"))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = f"`{path}` cannot be written into the workspace: {reason}"
        raise HostError(Finding("A19", message, "name another file in `preview`")) from error


def _replace(target: Path, data: bytes) -> None:
    """Put a new file in the place of what is there; where that is a link, the link goes."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:64]}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        # The steps that come after need not be of the same user.
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
