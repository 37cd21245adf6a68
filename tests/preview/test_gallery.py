"""What the chooser shows: which forms, in which order, with which findings."""

from __future__ import annotations

import pytest

from formwright.config import Config
from formwright.config.model import FormsConfig
from formwright.conversion import convert
from formwright.preview.chooser import Link
from formwright.preview.gallery import Gallery, make_gallery
from formwright.preview.sources import Sources
from preview.conftest import BUG, CHOOSER, TARGET

TEMPLATE = "---\nname: Idea\nabout: Propose something\n---\n\n## Problem\n\n<!-- What is wrong? -->\n"


def gallery(forms: dict[str, str] | None = None, **more: object) -> Gallery:
    texts = {f"{TARGET}/{name}": text for name, text in (forms or {}).items()}
    return make_gallery(Sources(forms=texts, **more))  # type: ignore[arg-type]


def test_the_order_is_github_s() -> None:
    """R6: by file name, YAML before Markdown."""
    markdown = "---\nname: Old one\nabout: as it was\n---\n\ntext\n"
    names = {
        "b.yml": BUG.replace("Bug report", "Form b"),
        "A.yaml": BUG.replace("Bug report", "Form a"),
        "0.md": markdown,
    }
    found = gallery({**names, "10.yml": BUG}, templates={"forms/c.md": TEMPLATE})
    assert [entry.file for entry in found.entries] == ["10.yml", "A.yaml", "b.yml", "c.yml", "0.md"]
    assert [entry.is_markdown for entry in found.entries] == [False] * 4 + [True]
    assert found.entries[-1].name == "Old one"
    assert not found.entries[-1].is_refused


def test_the_chooser_s_configuration() -> None:
    found = gallery({"config.yml": CHOOSER})
    assert (found.blank, found.links) == (False, (Link("Chat", "https://example.org/chat", "Ask us anything."),))
    assert gallery().blank
    broken = gallery({"config.yml": "blank_issues_enabled: [\n"})
    assert [finding.rule for finding in broken.findings] == ["F01"]
    assert broken.blank


def test_a_form_that_github_refuses_is_said() -> None:
    found = gallery({"a.yml": BUG.replace("Bug report", "Bu"), "b.yml": "body: {", "c.yml": BUG})
    assert [entry.is_refused for entry in found.entries] == [True, True, False]
    assert "R3" in {finding.rule for finding in found.entries[0].findings}
    assert found.entries[1].form is None


def test_two_of_one_name_are_said_at_both() -> None:
    found = gallery({"a.yml": BUG}, templates={"forms/b.md": TEMPLATE.replace("Idea", "Bug report")})
    assert [[each.rule for each in entry.findings if each.rule == "R4"] for entry in found.entries] == [["R4"]] * 2
    assert found.entries[1].listing.others[-1].path == "forms/b.md"


@pytest.mark.parametrize(
    ("existing", "rules"),
    [(BUG, ["F40"]), (convert(TEMPLATE, source="forms/idea.md").yaml, []), (None, [])],
    ids=["of somebody", "ours", "none"],
)
def test_the_template_s_form_is_shown_and_what_is_in_its_place_is_said(existing: str | None, rules: list[str]) -> None:
    found = gallery({"idea.yml": existing} if existing else {}, templates={"forms/idea.md": TEMPLATE})
    (entry,) = found.entries
    assert entry.form is not None
    assert entry.form.name == "Idea"
    assert [finding.rule for finding in entry.findings if finding.rule == "F40"] == rules
    assert not entry.is_refused


def test_a_form_whose_template_is_gone_is_not_shown() -> None:
    yaml = convert(TEMPLATE, source="forms/gone.md").yaml
    assert yaml is not None
    assert gallery({"gone.yml": yaml}).entries == ()
    assert len(gallery({"gone.yml": f"{yaml}# mine\n"}).entries) == 1, "somebody edited it, so sync keeps it"


def test_only_what_was_named_is_shown() -> None:
    templates = {"forms/a.md": TEMPLATE, "elsewhere/a.md": TEMPLATE.replace("Idea", "Another")}
    found = gallery({"b.yml": BUG}, templates=templates, only=("elsewhere/a.md",))
    assert [entry.name for entry in found.entries] == ["Another"]


def test_a_template_that_is_no_text_is_said() -> None:
    (entry,) = gallery(templates={"forms/a.md": None}).entries
    assert entry.is_refused
    assert entry.form is None


def test_the_lines_of_a_field_are_those_of_its_source() -> None:
    found = gallery({"bug.yml": BUG}, templates={"forms/idea.md": TEMPLATE})
    bug, idea = found.entries
    lines = BUG.split("\n")
    assert set(bug.spans) == {each.key for each in bug.form.fields} if bug.form else False
    for key, (first, last) in bug.spans.items():
        assert f"    id: {key}" in lines[first - 1 : last]
        assert lines[first - 1].startswith("  - type:")
    assert idea.spans == {"problem": (8, 8)}


def test_lines_of_a_fragment_have_their_own_places() -> None:
    text = f"{TEMPLATE}\n<!-- include: fragments/more.md -->\n"
    fragments = {"forms/fragments/more.md": "## More\n\n<!-- form: {type: nonsense} -->\n<!-- More? -->\n"}
    (entry,) = gallery(templates={"forms/idea.md": text}, fragments=fragments).entries
    inside = [line for line in entry.listing.lines if line.file]
    assert [(line.file, line.own) for line in inside if line.text == "## More"] == [("forms/fragments/more.md", 1)]
    assert [line.own for line in inside if line.findings] == [3]
    assert not entry.listing.others


def test_the_folders_are_the_configuration_s() -> None:
    config = Config(forms=FormsConfig(target="made"))
    (entry,) = gallery(templates={"forms/idea.md": TEMPLATE}, config=config).entries
    assert (entry.path, entry.file, entry.stem) == ("made/idea.yml", "idea.yml", "idea")
    assert gallery().entry("x.yml") is None
