"""The registry: what documents say of themselves, what is wrong with them, and the table that stays in its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from formwright.document.record import Record, read_record
from formwright.document.registry import Listed, Rules, is_registry, list_documents, registry_json
from formwright.document.table import END, START, cell, put_table
from formwright.text.inert import visible

jsonschema = pytest.importorskip("jsonschema")

SCHEMA = json.loads((Path(__file__).parents[2] / "schema" / "registry.schema.json").read_bytes())
RULES = Rules(("proposed", "accepted", "superseded"), frozenset({"accepted"}))


def record(text: str, path: str = "docs/0007-x.md", number: int | None = 7) -> Record:
    read = read_record(path, text, number)
    assert read is not None
    return read


def front(**keys: str) -> str:
    return "".join(["---\n", *(f"{key.replace('_', '-')}: {value}\n" for key, value in keys.items()), "---\n"])


def found(*records: Record) -> list[tuple[str, int, str]]:
    """Return path, line and code of what is wrong with these documents."""
    listed = list_documents(records, RULES)
    return [(item.path or "", item.line, item.rule) for each in listed for item in each.findings]


def table(records: list[Record], current: str | None = None, path: str = "docs/README.md") -> str:
    text, findings = put_table(current, path, list_documents(records, RULES))
    assert text is not None
    assert not findings
    return text


HEADS = {
    "front matter": (
        front(title="A: b", status="Accepted", rfc="0007", authors="[octocat, '@hubot']", created="2024-01-02")
        .replace("A: b", '"A: b"')
        .replace("0007", "0007 # octal to YAML")
    ),
    "lines under the title": (
        "# RFC 7: A: b\n\n- **Status**: accepted\n- Authors: octocat, @hubot\n* Date: 2024-01-02\n"
        "\n## Why\n\nStatus: no\n"
    ),
    "sections": "# 7. A: b\n\nDate: 2024-01-02\nAuthor: octocat, hubot\n\n## Status\n\nAccepted\n\n## Why\n\nSo.\n",
}


@pytest.mark.parametrize("text", HEADS.values(), ids=HEADS.keys())
def test_the_head_of_a_document_however_it_is_written(text: str) -> None:
    read = record(text)
    assert (read.title, (read.status or "").lower()) == ("A: b", "accepted")
    assert (read.authors, read.created) == (("octocat", "hubot"), "2024-01-02")
    assert read.stated in (7, None)
    assert found(read) == []


def test_a_number_with_zeros_is_no_octal() -> None:
    assert record(front(number="0010", supersedes="[0011, 0012]")).stated == 10
    assert record(front(supersedes="[0011, 0012]")).supersedes == ("0011", "0012")


def test_what_the_template_left_open_is_no_value() -> None:
    text = front(title="[Title]", status="'{proposed | accepted}'", created="YYYY-MM-DD", rfc="XXXX", authors="[you]")
    read = record(text.replace("[you]", "['[you]']"))
    assert read == Record("docs/0007-x.md", 7, "0007 x")


def test_what_is_no_document() -> None:
    assert read_record("docs/process.md", "# How we decide\n\nWe vote.\n", None) is None
    assert read_record("docs/idea.md", front(status="proposed"), None) is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (front(status="accepted", number="42"), (3, "D02")),
        (front(title="x"), (1, "D04")),
        (front(title="x", status="agreed"), (3, "D05")),
        (front(status="accepted", created="2024-02-30"), (3, "D06")),
        (front(status="accepted", created="2024-05-02", updated="2024-05-01"), (4, "D07")),
        (front(status="accepted", supersedes="3"), (3, "D08")),
        (front(status="superseded", superseded_by="7"), (3, "D08")),
        (front(status="accepted", note="a: b: c"), (3, "T01")),
        (front(status="accepted", x="\udcff"), (3, "D12")),
    ],
)
def test_a_head_that_is_wrong(text: str, expected: tuple[int, str]) -> None:
    assert expected in [(line, rule) for _, line, rule in found(record(text))]


def test_times_of_one_day_are_in_order() -> None:
    text = front(status="accepted", created="2024-05-01T10:00:00Z", updated="2024-05-01")
    assert found(record(text)) == []


def test_a_number_that_two_documents_have() -> None:
    one, two = (record(front(status="accepted"), f"docs/0007-{name}.md") for name in "ab")
    assert found(one, two) == [("docs/0007-a.md", 1, "D03"), ("docs/0007-b.md", 1, "D03")]
    assert found(one, record(front(status="accepted"), "other/0007-b.md")) == []


def test_links_in_both_directions() -> None:
    old = record(front(status="superseded", superseded_by="0008"))
    new = record(front(status="accepted", supersedes="[docs/0007-x.md]"), "docs/0008-y.md", 8)
    listed = list_documents([new, old], RULES)
    assert [(each.supersedes, each.superseded_by) for each in listed] == [((), (new.path,)), ((old.path,), ())]
    assert found(old, new) == []
    alone = record(front(status="accepted"), "docs/0008-y.md", 8)
    assert found(old, alone) == [("docs/0007-x.md", 3, "D09")]
    left = record(front(status="accepted"))
    assert found(left, new) == [("docs/0008-y.md", 3, "D09")]


def test_a_proposal_supersedes_nothing_before_it_is_accepted() -> None:
    new = record(front(status="proposed", supersedes="7"), "docs/0008-y.md", 8)
    assert found(record(front(status="accepted")), new) == []


def test_a_successor_that_the_status_names() -> None:
    old = record(front(status="superseded by [ADR-8](0008-y.md)"))
    assert (old.status, old.superseded_by) == ("superseded", ("[ADR-8](0008-y.md)",))
    assert list_documents([old, record(front(status="accepted"), "docs/0008-y.md", 8)], RULES)[0].superseded_by


def test_the_table() -> None:
    old = record(front(title="Old", status="Superseded", superseded_by="8", issue="https://example.org/i/3"))
    new = record(front(title="New", status="accepted", authors="[a, b]", supersedes="7"), "docs/a b/8.md", 8)
    text = table([old, new])
    assert text.startswith(f"# Proposals\n\n{START}\n\n| Number | Title |")
    assert text.endswith(f"|\n\n{END}\n")
    assert "| 8 | [New](a%20b/8.md) | accepted | a, b |  |  |  |" in text
    assert "| 0007 | [Old](0007-x.md) | superseded |  |  |  | [issue 3](https://example.org/i/3) |" in text
    assert "(docs/0007-x.md)" in table([old], path="INDEX.md")
    assert "(../docs/0007-x.md)" in table([old], path="lists/all.md")


def test_no_document_at_all() -> None:
    assert "No proposals yet." in table([])


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_what_people_wrote_around_the_table_stays(end: str, mark: str) -> None:
    before = ["# Our list", "", "```", START, "```", "", START, "old", END, "", "After.", ""]
    lines = table([record(front(title="T", status="accepted"))], mark + end.join(before)).split(end)
    assert lines[:7] == [mark + before[0], *before[1:7]]
    assert lines[-4:] == before[-4:]
    assert "old" not in lines
    again = table([record(front(title="T", status="accepted"))], end.join(lines))
    assert again == end.join(lines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("words\n", ("D20", 1)),
        (f"{START}\n", ("D20", 1)),
        (f"{END}\n", ("D20", 1)),
        (f"{START}\n{END}\n\n{START}\n", ("D21", 4)),
        (f"{START}\n{END}\n{END}\n", ("D21", 3)),
        (f"\n{END}\n{START}\n", ("D22", 2)),
        (f"```\n{START}\n{END}\n```\n", ("D20", 1)),
        (f"{START}\n\udcff\n{END}\n", ("D12", 1)),
    ],
)
def test_s12_marks_that_are_not_as_they_should_be(text: str, expected: tuple[str, int]) -> None:
    written, findings = put_table(text, "docs/README.md", [])
    assert written is None
    assert [(finding.rule, finding.line) for finding in findings] == [expected]
    assert findings[0].path == "docs/README.md"


TITLES = st.one_of(
    st.text(),
    st.sampled_from(
        [
            "a | b || c\\| d \\",
            "[x](http://e.org) ![y](z) [z][w]",
            "<b>bold</b> <!-- c --> --> <img src=x onerror=y> &amp; &lt;",
            "`code` ``co`de`` ` open",
            "*a* _b_ ~~c~~ $d$",
            "line\nbreak\r\nand\u2028more",
            START,
            f"| {END} |",
            "# no heading",
            "1. no list",
            "| --- |",
            "\u202eturned\u202c",
            "https://example.org/ www.example.org",
        ]
    ),
)


@given(TITLES)
def test_s12_a_title_stays_in_its_cell(title: str) -> None:
    """So do a status, an author, and what stands where an issue's address should."""
    shown = " ".join(visible(title).split())
    hostile = Record("docs/0007-x.md", 7, title, status=title, authors=(title, "b"), issue=title)
    text, _ = put_table(None, "docs/README.md", [Listed(hostile)])
    tokens = MarkdownIt("gfm-like2", {"linkify": False}).parse(text or "")
    cells = [token for token in tokens if token.type == "inline"][8:]
    assert len(cells) == 7
    assert _plain(cells[1]) == (shown or "0007-x.md")
    assert _plain(cells[2]) == shown
    assert _plain(cells[3]) == f"{shown}, b".lstrip()
    addressed = any(token.type == "link_open" for token in cells[6].children or ())
    assert addressed or _plain(cells[6]) == shown
    for number in (2, 3, *(() if addressed else (6,))):
        assert {token.type for token in cells[number].children or ()} <= {"text", "text_special"}
    again, _ = put_table(text, "docs/README.md", [])
    assert again is not None
    assert again.count("\n") == 7


