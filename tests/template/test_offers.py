"""What a text offers to choose from, and what only looks so."""

from __future__ import annotations

import pytest

from formwright.template import SlotKind, read_template
from formwright.template.offers import is_degree, offered, says_one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Low / Medium / High", ["Low", "Medium", "High"]),
        ("[high|low]", ["high", "low"]),
        ("<!-- low, medium or high -->", ["low", "medium", "high"]),
        ("(yes/no)", ["yes", "no"]),
        ("yes or no", ["yes", "no"]),
        ("oui ou non", ["oui", "non"]),
        ("高 / 中 / 低", ["高", "中", "低"]),
        ("はい、いいえ", ["はい", "いいえ"]),
        ("Bug | Feature | Question", ["Bug", "Feature", "Question"]),
        ("Choose: **P0**, P1, P2", ["P0", "P1", "P2"]),
    ],
)
def test_what_is_offered(text: str, expected: list[str]) -> None:
    assert list(offered(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Low",
        "Linux / macOS",
        "MM/DD/YYYY",
        "link/to/the/page",
        "https://example.org/a/b",
        "low, medium, …",
        "bug / feature / etc.",
        "yes / yes",
        "red, green, blue",
        "Ask the team or the customer",
        "[XX | YY | ZZ]",
        "Yes/No - if yes, list them",
        "a | " * 5000 + "b",
    ],
)
def test_what_is_not(text: str) -> None:
    assert offered(text) == ()


def test_what_the_words_around_decide() -> None:
    assert offered("Linux / macOS", one_said=lambda: True) == ("Linux", "macOS")
    assert offered("Linux/macOS/Windows", is_value=True) == ("Linux", "macOS", "Windows")
    assert offered("team/person/group", is_value=True) == ()
    assert says_one("Severity") and says_one("Team", "pick one") and says_one("平台（单选）")
    assert not says_one("Team") and not says_one("Severity", "tick all that apply")


@pytest.mark.parametrize("text", ["🔴 **High** - nothing works", "P1: soon", "Mittel", "严重（数据丢失）"])
def test_degrees_may_be_explained(text: str) -> None:
    assert is_degree(text)
    assert not is_degree(f"The {text}")


def test_a_list_is_chosen_from_where_the_template_says_so() -> None:
    for text, count in (("## A (pick one)\n- x\n- y", 2), ("## A\n- low\n- high", 2), ("## A\n- x\n- y", 0)):
        (slot,) = read_template(text).slots
        assert len(slot.choices) == count
        assert slot.kind is (SlotKind.TEXT if count else SlotKind.SKELETON)
