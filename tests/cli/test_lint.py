"""The verb `lint` on files that it mends, and on templates with fragments."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from command_line import Call

FORM = """\
name: Bug report
description: Something does not work
assignees: ''
body:
  - type: dropdown
    id: often
    attributes:
      label: Always?
      options: [Yes, No]  # one of them
"""
MENDED = FORM.replace("assignees: ''\n", "").replace("[Yes, No]", '["Yes", "No"]')


def test_what_has_one_right_answer_is_mended_and_shown(call: Call, folder: Path) -> None:
    (folder / "bug.yml").write_text(FORM)
    before = call("lint", "bug.yml")
    assert (before.code, (folder / "bug.yml").read_text()) == (1, FORM)
    result = call("lint", "--fix", "bug.yml")
    assert (result.code, result.err) == (0, "bug.yml: mended\n1 file, 0 errors, 0 warnings\n")
    assert (folder / "bug.yml").read_text() == MENDED
    assert "-assignees: ''\n" in result.out
    assert '+      options: ["Yes", "No"]  # one of them\n' in result.out
    again = call("lint", "--fix", "bug.yml")
    assert (again.code, again.out, again.err) == (0, "", "1 file, 0 errors, 0 warnings\n")


def test_the_difference_is_a_patch(call: Call, folder: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    (folder / "a b.yml").write_bytes(b"\xef\xbb\xbf" + FORM.replace("\n", "\r\n").encode())
    patch = call("lint", "--fix", "a b.yml").out
    mended = (folder / "a b.yml").read_bytes()
    assert mended == b"\xef\xbb\xbf" + MENDED.replace("\n", "\r\n").encode()
    (folder / "a b.yml").write_bytes(b"\xef\xbb\xbf" + FORM.replace("\n", "\r\n").encode())
    subprocess.run(["git", "apply", "-"], input=patch.encode(), cwd=folder, check=True)
    assert (folder / "a b.yml").read_bytes() == mended


@pytest.mark.parametrize("form", ["json", "github"])
def test_for_programs_standard_output_holds_the_findings_alone(form: str, call: Call, folder: Path) -> None:
    (folder / "bug.yml").write_text(FORM.replace("Always?", "Password"))
    (folder / "note.yml").write_text(FORM.replace("type: dropdown", "type: select"))
    result = call("lint", "--fix", "--format", form, "bug.yml", "note.yml")
    assert result.code == 1
    assert "+      options: " in result.err and "bug.yml: mended" in result.err
    lines = result.out.splitlines()
    assert json.loads(result.out) if form == "json" else all(line.startswith("::") for line in lines)
    assert "+" not in [line[:1] for line in lines]


def test_what_is_left_is_said_and_fails(call: Call, folder: Path) -> None:
    (folder / "bug.yml").write_text(FORM.replace("type: dropdown", "type: select").replace("''", "~"))
    result = call("lint", "--fix", "--quiet", "bug.yml")
    assert result.code == 1
    assert result.err.startswith("bug.yml:4: R48 ")
    assert "assignees" not in (folder / "bug.yml").read_text()


def test_standard_input_and_files_that_are_no_text_are_left_alone(call: Call, folder: Path) -> None:
    (folder / "bug.yml").write_bytes(b"name: Caf\xe9\n")
    assert call("lint", "--fix", "bug.yml").code == 1
    assert (folder / "bug.yml").read_bytes() == b"name: Caf\xe9\n"
    assert "mended" not in call("lint", "--fix", "-", stdin=FORM.encode()).err


def test_a_form_that_formwright_made_is_mended_in_its_template(call: Call, folder: Path) -> None:
    call("convert", "idea.md", "-o", "made.yml")
    made = (folder / "made.yml").read_text()
    assert call("lint", "--fix", "made.yml").out == ""
    assert (folder / "made.yml").read_text() == made


@pytest.fixture
def templates(folder: Path) -> Path:
    """A folder with two templates that include a fragment, which is no template by itself."""
    root = folder / "forms"
    (root / "parts").mkdir(parents=True)
    (root / "shared").mkdir()
    for name in ("bug", "idea"):
        text = f"---\nname: One {name}\nabout: Tell us\n---\n\n## A\n<!-- include: parts/a.md -->\n"
        (root / f"{name}.md").write_text(text)
    (root / "parts" / "a.md").write_text("# B\n<!-- include: ../shared/b.md -->\n")
    (root / "shared" / "b.md").write_text("[Say it]\n")
    return root


def test_fragments_are_looked_at_where_they_are_included(call: Call, templates: Path) -> None:
    assert call("lint", templates).err == "4 files, 0 errors, 0 warnings\n"
    (templates / "shared" / "b.md").write_text("[Say it] âœ…\n\n<!-- form: {type: nonsense} -->\n")
    result = call("lint", "forms")
    assert result.code == 1
    assert [line.split("; ")[0] for line in result.err.splitlines()[:-1]] == [
        "forms/shared/b.md:1: T10 warning: `âœ…` is UTF-8 that was read as Windows-1252",
        "forms/shared/b.md:3: R48 body[1]: `nonsense` is not a valid input type",
    ]
    assert call("lint", "--fix", "forms").code == 1
    assert (templates / "shared" / "b.md").read_text().startswith("[Say it] ✅\n")


def test_a_fragment_that_nobody_includes_is_looked_at_by_itself(call: Call, templates: Path) -> None:
    (templates / "parts" / "cost.md").write_text("<!-- include: gone.md -->\n")
    result = call("lint", "forms")
    assert result.err.startswith("forms/parts/cost.md:1: T30 there is no file `forms/parts/gone.md`; ")


def test_of_a_folder_of_github_s_only_forms_are_looked_at(call: Call, folder: Path) -> None:
    """Workflows and configurations are YAML too."""
    for path, text in {
        ".github/workflows/ci.yml": "on: push\n",
        ".github/formwright.yml": "forms:\n  source: forms\n",
        ".github/ISSUE_TEMPLATE/idea.yml": "name: An idea\n",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    for given in (".", ".github"):
        found = json.loads(call("lint", "--format", "json", given).out)
        assert {each["path"] for each in found} == {".github/ISSUE_TEMPLATE/idea.yml"}


SETTINGS = ".github/formwright.yml"


@pytest.fixture
def adopted(folder: Path) -> Path:
    """A repository with a template, its form, one that was written by hand, and a configuration that says nothing."""
    files = {
        "forms/bug.md": "---\nname: Bug report\nabout: Tell us\n---\n\n## Problem\n\n<!-- What is wrong? -->\n",
        ".github/ISSUE_TEMPLATE/by-hand.yml": MENDED.replace("Bug report", "By hand"),
        SETTINGS: "# nothing\n",
    }
    for path, text in files.items():
        (folder / "app" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "app" / path).write_text(text)
    return folder / "app"


WRONG = [
    ("forms: {sorce: x}\n", "1: C10 `forms.sorce` is an unknown key; did you mean `source`?"),
    ("proposals:\n  bug: {document: nix}\n", "2: C12 `proposals.bug.document`: there is no template `nix`; known"),
    ("proposals:\n  ghost: {}\n", "2: C12 `proposals.ghost`: there is no form `ghost`"),
    ("proposals:\n  by-hand: {}\n", "2: C12 `proposals.by-hand`: the form `by-hand` has no template"),
    ("proposals:\n  bug: {carry: {problem: probelm}}\n", "2: C12 `proposals.bug.carry.problem`: the form has no field"),
    ("\nforms: {source: docs}\n", "2: C12 `forms.source`: no template is in the folder `docs`"),
    ("a: [\n", "2: C01 the configuration is no YAML"),
]


@pytest.mark.parametrize(("text", "said"), WRONG)
@pytest.mark.parametrize("given", [".", ".github", SETTINGS])
def test_the_configuration_is_checked_with_the_forms(
    given: str, text: str, said: str, call: Call, adopted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(adopted)
    assert call("lint", given).code == 0
    (adopted / SETTINGS).write_text(text)
    result = call("lint", given)
    assert result.code == 1
    assert result.err.startswith(f"{SETTINGS}:{said}")
    assert ", 1 error, 0 warnings\n" in result.err
    assert call("lint", "--fix", given).code == 1 and (adopted / SETTINGS).read_text() == text


def test_the_folders_are_those_of_the_configuration(call: Call, adopted: Path) -> None:
    (adopted / "forms").rename(adopted / "templates")
    (adopted / "templates/bug.md").write_text(
        "---\nname: Bug report\nabout: Tell us\n---\n\n## Broken\n\n<!-- never closed\n"
    )
    (adopted / SETTINGS).write_text("forms: {source: templates}\n")
    (adopted / "forms").mkdir()
    (adopted / "forms/notes.md").write_text("No template.\n")
    result = call("lint", adopted)
    assert f"{adopted}/templates/bug.md:8: " in result.err and "forms/notes" not in result.err


def test_a_form_of_the_name_of_the_configuration_is_a_form(call: Call, adopted: Path) -> None:
    (adopted / ".github/ISSUE_TEMPLATE/formwright.yml").write_text("name: Ours\n")
    assert "formwright.yml:1: R" in call("lint", adopted).err


def test_what_is_no_error_says_so_without_colours_too(call: Call, folder: Path) -> None:
    (folder / "wrong.yml").write_text(FORM.replace("type: dropdown", "type: select").replace("assignees: ''\n", ""))
    (folder / "weak.md").write_text("---\nname: Weak one\nabout: Tell us\n---\n\n## Tell âœ…\n")
    (folder / "known.md").write_text("---\nname: Known\nabout: Tell us\n---\n\n**Kind**: [ ] None [ ] Some [ ] All\n")
    result = call("lint", "wrong.yml", "weak.md", "known.md")
    assert [line.split(" ")[:3] for line in result.err.splitlines()] == [
        ["known.md:6:", "T22", "note:"],
        ["weak.md:6:", "T10", "warning:"],
        ["wrong.yml:4:", "R48", "body[0]:"],
        ["3", "files,", "1"],
    ]
    assert result.err.endswith("\n3 files, 1 error, 1 warning, 1 note\n")


def test_the_patch_of_an_absolute_path_can_be_applied(
    call: Call, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (folder / "bug.yml").write_text(FORM)
    assert call("lint", "--fix", folder / "bug.yml").out.startswith("diff --git a/bug.yml b/bug.yml\n--- a/bug.yml\n")
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "bug.yml"
    elsewhere.write_text(FORM)
    patch = call("lint", "--fix", elsewhere).out
    assert patch.startswith(f"diff --git a{elsewhere} b{elsewhere}\n--- a{elsewhere}\n")
    elsewhere.write_text(FORM)
    subprocess.run(["git", "apply", "--unsafe-paths", "--directory=/", "-"], input=patch.encode(), cwd="/", check=True)
    assert elsewhere.read_text() == MENDED


def test_a_configuration_under_a_name_that_nothing_reads(call: Call, adopted: Path) -> None:
    (adopted / SETTINGS).rename(adopted / ".github/formwright.yaml")
    result = call("lint", adopted)
    assert result.code == 1
    assert f"{adopted}/.github/formwright.yaml:1: C06 nothing reads this file" in result.err
