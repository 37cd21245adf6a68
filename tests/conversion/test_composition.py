"""Each folder of `tests/examples/composition` is a template with its fragments, and what must come of it.

Set FORMWRIGHT_UPDATE=1 to write the outputs anew; read them before you commit them.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from formwright.conversion import convert
from formwright.document import fill
from formwright.form import lint
from formwright.template import read_template

EXAMPLES = sorted((Path(__file__).parents[1] / "examples" / "composition").iterdir())
SOURCE = "forms/template.md"


def read(folder: Path) -> tuple[str, dict[str, str]]:
    """Return the template, and all Markdown files of the folder by their paths."""
    texts = {f"forms/{path.relative_to(folder)}": path.read_bytes().decode() for path in sorted(folder.rglob("*.md"))}
    return texts[SOURCE], texts


def check(path: Path, actual: str) -> None:
    if os.environ.get("FORMWRIGHT_UPDATE"):
        path.write_text(actual, encoding="utf-8", newline="")
    assert actual == path.read_bytes().decode()


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_the_form_and_the_report_are_as_they_were_read(folder: Path) -> None:
    text, fragments = read(folder)
    conversion = convert(text, source=SOURCE, fragments=fragments)
    check(folder / "form.yml", conversion.yaml or "")
    check(folder / "report.txt", f"{conversion.report}\n")


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_what_was_decided_holds(folder: Path) -> None:
    """A form has nothing to mend; each finding is at a line that its file has; directives are in no document."""
    text, fragments = read(folder)
    conversion = convert(text, source=SOURCE, fragments=fragments)
    if conversion.yaml is not None:
        assert lint(conversion.yaml) == []
        document = fill(read_template(text, SOURCE, fragments), {})
        assert "<!-- form:" not in document and "<!-- include:" not in document
    for finding in conversion.report.findings:
        assert finding.path in fragments
        assert 1 <= finding.line <= len(fragments[finding.path].splitlines())
