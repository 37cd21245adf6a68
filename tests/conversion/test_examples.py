"""Each folder of `tests/examples/conversion` is a template, and what must come of it.

Set FORMWRIGHT_UPDATE=1 to write the outputs anew; read them before you commit them.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from formwright.conversion import convert

EXAMPLES = sorted((Path(__file__).parents[1] / "examples" / "conversion").iterdir())


def check(path: Path, actual: str) -> None:
    if os.environ.get("FORMWRIGHT_UPDATE"):
        path.write_text(actual, encoding="utf-8", newline="")
    assert actual == path.read_bytes().decode()


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_the_form_and_the_report_are_as_they_were_read(folder: Path) -> None:
    text = (folder / "template.md").read_bytes().decode()
    conversion = convert(text, source=f"forms/{folder.name}.md")
    check(folder / "form.yml", conversion.yaml or "")
    check(folder / "report.txt", f"{conversion.report}\n")
