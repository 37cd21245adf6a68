"""`formwright action`: what the container of the GitHub Action runs."""

from __future__ import annotations

import os

import click

from formwright.action.run import run
from formwright.cli.terminal import Terminal
from formwright.cli.verb import Verb

EXAMPLE = """\
formwright action
"""


@click.command("action", cls=Verb, example=EXAMPLE)
@click.pass_obj
def command(terminal: Terminal) -> int:
    """Run as a GitHub Action: inputs, event, outputs and summary are those of the runner's environment."""
    return run(os.environ)
