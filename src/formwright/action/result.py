"""What a run of the action leaves: outputs, a summary of the job, annotations, an exit code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from formwright.action.interface import OUTPUTS
from formwright.findings import Finding

Value = str | int | None | Mapping[str, object] | list[object]

_NOTHING: Mapping[str, Value] = {"answers": {}, "problems": [], "changed": []}
"""What those outputs are that are JSON, where there is nothing to put in; a workflow may read them in any case."""


@dataclass(frozen=True, slots=True)
class Result:
    """`line` is for the log; `outputs` are those that a verb gives, the others are empty; `summary` is Markdown.

    `files` are for the workspace, path to text.
    """

    line: str
    outputs: Mapping[str, Value]
    summary: str = ""
    findings: tuple[Finding, ...] = ()
    exit_code: int = 0
    details: tuple[str, ...] = field(default=())
    files: Mapping[str, str] = field(default_factory=dict)

    def texts(self) -> dict[str, str]:
        """Return all outputs of the contract as texts."""
        values = {name: self.outputs.get(name, _NOTHING.get(name)) for name in OUTPUTS}
        return {name: value if isinstance(value, str) else _json(value) for name, value in values.items()}


def _json(value: Value) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False)
