"""Checkbox lists as people leave them (R68)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from formwright.form.model import Element
from formwright.submission.boxes import MOST_STRAY, boxes_end, read_boxes

MakeField = Callable[..., Element]
TICKED = (
    "- [x] A",
    "- [X] A",
    "* [x] A",
    "+ [x] A",
    "1. [x] A",
    "  - [ x ] A",
    "-[x] A",
    "- [x]A",
    "[x] A",
    "- [✓] A",
    "> - [x] A",
    "- x A",
)
EMPTY = ("- [ ] A", "- [] A", "- A", "A", "-  [  ]  A", "- [-] A", "- \\[ ] A")


@pytest.mark.parametrize("line", TICKED)
def test_ticked(field: MakeField, line: str) -> None:
    assert read_boxes(field("checkboxes", "Label", "A", "B"), line).ticked == {"A": True, "B": False}


@pytest.mark.parametrize("line", EMPTY)
def test_not_ticked(field: MakeField, line: str) -> None:
    ticks = read_boxes(field("checkboxes", "Label", "A", "B"), line)
    assert (ticks.ticked, ticks.unlisted) == ({"A": False, "B": False}, ["B"])


@pytest.mark.parametrize("line", [*TICKED[2:], *EMPTY[1:]])
def test_what_github_does_not_write_is_malformed(field: MakeField, line: str) -> None:
    assert read_boxes(field("checkboxes", "Label", "A"), line).malformed == [0]


def test_labels_that_look_like_boxes(field: MakeField) -> None:
    element = field("checkboxes", "Label", "[x] A", "A", "- B", "1. C")
    lines = ["- [ ] [x] A", "- [x] A", "- [x] - B", "- [ ] 1. C"]
    ticks = read_boxes(element, "\n".join(lines))
    assert ticks.ticked == {"[x] A": False, "A": True, "- B": True, "1. C": False}
    assert not ticks.malformed


def test_a_letter_is_no_tick_where_it_belongs_to_the_label(field: MakeField) -> None:
    ticks = read_boxes(field("checkboxes", "Label", "x A", "v A"), "- x A\n- v A")
    assert ticks.ticked == {"x A": False, "v A": False}


def test_order_and_case_do_not_matter(field: MakeField) -> None:
    ticks = read_boxes(field("checkboxes", "Label", "One thing", "Two"), "- [x] two\n\n- [ ] one  THING")
    assert ticks.ticked == {"One thing": False, "Two": True}


def test_what_is_no_option(field: MakeField) -> None:
    lines = ["- [x] A", "- [x] gone", "some prose", "- [x] of another list", "- [ ] B"]
    ticks = read_boxes(field("checkboxes", "Label", "A", "B"), "\n".join(lines))
    assert ticks.ticked == {"A": True, "B": False, "gone": True}
    first, last = len("- [x] A\n"), len("- [x] A\n- [x] gone\nsome prose\n- [x] of another list\n")
    assert (ticks.unknown, ticks.stray) == ({"gone": first}, [(first + len("- [x] gone\n"), last)])


def test_a_line_that_stands_twice(field: MakeField) -> None:
    ticks = read_boxes(field("checkboxes", "Label", "A", "B"), "- [ ] A\n- [x] A\n- [ ] A")
    assert ticks.ticked == {"A": True, "B": False}
    assert ticks.stray == [(8, 24)]


def test_far_below_only_generated_lines_are_read(field: MakeField) -> None:
    lines = [f"- prose {number}" for number in range(MOST_STRAY + 1)]
    ticks = read_boxes(field("checkboxes", "Label", "A", "B"), "\n".join([*lines, "1. [x] A", "- [x] B"]))
    assert ticks.ticked == {"A": False, "B": True}


def test_the_end_of_a_generated_list(field: MakeField) -> None:
    element = field("checkboxes", "Label", "A", "A b")
    text = "- [ ] A\n- [X] A b\nmore"
    assert boxes_end(element, text, 0) == text.index("\nmore")
    assert boxes_end(element, "_No response_\n", 0) == len("_No response_")
    for other in ("- [ ] A b\n- [ ] A\n", "- [ ] A\n", "- [y] A\n- [ ] A b\n", ""):
        assert boxes_end(element, other, 0) == -1
    assert boxes_end(field("checkboxes"), "anything", 0) == -1
