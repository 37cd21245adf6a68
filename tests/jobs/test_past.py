"""Issues that are older than today's form: read with an earlier form, or through the old Markdown template."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import formwright
from formwright.host.worktree import Worktree
from formwright.jobs.propose import propose
from proposals import ANSWERS, TEMPLATE, Repository, body_of, event, idea_form

FORM = ".github/ISSUE_TEMPLATE/idea.yml"
COMMENTED = TEMPLATE.replace("[What is wrong? Who is affected?]", "<!-- What is wrong? -->").replace("## ", "### ")


class Watched(Worktree):
    """A repository that knows which files' past was asked for."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.asked: list[str] = []

    def versions(self, commit: str, path: str) -> Iterator[str]:
        self.asked.append(path)
        return super().versions(commit, path)


def run(repository: Repository, **changes: Any) -> tuple[dict[str, Any], list[str]]:
    host = Watched(repository.folder)
    return propose(host, event(**changes)).as_json(), host.asked


def form_of(text: str) -> str:
    yaml = formwright.convert(text, source="forms/idea.md").yaml
    assert yaml is not None
    return yaml


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Today's form asks for the drawbacks, and calls the problem a pain; before, it did neither."""
    repository = Repository(tmp_path, {"forms/idea.md": TEMPLATE, FORM: form_of(TEMPLATE)})
    today = TEMPLATE.replace("## Risks", "## Drawbacks")
    renamed = form_of(today).replace("label: Problem", "label: Pain")
    assert renamed != form_of(today)
    repository.commit({"forms/idea.md": today, FORM: renamed}, "Ask for drawbacks")
    return repository


def test_an_issue_of_an_earlier_form(repository: Repository) -> None:
    outcome, _ = run(repository, body=body_of({**ANSWERS, "risks": "It may break."}))
    document = repository.show("proposals/42", outcome["document"])
    assert "## Problem\n\nIt is slow.\n" in document and "## Solution\n\nMake it fast.\n" in document
    assert "## From the issue\n\n### Other text\n\n" in document and "It may break." in document
    assert [(problem["code"], problem["field"]) for problem in outcome["problems"]] == [
        ("missing-field", "drawbacks"),
        ("unknown-heading", None),
    ]


def test_where_todays_form_fits_the_past_is_not_asked(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    for body in (body_of(ANSWERS), "Just words.\n\nNo heading.", f"Hello.\n\n{body_of(ANSWERS)}"):
        assert run(repository, body=body)[1] == []


def test_a_form_without_a_template_has_a_past_only_where_it_does_not_fit(tmp_path: Path) -> None:
    config = "proposals: {wish: {document: idea}}\n"
    files = {"forms/idea.md": TEMPLATE, ".github/ISSUE_TEMPLATE/wish.yml": form_of(TEMPLATE.replace("## ", "## My "))}
    repository = Repository(tmp_path, {**files, ".github/formwright.yml": config})
    form = formwright.convert(TEMPLATE.replace("## ", "## My "), source="forms/idea.md").form
    body = formwright.submit(form, {"my-problem": "It is slow."}) if form else ""
    outcome, asked = run(repository, body=body)
    assert (outcome["operation"], asked) == ("created", [])
    assert run(repository, body=body.replace("My Risks", "My Dangers"))[1]


def test_the_pasts_of_other_forms_are_not_asked(repository: Repository) -> None:
    repository.commit({".github/ISSUE_TEMPLATE/bug.yml": form_of(TEMPLATE.replace("## ", "## Bug "))}, "Add a form")
    _, asked = run(repository, body=body_of(ANSWERS))
    assert asked and not any("bug" in path for path in asked)


@pytest.mark.parametrize("level", ["## ", "### "])
def test_an_issue_of_the_markdown_template(tmp_path: Path, level: str) -> None:
    template = COMMENTED.replace("### ", level)
    repository = Repository(tmp_path, {"forms/idea.md": template, FORM: form_of(template)})
    body = template.partition("# Idea: [Title]\n\n")[2].replace("-->\n", "-->\nIt is slow.\n")
    outcome, _ = run(repository, body=body.replace("[What should be done about it?]", "Make it fast."))
    document = repository.show("proposals/42", outcome["document"])
    assert f"{level}Problem\n\nIt is slow.\n" in document and f"{level}Solution\n\nMake it fast.\n" in document
    assert "From the issue" not in document


def test_an_issue_of_a_markdown_template_that_is_gone(tmp_path: Path) -> None:
    """The repository had an issue template, and has a form of other labels now."""
    old = TEMPLATE.replace("Problem", "What hurts").replace("Risks", "What may break")
    repository = Repository(tmp_path, {".github/ISSUE_TEMPLATE/idea.md": old})
    repository.commit({".github/ISSUE_TEMPLATE/idea.md": None, "forms/idea.md": TEMPLATE}, "Adopt forms")
    body = "## What hurts\n\nIt is slow.\n\n## Solution\n\nMake it fast.\n\n## What may break\n\nAll.\n"
    outcome, _ = run(repository, body=body)
    assert outcome["operation"] == "created"
    document = repository.show("proposals/42", outcome["document"])
    assert "## Solution\n\nMake it fast.\n" in document
    assert all(text in document for text in ("What hurts", "It is slow.", "What may break", "All."))


def test_the_versions_of_a_file(tmp_path: Path) -> None:
    repository = Repository(tmp_path, {"a/b.md": "one\n", "c.md": "x\n"})
    for text in ("two\n", "one\n", None, "three\n"):
        repository.commit({"a/b.md": text}, "Change")
    repository.commit({"c.md": None}, "Remove")
    host = Worktree(repository.folder)
    base = host.base(None)
    assert list(host.versions(base, "a/b.md")) == ["three\n", "one\n", "two\n"]
    assert list(host.versions(base, "c.md")) == ["x\n"]
    assert list(host.versions(base, "never.md")) == []


def test_todays_form_is_unharmed_by_a_broken_past(tmp_path: Path) -> None:
    repository = Repository(tmp_path, {"forms/idea.md": "\x00\xff: [", FORM: "a: [b"})
    repository.commit({"forms/idea.md": TEMPLATE, FORM: form_of(TEMPLATE)}, "Mend")
    body = formwright.submit(idea_form(), ANSWERS).replace("### Risks", "### Dangers")
    outcome, asked = run(repository, body=body)
    assert outcome["operation"] == "created" and FORM in asked


def test_an_earlier_template_is_read_with_its_fragments(tmp_path: Path) -> None:
    """Before the section moved to a fragment it stood in the template, which is what the issue was written with."""
    old = TEMPLATE.replace(
        "## Risks", "## Machine (please complete)\n\n- OS: [e.g. Debian]\n- Version: [e.g. 12]\n\n## Risks"
    )
    new = TEMPLATE.replace("## Risks", "<!-- include: fragments/machine.md -->\n\n## Risks")
    repository = Repository(tmp_path, {"forms/idea.md": old})
    repository.commit({"forms/idea.md": new, "forms/fragments/machine.md": "## Computer\n\n- OS:\n"}, "Share it")
    body = old.partition("\n---\n")[2].replace("[e.g. Debian]", "Plan 9").replace("[e.g. 12]", "4")
    outcome, _ = run(repository, body=body)
    assert "- OS: Plan 9" in repository.show("proposals/42", outcome["document"])
