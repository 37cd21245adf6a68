"""The runner's log and files, through actions-toolkit where it does them well; its faults are covered here, once.

Its `error`, `warning` and `notice` write properties that have no value, and its `info` prints whatever it is given,
commands included: annotations and lines are `formwright.text.console`'s (S3). Its output file must exist and failures
are bare exceptions; here they are a finding. It has no summary at all.

Source: "Workflow commands for GitHub Actions" (GitHub documentation).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from actions_toolkit import core  # type: ignore[import-untyped]

from formwright.errors import HostError
from formwright.findings import Finding, Severity
from formwright.text.console import annotation, one_line
from formwright.text.inert import cut
from formwright.text.lines import without_surrogates

SUMMARY_LIMIT = 1024 * 1024
"""The most that a step's summary may have, in bytes."""

ANNOTATIONS = 10
"""How many annotations of a level the runner shows of one step; what comes after them it drops in silence."""

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def say(line: str) -> None:
    """Write a line to the log: one line, and no command, whatever is in it (S3)."""
    sys.stdout.write(f"{one_line(line)}\n")
    sys.stdout.flush()


def debug(line: str) -> None:
    """Write a line that the log shows where the run is debugged (`RUNNER_DEBUG`)."""
    if core.is_debug():
        core.debug(without_surrogates(line))
        sys.stdout.flush()


@contextmanager
def group(name: str) -> Iterator[None]:
    """Fold what is written meanwhile into a group of the log."""
    core.start_group(one_line(name))
    try:
        yield
    finally:
        core.end_group()
        sys.stdout.flush()


def annotate(findings: Iterable[Finding]) -> None:
    """Show findings at their lines, the worst first, ten of a level at most: the rest is in the summary."""
    shown: Counter[Severity] = Counter()
    left: Counter[Severity] = Counter()
    for finding in sorted(findings, key=lambda finding: _ORDER.index(finding.severity)):
        counter = shown if shown[finding.severity] < ANNOTATIONS else left
        counter[finding.severity] += 1
        if counter is shown:
            sys.stdout.write(f"{without_surrogates(annotation(finding))}\n")
    for severity in _ORDER:
        if left[severity]:
            say(f"{left[severity]} more of the level `{severity}` are in the summary: the runner shows {ANNOTATIONS}")
    sys.stdout.flush()


def write_outputs(values: Mapping[str, str], path: str) -> None:
    """Write outputs to the file that GITHUB_OUTPUT names; without one, nothing.

    Each is written with a delimiter of its own that nobody can guess, and refused if it holds that (S2). Raises
    `HostError` where the file cannot be written.
    """
    if path:
        given = ((name, without_surrogates(text)) for name, text in values.items())
        _append(path, "".join(f"{core.prepare_key_value_message(name, text)}\n" for name, text in given))


def write_summary(text: str, path: str) -> None:
    """Add `text` to the job's summary, the file that GITHUB_STEP_SUMMARY names; without one, nothing."""
    if path:
        _append(path, _within(without_surrogates(text), SUMMARY_LIMIT))


def _within(text: str, limit: int) -> str:
    """Return `text` cut so that it has at most `limit` bytes (S18)."""
    size = limit
    while len(text.encode()) > limit:
        size = size * 3 // 4
        text = cut(text, size)
    return text


def _append(path: str, text: str) -> None:
    try:
        with Path(path).open("a", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        message = f"the runner's file cannot be written: {error.strerror}"
        raise HostError(Finding("A20", message, "run this in a job of GitHub Actions", path=path)) from None
