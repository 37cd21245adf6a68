"""The command `formwright` and the table of its verbs."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from formwright.cli.faults import guarded
from formwright.cli.plain import plain_parse
from formwright.cli.terminal import Terminal

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
  128 and the number of the signal that ended it: 130 for Ctrl-C

\b
Completion in the shell: put the line into the shell's start-up file.
  bash  eval "$(_FORMWRIGHT_COMPLETE=bash_source formwright)"
  zsh   eval "$(_FORMWRIGHT_COMPLETE=zsh_source formwright)"
  fish  _FORMWRIGHT_COMPLETE=fish_source formwright | source
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with `arguments` (default: those of the process) and return its exit code.

    A plain call of `parse` does without click, which takes as long to load as all else that the call needs.
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    call = plain_parse(given)
    if call is not None:
        return guarded(call, Terminal())
    from formwright.cli.frame import run
    from formwright.cli.group import group

    return run(group, given, NAME)
