"""The verb `sync` on a folder on disk."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from command_line import Call

TARGET = ".github/ISSUE_TEMPLATE"
TEMPLATE = "---\nname: Bug report\nabout: Tell us\n---\n\n## What happened\n<!-- In order. -->\n"
CHOOSER = "blank_issues_enabled: false\n"


@pytest.fixture
def repository(folder: Path) -> Path:
    """A repository with two templates, a chooser's configuration, and a picture beside the forms."""
    root = folder / "repository"
    for path, text in {
        "forms/bug.md": TEMPLATE,
        "forms/idea.md": TEMPLATE.replace("Bug report", "Idea of mine"),
        f"{TARGET}/config.yml": CHOOSER,
        f"{TARGET}/bug.md": TEMPLATE,
    }.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    (root / TARGET / "screenshot.png").write_bytes(b"\x89PNG\r\n\x1a\n\0")
    return root


def contents(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_forms_are_written_and_a_second_run_has_nothing_to_do(call: Call, repository: Path) -> None:
    before = contents(repository)
    result = call("sync", "--repo", repository)
    assert (result.code, result.out) == (0, "")
    assert sorted(result.err.splitlines()) == [
        f"create {TARGET}/bug.yml: a new template",
        f"create {TARGET}/idea.yml: a new template",
        f"delete {TARGET}/bug.md: {TARGET}/bug.yml takes its place (R7)",
    ]
    made = contents(repository)
    assert set(made) == set(before) - {f"{TARGET}/bug.md"} | {f"{TARGET}/bug.yml", f"{TARGET}/idea.yml"}
    assert all(made[path] == text for path, text in before.items() if path in made)
    result = call("sync", "--repo", repository)
    assert (result.code, result.out, result.err) == (0, "", "the forms are in step with the templates\n")
    assert call("sync", "--check", "--quiet", "--repo", repository).err == ""
    assert contents(repository) == made


def test_the_name_of_a_file_starts_no_line(call: Call, repository: Path) -> None:
    """S3: a pull request may bring files of any name."""
    for name in ("a\n::error::b.md", "::stop-commands::c.md"):
        (repository / "forms" / name).write_text(TEMPLATE.replace("Bug report", f"Form {len(name)}"))
    lines = call("sync", "--repo", repository).err.split("\n")
    assert len([line for line in lines if line.startswith("create ")]) == 4
    assert not [line for line in lines if line.lstrip().startswith("::")]


def test_only_what_differs_is_written(call: Call, repository: Path) -> None:
    call("sync", "--repo", repository)
    for name in ("bug.yml", "idea.yml", "config.yml"):
        os.utime(repository / TARGET / name, ns=(1, 1))
    template = repository / "forms" / "idea.md"
    template.write_text(template.read_text().replace("What happened", "What you want"))
    assert call("sync", "--repo", repository).err == f"update {TARGET}/idea.yml: the template changed\n"
    written = {path.name for path in (repository / TARGET).iterdir() if path.stat().st_mtime_ns != 1}
    assert written == {"idea.yml", "screenshot.png"}


def test_check_writes_nothing_shows_the_difference_and_exits_with_1(call: Call, repository: Path) -> None:
    before = contents(repository)
    result = call("sync", "--check", "--repo", repository)
    assert result.code == 1
    assert f"would create {TARGET}/bug.yml: a new template" in result.err.splitlines()
    assert contents(repository) == before
    assert f"--- a/{TARGET}/bug.md\n+++ /dev/null\n@@ -1,7 +0,0 @@\n----\n-name: Bug report\n" in result.out
    assert f"--- /dev/null\n+++ b/{TARGET}/idea.yml\n" in result.out
    assert "+      label: What happened\n" in result.out


@pytest.mark.parametrize(
    ("old", "new"),
    [("In order.", "In order, \u2028please\u0085now."), ("\n", "\r\n"), ("What happened", "What\x0bhappened")],
)
def test_the_difference_is_a_patch_that_git_takes(call: Call, repository: Path, old: str, new: str) -> None:
    subprocess.run(["git", "init", "--quiet", repository], check=True)
    for text in (TEMPLATE, TEMPLATE.replace(old, new)):
        (repository / "forms" / "bug.md").write_bytes(text.encode())
        (repository / TARGET / "bug.md").write_bytes(b"---\nname: Bug report\nabout: no final line end\n---")
        before = contents(repository)
        patch = call("sync", "--check", "--repo", repository).out
        call("sync", "--quiet", "--repo", repository)
        after = contents(repository)
        for path in after.keys() - before.keys():
            (repository / path).unlink()
        for path, data in before.items():
            (repository / path).write_bytes(data)
        subprocess.run(["git", "-C", repository, "apply", "-"], input=patch.encode(), check=True)
        assert contents(repository) == after


def test_a_form_edited_by_hand_stays_until_it_is_forced(call: Call, repository: Path) -> None:
    call("sync", "--repo", repository)
    form = repository / TARGET / "bug.yml"
    form.write_text(form.read_text().replace("In order.", "In order, please."))
    edited = contents(repository)
    result = call("sync", "--repo", repository)
    assert result.code == 1
    assert result.err.startswith(f"{TARGET}/bug.yml:1: F40 the form was edited by hand, so it was left as it is; ")
    assert "in step" not in result.err
    assert contents(repository) == edited
    assert call("sync", "--check", "--repo", repository).code == 1
    assert call("sync", "--force", "--repo", repository).code == 0
    assert "please" not in form.read_text()


def test_a_form_that_is_no_text_is_somebodys(call: Call, repository: Path) -> None:
    (repository / TARGET / "idea.yml").write_bytes(b"name: Id\xe9e\n")
    result = call("sync", "--repo", repository)
    assert result.code == 1
    assert f"{TARGET}/idea.yml:1: F40 the form was not made by Formwright" in result.err
    assert (repository / TARGET / "idea.yml").read_bytes() == b"name: Id\xe9e\n"
    assert (repository / TARGET / "bug.yml").exists()


def test_a_template_that_is_no_text_does_not_hide_the_others(call: Call, repository: Path) -> None:
    call("sync", "--repo", repository)
    (repository / "forms" / "idea.md").write_bytes(b"## Id\xe9e\n")
    (repository / "forms" / "more.md").write_text(TEMPLATE.replace("Bug report", "More of it"))
    result = call("sync", "--repo", repository)
    assert result.code == 1
    assert result.err.startswith("forms/idea.md:1: F22 byte 5 (0xe9) is not UTF-8; ")
    assert (repository / TARGET / "idea.yml").exists()
    assert (repository / TARGET / "more.yml").exists()


def test_fragments_lie_below_the_templates(call: Call, repository: Path) -> None:
    (repository / "forms" / "idea.md").write_text(f"{TEMPLATE}\n<!-- include: fragments/impact.md -->\n")
    (repository / "forms" / "fragments").mkdir()
    (repository / "forms" / "fragments" / "impact.md").write_text("# Impact\n")
    (repository / "forms" / "fragments" / "odd.md").write_bytes(b"\xff\xfe\0")
    (repository / "forms" / "bug.md").write_text(TEMPLATE.replace("Bug report", "Bug reports"))
    result = call("sync", "--repo", repository)
    assert result.code == 0
    assert "label: Impact" in (repository / TARGET / "idea.yml").read_text()
    assert not (repository / TARGET / "impact.yml").exists()


def test_the_configuration_names_the_folders(call: Call, repository: Path) -> None:
    config = repository / ".github" / "formwright.yml"
    config.write_text("forms:\n  source: docs/templates\n  target: made/here\n")
    result = call("sync", "--repo", repository)
    assert result.code == 1
    assert result.err == (
        f"{repository / 'docs/templates'}:1: F41 no template is in this folder; write one, or name another in the "
        "configuration\n"
    )
    (repository / "docs").mkdir()
    (repository / "forms").rename(repository / "docs" / "templates")
    assert call("sync", "--repo", repository).code == 0
    assert sorted(path.name for path in (repository / "made/here").iterdir()) == ["bug.yml", "idea.yml"]
    config.write_text("forms:\n  sources: docs\n")
    result = call("sync", "--repo", repository)
    assert result.code == 1
    assert result.err.startswith(".github/formwright.yml:2: C10 ")
    assert call("sync", "--repo", repository, "--config", repository / "nope.yml").code == 1


def test_no_repository_at_all(call: Call) -> None:
    result = call("sync", "--repo", "nowhere")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("nowhere:1: F20 ")
    (Path("nowhere")).mkdir()
    assert call("sync", "--repo", "nowhere").err.startswith("nowhere/forms:1: F41 ")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_a_fault_of_the_host(call: Call, repository: Path) -> None:
    (repository / TARGET).chmod(0o555)
    result = call("sync", "--repo", repository)
    (repository / TARGET).chmod(0o755)
    assert result.code == 3
    assert "F26" in result.err


@pytest.mark.skipif(not Path("/sys").is_dir(), reason="needs a folder that takes no files from anyone")
def test_a_folder_that_takes_no_files_is_a_fault_of_the_host(call: Call, repository: Path) -> None:
    (repository / ".github" / "formwright.yml").write_text("forms:\n  target: sys/forms\n")
    (repository / "sys").symlink_to("/sys")
    result = call("sync", "--repo", repository)
    assert (result.code, result.out) == (3, "")
    assert len(result.err.splitlines()) == 2 and ":1: F26 " in result.err  # The other line is the note on defaults.


def test_a_file_where_the_folder_should_be(call: Call, folder: Path) -> None:
    (folder / "forms").mkdir()
    (folder / "forms" / "bug.md").write_text(TEMPLATE)
    (folder / ".github").write_text("a file")
    result = call("sync")
    assert result.code == 1
    assert ": F20 a file stands where a folder is needed; " in result.err


def test_as_a_process_of_its_own(spawn: Call, repository: Path) -> None:
    assert spawn("sync", "--check", "--repo", repository).code == 1
    assert spawn("sync", "--repo", repository).code == 0
    result = spawn("sync", "--check", "--repo", repository)
    assert (result.code, result.out) == (0, "")


def test_what_git_does_not_have_is_not_deleted(call: Call, repository: Path) -> None:
    def git(*arguments: str) -> None:
        who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *who, "-C", repository, *arguments], check=True, capture_output=True)

    twin = repository / TARGET / "bug.md"
    git("init")
    git("add", "forms")
    git("commit", "-m", "a")
    twin.write_text("## Something of mine\n")
    result = call("sync", "--repo", repository)
    assert result.code == 1 and f"{TARGET}/bug.md:1: F44 " in result.err
    assert twin.read_text() == "## Something of mine\n" and not twin.with_suffix(".yml").exists()
    assert twin.with_name("idea.yml").exists()
    git("add", ".")
    assert call("sync", "--repo", repository).code == 0
    assert not twin.exists() and twin.with_suffix(".yml").exists()


