"""What is wrong with the keys of an issue template's head: names that are misspelt, and values of another kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from formwright.findings import Finding, Severity
from formwright.nearest import slips
from formwright.template import Template
from formwright.text.frontmatter import FrontMatter, is_issue_head

TEXT_KEYS = {"name": "name", "about": "description", "description": "description", "title": "title", "type": "type"}
LIST_KEYS = {"labels": "labels", "assignees": "assignees", "projects": "projects"}
HEAD_KEYS = TEXT_KEYS | LIST_KEYS
"""The keys of an issue template's head, and those of a form that they become."""

_LOGIN = re.compile(r"(?=.{1,39}$)[A-Za-z0-9](?:-?[A-Za-z0-9])*")
"""What GitHub takes for the name of an account; SchemaStore holds forms to it, too."""

_SHORT = 5
"""In a name of no more letters than this two slips make another word."""


def key_findings(template: Template) -> Iterator[Finding]:
    """Yield a warning for each key that is lost for how it, or its value, is written."""
    front = template.front_matter
    if not front.broken:
        yield from _no_logins(template)
    if not is_issue_head(front) or front.broken:
        return
    for entry in front.entries:
        meant = None if entry.key in HEAD_KEYS else _meant(entry.key, front)
        if meant:
            message, remedy = f"GitHub knows no key `{entry.key}`: it is left out", f"write `{meant}`"
            yield Finding("T24", message, remedy, line=entry.start + 1, severity=Severity.WARNING)
        elif why := refused(entry.key, front):
            message = f"`{entry.key}` is left out: {why}"
            remedy = _remedy(entry.key, front.data[entry.key], template.lines[entry.start])
            yield Finding("T25", message, remedy, line=entry.start + 1, severity=Severity.WARNING)


def is_login(name: str) -> bool:
    """Say whether an account on GitHub may have this name."""
    return _LOGIN.fullmatch(name) is not None


def _no_logins(template: Template) -> Iterator[Finding]:
    front = template.front_matter
    for name in (*front.words("assignees"), *template.head.get("assignees", ())):
        if not is_login(name.lstrip("@")):
            message = f"`{name}` in `assignees` is left out: no account on GitHub can have this name"
            line = front.line("assignees")
            yield Finding("T25", message, "write the account's login", line=line, severity=Severity.WARNING)


def _meant(key: str, front: FrontMatter) -> str | None:
    """Return the key that was meant, where the head has none of that name."""
    word = key.casefold()
    near = (known for known in HEAD_KEYS if slips(word, known) <= (1 if len(known) <= _SHORT else 2))
    return next((known for known in near if known not in front.data), None)


def refused(key: str, front: FrontMatter) -> str | None:
    """Return why a key's value is not in the form; None where it is, or where there is none."""
    value = front.data.get(key)
    if key not in HEAD_KEYS or value is None or isinstance(value, str):
        return None
    if key in LIST_KEYS and isinstance(value, list):
        whole = all(part is None or not isinstance(part, list | dict | set) for part in value)
        return None if whole else "it holds what is no text"
    return f"it must be {'a text' if key in TEXT_KEYS else 'a text, or a list of texts'}, and YAML reads {_kind(value)}"


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", date: "a date", list: "a list"}
    return next((name for kind, name in names.items() if isinstance(value, kind)), "keys and values")


def _remedy(key: str, value: object, line: str) -> str:
    if isinstance(value, list | dict | set):
        return f"write one text: `{key}: …`" if key in TEXT_KEYS else f"write a list of texts: `{key}: [one, two]`"
    said = re.fullmatch(rf"{key}\s*:\s*([^\s#\"'{{}},]+)\s*", line)
    return f'put it in quotes: `{key}: "{said[1]}"`' if said else "put it in quotes"
