"""Run a click command: its own complaints, too, become a line on standard error and an exit code."""

from __future__ import annotations

from collections.abc import Sequence

import click

import formwright
from formwright.cli.faults import INTERRUPTED, explain, guarded
from formwright.cli.terminal import Terminal
from formwright.errors import UsageError


def run(command: click.Command, arguments: Sequence[str] | None, name: str) -> int:
    """Call `command` and return the exit code: no exception leaves it, and no traceback is shown unless `--debug`."""
    given = None if arguments is None else list(arguments)
    return guarded(lambda terminal: command.main(given, name, standalone_mode=False, obj=terminal), Terminal())


@explain.register
def _(error: click.ClickException, terminal: Terminal) -> int:
    context = error.ctx if isinstance(error, click.UsageError) else None
    path = context.command_path if context else formwright.__name__
    message = error.format_message().rstrip(".")
    terminal.say(f"{path}: {message[:1].lower()}{message[1:]}; see {path} --help")
    return UsageError.exit_code


@explain.register
def _(error: click.Abort, terminal: Terminal) -> int:
    return INTERRUPTED
