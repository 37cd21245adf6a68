"""The templates that Formwright brings along, for repositories that have none of that name."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent
_PLACES = (_HERE / "builtin_templates", _HERE.parents[1] / "forms")
"""In an installed package, and in a source checkout."""


def builtin_templates() -> dict[str, str]:
    """Return the texts of the built-in templates by their stems: `feature-request`, `enhancement`, `feature-prd`."""
    folder = next((place for place in _PLACES if place.is_dir()), None)
    files = sorted(folder.glob("*.md")) if folder else []
    return {file.stem: file.read_text(encoding="utf-8") for file in files}
