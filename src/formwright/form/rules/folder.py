"""Rules on the templates of one folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from formwright.form.rules.base import SYNTAX, Fault, rule
from formwright.form.scalars import Kind
from formwright.form.source import Node

_FORM = "name: Fault report\ndescription: Tell us what is broken\nbody: [...]"
MARKDOWN = "---\nname: Fault report\nabout: Tell us what is broken\n---"
START = Node(Kind.NULL, 1, 1)


@dataclass(frozen=True, slots=True)
class Folder:
    """The templates of a folder: the name of the one that is looked at, and the others' paths and names.

    `keys` are the top-level keys of the one that is looked at; None where they cannot be read. `whole` says that the
    others are all that there are.
    """

    path: str
    name: Node | None
    others: Mapping[str, Node | None]
    keys: frozenset[str] | None = None
    whole: bool = False


@rule(
    "R4",
    "Names are unique among all templates",
    SYNTAX,
    wrong=f"# bug.yml\n{_FORM}\n\n# fault.md\n{MARKDOWN}",
    right=f"# bug.yml\n{_FORM}\n\n# fault.md\n{MARKDOWN.replace('Fault report', 'Other report')}",
)
def unique_name(folder: Folder) -> Iterator[Fault]:
    """Forms and Markdown templates have different names; each of two equal ones names the other."""
    if folder.name is None or not folder.name.is_text:
        return
    name = folder.name.text.strip()
    same = [path for path, other in folder.others.items() if other is not None and other.text.strip() == name]
    if same:
        first, *more = sorted(same)
        where = f"{first} and {len(more)} more" if more else first
        yield Fault(folder.name, f"`{name}` is the name of {where} too", "change one of the names")


@rule(
    "R7",
    "A form takes the place of the Markdown template of the same file name",
    SYNTAX,
    wrong=f"# bug.yml\n{_FORM}\n\n# bug.md\n{MARKDOWN}",
    right=f"# bug.yml\n{_FORM}",
)
def one_file_per_name(folder: Folder) -> Iterator[Fault]:
    """`bug.md` is deleted when `bug.yml` comes; the case of file names does not count (R2)."""
    path = PurePosixPath(folder.path)
    if path.suffix.lower() != ".md":
        return
    for other in sorted(map(PurePosixPath, folder.others)):
        if other.suffix.lower() != ".md" and other.stem.lower() == path.stem.lower():
            yield Fault(START, f"{other} has the same file name", f"delete {path}, or rename one of the two")


RULES = (unique_name, one_file_per_name)
