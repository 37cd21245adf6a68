"""Bold lines: which are headings, which ask for something in their own line, and what belongs to them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formwright.template import read_template
from formwright.template.bold import parted, read_bold_line
from formwright.text.markdown import Block, BlockKind


@pytest.mark.parametrize(
    ("line", "label", "said"),
    [
        ("**Steps**", "Steps", ""),
        ("**Steps:**", "Steps:", ""),
        ("__Steps__ :", "Steps", ""),
        ("***Steps***", "Steps", ""),
        ("**Which parts?** (tick all that apply)", "Which parts?", "tick all that apply"),
        ("**Kind:** (check one)", "Kind:", "check one"),
        ("**Why?** _(one sentence)_", "Why?", "one sentence"),
        ("**Why** *in a few words*:", "Why", "in a few words"),
        ("**Name** _(required)_", "Name (required)", ""),
        ("**Name** (optional):", "Name (optional)", ""),
        ("**Name** *", "Name *", ""),
        ("**Logs** (optional) (the last lines)", "Logs (optional)", "the last lines"),
        ("**版本**（可选）", "版本 (可选)", ""),
        ("**Impact** (how many?) **required**", "Impact (required)", "how many?"),
        ("**Steps:** *required*", "Steps (required):", ""),
        ("**Kind** — pick one:", "Kind", "pick one"),
    ],
)
def test_headings_and_the_remarks_behind_them(line: str, label: str, said: str) -> None:
    read = read_bold_line(line)
    assert read is not None
    assert read.is_heading
    assert (read.label, read.said) == (label, said)


@pytest.mark.parametrize(
    "line",
    [
        "**Level**: low / medium / high",
        "**Level:** low | medium | high",
        "**Area** (pick one): screen / keyboard",
        "**Ready?** yes / no",
        "**Size**: [ ] S [ ] M",
        "**Version:** [e.g. 1.2]",
        "**Version** [number]",
        "**Phone:** (optional) [number]",
        "**Date:** YYYY-MM-DD",
        "**Part:** `api` / `ui`",
        "**Version:** (e.g. 1.2)",
    ],
)
def test_questions_with_the_place_for_the_answer_in_their_line(line: str) -> None:
    read = read_bold_line(line)
    assert read is not None
    assert (read.is_heading, read.has_place, read.tells) == (False, True, False)


@pytest.mark.parametrize(
    "line",
    [
        "**Describe it:** A clear and concise description of what it is.",
        "**Expected:** A short description of what you expected.",
        "**Pictures:** If you have some, attach them.",
        "**What did you do?** Tell us all of it.",
        "**Log:** <!-- the last lines -->",
        "**Log** <!-- the last lines -->",
    ],
)
def test_questions_that_say_what_to_write(line: str) -> None:
    read = read_bold_line(line)
    assert read is not None
    assert (read.is_heading, read.has_place, read.tells) == (False, False, True)


@pytest.mark.parametrize(
    "line",
    [
        "**Note:** please read the manual first.",
        "**Important**: If it burns, call somebody.",
        "**Version:** 1.0",
        "**Status:** Draft",
        "**Bold words** begin this sentence.",
        "**Half**way there",
    ],
)
def test_remarks_and_facts_ask_for_nothing(line: str) -> None:
    read = read_bold_line(line)
    assert read is None or not read.asks


def labels(text: str) -> list[str]:
    return [slot.label for slot in read_template(text, "issue_template/a.md").slots]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**A**\nText.\n\n**Level**: low / high\n", ["A", "Level"]),
        ("**A**\n- [ ] a\n- [ ] b\n\n**Level**: low / high\n", ["A", "Level"]),
        ("**A**\n1. Go\n2. See\n\n**Level:** low | high\n\n**Kind** (check one)\n- [ ] a\n", ["A", "Level", "Kind"]),
        ("**E-mail (optional):**\n\n**Version:** <!-- e.g. 1 -->\n", ["E-mail", "Version"]),
        ("**Describe it**\nText.\n**Steps**\nMore.\n", ["Describe it", "Steps"]),
        ("**Setup**\n**OS:** [name]\n**Shell:** [name]\n", ["OS", "Shell"]),
        ("**Setup**\n\n**OS:** [name]\n\n**Shell:** [name]\n", ["OS", "Shell"]),
        ("**Setup**\n**OS:** [name]\n\n**Contact:** [name]\n\n**Level**: low / high\n", ["OS", "Contact", "Level"]),
        ("**Summary**\n\n**OS:** [name]\n", ["Summary", "OS"]),
        ("Thanks!\n\n**Name:** [name]\n\n**A**\n", ["Name", "A"]),
        ("**Name:** [name]\n\n- [ ] I searched\n- [ ] I read\n", ["Name", "Checklist"]),
        ("**I confirm the following:** [tick]\n\n- [ ] I searched\n- [ ] I read\n", ["I confirm the following"]),
        ("**How soon:** please tick\n- [ ] today\n- [ ] later\n", ["How soon"]),
        ("## A\n- [ ] a\n- [ ] b\n\n**Level**: low / high\n\n## B\nText.\n", ["A", "Level", "B"]),
        ("## A\nText.\n\n**Level**: low / high\n\n**Ready?** yes / no\n\n## B\n", ["A", "Level", "Ready?", "B"]),
        ("## A\n**Ready?** Yes/No\n\n| a | b |\n|---|---|\n| c | d |\n\n## B\n", ["Ready?", "B"]),
    ],
)
def test_each_question_is_a_slot_of_its_own(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


def test_a_sentence_that_goes_on_in_bold_is_not_parted() -> None:
    assert labels("**A**\nPlease do it without\n**the second step**\nof the manual.\n") == ["A"]


def test_what_says_merge_goes_with_the_question_above() -> None:
    text = "**A**\nText.\n\n**Level**: low / high\n<!-- form: merge -->\n"
    assert labels(text) == ["A"]


def test_a_directive_below_a_question_steers_it() -> None:
    text = "**A**\nText.\n\n**Level**: low / high\n<!-- form: {id: how-bad} -->\n"
    assert [slot.id for slot in read_template(text).slots] == ["a", "how-bad"]


BITS = st.sampled_from(
    ["**", "__", "*", "_", "(", ")", ":", " ", "a", "Why?", "[b]", "<!--", "-->", "\n", "c / d", "low"]
)


@given(st.lists(BITS, max_size=30).map("".join))
def test_the_parts_of_a_paragraph_are_its_lines(text: str) -> None:
    block = Block(BlockKind.PARAGRAPH, 3, 4 + text.count("\n"), text=text)
    parts = parted(block)
    assert "\n".join(part.text for _, part in parts) == text
    assert [part.start for _, part in parts] == [block.start, *(part.end for _, part in parts[:-1])]
    assert parts[-1][1].end == block.end
