"""The types of arguments and options that are paths: a text to the verb, and to a shell the word to complete as a path.

Not `click.Path`: it looks at the file system itself, and complains in words of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    _Type = click.ParamType[str]
else:
    _Type = click.ParamType  # Before click 8.2 it takes no type.


class PathType(_Type):
    """A path. `kind` is what the shell offers: `file` (folders on the way there, too) or `dir`."""

    name = "path"

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
        """Leave it to the shell, which knows about `~`, quotes and hidden files."""
        from click.shell_completion import (
            CompletionItem,  # Loaded here: a call that completes nothing needs none of it.
        )

        return [CompletionItem(incomplete, type=self.kind)]


FILE = PathType("file")
FOLDER = PathType("dir")
