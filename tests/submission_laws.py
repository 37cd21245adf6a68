"""What the laws of writing and reading say, and words that are made to confuse."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any

from formwright.form.model import Form
from formwright.submission import Submission, submit
from formwright.submission.values import keys, lf, normalise_all

LABELS = (
    "Name", "name", "Name of it", "Summary", "Summary ", "Summary of it", " Summary", "### Summary",
    "`code`?", "🚀 Idea", "🚀", "A, B", "[x] box", "**Bold**", "Ends with:", "- item", "_No response_", "None",
    "العنوان", "影響", "```", "&amp;", "#", "Name\n", "two\nlines", "{title}", "\\1", "Straße", "STRASSE",
    "Name ###",
)  # fmt: skip
OPTIONS = (
    "A", "B", "A, B", "B, A", "A,", ", B", "C", "C, D", "D", "None of it", "Linux", "Linux arm64", "🚀",
    "[x] A", "- [ ] A", "a", "### Summary", "`x`", "[link](https://example.org/a,b)", "**bold**",
    "_No response_", "x ", " y", "اختيار", "1. one",
)  # fmt: skip
LINES = (
    "", "", "", " ", "word", "more words, with commas", "  indented", "hard break  ", "```", "```sh", "````",
    "~~~", "   ```", "---", "===", "_No response_", "None", "- [x] A", "- [ ] B", "A, B", "🚀 👩‍👩‍👧",
    "\u0645\u0631\u062d\u0628\u0627\u200f", "\x00", "\ud800", "\u2028", "\x85", "\x0b", "\ufeff",
    "<!-- comment", "-->", "### ", "###", "#### deeper", "> quoted", "|a|b|", "{{title}}", "<details>",
)  # fmt: skip
TYPES = ("textarea", "textarea", "textarea", "render", "input", "dropdown", "several", "checkboxes", "upload")


def heading_lines(form: Form, answers: dict[str, Any]) -> list[int]:
    """The line of each field's heading in the body that was written."""
    starts = [1]
    for count in range(1, len(form.fields)):
        part = lf(submit(replace(form, body=form.fields[:count]), answers))
        starts.append(part.count("\n") + 3)
    return starts


def assert_read(read: Submission, form: Form, answers: dict[str, Any]) -> None:
    """The law: the reading is the truth, or it says `ambiguous` and names the truth."""
    truth = normalise_all(form, answers)
    by_heading = {problem.field: {problem.line, *problem.lines} for problem in read.problems if problem.lines}
    by_choice = {problem.field: problem.choices for problem in read.problems if problem.choices}
    assert {problem.code for problem in read.problems} <= {"ambiguous", "repeated-field"}
    names = keys(form)
    lines = dict(zip(names, heading_lines(form, answers), strict=True))
    assert all(lines[name] in named for name, named in by_heading.items() if name)
    assert read.rest == ""
    for index, name in enumerate(names):
        if read.answers[name] == truth[name]:
            continue
        named = [tuple(choice) for choice in by_choice.get(name, ())]
        assert tuple(truth[name] or ()) in named or name in by_heading or names[index + 1] in by_heading


def words(text: str) -> Counter[str]:
    """The words of a text; case is no part of them, for an option may be written in another."""
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


MARKS = words("No response None x X shell C++ text b 1") + words("amp quot lt gt")
"""Words of markers, ticks, fences and entities: they may stand any number of times."""


def kept(read: Submission, body: str) -> Counter[str]:
    """The words of the answers, of the headings that were read, and of the rest."""
    lines = lf(body).split("\n")
    found = words(read.rest)
    for line in read.lines.values():
        found += words(lines[line - 1])
    for answer in read.answers.values():
        # An option that a list names twice is chosen once.
        often = 9 if isinstance(answer, list) else 1
        found += words(answer if isinstance(answer, str) else " ".join([*(answer or ())] * often))
    return found