def _plain(token: object) -> str:
    return "".join(child.content for child in getattr(token, "children", ()))


@pytest.mark.parametrize(
    "issue", ["javascript:alert(1)", "https://e.org/1) <b>", "[x](https://e.org)", "https://e.org|"]
)
def test_s12_what_is_no_address_is_no_link(issue: str) -> None:
    listed = [Listed(Record("docs/0007-x.md", 7, "T", issue=issue))]
    row = (put_table(None, "docs/README.md", listed)[0] or "").split("\n")[6]
    assert row.endswith(f"| {cell(issue)} |")


def test_s12_what_a_cell_is_written_as() -> None:
    assert cell("a|b `c` [d](e) <f> & g\nh") == r"a\|b \`c\` \[d\](e) &lt;f&gt; &amp; g h"


def test_the_json() -> None:
    listed = list_documents([record(front(title="T", status="agreed", created="2024-05-01"))], RULES)
    data = json.loads(registry_json(listed))
    assert (data["kind"], data["version"]) == ("formwright registry", 1)
    (proposal,) = data["proposals"]
    findings = proposal.pop("findings")
    assert proposal == {
        "number": 7,
        "title": "T",
        "status": "agreed",
        "path": "docs/0007-x.md",
        "authors": [],
        "created": "2024-05-01",
        "updated": None,
        "issue": None,
        "supersedes": [],
        "superseded_by": [],
    }
    assert [finding["rule"] for finding in findings] == ["D05"]
    jsonschema.validate(json.loads(registry_json(listed)), SCHEMA)
    assert is_registry(registry_json(listed))
    assert not any(map(is_registry, ["", "[]", "{}", '{"kind": "other"}', "[" * 100_000]))


@given(st.text(), st.integers(1, 99) | st.none())
def test_every_text_can_be_read(text: str, number: int | None) -> None:
    read = read_record("docs/0007-x.md", text, number)
    listed = list_documents([read] if read else [], RULES)
    jsonschema.validate(json.loads(registry_json(listed)), SCHEMA)
    assert put_table(None, "docs/README.md", listed)[0]
