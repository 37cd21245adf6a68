"""The list of all proposals, from a commit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from formwright.config import Config
from formwright.errors import InputError
from formwright.host.worktree import Worktree
from formwright.jobs.registry import AtCommit, Registry, registry
from formwright.jobs.sync import Action
from proposals import Repository

HAND = "---\ntitle: By hand\nstatus: accepted\n---\n\n# By hand\n"


def run(repository: Repository, config: Config | None = None) -> Registry:
    host = Worktree(repository.folder)
    return registry(AtCommit(host, host.base("main")), config or Config())


def test_documents_of_a_commit_are_listed_and_a_second_run_has_nothing_to_do(tmp_path: Path) -> None:
    repository = Repository(tmp_path, {"enhancements/0002-b.md": HAND, "enhancements/1-a.md": HAND})
    result = run(repository)
    assert [each.record.path for each in result.listed] == ["enhancements/1-a.md", "enhancements/0002-b.md"]
    assert [(change.path, change.action) for change in result.changes] == [
        ("enhancements/README.md", Action.CREATE),
        ("enhancements/index.json", Action.CREATE),
    ]
    assert result.findings == ()
    repository.commit(result.texts, "List")
    assert run(repository).changes == ()


def test_what_is_no_document_is_not_listed(tmp_path: Path) -> None:
    names = [
        "README.md",
        "0000-template.md",
        "TEMPLATE.md",
        "template-madr.md",
        "index.md",
        "notes.txt",
        "sub/0001-a.md",
    ]
    repository = Repository(tmp_path, {f"enhancements/{name}": HAND for name in names if name != "README.md"})
    assert run(repository).listed == ()
    repository.commit({"enhancements/0012-template-engine.md": HAND, "enhancements/process.md": "# Process\n"}, "More")
    result = run(repository)
    assert [each.record.number for each in result.listed] == [12]
    assert [(finding.path, finding.rule) for finding in result.findings] == [("enhancements/process.md", "D10")]


def test_folders_and_names_of_the_configuration(tmp_path: Path) -> None:
    config = Config.model_validate(
        {
            "proposals": {
                "rfc": {"folder": "rfcs", "name": "RFC-{number}.md"},
                "adr": {"folder": "docs/adr", "name": "adr-{number:03}-{slug}.md"},
            },
            "statuses": {"preset": "madr"},
            "registry": {"table": "docs/PROPOSALS.md", "json": "docs/proposals.json"},
        }
    )
    repository = Repository(tmp_path, {"rfcs/RFC-9.md": HAND, "docs/adr/adr-003-x.md": HAND})
    result = run(repository, config)
    assert [each.record.number for each in result.listed] == [3, 9]
    assert "[By hand](../rfcs/RFC-9.md)" in result.texts["docs/PROPOSALS.md"]
    assert json.loads(result.texts["docs/proposals.json"])["proposals"][0]["path"] == "docs/adr/adr-003-x.md"


def test_s12_a_file_that_is_not_ours_is_left(tmp_path: Path) -> None:
    """S12."""
    files = {"enhancements/0001-a.md": HAND, "enhancements/README.md": "# Ours\n", "enhancements/index.json": "{}\n"}
    result = run(Repository(tmp_path, files))
    assert result.changes == ()
    assert [finding.rule for finding in result.findings] == ["D20", "D23"]


def test_s6_a_link_is_no_document(tmp_path: Path) -> None:
    """S6."""
    repository = Repository(tmp_path, {"secret.md": HAND, "enhancements/0001-a.md": HAND})
    (repository.work / "enhancements" / "0002-b.md").symlink_to("../secret.md")
    repository.commit({}, "Link")
    result = run(repository)
    assert [each.record.number for each in result.listed] == [1]
    assert [(finding.path, finding.rule) for finding in result.findings] == [("enhancements/0002-b.md", "D11")]
    (repository.work / "rfcs").symlink_to("enhancements")
    repository.commit({}, "Link the folder")
    config = Config.model_validate({"proposals": {"rfc": {"folder": "rfcs"}}})
    with pytest.raises(InputError, match="G05"):
        run(repository, config)
