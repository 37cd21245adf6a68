"""The page of the command line, made of the verbs' own help: `python -m formwright.cli.page > docs/command-line.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from formwright.cli.group import group
from formwright.cli.main import EPILOG, NAME, VERBS
from formwright.cli.verb import HELP

WIDTH = 96
"""Columns of the help texts on the page."""

_INTRODUCTION = """# Command line

`formwright VERB` does everything that the Action does, and the steps that it is made of. Results go to standard output
and nothing else does; findings, progress and errors go to standard error, as `FILE:LINE: CODE message; remedy`. A
finding that does not end a call with 1 says so: `FILE:LINE: CODE warning: message; remedy`, or `note:`. Where a verb
reads a file, `-` is standard input. A file is written whole or not at all. Colours are for terminals; `NO_COLOR`
turns them off.

This page is generated: `python -m formwright.cli.page > docs/command-line.md`
"""


def command_line_page() -> str:
    """Return the page as Markdown: what all verbs share, then a section for each verb."""
    return "\n".join([_INTRODUCTION, *_shared(), *_verbs()]).rstrip("\n") + "\n"


def _shared() -> Iterator[str]:
    for paragraph in EPILOG.split("\b\n")[1:]:
        title, _, lines = paragraph.strip("\n").partition("\n")
        heading, _, remark = title.rstrip(":.").partition(": ")
        said = f"{remark[:1].upper()}{remark[1:]}.\n\n" if remark else ""
        yield f"## {heading}\n\n{said}```text\n{_dedented(lines)}\n```\n"


def _dedented(lines: str) -> str:
    return "\n".join(line.removeprefix("  ") for line in lines.splitlines())


def _verbs() -> Iterator[str]:
    parent = click.Context(group, info_name=NAME, terminal_width=WIDTH, max_content_width=WIDTH)
    for verb in VERBS:
        command = group.get_command(parent, verb)
        if command:
            context = click.Context(
                command,
                parent,
                verb,
                terminal_width=WIDTH,
                max_content_width=WIDTH,
                help_option_names=HELP["help_option_names"],
            )
            yield f"## {verb}\n\n```text\n{command.get_help(context)}\n```\n"


if __name__ == "__main__":
    sys.stdout.write(command_line_page())
