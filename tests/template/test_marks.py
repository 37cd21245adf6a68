from __future__ import annotations

import pytest

from formwright.template.marks import hint_requires, read_mark


@pytest.mark.parametrize(
    ("label", "read"),
    [
        ("Logs (optional)", ("Logs", False)),
        ("Logs [Optional]", ("Logs", False)),
        ("Logs - if applicable", ("Logs", False)),
        ("Steps (required)", ("Steps", True)),
        ("Steps*", ("Steps", True)),
        ("Steps", ("Steps", None)),
        ("Optional parts", ("Optional parts", None)),
        ("Due date? (optional, DD/MM)", ("Due date? (DD/MM)", False)),
        ("Due date? (DD/MM, optional)", ("Due date? (DD/MM)", False)),
        ("Build (hash, required, short)", ("Build (hash, short)", True)),
        ("截图（可选，多张）", ("截图（多张）", False)),
        ("Logs (optional; may be left out)", ("Logs (optional; may be left out)", False)),
        ("Logs (optional but helpful)", ("Logs (optional but helpful)", False)),
        ("Logs (required for bugs, optional for ideas)", ("Logs (required for bugs, optional for ideas)", None)),
        ("Logs (required, optional)", ("Logs (required, optional)", None)),
        ("Field (required/optional)", ("Field (required/optional)", None)),
        ("Is it (not) required, or useful?", ("Is it (not) required, or useful?", None)),
    ],
)
def test_marks_at_labels(label: str, read: tuple[str, bool | None]) -> None:
    assert read_mark(label) == read


@pytest.mark.parametrize(
    ("hint", "required"),
    [
        ("If applicable, add screenshots.", False),
        ("This is optional.", False),
        ("Please explain how to reproduce it, if possible.", None),
        ("This field is required.", True),
        ("It is not required.", False),
        ("Tell us more.", None),
    ],
)
def test_what_hints_say_of_required(hint: str, required: bool | None) -> None:
    assert hint_requires(hint) is required
