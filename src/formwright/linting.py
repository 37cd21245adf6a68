"""Hold any file against the rules: forms, the chooser's configuration, templates, the configuration of Formwright."""

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


def lint_settings(text: str) -> list[Finding]:
    """Return what is wrong with a configuration of Formwright, as far as its own text tells."""
    from formwright.config import read_config  # Loaded here: few files are configurations, and its model takes long.

    return read_config(text)[1]


LINTERS: Mapping[FileKind, Linter] = {FileKind.TEMPLATE: lint_template, FileKind.SETTINGS: lint_settings}
"""The linters besides those of the room of forms."""


def lint(text: str, *, path: str | None = None) -> list[Finding]:
    """Return what GitHub, or a later reader, would find wrong with a file, sorted by line. Raises on no text whatever.

    `path` says what the file is (a form where nothing is known of it), and is named in the findings.
    """
    return forms.lint(text, path=path, linters=LINTERS)
