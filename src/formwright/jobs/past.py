"""What a repository's forms and templates were before, from its git history; nothing is read until it is asked for."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from typing import TypeVar

from formwright.config import FormsConfig
from formwright.form import Form, read_form
from formwright.host import Host
from formwright.jobs.sources import load_fragments
from formwright.proposal.answering import Past
from formwright.template import Template, read_template

Version = TypeVar("Version", Form, Template)


def past_of(host: Host, base: str, config: FormsConfig) -> Past:
    """Return the earlier versions of the forms and templates up to the commit `base`.

    A template was also, before the repository had forms, the Markdown issue template of the same name (R2).
    """

    def templates(path: str) -> Iterator[Template]:
        stem = posixpath.splitext(posixpath.basename(path))[0]
        for folder in dict.fromkeys((config.source, config.target, posixpath.dirname(path))):
            yield from earlier_templates(host, base, f"{folder}/{stem}.md")

    return Past(_remembering(lambda path: earlier_forms(host, base, path)), _remembering(templates))


def _remembering(read: Callable[[str], Iterator[Version]]) -> Callable[[str], Iterator[Version]]:
    """Return `read`, which reads on where it stopped: of many issues each asks for the same files' past."""
    kept: dict[str, tuple[list[Version], Iterator[Version]]] = {}

    def versions(path: str) -> Iterator[Version]:
        seen, rest = kept.setdefault(path, ([], read(path)))
        at = 0
        while True:
            if at == len(seen):
                new = next(rest, None)
                if new is None:
                    return
                seen.append(new)
            yield seen[at]
            at += 1

    return versions


def earlier_forms(host: Host, base: str, path: str) -> Iterator[Form]:
    """Yield the forms that the file at `path` held, newest first; a text that is no form is passed over."""
    for text in host.versions(base, path):
        form = read_form(text, path).form
        if form is not None and form.fields:
            yield form


def earlier_templates(host: Host, base: str, path: str) -> Iterator[Template]:
    """Yield the templates that the file at `path` held, newest first, with the fragments as they are at `base`."""
    for text in host.versions(base, path):
        yield read_template(text, path, load_fragments(host, base, {path: text}))
