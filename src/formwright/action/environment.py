"""What GitHub's runner tells an action: inputs and environment, read once and checked here.

Sources: "Metadata syntax for GitHub Actions" (inputs) and "Variables reference" (GitHub documentation). GitHub does not
enforce what action.yml says of an input, and one that is not set is the empty text; both are dealt with here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from formwright.config import CONFIG_PATH
from formwright.findings import Finding
from formwright.jobs.shards import Shard, read_shard

Command = Literal["auto", "sync", "check", "propose", "parse", "backfill", "registry"]


def _switch(value: object) -> object:
    """Take the words that YAML 1.2 has for booleans, and no others."""
    words = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
    if isinstance(value, str):
        if value not in words:
            raise ValueError("write `true` or `false`")
        return words[value]
    return value


def split_list(text: str) -> list[str]:
    """Return the entries of a list that is written with commas, or a line each; empty ones are none."""
    return [entry for entry in map(str.strip, re.split(r"[,\n]", text.replace("\r", "\n"))) if entry]


def _numbers(value: object) -> object:
    """Take numbers of issues as people write them: `42`, `#42`, and several by comma or line."""
    return tuple(map(_number, split_list(value))) if isinstance(value, str) else value


def _number(text: str) -> int:
    digits = text.removeprefix("#")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10 and int(digits)):
        raise ValueError("write the number of an issue, such as `42`")
    return int(digits)


def _repository(value: str) -> str:
    """Take a repository's full name, of the signs that GitHub allows in one."""
    if not re.fullmatch(r"[A-Za-z0-9-]{1,39}/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}", value):
        raise ValueError("write a repository's name, such as `octo/app`")
    return value


def _page(value: str) -> str:
    """Take the path of a page inside the workspace."""
    path = PurePosixPath(value)
    if path.is_absolute() or ".." in path.parts or path.suffix != ".html" or not value.isprintable() or "\\" in value:
        raise ValueError("write the path of a file in the workspace that ends in `.html`, such as `preview.html`")
    return str(path)


def _shard(value: object) -> object:
    return read_shard(value) if isinstance(value, str) else value


Switch = Annotated[bool, BeforeValidator(_switch)]


class Inputs(BaseModel):
    """The action's inputs; those that are empty have their defaults."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    token: str = ""
    command: Command = "auto"
    config: str = CONFIG_PATH
    issue: Annotated[tuple[int, ...], BeforeValidator(_numbers)] = ()
    delivery: Literal["pull-request", "commit"] | None = None
    dry_run: Switch = Field(default=False, alias="dry-run")
    strict: Switch = False
    shard: Annotated[Shard, BeforeValidator(_shard)] = Shard()
    preview: Annotated[str, BeforeValidator(_page)] = ""
    repository: Annotated[str, BeforeValidator(_repository)] = ""


@dataclass(frozen=True, slots=True)
class Environment:
    """What the runner says of the run. Texts are empty where it says nothing."""

    event: str
    event_path: str
    repository: str
    api: str
    output: str
    summary: str
    ref: str = ""
    sha: str = ""
    workspace: str = ""


def read_inputs(variables: Mapping[str, str]) -> tuple[Inputs, list[Finding]]:
    """Return the inputs from `INPUT_*`, and a finding (A10) for each that cannot be used; the default ones then."""
    names = (field.alias or name for name, field in Inputs.model_fields.items())
    given = {name: variables.get(f"INPUT_{name.upper()}", "").strip() for name in names}
    try:
        return Inputs.model_validate({name: value for name, value in given.items() if value}), []
    except ValidationError as error:
        return Inputs(), [_finding(each) for each in error.errors()]


def _finding(error: ErrorDetails) -> Finding:
    """Say which input is wrong; a token is never wrong, so that none is shown (S27)."""
    name, value = str(error["loc"][0]), error["input"]
    context: Mapping[str, Any] = error.get("ctx", {})
    remedy = {
        "literal_error": f"write {str(context.get('expected')).replace(chr(39), '`')}",
        "value_error": str(context.get("error")),
    }.get(error["type"], "leave it out")
    return Finding("A10", f"the input `{name}` is `{value}`", remedy)


def read_environment(variables: Mapping[str, str]) -> Environment:
    """Return what the runner says of the run."""
    return Environment(
        event=variables.get("GITHUB_EVENT_NAME", ""),
        event_path=variables.get("GITHUB_EVENT_PATH", ""),
        repository=variables.get("GITHUB_REPOSITORY", ""),
        api=variables.get("GITHUB_API_URL") or "https://api.github.com",
        output=variables.get("GITHUB_OUTPUT", ""),
        summary=variables.get("GITHUB_STEP_SUMMARY", ""),
        workspace=variables.get("GITHUB_WORKSPACE", ""),
        ref=variables.get("GITHUB_REF", ""),
        sha=variables.get("GITHUB_SHA", ""),
    )
