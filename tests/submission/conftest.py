"""Fixtures of the submission tests: forms that several modules use, and where shared data is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from formwright.form.model import Element, Form, Option

SHARED = Path(__file__).parents[3] / "shared"
"""Data of other projects; it lies beside the project where it is there at all."""


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared data is not beside the project")
    return SHARED


@pytest.fixture(scope="session")
def field() -> Callable[..., Element]:
    """A field: `field("dropdown", "Label", "A", "B", multiple=True)`."""

    def make(kind: str, label: str = "Label", *options: str, **attributes: object) -> Element:
        chosen = tuple(Option(option) for option in options)
        return Element(type=kind, label=label, options=chosen, **attributes)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def form(field: Callable[..., Element]) -> Form:
    """A form with a field of each kind."""
    fields = (
        field("input", "Title", required=True),
        Element(type="markdown", value="Thanks"),
        field("textarea", "Story"),
        field("textarea", "Reason"),
        field("dropdown", "Size", "S", "M", "L, or more"),
        field("dropdown", "Areas", "Docs", "Docs, web", "API", multiple=True),
        field("textarea", "Log", render="shell"),
        field("checkboxes", "Terms", "I agree", "I **help**"),
        field("upload", "Files"),
    )
    return Form("Request", "Ask for something", fields)
