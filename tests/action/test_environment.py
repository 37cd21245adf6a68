"""Inputs: unset equals empty, switches are strict, and what is wrong is said; action.yml and the code agree."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
import yaml

from formwright.action.environment import Command, Inputs, read_environment, read_inputs
from formwright.jobs.shards import Shard

ACTION = yaml.safe_load((Path(__file__).parents[2] / "action.yml").read_text(encoding="utf-8"))


def test_nothing_set_is_the_defaults() -> None:
    empty = {f"INPUT_{name.upper()}": "" for name in ACTION["inputs"]}
    assert read_inputs({}) == read_inputs(empty) == (Inputs(), [])
    inputs = Inputs()
    assert (inputs.command, inputs.config, inputs.issue, inputs.delivery) == (
        "auto",
        ".github/formwright.yml",
        (),
        None,
    )
    assert (inputs.shard, inputs.repository) == (Shard(1, 1), "")
    assert (inputs.dry_run, inputs.strict, inputs.token) == (False, False, "")


def test_everything_set() -> None:
    inputs, findings = read_inputs(
        {
            "INPUT_TOKEN": " t ",
            "INPUT_COMMAND": "propose",
            "INPUT_CONFIG": "conf.yml",
            "INPUT_ISSUE": "#42",
            "INPUT_DELIVERY": "commit",
            "INPUT_DRY-RUN": "TRUE",
            "INPUT_STRICT": "true",
            "INPUT_SHARD": "3/16",
            "INPUT_REPOSITORY": "octo/app.js",
            "INPUT_UNKNOWN": "x",
        }
    )
    assert findings == []
    assert (inputs.token, inputs.command, inputs.config, inputs.issue) == ("t", "propose", "conf.yml", (42,))
    assert (inputs.delivery, inputs.dry_run, inputs.strict) == ("commit", True, True)
    assert (inputs.shard, inputs.repository) == (Shard(3, 16), "octo/app.js")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("42", (42,)), ("#42, 7", (42, 7)), ("1\r\n2\n\n 3 ,", (1, 2, 3)), (" ,\n", ()), ("", ())],
)
def test_lists_are_by_comma_or_line(text: str, numbers: tuple[int, ...]) -> None:
    inputs, findings = read_inputs({"INPUT_ISSUE": text})
    assert (inputs.issue, findings) == (numbers, [])


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("DRY-RUN", "yes", "write `true` or `false`"),
        ("STRICT", "1", "write `true` or `false`"),
        ("ISSUE", "forty", "write the number of an issue, such as `42`"),
        ("ISSUE", "0", "write the number of an issue, such as `42`"),
        ("ISSUE", "-1", "write the number of an issue, such as `42`"),
        ("ISSUE", "\u0664\u0662", "write the number of an issue, such as `42`"),
        ("ISSUE", "1, two", "write the number of an issue, such as `42`"),
        ("SHARD", "0/4", "write a share and how many there are, such as `3/16`; 256 at most"),
        ("SHARD", "5/4", "write a share and how many there are, such as `3/16`; 256 at most"),
        ("SHARD", "1/257", "write a share and how many there are, such as `3/16`; 256 at most"),
        ("REPOSITORY", "app", "write a repository's name, such as `octo/app`"),
        ("REPOSITORY", "octo/..", "write a repository's name, such as `octo/app`"),
        ("REPOSITORY", "octo/app?x=/../", "write a repository's name, such as `octo/app`"),
        ("DELIVERY", "push", "write `pull-request` or `commit`"),
        ("COMMAND", "Propose", "write `auto`, `sync`, `check`, `propose`, `parse`, `backfill` or `registry`"),
    ],
)
def test_what_cannot_be_used(name: str, value: str, remedy: str) -> None:
    inputs, [finding] = read_inputs({f"INPUT_{name}": value})
    assert inputs == Inputs()
    assert (finding.rule, finding.remedy) == ("A10", remedy)
    assert finding.message == f"the input `{name.lower()}` is `{value}`"


def test_action_yml_has_these_inputs_and_defaults() -> None:
    fields = {field.alias or name: field for name, field in Inputs.model_fields.items()}
    assert set(ACTION["inputs"]) == set(fields)
    given = {f"INPUT_{name.upper()}": each["default"] for name, each in ACTION["inputs"].items() if name != "token"}
    assert read_inputs(given) == (Inputs(), [])
    assert all(f"`{command}`" in ACTION["inputs"]["command"]["description"] for command in get_args(Command))


def test_the_environment() -> None:
    environment = read_environment({"GITHUB_EVENT_NAME": "issues", "GITHUB_API_URL": ""})
    assert (environment.event, environment.api, environment.output) == ("issues", "https://api.github.com", "")
