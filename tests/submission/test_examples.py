"""Bodies as files: each folder holds a form, a body and what is read. A new folder is a new test."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from formwright.form.reading import read_form
from formwright.submission import parse

FOLDERS = sorted((Path(__file__).parents[1] / "examples" / "submission").iterdir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_body_is_read_as_expected(folder: Path) -> None:
    form = read_form((folder / "form.yml").read_text(encoding="utf-8")).form
    assert form
    read = parse((folder / "body.md").read_bytes().decode(), form)
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    problems = [{"code": found.code, "field": found.field, "line": found.line} for found in read.problems]
    assert {"answers": read.answers, "problems": problems, "rest": read.rest} == expected
    assert list(read.answers) == list(expected["answers"])
