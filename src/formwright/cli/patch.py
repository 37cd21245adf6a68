"""Differences of texts as patches."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path


def patch(path: str, before: str | None, after: str | None) -> str:
    """Return the change of a file as `git diff` shows it, so that `git apply` takes it.

    `before` is None where the file is new, `after` where it goes. An absolute path is written from the folder that the
    call works in, or, outside of it, from the root, where `git apply --directory` and `patch -d` find it.
    """
    path = _relative(path)
    # A tab ends a name with blanks, as git writes it.
    tab = "\t" if " " in path else ""
    diff = difflib.unified_diff(
        list(_lines(before)),
        list(_lines(after)),
        f"a/{path}{tab}" if before is not None else "/dev/null",
        f"b/{path}{tab}" if after is not None else "/dev/null",
    )
    text = "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in diff)
    mode = "new file mode 100644\n" if before is None else "deleted file mode 100644\n" if after is None else ""
    return f"diff --git a/{path} b/{path}\n{mode}{text}"


def _relative(path: str) -> str:
    file = Path(path)
    if not file.is_absolute():
        return path
    here = Path.cwd()
    return (file.relative_to(here) if file.is_relative_to(here) else file.relative_to(file.anchor)).as_posix()


def _lines(text: str | None) -> Iterator[str]:
    """Yield the lines with their line feeds; nothing else ends a line of a patch."""
    lines = (text or "").split("\n")
    yield from (f"{line}\n" for line in lines[:-1])
    if lines[-1]:
        yield lines[-1]
