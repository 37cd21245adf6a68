"""The verb `carry`."""

from __future__ import annotations

import json
from pathlib import Path

from command_line import Call

DOCUMENT = "# Proposal: [Title]\n\n## Motivation\n\n## Plan\n"


def arguments(folder: Path) -> list[str]:
    (folder / "document.md").write_text(DOCUMENT)
    (folder / "answers.json").write_text('{"problem": "It is slow.", "size": "M"}')
    return ["carry", "--form", "idea.yml", "--template", "document.md"]


def test_the_match_is_explained(call: Call, folder: Path) -> None:
    result = call(*arguments(folder), "--explain")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Problem  ->  Motivation  both are about problem\n"
        "Size     ->  Plan        this is about effort; the document has no section for it, and plan is nearest\n"
    )


def test_what_is_carried_can_be_filled(call: Call, folder: Path) -> None:
    result = call(*arguments(folder), "--answers", "answers.json")
    assert (result.code, json.loads(result.out)) == (0, {"motivation": "It is slow.", "plan": "M"})
    fill = ("fill", "--template", "document.md", "--form", "idea.yml", "--answers")
    filled = call(*fill, "-", stdin=result.out.encode())
    assert (filled.code, filled.err) == (0, "")
    assert "## Motivation\n\nIt is slow.\n\n## Plan\n\nM\n" in filled.out
    assert call(*fill, "answers.json").out == filled.out


def test_the_configuration_comes_first(call: Call, folder: Path) -> None:
    (folder / "formwright.yml").write_text("proposals: {idea: {carry: {plan: [problem, nothing]}}}\n")
    result = call(*arguments(folder), "--answers", "answers.json", "--config", "formwright.yml")
    assert json.loads(result.out) == {"plan": "**Problem**\n\nIt is slow.\n\n**Size**: M"}
    assert result.err.startswith("formwright.yml:1: C20 warning: the form has no field `nothing`")
    explained = call(*arguments(folder), "--explain", "--config", "formwright.yml").out
    assert "Problem  ->  Plan  the configuration says so\n" in explained
    assert explained.endswith("Nothing goes to: Motivation\n")


def test_neither_answers_nor_a_question(call: Call, folder: Path) -> None:
    assert call(*arguments(folder)).code == 2
