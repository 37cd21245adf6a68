"""The templates that Formwright brings along, for repositories that have none of that name."""

from __future__ import annotations

import posixpath
from pathlib import Path

_HERE = Path(__file__).parent
_PLACES = (_HERE / "builtin_templates", _HERE.parents[1] / "forms")
"""In an installed package, and in a source checkout."""


def builtin_templates() -> dict[str, str]:
    """Return the texts of the built-in templates by their stems: `feature-request`, `enhancement`, `feature-prd`."""
    return {path.removesuffix(".md"): text for path, text in _texts("*.md").items()}


def builtin_fragments(folder: str = "") -> dict[str, str]:
    """Return the texts that the built-in templates include, by their paths, as if the templates lay in `folder`."""
    return {posixpath.join(folder, path): text for path, text in _texts("fragments/*.md").items()}


def _texts(pattern: str) -> dict[str, str]:
    root = next((place for place in _PLACES if place.is_dir()), None)
    files = sorted(root.glob(pattern)) if root else []
    return {file.relative_to(root or _HERE).as_posix(): file.read_text(encoding="utf-8") for file in files}
