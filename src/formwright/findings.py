"""Findings: what is wrong with an input, where, and what to do about it.

Bad input is a value, never an exception that escapes: every reader of the project returns findings beside its result.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters. An error makes the result unusable; a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of an input.

    `rule` is a number of the documentation's rules (`R45`: GitHub's rules for forms; `T…`: templates; `F…`: files;
    `C…`: configuration; `D…`: documents; `E…`: events; `G…`: git and hosts; `A…`: the Action). `line` and
    `column` count from 1.
    """

    rule: str
    message: str
    remedy: str
    line: int = 1
    column: int = 1
    severity: Severity = Severity.ERROR
    path: str | None = None

    def at(self, path: str | None) -> Finding:
        """Return the same finding for the file `path`."""
        return replace(self, path=path)

    def __str__(self) -> str:
        """Return the line that is shown to people: `FILE:LINE: CODE message; remedy`.

        What is no error says so: `FILE:LINE: CODE warning: message; remedy`.
        """
        return f"{self.path or '-'}:{self.line}: {self.rule} {self.said}; {self.remedy}"

    @property
    def said(self) -> str:
        """The message, after the word `warning` or `note` where it is no error: colours alone do not tell."""
        return self.message if self.severity is Severity.ERROR else f"{self.severity}: {self.message}"

    def as_json(self) -> dict[str, str | int | None]:
        """Return the finding with the keys of the command line's JSON."""
        return {
            "path": self.path,
            "line": self.line,
            "rule": self.rule,
            "severity": self.severity.value,
            "message": self.message,
            "remedy": self.remedy,
        }


def has_errors(findings: list[Finding] | tuple[Finding, ...]) -> bool:
    """Say whether any of `findings` makes its input unusable."""
    return any(finding.severity is Severity.ERROR for finding in findings)
