"""The templates and forms of a repository at one commit, as texts: data to look at, which nothing executes (S26)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from formwright.config import FormsConfig
from formwright.findings import Finding
from formwright.form.linting import is_readme
from formwright.host import Host
from formwright.template.composition import DEEPEST

_INCLUDE = re.compile(r"<!--\s*include\s*:\s*(\S[^\n]*?)\s*-->")
"""What may be an include. One in a code fence is none, and then a text too many is read."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Templates, the fragments that they may include, and the files of the forms' folder, all by path.

    A template that is no text is None, with a finding (F22).
    """

    templates: Mapping[str, str | None] = field(default_factory=dict)
    fragments: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def load_sources(host: Host, commit: str, config: FormsConfig) -> Sources:
    """Return what the commit holds in the folders of templates and of forms. Raises as `Host`."""
    return with_forms(load_templates(host, commit, config.source), host, commit, config.target)


def load_templates(host: Host, commit: str, folder: str) -> Sources:
    """Return the templates in `folder`, and what they include; no forms."""
    paths = [path for path in host.files(commit, folder) if path.lower().endswith(".md") and not is_readme(path)]
    texts = host.read(commit, paths)
    findings = tuple(_no_text(path, texts.get(path)) for path in paths if not _is_text(texts.get(path)))
    good = {path: texts[path] for path in paths if _is_text(texts.get(path))}
    templates = {path: good.get(path) for path in paths}
    return Sources(templates, load_fragments(host, commit, good), findings=findings)


def with_forms(sources: Sources, host: Host, commit: str, folder: str) -> Sources:
    """Return `sources` with the forms, the chooser's configuration and the Markdown templates in `folder`."""
    paths = [path for path in host.files(commit, folder) if path.lower().endswith((".yml", ".yaml", ".md"))]
    return Sources(sources.templates, sources.fragments, host.read(commit, paths), sources.findings)


def load_fragments(host: Host, commit: str, templates: Mapping[str, str]) -> Mapping[str, str]:
    """Return the texts of what `templates` include, and of what those include, by path."""
    found: dict[str, str] = {}
    new: Mapping[str, str] = templates
    for _ in range(DEEPEST):
        wanted = {target for path, text in new.items() for target in _included(path, text)} - found.keys()
        new = host.read(commit, wanted) if wanted else {}
        if not new:
            break
        found |= new
    return found


def _included(path: str, text: str) -> Iterable[str]:
    for match in _INCLUDE.finditer(text):
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), match[1]))
        if not target.startswith(("../", "/")) and "\0" not in target:
            yield target


def _is_text(text: str | None) -> bool:
    """Say whether a file was there and is UTF-8 without NUL; others come with surrogates in the place of bytes."""
    return text is not None and "\0" not in text and not any("\udc80" <= char <= "\udcff" for char in text)


def _no_text(path: str, text: str | None) -> Finding:
    if text is None:
        return Finding("F24", "the template is a link, which is not followed", "put the file in its place", path=path)
    line = next((n for n, row in enumerate(text.split("\n"), 1) if not _is_text(row)), 1)
    return Finding("F22", "the template is no text in UTF-8", "save it as UTF-8", line, path=path)
