"""What a repository's forms and templates were before, from its git history; nothing is read until it is asked for."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from formwright.config import FormsConfig
from formwright.form import Form, read_form
from formwright.host import Host
from formwright.proposal.answering import Past
from formwright.template import Template, read_template


def past_of(host: Host, base: str, config: FormsConfig) -> Past:
    """Return the earlier versions of the forms and templates up to the commit `base`.

    A template was also, before the repository had forms, the Markdown issue template of the same name (R2).
    """

    def templates(path: str) -> Iterator[Template]:
        stem = posixpath.splitext(posixpath.basename(path))[0]
        for folder in dict.fromkeys((config.source, config.target, posixpath.dirname(path))):
            yield from earlier_templates(host, base, f"{folder}/{stem}.md")

    return Past(lambda path: earlier_forms(host, base, path), templates)


def earlier_forms(host: Host, base: str, path: str) -> Iterator[Form]:
    """Yield the forms that the file at `path` held, newest first; a text that is no form is passed over."""
    for text in host.versions(base, path):
        form = read_form(text, path).form
        if form is not None and form.fields:
            yield form


def earlier_templates(host: Host, base: str, path: str) -> Iterator[Template]:
    """Yield the templates that the file at `path` held, newest first."""
    return (read_template(text, path) for text in host.versions(base, path))
