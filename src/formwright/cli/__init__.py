"""The command line: a verb a file. A verb reads, calls a function of another room, and writes; it decides nothing."""

from formwright.cli.main import main

__all__ = ["main"]
