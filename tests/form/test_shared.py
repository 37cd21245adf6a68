"""Forms of the shared folder: what GitHub is known to say of them, and forms that are in use."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from corpus import ABSENT, SHARED
from formwright.findings import Severity, has_errors
from formwright.form import lint, read_form, write_form

RULES = {
    "e01-missing-name": "R38",
    "e02-description-bool": "R39",
    "e02-empty-name": "R39",
    "e02-blank-assignees": "R39",
    "e03-unknown-top-key": "R40",
    "e04-forbidden-key-0-y": "R41",
    "e04-forbidden-key-1-yes": "R41",
    "e04-forbidden-key-2-NO": "R41",
    "e04-forbidden-key-3-true": "R41",
    "e04-forbidden-key-4-False": "R41",
    "e04-forbidden-key-5-on": "R41",
    "e04-forbidden-key-6-OFF": "R41",
    "e05-markdown-only": "R42",
    "e06-duplicate-ids": "R43",
    "e07-duplicate-labels": "R44",
    "e08-similar-labels": "R45",
    "e09-checkbox-label-vs-field": "R46",
    "e09-checkbox-peer-dup": "R55",
    "e10-missing-type": "R47",
    "e11-bad-type": "R48",
    "e12-missing-value": "R49",
    "e13-label-bool": "R50",
    "e13-label-number": "R50",
    "e13-label-blank": "R50",
    "e13-description-empty": "R50",
    "e14-bad-id": "R51",
    "e15-unknown-body-key": "R52",
    "e16-forbidden-word": "R53",
    "e17-unknown-attribute": "R54",
    "e18-options-dup": "R55",
    "e19-option-none": "R56",
    "e19-option-none-lower": "R56",
    "e20-options-booleans": "R57",
    "e21-body-empty-doc-separator": "R58",
    "e21-body-missing": "R58",
    "u01-name-3-chars": "R3",
    "u02-description-201": "R5",
    "u03-anchors": "R59",
    "u04-legacy-about": "R40",
}
"""The rule of each form that GitHub refuses."""

FAULTY = {
    "CarriedWorldUniverse__cairn/1-problem.yaml": ["R52"],
    "argoproj__argo-workflows/regression.yml": ["R43"],
}
"""Forms in use with errors: one is written for Forgejo (`visible`), one has an id twice."""


def cases() -> list[Any]:
    path = SHARED / "form-rules" / "cases.json"
    if not path.is_file():
        return [pytest.param({}, marks=pytest.mark.skip(reason=ABSENT), id="cases")]
    return [pytest.param(case, id=case["file"]) for case in json.loads(path.read_text("utf-8"))]


def forms() -> list[Any]:
    root = SHARED / "corpus" / "forms"
    if not root.is_dir():
        return [pytest.param("", "", marks=pytest.mark.skip(reason=ABSENT), id="forms")]
    paths = sorted(root.glob("*/*.y*ml"))
    return [
        pytest.param(str(path.relative_to(root)), path.read_bytes().decode("utf-8"), id=path.name) for path in paths
    ]


@pytest.mark.parametrize("case", cases())
def test_forms_are_judged_as_github_judges_them(case: dict[str, Any]) -> None:
    stem = case["file"].removesuffix(".yml")
    found = lint((SHARED / "form-rules" / case["file"]).read_text("utf-8"), path=case["file"])
    errors = [finding.rule for finding in found if finding.severity is Severity.ERROR]
    if case["valid"] is not None:
        assert errors == ([] if case["valid"] else [RULES[stem]])
    assert (stem in RULES) == (case["valid"] is False)


@pytest.mark.parametrize(("path", "text"), forms())
def test_forms_in_use_are_read_written_and_found_sound(path: str, text: str) -> None:
    errors = Counter(finding.rule for finding in lint(text, path=path) if finding.severity is Severity.ERROR)
    assert errors == Counter(FAULTY.get(path, []))
    form = read_form(text, path).form
    assert form is not None and form.fields
    written = write_form(form, path)
    assert read_form(written).form == form
    assert has_errors(lint(written)) <= bool(errors)
