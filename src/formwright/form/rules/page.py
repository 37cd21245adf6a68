"""The rules page, made of the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from formwright.form.rules import CONFIG_RULES, FOLDER_RULES, FORM_RULES
from formwright.form.rules.base import Entry
from formwright.form.rules.files import FILE_ENTRIES

_INTRODUCTION = """# Rules

What `formwright lint` checks in issue forms. An error makes GitHub refuse or hide the form; a warning is for what
GitHub tolerates, or what is not known to be refused. One fault gives one finding, under the rule that says most of it.

Messages use GitHub's own words where its documentation has them; `body[0]` is the first element of the body.

This page is generated: `python -m formwright.form.rules > docs/rules.md`
"""

_GROUPS: tuple[tuple[str, Sequence[Entry]], ...] = (
    ("Issue forms", FORM_RULES),
    ("The chooser's configuration, `config.yml`", CONFIG_RULES),
    ("The folder of templates", FOLDER_RULES),
    ("YAML", FILE_ENTRIES),
)


UNCHECKED: tuple[tuple[str, str, str], ...] = (
    ("R10", "`upload` needs GitHub Enterprise Server 3.21 or later", "the server's version is not in the file"),
    ("R12", "There may be limits of size and number", "none is documented"),
    ("R14", "People with write access see a blank issue all the same", "it is so, and no fault"),
    ("R19", "Labels that do not exist are not given", "only the repository knows them: the Action's check looks there"),
    ("R20, R21", "Keys at the top level", "under the errors that GitHub shows: R40, R41"),
    ("R24", "Issue fields and sub-issues have no key", "a key for them is an unknown one: R40, R52, R54"),
    ("R25, R28, R29, R31", "Types and attributes of elements", "under the errors that GitHub shows: R47 to R50, R54"),
    ("R60", "GitHub says nothing of a form that it refuses", "it is why there is this page"),
    ("R61, R62", "Fields can be filled by the address of a new issue", "ids make it possible: R63"),
    ("R64 to R76", "How GitHub writes a filled form", "it is about issues: `formwright parse` reads them"),
)
"""What lint does not look for: numbers, what they say, and why."""


def rules_page() -> str:
    """Return the rules page as Markdown."""
    return "\n".join([_INTRODUCTION, *_overview(), *_unchecked(), *_sections()]).rstrip("\n") + "\n"


def _unchecked() -> Iterator[str]:
    yield "Numbers that are not in the table are no faults of a file, or cannot be seen in one:\n"
    yield from ("| rule | says | why |", "|---|---|---|")
    for numbers, says, why in UNCHECKED:
        yield f"| {numbers} | {says} | {why} |"
    yield ""


def _sorted(entries: Sequence[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: int(entry.id[1:]))


def _overview() -> Iterator[str]:
    yield from ("| rule | severity | says |", "|---|---|---|")
    for _, entries in _GROUPS:
        for entry in _sorted(entries):
            yield f"| {entry.id} | {entry.severity} | {entry.title} |"
    yield ""


def _sections() -> Iterator[str]:
    for heading, entries in _GROUPS:
        yield f"## {heading}\n"
        for entry in _sorted(entries):
            yield f"### {entry.id}: {entry.title}\n\n{entry.severity.capitalize()}. {entry.text}\n"
            yield f"Source: {entry.source}.\n"
            yield f"Wrong:\n\n{_fence(entry.wrong)}\nRight:\n\n{_fence(entry.right)}"


def _fence(yaml: str) -> str:
    visible = "".join(char if char.isprintable() or char == "\n" else f"<U+{ord(char):04X}>" for char in yaml)
    return f"```yaml\n{visible}\n```\n"
