"""The command `formwright` and the table of its verbs."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

import click

from formwright import __version__
from formwright.cli.frame import run
from formwright.cli.verb import debug_option

VERBS = {
    "convert": "formwright.cli.convert",
    "lint": "formwright.cli.lint",
    "sync": "formwright.cli.sync",
    "init": "formwright.cli.init",
    "submit": "formwright.cli.submit",
    "parse": "formwright.cli.parse",
    "carry": "formwright.cli.carry",
    "fill": "formwright.cli.fill",
    "preview": "formwright.cli.preview",
    "demo": "formwright.cli.demo",
    "propose": "formwright.cli.propose",
    "backfill": "formwright.cli.backfill",
    "registry": "formwright.cli.registry",
    "action": "formwright.cli.action",
}
"""A verb's name, and the module whose attribute `command` it is. The order is that of `--help`."""

NAME = "formwright"

EPILOG = """\
\b
Exit status:
  0  done, or nothing to do
  1  the input has a fault, said as FILE:LINE: CODE message; remedy
  2  wrong usage
  3  a fault of the program, the network, the file system or GitHub

\b
Completion in the shell: put the line into the shell's start-up file.
  bash  eval "$(_FORMWRIGHT_COMPLETE=bash_source formwright)"
  zsh   eval "$(_FORMWRIGHT_COMPLETE=zsh_source formwright)"
  fish  _FORMWRIGHT_COMPLETE=fish_source formwright | source
"""


class Verbs(click.Group):
    """A group that imports a verb's module when the verb is called: reading a submission must start fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all verbs."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the verb, None where there is none of that name."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = importlib.import_module(VERBS[cmd_name]).command
        return command


@click.command(NAME, cls=Verbs, epilog=EPILOG, no_args_is_help=False)
@click.version_option(__version__, prog_name=NAME)
@debug_option
def group() -> None:
    """Turn Markdown templates into GitHub issue forms, and filled forms into RFC documents.

    Every verb tells more with --help, and shows an example. Where a verb reads a file, `-` is standard input.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with `arguments` (default: those of the process) and return its exit code."""
    return run(group, arguments, NAME)
