"""GitHub's rules held against a file, or a folder of files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from enum import StrEnum
from pathlib import PurePosixPath

from formwright.findings import Finding
from formwright.form.model import Form
from formwright.form.rules import CONFIG_RULES, FOLDER_RULES, FORM_RULES, Folder, all_hold, make_sheet, run
from formwright.form.scalars import Kind
from formwright.form.source import Node, Source, load
from formwright.form.tree import tree_of

Linter = Callable[[str], list[Finding]]
"""Text to findings, without the path, which `lint` adds."""


class FileKind(StrEnum):
    """What a file is, by its path."""

    FORM = "form"
    DISCUSSION = "discussion form"
    CONFIG = "chooser configuration"
    TEMPLATE = "Markdown template"
    SETTINGS = "configuration of Formwright"


def kind_of(path: str | None) -> FileKind:
    """Return what the file at `path` is; a form where nothing is known of it. Case does not count (R2)."""
    place = PurePosixPath((path or "").replace("\\", "/").lower())
    if place.suffix in (".md", ".markdown"):
        return FileKind.TEMPLATE
    if place.name in ("config.yml", "config.yaml"):
        return FileKind.CONFIG
    if place.name in ("formwright.yml", "formwright.yaml") and place.parent.name in (".github", ""):
        return FileKind.SETTINGS
    return FileKind.DISCUSSION if place.parent.name == "discussion_template" else FileKind.FORM


def is_readme(path: str) -> bool:
    """Say whether a file tells something about its folder: it is no template."""
    return PurePosixPath(path.replace("\\", "/")).name.lower() == "readme.md"


def lint(text: str, *, path: str | None = None, linters: Mapping[FileKind, Linter] | None = None) -> list[Finding]:
    """Return what GitHub, or a later reader, would find wrong with a file, sorted by line. Raises on no text whatever.

    `path` says what the file is (see `kind_of`) and is named in the findings. `linters` adds to, or replaces, the
    linters of this room; a kind without one has no findings.
    """
    linter = {**LINTERS, **(linters or {})}.get(kind_of(path))
    return _sorted(finding.at(path) for finding in (linter(text) if linter is not None else ()))


def lint_form(text: str) -> list[Finding]:
    """Return what is wrong with an issue form."""
    return _lint_form(text, discussion=False)


def is_faultless(form: Form) -> bool:
    """Say whether `lint_form` would find nothing at all in the YAML that `write_form` makes of `form`.

    That need not be read for it: only to say where something is wrong.
    """
    root = tree_of(form)
    return all_hold(FORM_RULES, make_sheet(Source(root), root))


def lint_discussion(text: str) -> list[Finding]:
    """Return what is wrong with a discussion's form, which has no name and no description (R8)."""
    return _lint_form(text, discussion=True)


def _lint_form(text: str, *, discussion: bool) -> list[Finding]:
    source = load(text)
    root = source.root
    if root is None or root.kind is not Kind.MAP:
        return list(source.findings) or [_no_mapping(root, "write `name`, `description` and `body` with their values")]
    return _sorted([*source.findings, *run(FORM_RULES, make_sheet(source, root, discussion=discussion))])


def lint_config(text: str) -> list[Finding]:
    """Return what is wrong with a template chooser's `config.yml` (R13, R15); an empty one is none of that."""
    source = load(text)
    if source.root is None:
        return list(source.findings)
    if source.root.kind is not Kind.MAP:
        return [_no_mapping(source.root, "write `blank_issues_enabled` or `contact_links` with their values")]
    return _sorted([*source.findings, *run(CONFIG_RULES, source.root)])


LINTERS: dict[FileKind, Linter] = {
    FileKind.FORM: lint_form,
    FileKind.DISCUSSION: lint_discussion,
    FileKind.CONFIG: lint_config,
}


def lint_folder(
    files: Mapping[str, str], *, linters: Mapping[FileKind, Linter] | None = None, whole: Collection[str] = ()
) -> list[Finding]:
    """Return the findings of all `files` (path to text), and those on files of one folder together (R4, R7).

    Sorted by path and line. `linters` as in `lint`; `whole` are the folders of which `files` holds all files.
    """
    heads = {path: _head(path, text) for path, text in files.items() if kind_of(path) not in _APART}
    named = {path: (head or {}).get("name") for path, head in heads.items() if kind_of(path) in _NAMED}
    folders: dict[PurePosixPath, dict[str, Node | None]] = {}
    for path, name in named.items():
        folders.setdefault(PurePosixPath(path).parent, {})[path] = name
    found = [finding for path, text in files.items() for finding in lint(text, path=path, linters=linters)]
    for path, head in heads.items():
        parent = PurePosixPath(path).parent
        others = {other: name for other, name in folders.get(parent, {}).items() if other != path}
        keys = None if head is None else frozenset(head)
        folder = Folder(path, named.get(path), others, keys, parent.as_posix() in whole)
        found += [finding.at(path) for finding in run(FOLDER_RULES, folder)]
    return sorted(found, key=lambda finding: (finding.path or "", finding.line, finding.column, finding.rule))


_NAMED = (FileKind.FORM, FileKind.TEMPLATE)
_APART = (FileKind.DISCUSSION, FileKind.SETTINGS)
"""What is none of the template chooser's files, and so is not held against the others of its folder."""


def _head(path: str, text: str) -> dict[str, Node | None] | None:
    """Return the top-level keys of a form, or of a Markdown template's front matter, with their values.

    None where there is something that cannot be read: other rules say so.
    """
    if kind_of(path) is FileKind.TEMPLATE and not text.removeprefix("\ufeff").startswith("---"):
        return {}
    # The front matter of a Markdown template is the first YAML document of the file.
    root = load(text).root
    return {name: pair.value for name, pair in root.entries().items()} if root is not None else None


def _no_mapping(root: Node | None, remedy: str) -> Finding:
    message = "the file is empty" if root is None else "the file is no mapping of keys to values"
    return Finding("F05", message, remedy, *((root.line, root.column) if root is not None else (1, 1)))


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: (finding.line, finding.column, finding.rule))
