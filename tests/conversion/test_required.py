"""What a label's meaning says of whether an answer is required."""

from __future__ import annotations

import pytest

from formwright.conversion.judgement import required_by_label


@pytest.mark.parametrize(
    ("label", "required"),
    [
        ("Contact e-mail", False),
        ("Your email address:", False),
        ("Deadline (YYYY-MM-DD)", False),
        ("Due date?", False),
        ("GitHub username", False),
        ("Kontaktdaten", False),
        ("联系方式", False),
        ("Contact form does not open", None),
        ("Deadline handling", None),
        ("Slack", None),
        ("Steps to reproduce", True),
        ("Additional information", False),
        ("Impact", None),
    ],
)
def test_labels(label: str, required: bool | None) -> None:
    assert required_by_label(label) is required
