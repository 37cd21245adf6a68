"""Rules on what the top-level values say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from formwright.findings import Severity
from formwright.form.rules.base import REPORTS, SYNTAX, TEMPLATES, Fault, rule
from formwright.form.rules.sheet import Sheet

_LIST_KEYS = ("labels", "assignees", "projects")
_SHORTEST_NAME = 4
_DESCRIPTION = range(3, 201)
_PROJECT = re.compile(r"[^\s/]+/\d+")
_TOO_LONG = (
    "Tell us what is broken, what you did before it broke, what you saw then, what you would rather have seen, which"
    " version you use and on which system, and whether somebody else has told us already, so that we can help"
)
_BODY = """
body:
  - type: textarea
    id: details
    attributes:
      label: Details
"""


@rule(
    "R17",
    "Labels, assignees and projects are texts",
    SYNTAX,
    wrong="name: Fault report\ndescription: Tell us what is broken\nlabels: [bug, 2024]" + _BODY,
    right='name: Fault report\ndescription: Tell us what is broken\nlabels: [bug, "2024"]' + _BODY,
    severity=Severity.WARNING,
)
def list_of_texts(sheet: Sheet) -> Iterator[Fault]:
    """`labels`, `assignees` and `projects` are lists of texts, or one text with commas."""
    for key in _LIST_KEYS:
        for item in sheet.entries[key].value.items if key in sheet.entries else ():
            if not item.is_text:
                remedy = "delete the entry" if item.is_blank else f'write a text, in quotes: "{item.text}"'
                yield Fault(item, f"`{key}` has an entry that is no text", remedy)


@rule(
    "R18",
    "A project is written OWNER/NUMBER",
    SYNTAX,
    wrong="name: Fault report\ndescription: Tell us what is broken\nprojects: [Roadmap]" + _BODY,
    right="name: Fault report\ndescription: Tell us what is broken\nprojects: [octo-org/7]" + _BODY,
    severity=Severity.WARNING,
)
def project_format(sheet: Sheet) -> Iterator[Fault]:
    """An entry of `projects` is `PROJECT-OWNER/PROJECT-NUMBER`; nothing is added otherwise."""
    if "projects" not in sheet.entries:
        return
    value = sheet.entries["projects"].value
    words = [(item, item.text) for item in value.items if item.is_text]
    words += [(value, word) for word in value.text.split(",") if value.is_text]
    for node, word in words:
        if not _PROJECT.fullmatch(word.strip()):
            yield Fault(node, f"`{word.strip()}` names no project", "write its owner and number, as in `octo-org/7`")


@rule(
    "R3",
    "A name has more than three characters",
    TEMPLATES,
    wrong="name: Bug\ndescription: Tell us what is broken" + _BODY,
    right="name: Bug report\ndescription: Tell us what is broken" + _BODY,
)
def name_length(sheet: Sheet) -> Iterator[Fault]:
    """GitHub does not show a template whose name has three characters or fewer."""
    name = sheet.entries.get("name")
    if name and name.value.is_text and len(name.value.text.strip()) < _SHORTEST_NAME:
        message = f"`{name.value.text.strip()}` is too short for a name: GitHub does not show the form"
        yield Fault(name.value, message, "write a name of four characters or more")


@rule(
    "R5",
    "A description has 3 to 200 characters",
    REPORTS,
    wrong=f"name: Fault report\ndescription: {_TOO_LONG}" + _BODY,
    right="name: Fault report\ndescription: Tell us what is broken" + _BODY,
)
def description_length(sheet: Sheet) -> Iterator[Fault]:
    """GitHub drops a form with a longer description without a word."""
    entry = sheet.entries.get("description")
    length = len(entry.value.text.strip()) if entry else 0
    if entry and entry.value.is_text and length not in _DESCRIPTION:
        message = f"`description` has {length} characters: GitHub drops the form"
        yield Fault(entry.value, message, "write 3 to 200 characters; the rest can stand in a markdown element")


RULES = (list_of_texts, project_format, name_length, description_length)
