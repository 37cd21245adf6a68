"""Formwright turns Markdown templates into GitHub issue forms, and filled forms into RFC documents.

The functions below are pure: text and values in, values out. None of them reads a file or the network, and none raises
on bad input; what is wrong with an input is in the findings, or problems, of the result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from formwright.late import loading

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
    "Conversion": "conversion",
    "Element": "form",
    "Finding": "findings",
    "Form": "form",
    "Option": "form",
    "Problem": "submission",
    "Report": "conversion",
    "Severity": "findings",
    "Submission": "submission",
    "convert": "conversion",
    "fill": "document",
    "lint": "linting",
    "parse": "submission",
    "submit": "submission",
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

__getattr__ = loading(__name__, _HOMES)
