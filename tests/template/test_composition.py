"""Fragments in their places: paths, levels, edges, limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formwright.findings import Finding
from formwright.template import read_template
from formwright.template.composition import DEEPEST, MOST_INCLUDES, Composed, compose
from formwright.text.lines import split_lines


def composed(text: str, fragments: dict[str, str] | None = None, source: str | None = "forms/a.md") -> Composed:
    return compose(split_lines(text), source, fragments or {})


def rules(findings: list[Finding]) -> list[tuple[str, str | None, int]]:
    return [(finding.rule, finding.path, finding.line) for finding in findings]


def test_a_template_without_includes_is_as_it_was() -> None:
    out = composed("# A\n\ninclude: all of it\n", {"forms/b.md": "B"})
    assert out.lines == ["# A", "", "include: all of it"]
    assert out.origins == [("forms/a.md", 1), ("forms/a.md", 2), ("forms/a.md", 3)]
    assert (out.findings, out.included) == ([], [])


@pytest.mark.parametrize("comment", ["<!-- include: b.md -->", "<!--include:b.md-->", "<!---  include : b.md --->"])
def test_an_include_can_be_written_in_several_ways(comment: str) -> None:
    assert composed(comment, {"forms/b.md": "B"}).lines == ["B"]


def test_an_include_may_take_several_lines() -> None:
    out = composed("A\n\n<!--\n  include: b.md\n-->\n\nC", {"forms/b.md": "B\nB"})
    assert out.lines == ["A", "", "B", "B", "", "C"]
    assert [line for _, line in out.origins] == [1, 2, 1, 2, 6, 7]


@pytest.mark.parametrize("source", ["forms/a.md", "./forms/a.md", "../forms/a.md", "/home/me/forms/a.md", "a.md", None])
def test_a_path_is_relative_to_its_file_wherever_that_lies(source: str | None) -> None:
    folder = source.removesuffix("a.md") if source else ""
    fragments = {f"{folder}parts/b.md": "B\n\n<!-- include: ../c.md -->", f"{folder}c.md": "C"}
    out = composed("<!-- include: parts/b.md -->", fragments, source)
    assert out.lines == ["B", "", "C"]
    assert out.findings == []


@pytest.mark.parametrize("path", ["../b.md", "/b.md", "../../b.md", "parts/../../b.md", "..", "../forms-b/b.md"])
@pytest.mark.parametrize("source", ["forms/a.md", "../a.md", "a.md", "/forms/a.md", None])
def test_nothing_outside_of_the_folder_is_included(path: str, source: str | None) -> None:
    everything = {f"{folder}b.md": "B" for folder in ("", "../", "../../", "/", "../forms-b/", "forms-b/", "/forms-b/")}
    out = composed(f"<!-- include: {path} -->", everything, source)
    assert out.lines == [f"<!-- include: {path} -->"]
    assert rules(out.findings) == [("T31", source, 1)]


@pytest.mark.parametrize("name", ["..b.md", "b c.md", "-->.md", "Länge.md"])
def test_odd_names_are_names(name: str) -> None:
    out = composed(f"<!-- include: {name} -->", {f"forms/{name}": "B"})
    assert out.lines[0] == ("B" if "-->" not in name else "<!-- include: -->.md -->")


def test_headings_are_shifted_below_the_one_above() -> None:
    fragments = {"forms/b.md": "# One\n### Three\n\nTwo\n---\n"}
    assert composed("## A\n<!-- include: b.md -->", fragments).lines[1:] == [
        "",
        "### One",
        "##### Three",
        "",
        "#### Two",
        "",
    ]
    assert composed("<!-- include: b.md -->", fragments).lines == ["# One", "### Three", "", "Two", "---"]
    assert composed("##### A\n\n<!-- include: b.md -->", fragments).lines[2] == "###### One"
    assert composed("# A\n\n<!-- include: b.md -->", {"forms/b.md": "#### Deep"}).lines[2] == "## Deep"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("## A\n\n<!-- include: b.md -->", 3),
        ("## A\n<!-- What? -->\n\n<!-- include: b.md -->", 2),
        ("## A\n\ntext\n\n## Z\n\n<!-- include: b.md -->", 3),
        ("# A\n\ntext\n\n# Z\n\n- [ ] x\n\n<!-- include: b.md -->", 1),
        ("# Title\n\ntext\n\n<!-- include: b.md -->\n\n## A", 2),
        ("## A\n\n<!-- include: text.md -->\n\n<!-- include: b.md -->", 2),
        ("## A\n\n<!-- include: b.md -->\n\n<!-- include: b.md -->", 3),
        ("text\n\n<!-- include: b.md -->", 4),
    ],
)
def test_below_a_section_with_a_text_of_its_own_fragments_stand_beside_it(text: str, level: int) -> None:
    fragments = {"forms/b.md": "#### B", "forms/text.md": "<!-- Say why. -->"}
    assert f"{'#' * level} B" in composed(text, fragments).lines


BOLD = """\
**Describe it**
In a few words.

