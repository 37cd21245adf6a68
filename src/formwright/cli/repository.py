"""The files of a repository on disk that verbs read and change: configuration, templates, fragments, forms."""

from __future__ import annotations

import contextlib
from pathlib import Path

from formwright.cli.files import make_folder, read_text, remove_file, write_text
from formwright.config import CONFIG_PATH, Config, FormsConfig, read_config
from formwright.errors import InputError
from formwright.findings import Finding
from formwright.form.linting import is_readme
from formwright.jobs.sources import Sources
from formwright.jobs.sync import Change

_FORMS = (".yml", ".yaml", ".md")


def folder_of(repo: str) -> Path:
    """Return the repository's folder. Raises `InputError` where there is none."""
    root = Path(repo)
    if not root.is_dir():
        raise InputError(Finding("F20", "there is no such folder", "name a repository's folder", path=repo))
    return root


def load_config(root: Path, path: str | None = None) -> Config:
    """Read the configuration; as `load_settings`, without its text."""
    return load_settings(root, path)[0]


def load_settings(root: Path, path: str | None = None) -> tuple[Config, str]:
    """Read the configuration, and return it with its text; without a file, and without a name for one, the default one.

    Raises `InputError` with the findings where it cannot be used.
    """
    file = Path(path) if path else root / CONFIG_PATH
    if path is None and not file.exists():
        return Config(), ""
    text = read_text(str(file), may_be_empty=True)
    config, findings = read_config(text, path or CONFIG_PATH)
    if findings:
        raise InputError(*findings)
    return config, text


def load_sources(root: Path, config: FormsConfig) -> Sources:
    """Return the templates and forms of a repository, with a finding for each template that is no text."""
    templates, findings = load_templates(root, config.source)
    return Sources(templates, load_fragments_of(root, config.source), load_forms(root, config.target), tuple(findings))


def load_templates(root: Path, folder: str) -> tuple[dict[str, str | None], list[Finding]]:
    """Return the templates of a folder by their paths from `root`, and a finding for each that is no text (None).

    A README is none.
    """
    templates: dict[str, str | None] = {}
    findings: list[Finding] = []
    for file in _files(root / folder, (".md",)):
        path = file.relative_to(root).as_posix()
        if is_readme(path):
            continue
        try:
            templates[path] = read_text(str(file))
        except InputError as error:
            templates[path] = None
            findings += [finding.at(path) for finding in error.findings]
    return templates, findings


def load_fragments_of(root: Path, folder: str) -> dict[str, str]:
    """Return what the templates of a folder may include, by paths from `root`; what is no text is left out."""
    fragments: dict[str, str] = {}
    for file in sorted((root / folder).rglob("*.md")):
        with contextlib.suppress(InputError):
            fragments[file.relative_to(root).as_posix()] = read_text(str(file), may_be_empty=True)
    return fragments


def load_forms(root: Path, folder: str) -> dict[str, str]:
    """Return the forms and Markdown templates of a folder by their paths from `root`.

    Of one that is no text, what can be read: enough to know that it is not Formwright's.
    """
    forms: dict[str, str] = {}
    for file in _files(root / folder, _FORMS):
        try:
            text = read_text(str(file), may_be_empty=True)
        except InputError:
            text = file.read_bytes().decode("utf-8", "replace")
        forms[file.relative_to(root).as_posix()] = text
    return forms


def _files(folder: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """Return the files directly in `folder` with one of these endings, sorted; their case does not count (R2)."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in suffixes and path.is_file())


def apply(root: Path, change: Change) -> None:
    """Write one change to the disk. Raises `HostError` where the file system refuses."""
    file = root / change.path
    if change.after is None:
        remove_file(file)
    else:
        make_folder(file.parent)
        write_text(file, change.after)
