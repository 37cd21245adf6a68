from __future__ import annotations

import pytest

from formwright.text.lines import split_lines
from formwright.text.markdown import BlockKind, plain_text, read_blocks, shift_headings


def kinds(text: str) -> list[tuple[str, int, int]]:
    return [(block.kind.value, block.start, block.end) for block in read_blocks(split_lines(text))]


def test_blocks_have_their_lines_without_blank_ones_at_the_end() -> None:
    text = "# A\n\nwords\nmore\n\n- one\n- two\n\n\n```sh\nx\n```\n\n---\n> quote\n"
    assert kinds(text) == [
        ("heading", 0, 1),
        ("paragraph", 2, 4),
        ("list", 5, 7),
        ("fence", 9, 12),
        ("rule", 13, 14),
        ("quote", 14, 15),
    ]


def test_an_empty_item_below_a_text_line_is_a_list_and_no_heading() -> None:
    blocks = read_blocks(["Goals:", "- ", "- "])
    assert [block.kind for block in blocks] == [BlockKind.PARAGRAPH, BlockKind.LIST]
    assert [item.text for item in blocks[1].items] == ["", ""]


def test_an_empty_numbered_item_below_a_text_line_is_a_list() -> None:
    blocks = read_blocks(["Steps:", "1. ", "2. "])
    assert [block.kind for block in blocks] == [BlockKind.PARAGRAPH, BlockKind.LIST]


def test_a_real_underlined_heading_stays_one() -> None:
    assert kinds("Title\n-----\n") == [("heading", 0, 2)]


def test_comments_may_hold_blank_lines_and_stand_one_after_the_other() -> None:
    blocks = read_blocks(split_lines("<!-- one -->\n<!--\ntwo\n\nthree\n-->\n1. \n"))
    assert [(block.kind, block.text.strip()) for block in blocks[:2]] == [
        (BlockKind.COMMENT, "one"),
        (BlockKind.COMMENT, "two\n\nthree"),
    ]
    assert blocks[2].kind is BlockKind.LIST


def test_a_comment_in_a_fence_is_text() -> None:
    (fence,) = read_blocks(split_lines("```html\n<!-- not a hint -->\n```\n"))
    assert (fence.kind, fence.text, fence.info) == (BlockKind.FENCE, "<!-- not a hint -->", "html")


@pytest.mark.parametrize(
    ("text", "closed"), [("<!-- open\n\nrest\n", False), ("```\nopen\n", False), ("```\nx\n```", True)]
)
def test_what_is_never_closed_is_known(text: str, closed: bool) -> None:
    (block,) = read_blocks(split_lines(text))
    assert block.closed is closed


def test_boxes_are_told_from_items_without() -> None:
    (block,) = read_blocks(["- [ ] open", "- [x] done", "- [X] done", "- plain", "- [ ] "])
    assert [item.checked for item in block.items] == [False, True, True, None, False]


def test_tables_give_their_cells() -> None:
    (block,) = read_blocks(["| a | b |", "|---|---|", "| [x] | `y` |"])
    assert block.cells == (("a", "b"), ("[x]", "`y`"))


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("**Problem** _statement_", "Problem statement"),
        ("[docs](https://example.com/a) & `code`", "docs & code"),
        ("✨ Feature <!-- hidden --> x", "✨ Feature x"),
        ("two\nlines", "two lines"),
        ("a &lt; b", "a < b"),
        ("snake_case_name", "snake_case_name"),
    ],
)
def test_plain_text_is_what_a_reader_sees(markdown: str, plain: str) -> None:
    assert plain_text(markdown) == plain


def test_headings_move_together_below_a_level() -> None:
    lines = ["# A", "", "Under", "-----", "", "```", "# code", "```", "### C"]
    assert shift_headings(lines, 2) == ["### A", "", "#### Under", "", "", "```", "# code", "```", "##### C"]


def test_headings_that_are_deep_enough_stay() -> None:
    lines = ["#### A", "##### B"]
    assert shift_headings(lines, 2, only_deeper=True) == lines
    assert shift_headings(lines, 5) == ["###### A", "###### B"]


def test_boxes_as_people_write_them() -> None:
    (block,) = read_blocks(["- [] open", "- [ x ] done", "- [x ] done", "* [  ] open", "- [link](x)"][:4])[:1]
    assert [(item.checked, item.text) for item in block.items] == [(False, "open"), (True, "done"), (True, "done")]


def test_link_definitions_that_are_notes() -> None:
    blocks = read_blocks(
        split_lines('[//]: # (Say it)\n\n[comment]: <> (Or this)\n\n[//]: # "Or that"\n\n[a]: https://x.y\n')
    )
    assert [(block.kind, block.text) for block in blocks] == [
        (BlockKind.COMMENT, "Say it"),
        (BlockKind.COMMENT, "Or this"),
        (BlockKind.COMMENT, "Or that"),
    ]
