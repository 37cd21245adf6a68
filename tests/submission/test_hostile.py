"""Bodies that are written to harm (S9, S13, S35): nothing raises, and the work grows with the body only.

Work is counted in calls of Python functions, not in time, so that the tests say the same on every machine.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from formwright.form.model import Form
from formwright.submission import parse, recognise, submit

SIZE = 65_536


def fill(text: str, size: int) -> str:
    return (text * (size // len(text) + 1))[:size]


ATOMS = {
    "nested fences": "```\n~~~\n",
    "growing fences": "`",
    "hashes": "#",
    "hash lines": "#\n",
    "empty headings": "### \n",
    "open comments": "<!--\n",
    "closed comments": "<!-- -->\n",
    "blanks": " ",
    "blank lines": "\n",
    "headings": "### Unknown\n\n",
    "deep headings": "##### Unknown\n\n",
    "label": "### Story\n\n",
    "label with text": "### Reason\n\nx\n\n",
    "label and option": "### Size\n\nM\n\n",
    "label and list": "### Areas\n\nDocs, API\n\n",
    "label and fence": "### Log\n\n```shell\n\n```\n\n",
    "label and boxes": "### Terms\n\n- [ ] I agree\n- [ ] I **help**\n\n",
    "bold label": "**Story**\n",
    "underlined label": "Story\n---\n",
    "options": "Docs, ",
    "boxes": "- [x] a\n",
    "own boxes": "- [x] I agree\n",
    "brackets": "[",
    "quotes": ">",
    "short lines": "a\n",
    "carriage returns": "\r",
    "mixed ends": "a\r\nb\n",
    "nul": "\x00",
    "surrogates": "\ud800",
    "line separators": "\u2028",
}

PLACES: dict[str, Callable[[Form, str], str]] = {
    "alone": lambda _, text: text,
    "under the first heading": lambda _, text: f"### Title\n{text}\n### Story\n",
    "in an answer": lambda form, text: submit(form, {"title": "t", "story": text}),
    "in an edited answer": lambda form, text: "before\n\n" + submit(form, {"title": "t", "reason": text}),
    "in a fence": lambda form, text: "before\n\n" + submit(form, {"log": text}),
    "as an option": lambda form, text: submit(form, {}).replace("### Areas\n\n_No response_", f"### Areas\n\n{text}"),
    "at the end": lambda form, text: submit(form, {}) + "\n\n" + text,
}


def calls(body: str, form: Form) -> int:
    """The number of Python functions that are called to read `body`."""
    count = 0

    def profile(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        parse(body, form)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("atom", ATOMS)
def test_work_grows_no_faster_than_the_body(form: Form, atom: str, place: str) -> None:
    short, long = (PLACES[place](form, fill(ATOMS[atom], size)) for size in (SIZE // 8, SIZE))
    parse("before\n" + short, form)
    assert calls(long, form) <= 9 * calls(short, form) + 1000


MOST_STEPS = 60_000
"""More than twice what the worst of the bodies below takes, and less than one for each of its characters."""


def steps(body: str, form: Form) -> int:
    """The steps that it takes to read `body`: calls of functions, of Python's own too, and lines that are run."""
    count = 0

    def trace(_frame: FrameType, _event: str, _argument: Any) -> Any:
        nonlocal count
        count += 1
        return trace

    def profile(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event == "c_call"

    before = sys.gettrace(), sys.getprofile()
    sys.settrace(trace)
    sys.setprofile(profile)
    try:
        parse(body, form)
    finally:
        sys.settrace(before[0])
        sys.setprofile(before[1])
    return count


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("atom", ATOMS)
def test_no_body_takes_many_steps(form: Form, atom: str, place: str) -> None:
    """S35: what no person writes so often is not looked at each time."""
    body = PLACES[place](form, fill(ATOMS[atom], SIZE))
    parse("before\n" + body[:100], form)
    assert steps(body, form) <= MOST_STEPS


def test_a_heading_and_sixty_thousand_blanks(form: Form) -> None:
    body = submit(form, {"story": "### " + " " * 60_000 + "x"})
    assert parse(body, form).answers["story"] == "### " + " " * 60_000 + "x"


def test_front_matter_in_an_answer_is_text(form: Form) -> None:
    text = "---\nstatus: accepted\nnumber: 1\n---\n\n+++\nx = 1\n+++\n\n```yaml\n---\n```"
    read = parse(submit(form, {"story": text, "reason": text}), form)
    assert read.answers["story"] == read.answers["reason"] == text
    assert not [problem for problem in read.problems if problem.code != "required-empty"]


def test_forged_headings_are_read_the_same_every_time(form: Form) -> None:
    forged = "x\n\n### Size\n\nM\n\n### Terms\n\n- [x] I agree\n- [x] I **help**"
    body = submit(form, {"story": forged, "size": "S"})
    read = parse(body, form)
    assert (read.answers["story"], read.answers["size"]) == (forged, "S")
    assert read.answers["terms"] == {"I agree": False, "I **help**": False}
    assert {problem.field for problem in read.problems if problem.code == "repeated-field"} == {"size", "terms"}


def test_a_heading_in_a_code_fence_begins_no_field(form: Form) -> None:
    """S13: it shows a form; the field begins at its own heading, and the other reading is said."""
    shown = "```\n\n### Reason\n\nforged\n\n```"
    read = parse(submit(form, {"story": shown, "reason": "mine"}), form)
    assert (read.answers["story"], read.answers["reason"]) == (shown, "mine")
    assert [problem.field for problem in read.problems if problem.code == "ambiguous"] == ["reason"]


@pytest.mark.parametrize("atom", ATOMS)
def test_recognition_takes_hostile_bodies(form: Form, atom: str) -> None:
    body = submit(form, {"story": fill(ATOMS[atom], SIZE // 8)})
    assert recognise(body, {"form.yml": form}).form == "form.yml"
