"""The command with all its verbs, as click reads it."""

from __future__ import annotations

import gc
import importlib
from collections.abc import Iterator
from contextlib import contextmanager

import click

from formwright import __version__
from formwright.cli.main import EPILOG, NAME, VERBS
from formwright.cli.verb import HELP, debug_option


class Verbs(click.Group):
    """A group that imports a verb's module when the verb is called: reading a submission must start fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all verbs."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the verb, None where there is none of that name."""
        if cmd_name not in VERBS:
            if not (cmd_name.startswith("-") or ctx.resilient_parsing):
                ctx.fail(_unknown(cmd_name))
            return None
        with _for_good():
            command: click.Command = importlib.import_module(VERBS[cmd_name]).command
        return command


def _unknown(name: str) -> str:
    """Return what is wrong with the name of a verb, and which one was meant."""
    from formwright.nearest import remedy_for  # Loaded here: it is for a wrong call only.

    return f"there is no verb `{name}`; {remedy_for(name, VERBS)}"


@contextmanager
def _for_good() -> Iterator[None]:
    """Keep what is loaded meanwhile until the process ends: garbage is not looked for in it, now or later.

    A verb loads up to a hundred thousand objects, and all of them stay. To look through them again and again, and once
    more at the end, takes an eighth of the time of a run of the Action.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collecting:
            gc.enable()


@click.command(NAME, cls=Verbs, epilog=EPILOG, no_args_is_help=False, context_settings=HELP)
@click.version_option(__version__, prog_name=NAME)
@debug_option
def group() -> None:
    """Turn Markdown templates into GitHub issue forms, and filled forms into RFC documents.

    Every verb tells more with --help, and shows an example. Where a verb reads a file, `-` is standard input.
    """
