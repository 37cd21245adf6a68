"""Text for places where lines have a meaning: a person's terminal, and the log of GitHub's runner."""

from __future__ import annotations

from collections.abc import Mapping

from formwright.findings import Finding, Severity

_ANNOTATIONS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def one_line(text: str) -> str:
    """Return `text` as one line that neither moves a terminal's cursor nor is read as a command by the runner (S3).

    What is not printable is shown as its escape. The runner takes a line that begins with `::`, blanks before it or
    not, and `##[` anywhere in a line, for a command of its own.
    """
    shown = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
    shown = shown.replace("##[", "##\\[")
    return f"./{shown.lstrip()}" if shown.lstrip().startswith("::") else shown


def workflow_command(name: str, properties: Mapping[str, object], message: str) -> str:
    """Return the line that gives a command to GitHub's runner ("Workflow commands for GitHub Actions").

    Properties without a value are left out. Values are escaped, so that no text can end the command or begin another.
    """
    given = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None)
    return f"::{name}{' ' if given else ''}{given}::{_data(message)}"


def annotation(finding: Finding) -> str:
    """Return the workflow command that shows `finding` at its line in a pull request."""
    at = {"file": finding.path, "line": finding.line, "col": finding.column} if finding.path else {}
    message = f"{finding.message}; {finding.remedy}"
    return workflow_command(_ANNOTATIONS[finding.severity], {**at, "title": finding.rule}, message)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
