"""Which texts over sub-headings ask for something."""

from __future__ import annotations

import pytest

from formwright.template import read_template
from formwright.template.asking import asks_for_text


@pytest.mark.parametrize(
    "text",
    [
        "Why are we doing this?",
        "This is the bulk of the RFC. Explain the design in detail.",
        "This section is about the goals.  Describe why the change\nis important.",
        "_List crucial impacts._",
        "Please briefly outline the plan",
        "You should describe the change",
        "Put here a motivation, give context.",
        "This section should contain enough information to judge it.",
        "When is it done? You can remove this section later.",
        "Bitte beschreiben Sie den Fehler.",
        "Décrivez le problème.",
        "Опишите проблему.",
        "请描述问题",
        "概要はここに記載してください",
        "문제를 설명해 주세요",
        "なぜですか？",
    ],
)
def test_it_asks(text: str) -> None:
    assert asks_for_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "This section covers the rollout.",
        "This section must be completed for beta.",
        "This section should confirm that it can be operated.",
        "Describe how it affects the following considerations:",
        "Answer each of the questions below.",
        "Please fill in all sections.",
        "Describe the bug. You must fill in all subsections marked with a star.",
        "Make a copy of the part below. Describe each.",
        "Delete this before you go on. Describe nothing.",
        "Please read the FAQ first.",
        "Please make sure to search for duplicates.",
        "Do you need help? Ask in the forum.",
        "Provide a summary in the title above.",
        "List of people",
        "State of the art",
        "Name: the feature",
        "If there is an issue already, please add a reaction to it.",
        "A clear and concise description of the feature",
        "The release is described elsewhere",
        "https://example.org/why?",
        "",
    ],
)
def test_it_tells(text: str) -> None:
    assert not asks_for_text(text)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("<!-- Why? -->\n\n### Goals\n", ["part", "goals"]),
        ("[Why?]\n\n### Goals\n", ["part", "goals"]),
        (
            "It is [what] in the end, whatever else was said of it before the day came.\n\n### Goals\n",
            ["part", "goals"],
        ),
        ("<!-- A few words. -->\n\n### Goals\n", ["goals"]),
        ("It has parts.\n\n### Goals\n", ["goals"]),
        ("**Purpose**: What is it?\n\n### Goals\n", ["goals"]),
        ("Why?\n\n<img src='a.png'>\n\n### Goals\n", ["goals"]),
        ("<!-- Describe them. -->\n\n### Story 1\n\n### Story 2\n", ["story-1", "story-2"]),
        ("<!-- form: skip -->\nWhy?\n\n### Goals\n", []),
    ],
)
def test_what_stands_over_sub_sections(text: str, ids: list[str]) -> None:
    template = read_template(f"# T: [Title]\n\nWhat is it?\n\n## Part\n\n{text}\n## Last\n")
    assert [slot.id for slot in template.slots] == [*ids, "last"]
