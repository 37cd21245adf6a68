"""Real templates and forms, where they lie beside the project; tests that need them are skipped where they do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

SHARED = Path(__file__).parents[2] / "shared"
ABSENT = "the shared corpus is not beside the project"


def corpus_templates() -> list[ParameterSet]:
    """Return the text of every real template, one test each; one skipped test where there are none."""
    root = SHARED / "corpus"
    if not root.is_dir():
        return [pytest.param("", marks=pytest.mark.skip(reason=ABSENT), id="corpus")]
    paths = sorted([*root.glob("md_templates/*/*"), *root.glob("rfc_templates/*/*"), *root.glob("pairs/*/*/before.md")])
    return [pytest.param(path.read_text("utf-8", "replace"), id=str(path.relative_to(root))) for path in paths]
