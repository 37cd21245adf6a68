"""The pages that are made of the code are as the code makes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from formwright.action.page import action_page
from formwright.cli.main import VERBS
from formwright.cli.page import command_line_page
from formwright.config.model import Config
from formwright.config.page import configuration_page
from formwright.form.rules.page import rules_page

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {
    "action.md": action_page,
    "command-line.md": command_line_page,
    "configuration.md": configuration_page,
    "rules.md": rules_page,
}


@pytest.mark.parametrize(("name", "page"), PAGES.items(), ids=list(PAGES))
def test_the_committed_page_is_the_generated_one(name: str, page: Callable[[], str]) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == page(), "run: make pages"


def test_every_verb_has_its_section() -> None:
    headings = [line.removeprefix("## ") for line in command_line_page().splitlines() if line.startswith("## ")]
    assert headings[-len(VERBS) :] == list(VERBS)


def test_every_part_of_the_configuration_has_its_section() -> None:
    page = configuration_page()
    names = [field.alias or name for name, field in Config.model_fields.items()]
    assert all(f"\n## `{name}" in page for name in names)
