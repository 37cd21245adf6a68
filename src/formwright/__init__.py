"""Formwright turns Markdown templates into GitHub issue forms, and filled forms into RFC documents.

The functions below are pure: text and values in, values out. None of them reads a file or the network, and none raises
on bad input; what is wrong with an input is in the findings, or problems, of the result.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from formwright.conversion import Conversion, Report, convert
    from formwright.document import fill
    from formwright.findings import Finding, Severity
    from formwright.form import Element, Form, Option
    from formwright.linting import lint
    from formwright.submission import Problem, Submission, parse, submit

__version__ = "1.0.0"

# Loaded when they are first used: reading a submission must start fast, and needs no Markdown parser.
_HOMES = {
    "Conversion": "formwright.conversion",
    "Element": "formwright.form",
    "Finding": "formwright.findings",
    "Form": "formwright.form",
    "Option": "formwright.form",
    "Problem": "formwright.submission",
    "Report": "formwright.conversion",
    "Severity": "formwright.findings",
    "Submission": "formwright.submission",
    "convert": "formwright.conversion",
    "fill": "formwright.document",
    "lint": "formwright.linting",
    "parse": "formwright.submission",
    "submit": "formwright.submission",
}

__all__ = [
    "Conversion",
    "Element",
    "Finding",
    "Form",
    "Option",
    "Problem",
    "Report",
    "Severity",
    "Submission",
    "__version__",
    "convert",
    "fill",
    "lint",
    "parse",
    "submit",
]


def __getattr__(name: str) -> object:
    """Load a public name from its room (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
