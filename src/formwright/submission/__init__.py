"""Answers to body and back.

Names are loaded when they are first used: reading one body must start fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from formwright.late import loading

if TYPE_CHECKING:
    from formwright.submission.checking import check_answers
    from formwright.submission.earlier import parse_earlier
    from formwright.submission.model import Problem, Recognition, Submission
    from formwright.submission.reading import parse
    from formwright.submission.recognition import recognise
    from formwright.submission.uploads import Attachment, attachments
    from formwright.submission.values import normalise
    from formwright.submission.writing import submit

_HOMES = {
    "Attachment": "uploads",
    "Problem": "model",
    "Recognition": "model",
    "Submission": "model",
    "attachments": "uploads",
    "check_answers": "checking",
    "normalise": "values",
    "parse": "reading",
    "parse_earlier": "earlier",
    "recognise": "recognition",
    "submit": "writing",
}

__all__ = [
    "Attachment",
    "Problem",
    "Recognition",
    "Submission",
    "attachments",
    "check_answers",
    "normalise",
    "parse",
    "parse_earlier",
    "recognise",
    "submit",
]

__getattr__ = loading(__name__, _HOMES)
