"""The page on the preview says what there is: its example is run, its options and pictures are there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from formwright.cli.preview import command

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "preview.md").read_text(encoding="utf-8")


def test_the_example_makes_a_page() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    names: dict[str, Any] = {}
    exec(compile(code, "docs/preview.md", "exec"), names)  # noqa: S102 - the page's own example
    assert names["html"].startswith("<!doctype html>")
    assert "Propose something" in names["html"]


def test_the_options_that_it_names_are_there() -> None:
    help_text = CliRunner().invoke(command, ["--help"]).output
    named = set(re.findall(r"--[a-z]+", TEXT))
    assert named == {"--port", "--repo", "--open", "--static"}
    assert all(option in help_text for option in named)


def test_the_pictures_are_there_and_small() -> None:
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    pictures = {DOCS / path for path in re.findall(r"\(images/([\w.]+)\)", TEXT) for path in [f"images/{path}"]}
    pictures |= {DOCS.parent / path for path in re.findall(r"docs/images/[\w.]+", readme)}
    assert pictures == set((DOCS / "images").iterdir())
    assert all(picture.stat().st_size < 200_000 for picture in pictures)
