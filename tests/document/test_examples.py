"""Each folder of `tests/examples/document` is a template, answers and what is known, and the document that comes of it.

`form.md` is another template, whose form asked for the answers.
Set FORMWRIGHT_UPDATE=1 to write the documents anew; read them before you commit them.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from formwright.conversion import convert
from formwright.document import fill

EXAMPLES = sorted((Path(__file__).parents[1] / "examples" / "document").iterdir())


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_the_document_is_as_it_was_read(folder: Path) -> None:
    given = json.loads((folder / "input.json").read_bytes())
    form = folder / "form.md"
    asked = convert(form.read_bytes().decode(), source="forms/form.md").form if form.exists() else None
    document = fill((folder / "template.md").read_bytes().decode(), given["answers"], form=asked, meta=given["meta"])
    path = folder / "document.md"
    if os.environ.get("FORMWRIGHT_UPDATE"):
        path.write_bytes(document.encode())
    assert document == path.read_bytes().decode()
