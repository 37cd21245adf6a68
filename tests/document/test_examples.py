"""Each folder of `tests/examples/document` is a template, answers and what is known, and the document that comes of it.

Set FORMWRIGHT_UPDATE=1 to write the documents anew; read them before you commit them.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from formwright.document import fill

EXAMPLES = sorted((Path(__file__).parents[1] / "examples" / "document").iterdir())


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_the_document_is_as_it_was_read(folder: Path) -> None:
    given = json.loads((folder / "input.json").read_bytes())
    document = fill((folder / "template.md").read_bytes().decode(), given["answers"], meta=given["meta"])
    path = folder / "document.md"
    if os.environ.get("FORMWRIGHT_UPDATE"):
        path.write_bytes(document.encode())
    assert document == path.read_bytes().decode()
