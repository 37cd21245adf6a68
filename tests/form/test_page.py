"""The rules page is generated; the committed one must not be stale."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from formwright.form.rules import CONFIG_RULES, FOLDER_RULES, FORM_RULES
from formwright.form.rules.base import Entry
from formwright.form.rules.files import FILE_ENTRIES
from formwright.form.rules.page import rules_page

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_committed_page_is_the_generated_one() -> None:
    assert PAGE.read_text("utf-8") == rules_page(), "run: python -m formwright.form.rules > docs/rules.md"


def test_every_rule_is_on_the_page() -> None:
    page = rules_page()
    entries: tuple[Entry, ...] = (*FORM_RULES, *CONFIG_RULES, *FOLDER_RULES, *FILE_ENTRIES)
    for entry in entries:
        assert f"\n### {entry.id}: {entry.title}\n" in page
        assert f"| {entry.id} | {entry.severity} | {entry.title} |" in page


def test_the_module_prints_the_page() -> None:
    done = subprocess.run([sys.executable, "-m", "formwright.form.rules"], capture_output=True, check=True)
    assert done.stdout.decode("utf-8").replace("\r\n", "\n") == rules_page()
