"""The exceptions of the project, all of them made to be turned into one line and an exit code.

    FormwrightError
    ├── InputError      the input has a fault that its writer can mend      exit 1
    ├── UsageError      the call itself is wrong                            exit 2
    └── HostError       git, the network or GitHub refused                  exit 3

They are raised at the edges (files, git, network) only; the rooms below return findings.
"""

from __future__ import annotations

from collections.abc import Sequence

from formwright.findings import Finding


class FormwrightError(Exception):
    """What the project raises on purpose: a finding, or several, and the exit code that they lead to."""

    exit_code = 3

    def __init__(self, *findings: Finding) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings: Sequence[Finding] = findings


class InputError(FormwrightError):
    """A file, an event or an answer has a fault that its writer can mend."""

    exit_code = 1


class UsageError(FormwrightError):
    """The command was called in a way that makes no sense."""

    exit_code = 2


class HostError(FormwrightError):
    """Git, the file system, the network or GitHub refused what was asked."""

    exit_code = 3
