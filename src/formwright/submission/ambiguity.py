"""The problem `ambiguous`, which names every reading that was not chosen."""

from __future__ import annotations

from collections.abc import Sequence

from formwright.submission.model import Problem

MOST_NAMED = 20
"""So many lines are named in a message; `Problem.lines` holds them all."""


def ambiguous_heading(name: str, label: str, line: int, others: Sequence[int]) -> Problem:
    """Return the problem of a field that was read from `line` on and could also begin at the lines `others`."""
    named = ", ".join(map(str, others[:MOST_NAMED]))
    more = f" and {len(others) - MOST_NAMED} more" if len(others) > MOST_NAMED else ""
    message = f"`{label}` was read from line {line} on; it could also begin at line {named}{more}"
    return Problem("ambiguous", name, message, line, lines=tuple(others))


def too_many_headings(name: str, label: str, line: int) -> Problem:
    """Return the problem of a field that more lines could open than are looked at."""
    message = f"`{label}` was read from line {line} on; so many lines are this heading that not all were looked at"
    return Problem("ambiguous", name, message, line)


def ambiguous_options(name: str, read: Sequence[str], choices: Sequence[tuple[str, ...]], line: int) -> Problem:
    """Return the problem of a list of options that was read as `read` and could also be one of `choices`."""
    named = " or ".join(f"[{'; '.join(choice)}]" for choice in choices)
    message = f"the options were read as [{'; '.join(read)}]; they could also be {named}"
    return Problem("ambiguous", name, message, line, choices=tuple(choices))
