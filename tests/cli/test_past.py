"""`formwright parse` on bodies that are older than the form."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import formwright
from formwright.cli import main
from formwright.cli.forms import TEMPLATES
from formwright.config import FormsConfig
from proposals import TEMPLATE, Repository

FORM = ".github/ISSUE_TEMPLATE/idea.yml"
OLD = TEMPLATE.replace("Risks", "Dangers")


def form_of(text: str) -> str:
    yaml = formwright.convert(text, source="forms/idea.md").yaml
    assert yaml is not None
    return yaml


def submitted(text: str) -> str:
    return formwright.submit(form_of(text), {"problem": "Slow", "dangers": "None that I know"})


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path, {FORM: form_of(OLD), "forms/idea.md": OLD})
    repository.commit({FORM: form_of(TEMPLATE), "forms/idea.md": TEMPLATE}, "Call it risks")
    return repository


def parse(capsysbinary: pytest.CaptureFixture[bytes], folder: Path, body: str, *options: str) -> dict[str, Any]:
    (folder / "body.md").write_text(body)
    main(["parse", *options, str(folder / "body.md")])
    result: dict[str, Any] = json.loads(capsysbinary.readouterr().out)
    return result


@pytest.mark.parametrize("option", [("--form", FORM), ("--forms", ".github/ISSUE_TEMPLATE")])
def test_an_earlier_form(
    repository: Repository, option: tuple[str, str], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    place = str(repository.folder / option[1])
    read = parse(capsysbinary, repository.folder, submitted(OLD), option[0], place)
    assert read["revision"] == "earlier form"
    assert read["form"] == str(repository.folder / FORM)
    assert read["answers"] == {"problem": "Slow", "solution": None}
    assert read["rest"] == "### Dangers\n\nNone that I know"
    assert {problem["code"] for problem in read["problems"]} == {"missing-field", "unknown-heading"}


def test_without_the_history(repository: Repository, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    form = str(repository.folder / FORM)
    read = parse(capsysbinary, repository.folder, submitted(OLD), "--form", form, "--no-history")
    assert read["revision"] == "form"


def test_todays_form(repository: Repository, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    form = str(repository.folder / FORM)
    assert parse(capsysbinary, repository.folder, submitted(TEMPLATE), "--form", form)["revision"] == "form"


@pytest.mark.parametrize("tracked", [True, False])
def test_the_markdown_template(
    tmp_path: Path, repository: Repository, tracked: bool, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder = repository.folder if tracked else tmp_path / "untracked"
    if not tracked:
        for name, text in ((FORM, form_of(TEMPLATE)), ("forms/idea.md", TEMPLATE)):
            (folder / name).parent.mkdir(parents=True)
            (folder / name).write_text(text)
    body = "## Problem\n\n[What is wrong? Who is affected?]\nSlow\n\n## Solution\n\nFast\n\n"
    body += "## Risks\n\n[What could go wrong?]\n"
    read = parse(capsysbinary, folder, body, "--form", str(folder / FORM))
    assert read["revision"] == "markdown template"
    assert read["answers"] == {"problem": "Slow", "solution": "Fast", "risks": None}
    assert read["problems"] == [] and read["rest"] == ""


def test_templates_are_looked_for_where_the_configuration_has_them() -> None:
    assert FormsConfig().source == TEMPLATES


def test_an_edited_body_that_fits_loads_nothing_more(
    repository: Repository, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (repository.folder / "body.md").write_text(f"Moved here.\n\n{submitted(TEMPLATE)}")
    script = "import sys; from formwright.cli import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", script, "parse", "--form", FORM, "body.md"]
    done = subprocess.run(command, cwd=repository.folder, capture_output=True, check=True)
    assert not {"pydantic", "markdown_it", "formwright.cli.past"} & set(done.stderr.decode().split())


def test_a_past_that_cannot_be_read_leaves_todays_form(
    repository: Repository, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """As in a clone without the older objects."""
    old = repository.git("rev-parse", f"HEAD~1:{FORM}").strip()
    (repository.folder / ".git" / "objects" / old[:2] / old[2:]).unlink()
    read = parse(capsysbinary, repository.folder, submitted(OLD), "--form", str(repository.folder / FORM))
    assert read["answers"]["problem"] == "Slow"


@pytest.mark.parametrize("text", [b"", b"\xff\xfe", b"a: [b"])
def test_a_broken_template_beside_the_form_is_no_fault_of_the_body(
    repository: Repository, text: bytes, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (repository.folder / "forms" / "idea.md").write_bytes(text)
    for body in (f"Hello.\n\n{submitted(TEMPLATE)}", submitted(OLD)):
        read = parse(capsysbinary, repository.folder, body, "--form", str(repository.folder / FORM))
        assert read["answers"]["problem"] == "Slow"
