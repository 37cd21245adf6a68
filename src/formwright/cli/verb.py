"""What every verb has: the quiet and the debug option, an example in its help, the terminal as its first argument."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from formwright.cli.terminal import Terminal

Decorated = TypeVar("Decorated", bound=Callable[..., Any] | click.Command)


HELP = {"help_option_names": ["-h", "--help"]}


class Verb(click.Command):
    """A verb: `@click.command("name", cls=Verb, example="formwright name …")` over a function.

    The function takes a `Terminal` first (`@click.pass_obj`) and returns its exit code: 0, or what `Terminal.findings`
    returned.
    """

    def __init__(self, name: str | None, *, example: str, **settings: Any) -> None:  # noqa: ANN401
        lines = "\n".join(f"  {line}" for line in example.strip().splitlines())
        super().__init__(name, epilog=f"\b\nExample:\n{lines}", context_settings=HELP, **settings)
        quiet_option(self)
        debug_option(self)


def quiet_option(decorated: Decorated) -> Decorated:
    """Add `--quiet`, which sets `Terminal.quiet`."""
    return _switch(decorated, "--quiet", "-q", text="Show errors only: no progress, no warnings.")


def debug_option(decorated: Decorated) -> Decorated:
    """Add `--debug`, which sets `Terminal.debug`."""
    return _switch(decorated, "--debug", text="Show the traceback of a fault of the program.")


def _switch(decorated: Decorated, *names: str, text: str) -> Decorated:
    return click.option(*names, is_flag=True, expose_value=False, callback=_set, help=text)(decorated)


def _set(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and param.name:
        setattr(ctx.ensure_object(Terminal), param.name, True)
