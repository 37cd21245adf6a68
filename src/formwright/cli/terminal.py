"""Where a verb's words go: results to standard output, everything else to standard error, a line each."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable

from formwright.errors import HostError, InputError
from formwright.findings import Finding, Severity
from formwright.text.console import one_line

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


class ReaderGoneError(Exception):
    """Whoever read standard output has what it wanted, and closed it."""


class Terminal:
    """The output of one call. `quiet` and `debug` are set by the options of that name."""

    def __init__(self) -> None:
        self.quiet = False
        self.debug = False

    def result(self, text: str) -> None:
        """Write `text` to standard output as UTF-8, whatever the locale.

        Raises `ReaderGoneError` where nobody reads, and `HostError` where it cannot be written.
        """
        stream = sys.stdout.buffer
        try:
            stream.write(text.encode("utf-8", "backslashreplace"))
            stream.flush()
        except BrokenPipeError as error:
            _abandon_stdout()
            raise ReaderGoneError from error
        except OSError as error:
            _abandon_stdout()
            reason = error.strerror or type(error).__name__
            raise HostError(
                Finding("F26", f"standard output cannot be written: {reason}", "make room, or send it elsewhere")
            ) from error

    def progress(self, line: str) -> None:
        """Say what is being done or was done, unless `quiet`."""
        if not self.quiet:
            self.say(line)

    def say(self, line: str) -> None:
        """Write a line to standard error; where nobody can read it there is nobody to tell."""
        self._write(one_line(line))

    def findings(self, findings: Iterable[Finding]) -> int:
        """Show findings, if `quiet` the errors only, and return the exit code that they lead to: 1 with an error."""
        code = 0
        for finding in findings:
            wrong = finding.severity is Severity.ERROR
            code = InputError.exit_code if wrong else code
            if wrong or not self.quiet:
                self._write(_coloured(finding) if _colours() else one_line(str(finding)))
        return code

    def _write(self, line: str) -> None:
        try:
            sys.stderr.buffer.write(f"{line}\n".encode("utf-8", "backslashreplace"))
            sys.stderr.buffer.flush()
        except OSError:
            self.quiet = True


def _abandon_stdout() -> None:
    """Send what is still buffered nowhere, or Python tries once more when it exits, and complains."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _colours() -> bool:
    """Say whether standard error is a terminal that takes colours (no-color.org: NO_COLOR, when it is not empty)."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _coloured(finding: Finding) -> str:
    import click

    place = click.style(one_line(f"{finding.path or '-'}:{finding.line}:"), bold=True)
    rule = click.style(finding.rule, fg=_COLOURS[finding.severity])
    return f"{place} {rule} {one_line(f'{finding.said}; {finding.remedy}')}"
