"""Comments and code fences that are never closed, and so hide what a form should ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from formwright.findings import Finding
from formwright.text.lines import split_lines

_UNCLOSED = "T03"
_HEADING = re.compile(r" {0,3}(?:#{1,6}[ \t]+(?P<text>.*?\S)[ \t#]*|\*\*(?P<bold>[^*\s][^*]*)\*\*:?\s*)")
_IN_CODE = re.compile(r" {0,3}#{2,6}[ \t]+(?P<text>.*?\S)[ \t#]*(?P<bold>(?!))?")
"""What looks like a heading; in code a single `#` begins a remark."""


def swallowed(findings: Iterable[Finding], texts: Mapping[str, str]) -> Iterator[Finding]:
    """Yield a finding (F47) for each part of `texts` that is never closed (T03) and has headings in it.

    GitHub would take the form that is left. But what it asked for yesterday it would ask for no more, and nobody who
    fills it in can tell.
    """
    for finding in findings:
        text = texts.get(finding.path or "") if finding.rule == _UNCLOSED else None
        if text is not None:
            hidden = list(_headings(split_lines(text)[finding.line - 1 :]))
            if hidden:
                yield _finding(finding, hidden)


def _headings(lines: list[str] | tuple[str, ...]) -> Iterator[str]:
    pattern = _HEADING if "<!--" in lines[0] else _IN_CODE
    for line in lines[1:]:
        match = pattern.fullmatch(line)
        if match:
            yield match["text"] or match["bold"]


def _finding(unclosed: Finding, hidden: list[str]) -> Finding:
    what = unclosed.message.partition(",")[0]
    many = f"{len(hidden)} headings, such as `{hidden[0]}`" if len(hidden) > 1 else f"the heading `{hidden[0]}`"
    message = f"{what} and hides {many}: the form was left as it is"
    remedy = f"{unclosed.remedy}; `formwright sync --force` takes it as it is"
    return Finding("F47", message, remedy, unclosed.line, path=unclosed.path)
