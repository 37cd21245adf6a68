"""Hold any file against the rules: forms, the chooser's configuration, and templates."""

from __future__ import annotations

from collections.abc import Mapping

from formwright.findings import Finding
from formwright.form import linting as forms
from formwright.form.linting import FileKind, Linter


def lint_template(text: str) -> list[Finding]:
    """Return what is wrong with a Markdown template, or with the form that it gives."""
    # Loaded here: most of what is linted are forms, and they need no Markdown parser.
    from formwright.conversion import convert

    return list(convert(text).report.findings)


LINTERS: Mapping[FileKind, Linter] = {FileKind.TEMPLATE: lint_template}
"""The linters besides those of the room of forms."""


def lint(text: str, *, path: str | None = None) -> list[Finding]:
    """Return what GitHub, or a later reader, would find wrong with a file, sorted by line. Raises on no text whatever.

    `path` says what the file is (a form where nothing is known of it), and is named in the findings.
    """
    return forms.lint(text, path=path, linters=LINTERS)
