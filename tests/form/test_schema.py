"""What is written passes the schema that editors and pre-commit hooks use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from formwright.form import Element, Form, Option, write_form

pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed")

HOSTILE = "Yes: no # 'x' \"y\"\n---\n\tTab\n- OS: \n\n"
FORMS = {
    "small": Form("Bug report", "Tell us what is broken", (Element("textarea", id="details", label="Details"),)),
    "booleans": Form(
        "2024",
        "Yes",
        tuple(
            Element("dropdown", id=f"f{n}", label=word, options=(Option(word), Option("3.10"), Option("off")))
            for n, word in enumerate(("Yes", "no", "on", "y", "1.5", "null", "~"))
        ),
        title="2024-01-31",
    ),
    "rich": Form(
        "🐞 Fault: report",
        "What # happened?",
        (
            Element("markdown", value=HOSTILE),
            Element("input", id="version", label="Version?", placeholder="1.0", description=HOSTILE, required=True),
            Element("textarea", id="log", label="- Log", value=HOSTILE, render="shell"),
            Element(
                "dropdown", id="size", label="Size", options=(Option("S"), Option("off")), multiple=True, default=1
            ),
            Element("checkboxes", id="terms", label="Terms", options=(Option("I agree: yes", True), Option("No"))),
            Element("upload", id="shots", label="Shots", accept=".png,.jpg"),
        ),
        title="[Bug]: ",
        labels=("bug", "needs: triage", "2024"),
        assignees=("octocat",),
        projects=("octo-org/7",),
        type="Bug",
    ),
}


def test_written_forms_pass_the_schema(tmp_path: Path) -> None:
    """One run for all forms, since the program takes long to start."""
    for name, form in FORMS.items():
        (tmp_path / f"{name}.yml").write_text(write_form(form, "forms/bug.md"), "utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-issue-forms"]
    done = subprocess.run(
        [*command, *map(str, sorted(tmp_path.iterdir()))], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
