"""Faults of a YAML text, as findings: the rules `F01` to `F03`."""

from __future__ import annotations

import re

import yaml

from formwright.findings import Finding

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK = re.compile("\r\n?|\n")
_QUOTE = "put a text that starts with `@`, `` ` ``, `%`, `*` or `&` in quotes"
_BLANKS = "indent with blanks, not tabs"
_REMEDIES = (
    ("mapping values are not allowed", "put a text that holds `: ` in quotes, and indent sister keys alike"),
    ("cannot start any token", _QUOTE),
    ("alphabetic or numeric", _QUOTE),
    ("unknown escape", "in double quotes write `\\\\` for a backslash, or use single quotes"),
    ("unexpected end of stream", "close the quote that is opened here"),
    ("could not find expected ':'", "write `key: value`, and indent the lines of a text below its key"),
    ("expected key", "indent sister keys alike; a quote ends the text, so nothing may follow it"),
    ("expected <block end>", "indent sister keys alike; a quote ends the text, so nothing may follow it"),
    ("'-' indicator", "indent the entries of a list alike, each with its own `- `"),
    ("sequence entries are not allowed", "start the list in a new line below its key"),
)


def forbidden_character(text: str) -> Finding | None:
    """Return the finding on the first character of `text` that YAML forbids, if there is one."""
    match = _FORBIDDEN.search(text)
    if match is None:
        return None
    lines = _BREAK.split(text[: match.start()])
    message = f"YAML does not allow the character U+{ord(match[0]):04X}"
    remedy = 'delete it, or write it in double quotes as an escape such as "\\e"'
    return Finding("F02", message, remedy, len(lines), len(lines[-1]) + 1)


def too_deep(limit: int, line: int, column: int) -> Finding:
    """Return the finding on a text that is nested deeper than `limit` levels."""
    message = f"the YAML is nested deeper than {limit} levels"
    return Finding("F03", message, "a form needs six levels: check the brackets and the indentation", line, column)


def broken(error: yaml.YAMLError, text: str) -> Finding:
    """Say where reading stopped; of a quote that is never closed, where it was opened."""
    problem = str(getattr(error, "problem", None) or "it cannot be read")
    endless = "unexpected end of stream" in problem
    mark = getattr(error, "context_mark" if endless else "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    remedy = next((remedy for part, remedy in _REMEDIES if part in problem), "check the indentation and the quotes")
    lines = _BREAK.split(text)
    if line <= len(lines) and lines[line - 1][column - 1 : column] == "\t":
        remedy = _BLANKS
    return Finding("F01", f"this is no YAML: {problem}", remedy, line, column)
