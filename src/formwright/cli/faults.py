"""The one place that turns what went wrong into a line on standard error and an exit code."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from functools import singledispatch
from types import FrameType

import formwright
from formwright.cli.terminal import ReaderGoneError, Terminal
from formwright.errors import FormwrightError
from formwright.findings import Finding

FAULT = 3
"""The exit code of a fault of the program (the contract of the command line)."""

INTERRUPTED = 128 + signal.SIGINT
TERMINATED = 128 + signal.SIGTERM
"""What a shell reports of a process that a signal ended."""


def guarded(call: Callable[[Terminal], object], terminal: Terminal) -> int:
    """Return the exit code of `call`: no exception leaves it, and no traceback is shown unless `--debug`."""
    _end_on_terminate()
    try:
        code = call(terminal)
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else FAULT
    except BaseException as error:
        if terminal.debug:
            import traceback

            traceback.print_exception(error)
        return explain(error, terminal)
    return code if isinstance(code, int) else 0


def _end_on_terminate() -> None:
    """End in order on SIGTERM: as the first process of a container, Python would not end at all."""

    def end(signum: int, frame: FrameType | None) -> None:
        sys.exit(TERMINATED)

    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, end)


@singledispatch
def explain(error: BaseException, terminal: Terminal) -> int:
    """Say what went wrong, and return the exit code.

    Of a fault, name the kind and the place only: its message may hold what is nobody's business (S27).
    """
    path, line = _place(error)
    message = f"a fault of the program: {type(error).__name__}"
    terminal.findings([Finding("P01", message, "run it again with --debug and report what it shows", line, path=path)])
    return FAULT


@explain.register
def _(error: FormwrightError, terminal: Terminal) -> int:
    terminal.findings(error.findings)
    return error.exit_code


@explain.register
def _(error: KeyboardInterrupt, terminal: Terminal) -> int:
    return INTERRUPTED


@explain.register
def _(error: ReaderGoneError, terminal: Terminal) -> int:
    return 0


def _place(error: BaseException) -> tuple[str, int]:
    """Return the innermost line of the project's own that the exception went through."""
    import traceback
    from pathlib import Path

    home = Path(formwright.__file__).parent
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        file = Path(frame.filename)
        if file.is_relative_to(home):
            return file.relative_to(home.parent).as_posix(), frame.lineno or 1
    return home.name, 1
