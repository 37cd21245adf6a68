"""Rules on where a template lies, and on the name of its file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from formwright.findings import Severity
from formwright.form.rules.base import SYNTAX, TEMPLATES, Fault, rule
from formwright.form.rules.folder import MARKDOWN, START, Folder

CHOOSER = "issue_template"
"""The folder whose files GitHub's chooser shows, in lower case."""
_PULL_REQUESTS = "pull_request_template"
_FORMS = (".yml", ".yaml")
_TEMPLATES = (".md", ".markdown")
_NUMBER = re.compile(r"\d+")
_LONGEST_NUMBER = 9


def _parts(folder: Folder) -> tuple[PurePosixPath, list[str]]:
    """Return the path, and the names of the folders that it is in, the nearest last and in lower case."""
    path = PurePosixPath(folder.path.replace("\\", "/"))
    return path, [part.lower() for part in path.parent.parts]


@rule(
    "R1",
    "A form lies directly in the folder of the chooser",
    SYNTAX,
    wrong="# .github/ISSUE_TEMPLATE/bugs/crash.yml",
    right="# .github/ISSUE_TEMPLATE/crash.yml",
    severity=Severity.WARNING,
)
def not_nested(folder: Folder) -> Iterator[Fault]:
    """GitHub does not look into folders below `.github/ISSUE_TEMPLATE`, and only at the default branch."""
    path, folders = _parts(folder)
    if CHOOSER in folders[:-1]:
        up = PurePosixPath(*path.parts[: len(folders) - folders[::-1].index(CHOOSER)])
        yield Fault(START, "GitHub does not look into this folder", f"move the file to {up / path.name}")


@rule(
    "R2",
    "Forms end in `.yml`, Markdown templates in `.md`",
    SYNTAX,
    wrong="# .github/ISSUE_TEMPLATE/question.markdown",
    right="# .github/ISSUE_TEMPLATE/question.md",
    severity=Severity.WARNING,
)
def documented_ending(folder: Folder) -> Iterator[Fault]:
    """GitHub's documentation names these two. `.yaml` is in use for forms, so it is only a note."""
    path, folders = _parts(folder)
    suffix = path.suffix.lower()
    if folders[-1:] != [CHOOSER] or suffix not in (".yaml", ".markdown"):
        return
    wanted, severity = (".yml", Severity.NOTE) if suffix == ".yaml" else (".md", None)
    message = f"GitHub's documentation has `{wanted}` for such a file, and not `{suffix}`"
    yield Fault(START, message, f"rename it to {path.with_suffix(wanted)}", severity)


@rule(
    "R6",
    "Numbers of file names have the same length",
    TEMPLATES,
    wrong="# 2-question.yml, 10-other.yml",
    right="# 02-question.yml, 10-other.yml",
    severity=Severity.WARNING,
)
def order_in_the_chooser(folder: Folder) -> Iterator[Fault]:
    """The chooser sorts by file name, as text, forms before Markdown: `10-` comes before `2-`."""
    path = PurePosixPath(folder.path)
    number = _number(path)
    kind = _FORMS if path.suffix.lower() in _FORMS else _TEMPLATES
    others = [other for other in map(PurePosixPath, folder.others) if other.suffix.lower() in kind]
    before = [
        other for other in others if number is not None and (_number(other) or -1) > number and other.name < path.name
    ]
    if number is not None and before:
        digits = max(len(_NUMBER.match(other.name)[0]) for other in before if _NUMBER.match(other.name))  # type: ignore[index]
        wanted = path.with_name(f"{number:0{digits}}{_NUMBER.sub('', path.name, count=1)}")
        yield Fault(START, f"the chooser shows {sorted(before)[0]} before this file", f"rename it to {wanted}")


def _number(path: PurePosixPath) -> int | None:
    match = _NUMBER.match(path.name)
    return int(match[0]) if match and len(match[0]) <= _LONGEST_NUMBER else None


@rule(
    "R8",
    "Pull requests have no forms",
    SYNTAX,
    wrong="# .github/PULL_REQUEST_TEMPLATE/change.yml",
    right="# .github/PULL_REQUEST_TEMPLATE/change.md",
)
def no_pull_request_form(folder: Folder) -> Iterator[Fault]:
    """GitHub takes forms for issues and discussions only; a pull request's template is Markdown."""
    path, folders = _parts(folder)
    for_pull_requests = _PULL_REQUESTS in folders or path.stem.lower() == _PULL_REQUESTS
    if for_pull_requests and path.suffix.lower() in _FORMS:
        yield Fault(START, "GitHub has no forms for pull requests", "write a Markdown template, ending in `.md`")


@rule(
    "R9",
    "A Markdown template has a name and an about",
    TEMPLATES,
    wrong="# .github/ISSUE_TEMPLATE/fault.md\n---\nname: Fault report\n---",
    right=f"# .github/ISSUE_TEMPLATE/fault.md\n{MARKDOWN}",
    severity=Severity.WARNING,
)
def head_of_a_markdown_template(folder: Folder) -> Iterator[Fault]:
    """The front matter of a template in the chooser's folder needs `name` and `about`; the other keys are optional."""
    path, folders = _parts(folder)
    if folders[-1:] != [CHOOSER] or path.suffix.lower() not in _TEMPLATES or path.stem.lower() == "readme":
        return
    missing = [f"`{key}`" for key in ("name", "about") if folder.keys is not None and key not in folder.keys]
    if missing:
        message = f"the template's front matter has no {' and no '.join(missing)}"
        yield Fault(START, message, "add it between two lines `---` at the top, or move the file out of this folder")


@rule(
    "R11",
    "A configuration stands beside templates",
    TEMPLATES,
    wrong="# .github/ISSUE_TEMPLATE holds config.yml alone",
    right="# .github/ISSUE_TEMPLATE holds config.yml and fault.yml",
    severity=Severity.WARNING,
)
def not_alone(folder: Folder) -> Iterator[Fault]:
    """Any file in the folder, a `config.yml` too, switches an organisation's default templates off."""
    path, folders = _parts(folder)
    if folder.whole and not folder.others and folders[-1:] == [CHOOSER] and path.stem.lower() == "config":
        message = "with this file alone there are no templates: an organisation's default ones are switched off"
        yield Fault(START, message, "add a form, or delete the file")


RULES = (
    not_nested,
    documented_ending,
    order_in_the_chooser,
    no_pull_request_form,
    head_of_a_markdown_template,
    not_alone,
)