<!-- include: b.md -->

**Checklist**
- [ ] I searched

**Level**: low / high
"""


@pytest.mark.parametrize(
    ("fragment", "sections"),
    [
        ("# Logs\n", [("Logs", 2, None)]),
        ("# Impact\nWho is hit?\n", [("Impact", 2, None)]),
        ("**Impact**\nWho is hit?\n", [("Impact", 7, None)]),
        ("# Setup\n\n## Shell\n\n## Logs\n", [("Setup", 2, None), ("Shell", 3, "Setup"), ("Logs", 3, "Setup")]),
        ("# Setup\n\n**Shell**\n\n**Logs**\n", [("Setup", 2, None), ("Shell", 7, "Setup"), ("Logs", 7, "Setup")]),
        ("## A\n## B\n## C\n## D\n", [(name, 2, None) for name in "ABCD"]),
    ],
)
def test_among_bold_lines_a_fragment_stands_beside_them(
    fragment: str, sections: list[tuple[str, int, str | None]]
) -> None:
    template = read_template(BOLD, "forms/a.md", {"forms/b.md": fragment})
    names = [section.label for section in template.sections]
    found = [(each.label, each.level, names[each.parent] if each.parent else None) for each in template.sections]
    assert found[1:] == [("Describe it", 7, None), *sections, ("Checklist", 7, None), ("", 7, None)]
    asked = [name for name, _, _ in sections if name != "Setup"]
    assert [slot.label for slot in template.slots] == ["Describe it", *asked, "Checklist", "Level"]


def test_the_level_goes_through_a_fragment_without_headings() -> None:
    fragments = {"forms/b.md": "<!-- include: c.md -->", "forms/c.md": "# C"}
    assert composed("## A\n\n<!-- include: b.md -->", fragments).lines == ["## A", "", "### C"]


def test_a_fragment_does_not_change_where_the_next_one_stands() -> None:
    fragments = {"forms/b.md": "# B\n## BB"}
    out = composed("# A\n\n<!-- include: b.md -->\n\n<!-- include: b.md -->", fragments)
    assert out.lines == ["# A", "", "## B", "### BB", "", "## B", "### BB"]


def test_what_stands_at_the_edges_does_not_run_together() -> None:
    out = composed("- A\n<!-- include: b.md -->\nC", {"forms/b.md": "B"})
    assert out.lines == ["- A", "", "B", "", "C"]
    assert out.origins == [
        ("forms/a.md", 1),
        ("forms/a.md", 2),
        ("forms/b.md", 1),
        ("forms/a.md", 2),
        ("forms/a.md", 3),
    ]
    assert composed("A\n<!-- include: b.md -->\nC", {"forms/b.md": ""}).lines == ["A", "", "C"]


def test_line_ends_and_byte_order_marks_of_fragments_do_not_count() -> None:
    assert composed("<!-- include: b.md -->\r\n", {"forms/b.md": "\ufeff# B\r\n\r\nb"}).lines == ["# B", "", "b"]


def test_an_include_in_code_is_text() -> None:
    text = "```\n<!-- include: b.md -->\n```\n\n    <!-- include: b.md -->"
    assert "\n".join(composed(text, {"forms/b.md": "B"}).lines) == text
    assert read_template(text, "forms/a.md", {"forms/b.md": "B"}).findings == ()


def test_a_template_may_include_another_template() -> None:
    out = composed("<!-- include: b.md -->", {"forms/b.md": "---\nname: B\n---\n# B"})
    assert out.lines == ["", "", "", "# B"]
    assert rules(out.findings) == [("T33", "forms/b.md", 1)]


def test_a_finding_in_a_fragment_names_the_way_there() -> None:
    fragments = {"forms/b.md": "x\n\n<!-- include: c.md -->", "forms/c.md": "\n<!-- include: d.md -->"}
    (finding,) = composed("# A\n<!-- include: b.md -->", fragments).findings
    assert str(finding) == (
        "forms/c.md:2: T30 there is no file `forms/d.md` (included from forms/a.md:2 → forms/b.md:3); "
        "mend the path, or write the fragment"
    )


def test_findings_of_the_text_are_at_the_fragments_lines() -> None:
    fragments = {"forms/b.md": "# B\n\nâœ… done\n\n<!-- never closed"}
    template = read_template("# A\n\n## C\n<!-- include: b.md -->\n", "forms/a.md", fragments)
    assert rules(list(template.findings)) == [("T10", "forms/b.md", 3), ("T03", "forms/b.md", 5)]


def test_a_bomb_of_includes_does_not_go_off() -> None:
    fragments = {f"forms/{n}.md": f"<!-- include: {n + 1}.md -->\n" * 10 for n in range(12)} | {"forms/12.md": ""}
    out = composed("<!-- include: 0.md -->", fragments)
    assert len(out.included) == MOST_INCLUDES
    assert len(out.lines) < 25 * MOST_INCLUDES
    assert [finding.rule for finding in out.findings] == ["T34"]


def test_a_long_chain_of_includes_ends() -> None:
    fragments = {f"forms/{n}.md": f"<!-- include: {n + 1}.md -->\n" for n in range(3000)}
    out = composed("<!-- include: 0.md -->", fragments)
    assert len(out.included) == DEEPEST
    assert rules(out.findings) == [("T34", f"forms/{DEEPEST - 1}.md", 1)]


NAMES = st.sampled_from(["a.md", "b.md", "c.md", "x/b.md", "../a.md", "x/../c.md", "gone.md"])
LINES = st.one_of(
    NAMES.map(lambda name: f"<!-- include: {name} -->"),
    st.sampled_from(["", "# A", "### B", "text", "---", "- x", "```"]),
)
TEXTS = st.lists(LINES, max_size=6).map("\n".join)
FILES = st.sampled_from(["forms/b.md", "forms/c.md", "forms/x/b.md"])


@given(TEXTS, st.dictionaries(FILES, TEXTS, max_size=3))
def test_every_line_has_an_origin_and_no_circle_is_endless(text: str, fragments: dict[str, str]) -> None:
    out = composed(text, fragments)
    files = {"forms/a.md": text, **fragments}
    if "include" not in text:
        assert (tuple(out.lines), out.origins) == (split_lines(text), [])
        return
    assert len(out.lines) == len(out.origins)
    for (path, number), line in zip(out.origins, out.lines, strict=True):
        own = split_lines(files[path or ""])
        assert 1 <= number <= len(own)
        assert not line or own[number - 1].lstrip("#") == line.lstrip("#") or own[number - 1] in ("---", "text")
