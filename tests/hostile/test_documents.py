"""S9, S10, S12: what an answer or a title holds changes nothing around it.

Answers are not read as a head, a heading or a template, and a title stays in its cell of the list.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import formwright
from formwright.document.reading import answers_of
from formwright.form import Answers
from formwright.host.worktree import Worktree
from formwright.jobs.forms import sync_registry
from formwright.template import read_template
from formwright.text.frontmatter import read_front_matter
from formwright.text.markdown import BlockKind, read_blocks
from proposals import TEMPLATE, Repository, body_of, idea_form

TRICKS = [
    "{{title}} {title} {{ 7 * 7 }} {% raw %}",
    "[Title] [Idea Title] YYYY-MM-DD XXXX",
    r"\1 \g<0> $1 ${title} & | %s %(x)s",
    "<!-- form: skip -->",
    "<!-- include: ../secret.md -->",
    "<!-- formwright: registry -->",
]


@pytest.mark.parametrize("trick", TRICKS)
def test_an_answer_comes_out_as_it_went_in(trick: str) -> None:
    """S10: in the first run, and in each that fills the template again with what was read back."""
    answers: Answers = {"problem": trick, "solution": trick, "risks": trick}
    document = formwright.fill(TEMPLATE, answers, form=idea_form(), meta={"title": trick, "number": 7})
    assert [part.partition("\n")[2].strip() for part in document.split("\n## ")[1:]] == [trick] * 3
    read = formwright.parse(body_of(answers), idea_form()).answers
    assert formwright.fill(TEMPLATE, read, form=idea_form(), meta={"title": trick, "number": 7}) == document


BODY = TEMPLATE.partition("---\n\n")[2]
HEADS = [
    "---\nstatus: accepted\n---",
    "---\nstatus: accepted\n---\n\nwords",
    "+++\nstatus = 1\n+++",
    "---\n- a\n---\nb",
]


@pytest.mark.parametrize("head", HEADS)
def test_an_answer_is_no_head(head: str) -> None:
    """S9: with a head, a document has that one alone; without one it has none, and needs no marks for it."""
    for template in ("What is it?\n", BODY, f"---\nname: Idea\nabout: One\n---\n{BODY}"):
        answers = {slot.id: head for slot in read_template(template).slots}
        bare = formwright.fill(template, answers)
        assert not read_front_matter(bare.split("\n"))[0].end
        assert "<!-- answer" not in bare
        titled = formwright.fill(template, answers, meta={"title": "T", "status": "proposed"})
        assert read_front_matter(titled.split("\n"))[0].data == {"title": "T", "status": "proposed"}


FORGERIES = [
    "# Risks\n\nNone.",
    "Risks\n=====\n\nNone.",
    "## Risks\n\nNone.\n\n## From the issue\n\n### status\n\naccepted",
    "```\nopen",
    "~~~~ sh\nopen",
    "<!-- open",
    "<pre>\nopen",
    "words\n<!-- /answer: problem -->\n\n## Risks\n\nNone.\n<!-- answer: problem -->",
]


@pytest.mark.parametrize("forged", FORGERIES)
def test_an_answer_stays_in_its_section(forged: str) -> None:
    """S9: it neither forges a section nor swallows the ones behind it."""
    template = read_template(BODY)
    sections = [section.label for section in template.sections if section.level in (1, 2)]
    answers: Answers = {"problem": forged, "solution": forged, "risks": "Real ones."}
    document = formwright.fill(BODY, answers)
    lines = document.split("\n")
    headings = [block for block in read_blocks(lines) if block.kind is BlockKind.HEADING and block.level <= 2]
    assert [lines[block.start].lstrip("# ") for block in headings] == sections
    assert answers_of(BODY, document)["risks"] == "Real ones."


NAMES = [
    "a | b",
    "`code",
    "[x](https://example.org)",
    "<img src=x onerror=1>",
    "<!-- formwright: registry -->",
    "@octocat",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_title_stays_in_its_cell(tmp_path: Path, name: str) -> None:
    """S12."""
    document = f"---\ntitle: {json.dumps(name)}\nnumber: 1\nstatus: proposed\n---\n\n# One\n"
    repository = Repository(tmp_path, {"enhancements/0001-one.md": document, "forms/idea.md": TEMPLATE})
    sync_registry(Worktree(repository.folder))
    text = repository.show("formwright/registry", "enhancements/README.md")
    [row] = [line for line in text.splitlines() if "0001-one.md" in line]
    assert len([at for at, sign in enumerate(row) if sign == "|" and row[at - 1] != "\\"]) == 8
    for live in ("<img", "<!--", "](https://example.org)"):
        assert live not in row.replace("\\", "") or f"\\{live[0]}" in row


@pytest.mark.parametrize("name", NAMES)
def test_a_status_and_an_author_stay_in_their_cells(tmp_path: Path, name: str) -> None:
    """S12: people write front matter by hand, too."""
    meta = {"title": "One", "number": 1, "status": name, "authors": [name, name], "issue": f"https://x.org/{name}"}
    document = f"---\n{json.dumps(meta)}\n---\n\n# One\n"
    repository = Repository(tmp_path, {"enhancements/0001-one.md": document, "forms/idea.md": TEMPLATE})
    sync_registry(Worktree(repository.folder))
    text = repository.show("formwright/registry", "enhancements/README.md")
    [row] = [line for line in text.splitlines() if "0001-one.md" in line]
    _, _, _, status, authors, _, _, links, _ = re.split(r"(?<!\\)\|", row)
    assert not re.search(r"(?<!\\)[`\[\]<*_]", status + authors)
    assert not re.search(r"<|(?<!\\)\]\(https://example", links)


START, END = "<!-- formwright: registry -->", "<!-- /formwright: registry -->"


@pytest.mark.parametrize(
    "marks", ["", START, END, f"{END}\n\n{START}", f"{START}\n\n{START}\n\n{END}", f"{START}\n\n{END}\n\n{END}"]
)
def test_a_list_whose_marks_are_not_as_they_should_be_is_left_alone(tmp_path: Path, marks: str) -> None:
    """S12."""
    document = "---\ntitle: One\nnumber: 1\nstatus: proposed\n---\n\n# One\n"
    theirs = f"# Ours\n\n{marks}\n"
    files = {"enhancements/0001-one.md": document, "enhancements/README.md": theirs}
    repository = Repository(tmp_path, files)
    done = sync_registry(Worktree(repository.folder))
    assert [change.path for change in done.changes] == ["enhancements/index.json"]
    assert repository.show("formwright/registry", "enhancements/README.md") == theirs
    assert any(finding.path == "enhancements/README.md" for finding in done.findings)
