"""Laws of writing and reading, over random forms, answers and bodies."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from formwright.form.model import Element, Form, Option
from formwright.submission import parse, submit
from formwright.submission.model import CODES
from formwright.submission.values import keys, lf
from submission_laws import LABELS, LINES, MARKS, OPTIONS, TYPES, assert_read, kept, words


@st.composite
def elements(draw: st.DrawFn, number: int) -> Element:
    """One field of any kind; its id keeps it apart from fields with the same label."""
    kind = draw(st.sampled_from(TYPES))
    label = draw(st.sampled_from(LABELS) | st.text(min_size=1).filter(str.strip))
    element = Element(type=kind, id=draw(st.none() | st.just(f"f{number}")), label=label)
    if kind == "render":
        return replace(element, type="textarea", render=draw(st.sampled_from(("shell", "C++", "text"))))
    if kind in ("dropdown", "several", "checkboxes"):
        labels = draw(st.lists(st.sampled_from(OPTIONS).filter(str.strip), min_size=1, max_size=6, unique_by=str.strip))
        options = tuple(Option(text) for text in labels)
        several = kind == "several"
        return replace(element, type="dropdown" if several else kind, options=options, multiple=several)
    return element


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """A form of one to six fields."""
    count = draw(st.integers(1, 6))
    return Form("A form", "For the laws", tuple(draw(elements(number)) for number in range(count)))


def texts(form: Form) -> st.SearchStrategy[str]:
    """Typed text that is made to confuse: headings and sections of the same form, markers, fences, any line end."""
    headings = [f"### {element.label}" for element in form.fields]
    sections = [submit(replace(form, body=(element,)), {}) for element in form.fields]
    sections += [f"### {element.label}\n\n{option.label}" for element in form.fields for option in element.options]
    rewritten = [f"## {form.fields[0].label}", f"**{form.fields[0].label}**"]
    shown = [option.label for element in form.fields for option in element.options]
    plain = st.sampled_from([*LINES, *rewritten, *shown]) | st.text(max_size=5)
    piece = plain | st.sampled_from(headings) | st.sampled_from(sections)
    gaps = st.sampled_from(("\n\n", "\n\n", "\n"))
    ends = st.sampled_from(("\n", "\n", "\r\n", "\r"))
    return st.builds(
        lambda pieces, gap, end: gap.join(pieces).replace("\n", end), st.lists(piece, max_size=6), gaps, ends
    )


def answers_to(form: Form, element: Element) -> st.SearchStrategy[Any]:
    """An answer of the shape that the field takes, or none."""
    labels = [option.label for option in element.options]
    if element.type == "checkboxes":
        return st.fixed_dictionaries({label: st.booleans() for label in labels})
    if element.type == "dropdown":
        one = st.sampled_from(labels)
        return st.lists(one, unique=True) if element.multiple else st.none() | one
    if element.type == "input":
        return st.none() | texts(form).map(lambda text: lf(text).replace("\n", " "))
    return st.none() | texts(form)


@st.composite
def filled(draw: st.DrawFn) -> tuple[Form, dict[str, Any]]:
    """A form and answers to it."""
    form = draw(forms())
    return form, {name: draw(answers_to(form, element)) for name, element in zip(keys(form), form.fields, strict=True)}


@given(filled(), st.sampled_from(("lf", "github")))
def test_what_was_submitted_is_read(case: tuple[Form, dict[str, Any]], line_ends: Any) -> None:
    form, answers = case
    assert_read(parse(submit(form, answers, line_ends=line_ends), form), form, answers)


EDITS = st.sampled_from(
    (
        *("drop", "double", "swap", "level", "bold", "blank", "insert", "trail", "crlf", "cut", "case", "join"),
        *("html", "link", "marker", "quote", "quote all"),
    )
)


def edit(draw: st.DrawFn, lines: list[str], kind: str) -> list[str]:
    """The body's lines after one edit by hand."""
    if kind == "quote all":
        return [f"> {line}" if line else ">" for line in lines]
    first, last = sorted(draw(st.tuples(st.integers(0, len(lines)), st.integers(0, len(lines)))))
    part = lines[first:last]
    new: dict[str, list[str]] = {
        "drop": [],
        "double": part * 2,
        "swap": part[len(part) // 2 :] + part[: len(part) // 2],
        "level": [line.removeprefix("#") for line in part],
        "bold": [re.sub(r"^### (.*)$", r"**\1**", line) for line in part],
        "blank": [line for line in part if line.strip()],
        "insert": [*part, draw(st.sampled_from([*LINES, "### A heading", "- [x] new"]))],
        "trail": [line + "  " for line in part],
        "crlf": [line + "\r" for line in part],
        "cut": part[:-1] + [line[: len(line) // 2] for line in part[-1:]],
        "case": [line.swapcase() for line in part],
        "join": [" ".join(part)],
        "html": [re.sub(r"^### (.*)$", r"<h3>\1</h3>", line) for line in part],
        "link": [re.sub(r"^### (.*)$", r"### [\1](#)", line) for line in part],
        "marker": ["_No response_", *part],
        "quote": [f"> {line}" for line in part],
    }
    return lines[:first] + new[kind] + lines[last:]


@st.composite
def edited(draw: st.DrawFn) -> tuple[Form, str]:
    """A form, and a body that was written with it and edited."""
    form, answers = draw(filled())
    lines = submit(form, answers).split("\n")
    for kind in draw(st.lists(EDITS, min_size=1, max_size=4)):
        lines = edit(draw, lines, kind)
    return form, "\n".join(lines)


@given(edited())
def test_no_word_of_an_edited_body_is_lost(case: tuple[Form, str]) -> None:
    form, body = case
    read = parse(body, form)
    languages = words(" ".join(re.findall(r"(?:```|~~~)[ \t]*(\S+)[ \t]*$", lf(body), re.MULTILINE)))
    lost = {word for word in words(body) - kept(read, body) - languages if word not in MARKS}
    assert not lost, lost
    assert all(problem.code in CODES and 1 <= problem.line <= lf(body).count("\n") + 1 for problem in read.problems)
    assert read == parse(body, form)


@given(forms(), st.text())
def test_any_text_is_read(form: Form, body: str) -> None:
    read = parse(body, form)
    assert all(problem.code in CODES for problem in read.problems)
    assert not words(body) - kept(read, body) - Counter(dict.fromkeys(MARKS, 99))
