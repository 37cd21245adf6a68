"""What a release needs of this repository: its checks, its notes, and the commit that names the image by its version.

usage: release.py check VERSION     exit 1 unless the package, the changelog and the date of it say VERSION
       release.py notes VERSION     print what the changelog says of VERSION
       release.py action VERSION    make action.yml name the image of VERSION instead of the Dockerfile
       release.py major VERSION     print the tag that users name, such as v1
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
IMAGE = "ghcr.io/formwright/formwright"
_BUILT = "  image: Dockerfile\n"


class NotReadyError(Exception):
    """The repository is not ready for the release; the text says what to do."""


def check(version: str) -> str:
    """Return nothing where all that names a version names this one. Raises `NotReadyError` otherwise."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise NotReadyError(f"{version!r} is no version: write three numbers, such as 1.2.3")
    package = re.search(r'^__version__ = "(.*)"$', _read("src/formwright/__init__.py"), re.MULTILINE)
    if not package or package[1] != version:
        raise NotReadyError(f"src/formwright/__init__.py has another version: write {version} there")
    if not re.search(rf"^## \[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d$", _read("CHANGELOG.md"), re.MULTILINE):
        raise NotReadyError(f"CHANGELOG.md has no section for it: write `## [{version}] - YYYY-MM-DD`")
    if not notes(version).strip():
        raise NotReadyError(f"CHANGELOG.md says nothing of {version}: write what users should know")
    return ""


def notes(version: str) -> str:
    """Return the changelog's section of a version, without its heading and the list of links at the end."""
    section = re.search(
        rf"^## \[{re.escape(version)}\][^\n]*\n(.*?)(?=^## |^\[[^\]\n]+\]: |\Z)",
        _read("CHANGELOG.md"),
        re.MULTILINE | re.DOTALL,
    )
    return section[1].strip("\n") + "\n" if section else ""


def action(version: str) -> str:
    """Make action.yml name the image: who uses a release waits for no build. Raises `NotReadyError`."""
    check(version)
    text = _read("action.yml")
    if text.count(_BUILT) != 1:
        raise NotReadyError("action.yml does not build the Dockerfile: begin from the commit on main")
    (ROOT / "action.yml").write_text(text.replace(_BUILT, f"  image: docker://{IMAGE}:{version}\n"), encoding="utf-8")
    return ""


def major(version: str) -> str:
    """Return the tag that users name."""
    return f"v{version.partition('.')[0]}\n"


def _read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


COMMANDS: dict[str, Callable[[str], str]] = {"check": check, "notes": notes, "action": action, "major": major}


def main(arguments: list[str]) -> int:
    """Run a command; return the exit code."""
    if len(arguments) != 2 or arguments[0] not in COMMANDS:
        sys.stderr.write(__doc__ or "")
        return 2
    try:
        sys.stdout.write(COMMANDS[arguments[0]](arguments[1]))
    except NotReadyError as error:
        sys.stderr.write(f"release: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