def test_a_readme_in_the_folder_of_templates_is_left_alone(call: Call, repository: Path) -> None:
    (repository / "forms" / "README.md").write_text("# Our templates\n\n- [ ] Read this\n")
    assert call("sync", "--repo", repository).code == 0
    assert not (repository / TARGET / "README.yml").exists()
    assert call("lint", str(repository / "forms")).code == 0


def test_it_says_why_a_form_is_written_anew(call: Call, repository: Path) -> None:
    call("sync", "--repo", repository)
    (repository / TARGET / "bug.yml").write_text((repository / TARGET / "bug.yml").read_text() + "\n# mine\n")
    (repository / TARGET / "idea.yml").write_text("name: Ours\n")
    assert call("sync", "--force", "--repo", repository).err.splitlines() == [
        f"update {TARGET}/bug.yml: the form was edited by hand",
        f"update {TARGET}/idea.yml: it takes the place of a form that Formwright did not make",
    ]


def test_a_name_in_the_configuration_that_is_not_there_is_said_and_the_forms_are_written(
    call: Call, repository: Path
) -> None:
    (repository / ".github/formwright.yml").write_text("proposals:\n  bug: {document: enhancment}\n  gone: {}\n")
    check = call("sync", "--check", "--repo", repository)
    result = call("sync", "--repo", repository)
    again = call("sync", "--repo", repository)
    for each in (check, result, again):
        assert each.code == 1
        assert each.err.splitlines()[:2] == [
            ".github/formwright.yml:2: C12 `proposals.bug.document`: there is no template `enhancment`; "
            "did you mean `enhancement`?",
            ".github/formwright.yml:3: C12 `proposals.gone`: there is no form `gone`, and no template of that name; "
            "known here: `bug`, `enhancement`, `feature-prd`, `feature-request`, `idea`",
        ]
    assert (repository / TARGET / "bug.yml").exists()
