"""The headings of a body that was written with a Markdown template, as the template spells them.

A heading may say more than its section's label ("**Deadline**, if any:", "### Output <!-- paste it -->"), and people
write behind the colon of a bold one. Both are made headings as GitHub writes them, by which sections are found.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from formwright.submission.fences import closed_blocks
from formwright.submission.values import lf, shown
from formwright.template import Section, Template
from formwright.text.markdown import COMMENT

_BOLD = re.compile(r"(\*\*|__)(?=\S)(?:(?!\1).)+\1")
_BEHIND = re.compile(r"[ \t]*[:：]?")


@dataclass(frozen=True, slots=True)
class Lined:
    """A body, and the numbers (from 1) of the lines in it that the body did not have before."""

    text: str
    added: Sequence[int] = ()

    def number(self, line: int) -> int:
        """Return which line of the body as it was a line is, or is behind."""
        return max(line - bisect_left(self.added, line + 1), 1)


@dataclass(frozen=True, slots=True)
class _Spelled:
    """A heading with its label alone, the bold text that it begins with, and what the template has behind that."""

    heading: str
    bold: str = ""
    behind: str = ""


Own = tuple[Template, Iterable[Section]]
"""A template, and those of its sections whose headings a body has."""


def with_own_headings(body: str, owns: Iterable[Own]) -> Lined:
    """Return the body with the headings of the sections as GitHub writes them, without their comments.

    Lines in code and comments stay as they are.
    """
    whole, bold = _spellings([each for own in owns for each in _headings(*own)])
    text = lf(body)
    closed = closed_blocks(text)
    lines: list[str] = []
    added: list[int] = []
    at = inside = 0
    for line in text.split("\n"):
        while inside < len(closed) and closed[inside][1] < at:
            inside += 1
        covered = inside < len(closed) and closed[inside][0] <= at
        heading, value = (None, "") if covered else _read(line, whole, bold)
        lines.append(line if heading is None else heading)
        if value:
            lines.append(value)
            added.append(len(lines))
        at += len(line) + 1
    return Lined("\n".join(lines), added)


def _read(line: str, whole: Mapping[str, _Spelled], bold: Mapping[str, _Spelled]) -> tuple[str | None, str]:
    """Return the heading that a line is with its label, and what people wrote behind it; None where it is none."""
    text = line.strip()
    found = whole.get(_bare(text))
    if found is not None:
        return found.heading, ""
    match = _BOLD.match(text) if text[:1] in ("*", "_") else None
    found = bold.get(match[0].casefold()) if match else None
    if match is None or found is None:
        return None, ""
    behind = text[match.end() :]
    value = behind.removeprefix(found.behind) if found.behind else behind[_end(behind) :]
    return found.heading, value.strip()


def _end(text: str) -> int:
    match = _BEHIND.match(text)
    return match.end() if match else 0


def _spellings(found: Sequence[tuple[str, _Spelled]]) -> tuple[dict[str, _Spelled], dict[str, _Spelled]]:
    """Return the headings by their whole lines, and those that begin with a bold text by that."""
    return dict(found), {spelled.bold.casefold(): spelled for _, spelled in found if spelled.bold}


def _headings(template: Template, sections: Iterable[Section]) -> Iterator[tuple[str, _Spelled]]:
    for section in sections:
        if section.heading is None:
            continue
        line, label = template.lines[section.heading.start].strip(), shown(section.label)
        match = _BOLD.match(line)
        if match:
            yield _bare(line), _Spelled(f"### {label}", match[0], line[match.end() :])
        elif line.startswith("#"):
            yield _bare(line), _Spelled(f"### {label}")
        elif section.heading.end - section.heading.start == 2:
            yield _bare(line), _Spelled(label)  # Its underline makes it a heading.


def _bare(line: str) -> str:
    """Return a line without its comments, which people may take out, closing hashes and needless blanks."""
    return " ".join((COMMENT.sub("", line) if "<!--" in line else line).split()).rstrip("#").rstrip()
