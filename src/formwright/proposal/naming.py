"""Names: the branch of a proposal, and the path of its document."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from formwright.config import ProposalConfig
from formwright.text.slug import slugify

BRANCHES = "proposals/"
"""What all proposal branches begin with."""

_FIELD = re.compile(r"\{(number|slug)(?::0(\d+))?\}")
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""Names that Windows keeps for devices, with any ending (Microsoft: "Naming Files, Paths, and Namespaces")."""

WITHOUT_TITLE = "proposal"
"""The slug of a title that has no letter and no digit."""


def branch_of(issue: int) -> str:
    """Return the branch of an issue's proposal: a fixed prefix and the number (S5)."""
    return f"{BRANCHES}{issue}"


def issue_of_branch(branch: str) -> int | None:
    """Return the issue whose proposal a branch is; None for any other branch."""
    match = re.fullmatch(rf"{BRANCHES}([1-9][0-9]{{0,8}})", branch)
    return int(match[1]) if match else None


def numbers_ref(config: ProposalConfig) -> str:
    """Return what the refs begin with that give out the numbers of a folder; each ends in its number (S33)."""
    return f"refs/formwright/{hashlib.sha256(config.folder.encode()).hexdigest()[:12]}/"


def path_of(config: ProposalConfig, number: int, title: str, existing: Iterable[str] = ()) -> str:
    """Return the path of the document: the folder, the number, and a slug of the title (S6).

    A document of that number that exists keeps its path, whatever the title is now.
    """
    kept = sorted(existing)
    if kept:
        return kept[0]
    slug = slugify(title) or WITHOUT_TITLE
    parts = {"number": str(number), "slug": f"{slug}-{WITHOUT_TITLE}" if slug in _RESERVED else slug}
    name = _FIELD.sub(lambda match: parts[match[1]].zfill(int(match[2] or 0)), config.name)
    return f"{config.folder}/{name}"


def number_in(config: ProposalConfig, path: str) -> int | None:
    """Return the number that the file name of `path` bears; None where it is not of the configured pattern."""
    folder, _, name = path.rpartition("/")
    match = _pattern(config.name).fullmatch(name) if folder == config.folder else None
    return int(match["number"]) if match else None


def _pattern(name: str) -> re.Pattern[str]:
    """Return what matches the names of a pattern; people may choose another slug, and leave leading zeros out."""
    out, at = "", 0
    for field in _FIELD.finditer(name):
        out += re.escape(name[at : field.start()])
        out += "(?P<number>[0-9]{1,9})" if field[1] == "number" else "[^/]*"
        at = field.end()
    return re.compile(out + re.escape(name[at:]))
