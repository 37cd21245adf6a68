"""The action: what it does for which event, what it leaves, and that no text of an issue is taken for a command."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from formwright.action.environment import Environment, Inputs
from formwright.action.run import connect, run
from formwright.errors import UsageError
from formwright.host import Host
from formwright.host.github import GitHub
from formwright.host.worktree import Worktree
from formwright.jobs.events import proposal_of_pull_request
from proposals import ANSWERS, Repository, body_of, payload
from runner import read_outputs, variables


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


FORM = ".github/ISSUE_TEMPLATE/idea.yml"


def act(repository: Repository, environment: Mapping[str, str]) -> int:
    """Run the action on a repository on disk."""

    def connect(inputs: Inputs, environment: Environment) -> Host:
        return Worktree(repository.folder)

    return run(environment, connect)


def test_an_issue_becomes_a_proposal(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert act(repository, variables(tmp_path, payload())) == 0
    outputs = read_outputs(tmp_path / "output")
    assert outputs["operation"] == "created" and outputs["commit"] == repository.heads()["proposals/42"]
    assert json.loads(outputs["answers"]) == {**ANSWERS, "risks": None}
    assert "### Issue #42: created" in (tmp_path / "summary").read_text()
    assert (
        capsys.readouterr().out == "::group::formwright propose\n::endgroup::\ncreated: the issue is a new proposal\n"
    )


def test_a_dry_run(repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert act(repository, variables(tmp_path, payload(), dry_run="true")) == 0
    assert list(repository.heads()) == ["main"]
    assert "nothing was written" in capsys.readouterr().out and "dry run" in (tmp_path / "summary").read_text()
    assert read_outputs(tmp_path / "output")["changed"] == "[]"


def test_problems_are_annotations_and_with_strict_a_failure(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    event = payload(labels=["status: a", "status: review", "status: accepted"])
    assert act(repository, variables(tmp_path, event)) == 0
    assert capsys.readouterr().out.count("::warning ") == 2
    assert act(repository, variables(tmp_path, event, strict="true")) == 1
    assert capsys.readouterr().out.count("::error ") == 2


def test_a_configuration_that_names_what_is_not_there_fails_the_run(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit({".github/formwright.yml": "proposals:\n  idea:\n    document: idae\n"}, "Configure")
    said = "::error file=.github/formwright.yml,line=3,col=1,title=C12::`proposals.idea.document`: there is no"
    for command in ("propose", "check", "sync"):
        inputs = {} if command == "propose" else {"command": command}
        assert act(repository, variables(tmp_path, payload(), **inputs)) == 1
        out = capsys.readouterr().out
        assert said in out and "did you mean `idea`?" in out


def test_hostile_text_gives_no_command(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """S3."""
    hostile = "x\r\n::add-mask::x\n::stop-commands::y\n##[error]z\n::set-output name=a::b"
    event = payload(title=hostile, body=body_of({"problem": hostile}), labels=[f"status: {hostile}"])
    assert act(repository, variables(tmp_path, event)) == 0
    out, err = capsys.readouterr()
    commands = [line for line in (out + err).splitlines() if "##[" in line or line.lstrip().startswith("::")]
    assert [line.split(" ")[0] for line in commands] == ["::group::formwright", "::endgroup::", "::warning"]
    assert "\n" not in read_outputs(tmp_path / "output")["document"]


def test_variables_and_paths_of_later_steps_are_not_written(repository: Repository, tmp_path: Path) -> None:
    """S2: what stands in those files is set, or run, in all steps that come later."""
    later = {name: str(tmp_path / name) for name in ("GITHUB_ENV", "GITHUB_PATH", "GITHUB_STATE")}
    hostile = payload(title="x\nPATH=/evil", body=body_of({"problem": "NODE_OPTIONS<<x\n--require /evil\nx"}))
    for event in (hostile, {"action": "deleted"}):
        assert act(repository, {**variables(tmp_path, event), **later}) in (0, 1)
    assert [path for path in later.values() if Path(path).exists()] == []


@pytest.mark.parametrize(
    ("name", "event", "reason"),
    [
        ("issue_comment", {}, "nothing is done for the event `issue_comment`"),
        ("", {}, "there is no event; this is for a job of GitHub Actions"),
        ("push", {"ref": "refs/heads/topic"}, "the push was to `refs/heads/topic`, not to the default branch"),
        ("push", {"ref": "refs/tags/main"}, "the push was to `refs/tags/main`, not to the default branch"),
        ("pull_request", {"action": "closed"}, "a pull request was closed that is no proposal's"),
    ],
)
def test_events_with_nothing_to_do(
    repository: Repository,
    tmp_path: Path,
    name: str,
    event: dict[str, Any],
    reason: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    event = {"repository": {"default_branch": "main"}, "pull_request": {"head": {"sha": "0" * 40}}, **event}
    assert act(repository, variables(tmp_path, event, name)) == 0
    outputs = read_outputs(tmp_path / "output")
    assert outputs.pop("operation") == "skipped"
    assert {name: value for name, value in outputs.items() if value} == {
        "answers": "{}",
        "problems": "[]",
        "changed": "[]",
    }
    assert capsys.readouterr().out == f"nothing to do: {reason}\n"


@pytest.mark.parametrize("name", ["push", "workflow_dispatch", "schedule"])
def test_a_push_a_dispatch_and_a_schedule_sync(
    repository: Repository, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    event = {"ref": "refs/heads/main", "repository": {"default_branch": "main"}}
    environment = variables(tmp_path, event, name)
    assert act(repository, environment) == 0
    outputs = read_outputs(tmp_path / "output")
    assert (outputs["operation"], outputs["branch"]) == ("created", "formwright/sync")
    assert json.loads(outputs["changed"]) == [FORM]
    assert outputs["commit"] == repository.heads()["formwright/sync"]
    assert repository.show("formwright/sync", FORM).startswith("# Generated by Formwright from forms/idea.md.")
    assert "| Problem | `problem` | textarea |" in (tmp_path / "summary").read_text()
    assert f"create {FORM}: a new template" in capsys.readouterr().out
    (tmp_path / "output").unlink()
    assert act(repository, environment) == 0
    assert read_outputs(tmp_path / "output")["operation"] == "unchanged"


def test_a_pull_request_is_checked_with_a_token_that_may_only_read(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """S26: what the pull request brings is read from its commit, and nothing is written."""
    repository.git("checkout", "-q", "-b", "topic")
    repository.commit({"forms/idea.md": "---\nname: Ab\nabout: x\nlabels: 'status: accepted'\n---\n\n# A\n"}, "Change")
    head = repository.git("rev-parse", "HEAD").strip()
    repository.git("checkout", "-q", "main")
    before = repository.heads()
    event = {"action": "synchronize", "pull_request": {"head": {"sha": head, "ref": "topic"}}}
    assert act(repository, variables(tmp_path, event, "pull_request")) == 1
    assert repository.heads() == before
    out = capsys.readouterr().out
    assert "::error file=forms/idea.md,line=4,col=1,title=F45::the form gives the label `status: accepted`" in out
    assert "status: accepted" in (tmp_path / "summary").read_text()


def test_a_pull_request_with_a_template_only_passes_and_its_form_is_said(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = repository.git("rev-parse", "HEAD").strip()
    event = {"action": "opened", "pull_request": {"head": {"sha": head}}}
    assert act(repository, variables(tmp_path, event, "pull_request")) == 0
    assert "::warning file=forms/idea.md,line=1,col=1,title=F44::the form `" in capsys.readouterr().out
    assert act(repository, variables(tmp_path, event, "pull_request", strict="true")) == 1


def test_a_check_writes_a_page_to_look_at_where_one_is_asked_for(repository: Repository, tmp_path: Path) -> None:
    event = {"action": "opened", "pull_request": {"head": {"sha": repository.git("rev-parse", "HEAD").strip()}}}
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    environment = {**variables(tmp_path, event, "pull_request"), "GITHUB_WORKSPACE": str(workspace)}
    assert act(repository, environment) == 0
    assert read_outputs(tmp_path / "output")["preview"] == ""
    assert list(workspace.iterdir()) == []
    (tmp_path / "output").unlink()
    assert act(repository, {**environment, "INPUT_PREVIEW": "made/preview.html"}) == 0
    assert read_outputs(tmp_path / "output")["preview"] == "made/preview.html"
    page = (workspace / "made" / "preview.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "octo/app" in page
    assert "What is wrong? Who is affected?" in page


@pytest.mark.parametrize("path", ["/etc/page.html", "../page.html", "a/../../page.html", "page.yml", "a\\b.html"])
def test_a_page_goes_into_the_workspace_only(
    repository: Repository, tmp_path: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert act(repository, {**variables(tmp_path, {}, "pull_request"), "INPUT_PREVIEW": path}) == 2
    assert "the input `preview` is" in capsys.readouterr().out


def test_parse_reads_and_writes_nothing(repository: Repository, tmp_path: Path) -> None:
    assert act(repository, variables(tmp_path, payload(), command="parse")) == 0
    outputs = read_outputs(tmp_path / "output")
    assert json.loads(outputs["answers"]) == {**ANSWERS, "risks": None}
    assert (outputs["form"], outputs["operation"]) == (FORM, "unchanged")
    assert list(repository.heads()) == ["main"]
    strange = payload(body="Hello")
    (tmp_path / "output").unlink()
    assert act(repository, variables(tmp_path, strange, command="parse")) == 1
    assert json.loads(read_outputs(tmp_path / "output")["problems"])[0]["code"] == "unknown-form"


@pytest.mark.parametrize(
    ("changes", "code", "message"),
    [
        ({"INPUT_STRICT": "yes"}, 2, "::error title=A10::the input `strict` is `yes`; write `true` or `false`"),
        ({"INPUT_ISSUE": "1,2"}, 2, "::error title=A16::the input `issue` has 2 numbers; "),
        ({"GITHUB_EVENT_NAME": "pull_request_target"}, 2, "::error title=A15::`pull_request_target` gives the rights"),
        ({"GITHUB_EVENT_NAME": "push"}, 1, "::error file="),
        ({"INPUT_COMMAND": "propose", "GITHUB_EVENT_NAME": "push"}, 2, "::error title=A13::nothing says which issue"),
        (
            {"GITHUB_EVENT_PATH": "/none"},
            1,
            "::error file=/none,line=1,col=1,title=E05::the event's file cannot be read",
        ),
        ({"INPUT_CONFIG": "forms/idea.md"}, 1, "::error file=forms/idea.md,line=9,col=1,title=C01::"),
    ],
)
def test_what_is_wrong_is_an_annotation(
    repository: Repository,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    changes: dict[str, str],
    code: int,
    message: str,
) -> None:
    assert act(repository, {**variables(tmp_path, payload()), **changes}) == code
    assert message in capsys.readouterr().out
    assert "Formwright stopped" in (tmp_path / "summary").read_text()
    assert list(repository.heads()) == ["main"]


@pytest.mark.parametrize("command", ["auto", "check", "sync"])
def test_pull_request_target_is_refused(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """S26: whatever the workflow asks for."""
    event = {"action": "opened", "pull_request": {"head": {"sha": repository.heads()["main"]}}}
    assert act(repository, variables(tmp_path, event, "pull_request_target", command=command)) == 2
    assert "::error title=A15::`pull_request_target` gives the rights" in capsys.readouterr().out
    assert list(repository.heads()) == ["main"]


def test_the_token_and_the_repository_are_needed() -> None:
    environment = Environment("issues", "", "o/r", "https://api.github.com", "", "")
    with pytest.raises(UsageError, match="A11 the input `token` is empty"):
        connect(Inputs(), environment)
    assert isinstance(connect(Inputs(token="t"), environment), GitHub)  # noqa: S106 - no secret


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({}, 42),
        ({"action": "opened"}, None),
        ({"ref": "proposals/x"}, None),
        ({"ref": "proposals/042"}, None),
        ({"ref": "topic"}, None),
        ({"head": "fork/app"}, None),
        ({"head": None}, None),
    ],
)
def test_the_issue_of_a_closed_pull_request(changes: dict[str, Any], number: int | None) -> None:
    """S5, S26: a fork may name its branches as it likes."""
    repo = {"full_name": changes.get("head", "octo/app")} if changes.get("head", "") is not None else None
    head = {"ref": changes.get("ref", "proposals/42"), "repo": repo}
    base = {"ref": "main", "repo": {"full_name": "octo/app"}}
    event = {"action": changes.get("action", "closed"), "pull_request": {"head": head, "base": base}}
    assert proposal_of_pull_request(json.dumps(event)) == number
    assert proposal_of_pull_request("{") is proposal_of_pull_request("[]") is None
