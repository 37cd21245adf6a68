"""The workflows, as they are written by `init` and stand in docs/workflows. Beside this file are their texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from formwright.config import FormsConfig
from formwright.jobs.proposed import DOCUMENTS

ACTION = "formwright/formwright@v1"
WORKFLOWS = ".github/workflows"

_PATTERN_SIGNS = re.compile(r"[*?+!\[\]\\]")
_PINNED = re.compile(r"@[0-9a-f]{40}$")
_UNPINNED = " # zizmor: ignore[unpinned-uses] a release; put its commit here to pin it"

FORMS = ("sync", "check")
PROPOSALS = ("proposals", "backfill", "registry")
MANY_REPOSITORIES = ("sync-all", "sync-repositories")
"""The two by which one repository's templates serve those of a whole organisation."""


def workflow_texts(
    forms: FormsConfig, branch: str, *, proposals: bool, action: str = ACTION, folders: Iterable[str] = (DOCUMENTS,)
) -> dict[str, str]:
    """Return the workflows by their paths; `branch` is the default branch, `action` the Action with its version.

    `folders` are those of the documents, where the issues of some forms become such (`proposals`).
    """
    return texts((*FORMS, *(PROPOSALS if proposals else ())), forms, branch, action, folders)


def texts(
    names: Iterable[str],
    forms: FormsConfig,
    branch: str = "main",
    action: str = ACTION,
    folders: Iterable[str] = (DOCUMENTS,),
) -> dict[str, str]:
    """Return the workflows of these names by their paths; as `workflow_texts`."""
    put = {
        "@ACTION@": f"{action}{'' if _PINNED.search(action) else _UNPINNED}",
        "@BRANCH@": json.dumps(branch, ensure_ascii=False),
        "@FORMS@": _paths([_pattern(forms.source), _pattern(forms.target), ".github/formwright.yml"]),
        "@DOCUMENTS@": _paths(map(_pattern, dict.fromkeys(folders))),
    }
    return {f"{WORKFLOWS}/formwright-{name}.yml": _text(name, put) for name in names}


def _text(name: str, put: Mapping[str, str]) -> str:
    text = (Path(__file__).parent / f"{name}.yml").read_text(encoding="utf-8")
    return re.sub("|".join(put), lambda match: put[match[0]], text)


def _paths(patterns: Iterable[str]) -> str:
    return "\n".join(f"      - {json.dumps(pattern, ensure_ascii=False)}" for pattern in patterns)


def _pattern(folder: str) -> str:
    """Return what matches all of a folder; what has a meaning in a pattern stands for any sign.

    Source: "Workflow syntax for GitHub Actions" (filter pattern cheat sheet).
    """
    return f"{_PATTERN_SIGNS.sub('*', folder)}/**"
