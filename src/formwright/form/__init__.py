"""GitHub's issue forms: model, rules, YAML in and out.

Names are loaded when they are first used: reading a submission needs the model and the reader, but not the rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from formwright.late import loading

if TYPE_CHECKING:
    from formwright.form.linting import lint, lint_folder
    from formwright.form.model import Answer, Answers, Element, Form, Option
    from formwright.form.reading import FormReading, read_form
    from formwright.form.writing import write_form

_HOMES = {
    "Answer": "model",
    "Answers": "model",
    "Element": "model",
    "Form": "model",
    "FormReading": "reading",
    "Option": "model",
    "lint": "linting",
    "lint_folder": "linting",
    "read_form": "reading",
    "write_form": "writing",
}

__all__ = [
    "Answer",
    "Answers",
    "Element",
    "Form",
    "FormReading",
    "Option",
    "lint",
    "lint_folder",
    "read_form",
    "write_form",
]

__getattr__ = loading(__name__, _HOMES)
