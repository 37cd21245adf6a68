"""A source text as lines, each with its findings, and the lines of each field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from formwright.findings import Finding
from formwright.form import Form
from formwright.submission.values import keys
from formwright.template import Template
from formwright.text.lines import split_lines

Lines = tuple[int, int]
"""The first and the last line of something, counted from 1."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source as it was composed: its number here, its text, its findings.

    `own` is its number in the file that it comes from, `file` that file where it is another.
    """

    number: int
    text: str
    own: int
    file: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A source as it is shown. `others` are the findings that belong to none of its lines."""

    lines: tuple[Line, ...] = ()
    others: tuple[Finding, ...] = ()


def template_listing(template: Template, findings: Iterable[Finding]) -> Listing:
    """Return the template as it was composed, with the findings at the lines that they are about."""
    places = [template.place(number) for number in range(1, len(template.lines) + 1)]
    return _listing(template.lines, places, template.source, findings)


def text_listing(text: str, path: str, findings: Iterable[Finding]) -> Listing:
    """Return a file's text with its findings."""
    lines = split_lines(text)
    return _listing(lines, [(path, number) for number in range(1, len(lines) + 1)], path, findings)


def form_lines(form: Form, last: int) -> Mapping[str, Lines]:
    """Return the lines of each field in the form's YAML, whose last line is `last`."""
    starts = [element.line for element in form.body]
    ends = [start - 1 for start in starts[1:]] + [last]
    spans = [span for element, span in zip(form.body, zip(starts, ends, strict=True), strict=True) if element.label]
    return dict(zip(keys(form), spans, strict=False))


def _listing(
    lines: Sequence[str],
    places: Sequence[tuple[str | None, int]],
    source: str | None,
    findings: Iterable[Finding],
) -> Listing:
    at: dict[tuple[str | None, int], list[Finding]] = {}
    for finding in findings:
        at.setdefault((finding.path, finding.line), []).append(finding)
    shown = []
    for number, (text, (path, own)) in enumerate(zip(lines, places, strict=True), 1):
        # A fragment that is included twice has its findings at its first place.
        found = tuple(at.pop((path, own), ()))
        shown.append(Line(number, text, own, (path or "") if path != source else "", found))
    return Listing(tuple(shown), tuple(finding for group in at.values() for finding in group))
