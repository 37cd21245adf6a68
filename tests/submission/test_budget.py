"""What reading a body may import: a process that parses one body must start fast."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("pydantic", "markdown_it", "click", "rich_click", "yaml", "github", "jinja2", "requests", "formwright.text")
PARSE = """
from formwright.submission import parse
from formwright.form.model import Element, Form
form = Form("", "", (Element("input", label="A"), Element("textarea", label="B")))
assert parse("### A\\n\\n1\\n\\n### B\\n\\n2", form).answers == {"a": "1", "b": "2"}
"""
EDITED = PARSE + 'assert parse("## A\\n\\n1\\n\\n## B\\n\\n2", form).answers == {"a": "1", "b": "2"}'


def imported(code: str) -> list[str]:
    script = f"{code}\nimport sys\nprint(*sorted(sys.modules))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return run.stdout.split()


@pytest.mark.parametrize("code", ["import formwright.submission", PARSE, EDITED])
def test_no_heavy_module_is_imported(code: str) -> None:
    assert not set(HEAVY) & set(imported(code))


def test_a_body_as_github_wrote_it_needs_no_module_for_edits() -> None:
    ours = {name.rpartition(".")[2] for name in imported(PARSE) if name.startswith("formwright.submission.")}
    assert ours == {
        "ambiguity",
        "boxes",
        "fences",
        "generated",
        "model",
        "options",
        "reading",
        "source",
        "steps",
        "values",
    }


def test_the_names_of_the_room() -> None:
    import formwright.submission as room

    assert list(room.__all__) == sorted(room.__all__)
    assert all(getattr(room, name).__name__ == name for name in room.__all__)
    with pytest.raises(AttributeError):
        room.unheard_of  # noqa: B018
