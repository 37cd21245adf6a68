"""Boxes as people write them."""

from __future__ import annotations

import pytest

from formwright.text.markdown import BlockKind, read_blocks


def boxes(text: str) -> list[tuple[str, bool | None, bool]]:
    """Return text, tick and roundness of all items of the lists of a text."""
    lists = [block for block in read_blocks(text.split("\n")) if block.kind is BlockKind.LIST]
    return [(item.text, item.checked, item.radio) for block in lists for item in block.items]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[ ] a\n[x] b", [("a", False, False), ("b", True, False)]),
        ("Choose:\n[] a\n[ x ] b", [("a", False, False), ("b", True, False)]),
        ("☐ a\n☑ b\n☒ c", [("a", False, False), ("b", True, False), ("c", True, False)]),
        ("( ) a\n(x) b", [("a", False, True), ("b", True, True)]),
        ("- ( ) a\n- (X) b", [("a", False, True), ("b", True, True)]),
        ("- ☐ a\n- [ ] b", [("a", False, False), ("b", False, False)]),
        ("[ ] a\ngoes on\n[ ] b", [("a\ngoes on", False, False), ("b", False, False)]),
        ("- (x, y) is a point", [("(x, y) is a point", None, False)]),
        ("- call( )", [("call( )", None, False)]),
    ],
)
def test_boxes_are_items_of_a_list(text: str, expected: list[tuple[str, bool | None, bool]]) -> None:
    assert boxes(text) == expected


@pytest.mark.parametrize("text", ["[ ] XS [ ] S", "( ) a ( ) b", "[x](https://example.org)", "[ ]", "x [ ] a", "()"])
def test_other_lines_stay_paragraphs(text: str) -> None:
    (block,) = read_blocks(text.split("\n"))
    assert (block.kind, block.text) == (BlockKind.PARAGRAPH, text)


def test_lines_before_the_boxes_stay_a_paragraph_of_their_own() -> None:
    paragraph, boxes = read_blocks(["Choose", "one:", "[ ] a", "b", "[ ] c", "", "End"])[:2]
    assert (paragraph.start, paragraph.end, paragraph.text) == (0, 2, "Choose\none:")
    assert (boxes.start, boxes.end) == (2, 5)
    assert [(item.start, item.end) for item in boxes.items] == [(2, 4), (4, 5)]


def test_what_stands_below_a_boxed_item_is_in_it() -> None:
    (block,) = read_blocks(["- ( ) a", "", "  more", "- ( ) b"])
    assert [len(item.blocks) for item in block.items] == [1, 0]
    assert [(item.start, item.end) for item in block.items] == [(0, 3), (3, 4)]
