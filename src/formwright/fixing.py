"""Mend any file: forms, the chooser's configuration, and templates."""

from __future__ import annotations

from formwright.findings import has_errors
from formwright.form.fixing import fix as fix_yaml
from formwright.form.linting import LINTERS, FileKind, kind_of
from formwright.linting import lint_template
from formwright.text.lines import repair


def fix(text: str, *, path: str | None = None) -> str:
    """Return `text` with all mended that has one right answer; everything else stays, byte for byte.

    `path` says what the file is, as in `lint`.
    """
    kind = kind_of(path)
    if kind is FileKind.SETTINGS:
        return text  # What was meant by a word in a configuration, a person has to say.
    return _fix_template(text) if kind is FileKind.TEMPLATE else fix_yaml(text, LINTERS[kind])


def _fix_template(text: str) -> str:
    """Put broken characters right, unless that would make a template bad that is not."""
    repaired = repair(text)
    if repaired == text or (has_errors(lint_template(repaired)) and not has_errors(lint_template(text))):
        return text
    return repaired
