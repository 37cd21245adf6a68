"""S2, S3, S14 to S18: outputs with delimiters that nobody can guess, and a summary in which nothing is live."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import yaml

from formwright.action import summary
from formwright.action.interface import OUTPUTS
from formwright.action.result import Result
from formwright.action.toolkit import SUMMARY_LIMIT, annotate, debug, group, say, write_outputs, write_summary
from formwright.action.verbs.propose import outputs_of
from formwright.errors import HostError
from formwright.findings import Finding, Severity
from formwright.host import Applied
from formwright.jobs.propose import Outcome
from formwright.proposal.model import Change, Commit, Operation, Plan, Trouble
from runner import read_outputs

PLAN = Plan(
    Operation.CREATED,
    "the issue is a new proposal",
    form=".github/ISSUE_TEMPLATE/idea.yml",
    document="enhancements/0042-x.md",
    branch="proposals/42",
    status="proposed",
    number=42,
    answers={"problem": "a\nb", "areas": ["x"], "boxes": {"y": True}, "risks": None},
    problems=(Trouble("unknown-heading", "`@octocat` closes #1 | <b>", line=3),),
    issue=42,
    commits=(
        Commit("Generate", (Change("enhancements/0042-x.md", "x"),), ("c0ffee",), "2024-05-01T10:00:00Z"),
        Commit("Merge", (Change("enhancements/0042-x.md", "y"), Change("enhancements/0007-y.md", "z")), (0,), ""),
    ),
)
OUTCOME = Outcome(PLAN, Applied("c0ffee", 7, "https://github.com/o/r/pull/7"))


def test_the_outputs_are_those_of_action_yml() -> None:
    action = yaml.safe_load((Path(__file__).parents[2] / "action.yml").read_text(encoding="utf-8"))
    assert set(action["outputs"]) == set(OUTPUTS) == {*outputs_of(OUTCOME), "preview"}, "a check writes the page"
    assert list(Result("", {}).texts()) == list(OUTPUTS)


def test_outputs(tmp_path: Path) -> None:
    path = tmp_path / "output"
    path.write_text("earlier<<x\nstep\nx\n")
    write_outputs(Result("", outputs_of(OUTCOME)).texts(), str(path))
    found = read_outputs(path)
    assert found.pop("earlier") == "step"
    assert json.loads(found.pop("answers")) == PLAN.answers
    assert json.loads(found.pop("problems"))[0]["code"] == "unknown-heading"
    assert json.loads(found.pop("changed")) == ["enhancements/0042-x.md", "enhancements/0007-y.md"]
    assert found == {
        "operation": "created",
        "form": ".github/ISSUE_TEMPLATE/idea.yml",
        "document": "enhancements/0042-x.md",
        "branch": "proposals/42",
        "commit": "c0ffee",
        "status": "proposed",
        "number": "42",
        "pull-request-number": "7",
        "pull-request-url": "https://github.com/o/r/pull/7",
        "preview": "",
    }


def test_nothing_is_the_empty_text(tmp_path: Path) -> None:
    path = tmp_path / "output"
    write_outputs(Result("", outputs_of(Outcome(Plan(Operation.SKIPPED, "no")))).texts(), str(path))
    found = read_outputs(path)
    assert found["commit"] == found["pull-request-number"] == "" and found["changed"] == "[]"


@pytest.mark.parametrize(
    "value", ["x\nghadelimiter\ny", "a\rghadelimiter_1\rb", "name<<EOF\nEOF", "", "\ud800", "::error::"]
)
def test_a_hostile_value_ends_nothing(tmp_path: Path, value: str) -> None:
    """S2: every write has a delimiter of its own."""
    path = tmp_path / "output"
    write_outputs({"one": value, "two": "2"}, str(path))
    text = path.read_text(encoding="utf-8")
    delimiters = re.findall(r"(?m)^(?:one|two)<<(ghadelimiter_[0-9a-f-]{36})$", text)
    assert len(set(delimiters)) == 2
    assert text.endswith(f"two<<{delimiters[1]}\n2\n{delimiters[1]}\n")


def test_a_value_that_holds_its_delimiter_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """S2: should anybody ever guess it."""
    guessed = UUID(int=0)
    monkeypatch.setattr("actions_toolkit.file_command.uuid4", lambda: guessed)
    path = tmp_path / "output"
    for outputs in ({"one": f"x\nghadelimiter_{guessed}\nforged=1"}, {f"ghadelimiter_{guessed}": "x"}):
        with pytest.raises(Exception, match="should not contain the delimiter"):
            write_outputs(outputs, str(path))
    assert not path.exists()


def test_without_the_runners_file_nothing_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    write_outputs({"one": "1"}, "")
    write_summary("text", "")
    assert capsys.readouterr() == ("", "")


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(HostError, match="A20 the runner's file cannot be written"):
        write_outputs({"one": "1"}, str(tmp_path / "none" / "output"))


def test_summary(tmp_path: Path) -> None:
    write_summary(summary.of_outcome(OUTCOME), str(tmp_path / "summary"))
    assert (tmp_path / "summary").read_text() == (
        "### Issue #42: created\n"
        "\n"
        "| | |\n"
        "| --- | --- |\n"
        "| Reason | the issue is a new proposal |\n"
        "| Form | `.github/ISSUE_TEMPLATE/idea.yml` |\n"
        "| Document | `enhancements/0042-x.md` |\n"
        "| Branch | `proposals/42` |\n"
        "| Status | proposed |\n"
        "| Commit | `c0ffee` |\n"
        "| Pull request | https://github.com/o/r/pull/7 |\n"
        "\n"
        "**What needs a look**\n"
        "\n"
        "- \\`@ octocat\\` closes # 1 \\| &lt;b&gt;\n"
        "\n"
        "| Field | Answer |\n"
        "| --- | --- |\n"
        "| `problem` | a b |\n"
        "| `areas` | x |\n"
        "| `boxes` | y |\n"
        "| `risks` | *empty* |\n"
    )


@pytest.mark.parametrize("text", ["@octocat", "fixes #1", "GH-2", "<img src=x>", "[x](https://example.org)", "a | b"])
def test_nothing_in_the_summary_is_live(text: str) -> None:
    """S14 to S17."""
    plan = replace(PLAN, reason=text, answers={"a": text, "b": [text]}, problems=(Trouble("x", text),))
    shown = summary.of_outcome(Outcome(plan, Applied())) + "\n".join(
        summary.findings_table([Finding("X1", text, text)])
    )
    bare = shown.replace("Issue #42", "")
    assert not re.search(r"(?<![A-Za-z0-9])@\w|#\d|(?i:gh-\d)|<img|(?<!\\)\]\(", bare), shown
    assert "a | b" not in shown


def test_a_summary_has_at_most_a_mebibyte(tmp_path: Path) -> None:
    """S18."""
    write_summary("日本語 " * 200_000, str(tmp_path / "summary"))
    data: Any = (tmp_path / "summary").read_bytes()
    assert len(data) <= SUMMARY_LIMIT and "The text was cut here" in data.decode()


def test_nothing_that_is_said_is_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    """S3."""
    for line in ("::error::x", "  ::stop-commands::x", "a\n::warning::b", "x ##[group]y", "a\r::debug::b", "\u2028::x"):
        say(line)
    lines = capsys.readouterr().out.split("\n")
    assert len(lines) == 7 and not [line for line in lines if line.lstrip().startswith("::") or "##[" in line]


def test_annotations_are_ten_of_a_level_and_the_worst_first(capsys: pytest.CaptureFixture[str]) -> None:
    levels = [Severity.NOTE, Severity.ERROR, Severity.WARNING]
    findings = [Finding("X1", f"no. {n}", "mend it", severity=level) for n in range(12) for level in levels]
    annotate([*findings, Finding("X1", "a\n::error::b%", "c", severity=Severity.ERROR, path="a:b,c\n")])
    lines = capsys.readouterr().out.splitlines()
    kinds = [line.split(" ")[0] for line in lines]
    assert kinds[:30] == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 10
    assert lines[30:] == [
        "3 more of the level `error` are in the summary: the runner shows 10",
        "2 more of the level `warning` are in the summary: the runner shows 10",
        "2 more of the level `note` are in the summary: the runner shows 10",
    ]


def test_an_annotation_has_no_empty_property_and_ends_nowhere_else(capsys: pytest.CaptureFixture[str]) -> None:
    """S3."""
    annotate([Finding("X1", "a\n::error::b%", "c", path="a:b,c\n"), Finding("X2", "d", "e")])
    assert capsys.readouterr().out.splitlines() == [
        "::error file=a%3Ab%2Cc%0A,line=1,col=1,title=X1::a%0A::error::b%25; c",
        "::error title=X2::d; e",
    ]


def test_groups_and_debugging(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    debug("nobody asked")
    monkeypatch.setenv("RUNNER_DEBUG", "1")
    with group("a\n::error::b"):
        debug("x\n::error::y")
    assert capsys.readouterr().out.splitlines() == [
        "::group::a\\n::error::b",
        "::debug::x%0A::error::y",
        "::endgroup::",
    ]
