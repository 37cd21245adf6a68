"""Bodies that people wrote with the Markdown template, read through its slots."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import corpus_templates
from formwright.builtin import builtin_templates
from formwright.conversion import convert_template
from formwright.document.written import read_written
from formwright.submission import Submission
from formwright.template import read_template

TEMPLATE = """\
---
name: Bug
about: Something broke
---
<!-- Thanks! -->

**Describe the bug**
<!-- A clear and concise description
of what the bug is. -->

**Expected behavior**
A clear and concise description of what you expected to happen.

**Severity**: [ ] Low [ ] Middle [ ] High

**Desktop (please complete the following information):**
 - OS: [e.g. iOS]
 - Browser [e.g. chrome, safari]
 - Version: [e.g. 22]

**Checklist**
- [ ] I searched
- [ ] I read the docs

**Log**
```shell
paste it here
```

**Additional context**
Add any other context about the problem here.
"""

ANSWERED = """\
<!-- Thanks! -->

**Describe the bug**
<!-- A clear and concise description
of what the bug is. -->
It breaks.
<!-- A note of the writer. -->

**Expected behavior**
It should not.

**Severity**: [ ] Low [x] Middle [ ] High

**Desktop (please complete the following information):**
 - OS: Debian: stable
 - Browser Firefox
 - Version: [e.g. 22]

**Checklist**
- [x] I searched
- [ ] I read the docs

**Log**
```shell
boom
```

**Additional context**
Add any other context about the problem here.
"""

ANSWERS = {
    "describe-the-bug": "It breaks.\n<!-- A note of the writer. -->",
    "expected-behavior": "It should not.",
    "severity": "Middle",
    "desktop-os": "Debian: stable",
    "desktop-browser": "Firefox",
    "desktop-version": None,
    "checklist": {"I searched": True, "I read the docs": False},
    "log": "boom",
    "additional-context": None,
}


def read(body: str, text: str = TEMPLATE) -> Submission:
    template = read_template(text, "forms/bug.md")
    form = convert_template(template).form
    assert form is not None
    return read_written(body, template, form).submission


@pytest.mark.parametrize("body", [ANSWERED, ANSWERED.replace("\n", "\r\n")])
def test_each_kind_of_slot_with_the_templates_comments(body: str) -> None:
    found = read(body)
    assert found.answers == ANSWERS
    assert (found.rest, found.revision) == ("", "markdown template")
    assert [problem.code for problem in found.problems] == ["required-empty"]


def test_without_the_templates_comments() -> None:
    body = ANSWERED.replace("<!-- Thanks! -->\n\n", "").replace(
        "<!-- A clear and concise description\nof what the bug is. -->\n", ""
    )
    assert read(body).answers == ANSWERS


def test_an_answer_on_the_line_of_the_comment() -> None:
    body = ANSWERED.replace("of what the bug is. -->\nIt breaks.", "of what the bug is. --> It breaks.")
    assert read(body).answers["describe-the-bug"] == " It breaks.\n<!-- A note of the writer. -->"


def test_what_belongs_to_no_slot_is_kept() -> None:
    body = "Hello.\n\n" + ANSWERED.replace(" - Version", " - Device: Phone\n - Version")
    found = read(body)
    assert found.answers == ANSWERS
    assert found.rest == ("Hello.\n\n### Desktop (please complete the following information)\n\n- Device: Phone")
    assert [problem.code for problem in found.problems].count("text-outside") == 2


def test_two_ticks_where_one_is_asked_for() -> None:
    found = read(ANSWERED.replace("[ ] High", "[x] High"))
    assert found.answers["severity"] == "Middle, High"
    assert [problem.field for problem in found.problems if problem.code == "not-an-option"] == ["severity"]


def test_a_section_that_is_gone() -> None:
    head, _, tail = ANSWERED.partition("**Severity**")
    found = read(head + "**Log**" + tail.partition("**Log**")[2])
    assert "desktop-os" not in found.answers
    missing = [problem.field for problem in found.problems if problem.code == "missing-field"]
    assert missing == ["desktop-os", "desktop-browser", "desktop-version", "checklist"]


def test_the_template_as_it_is_answers_nothing() -> None:
    """R73."""
    for stem, text in builtin_templates().items():
        found = read(text.partition("\n---\n")[2], text)
        given = {name: answer for name, answer in found.answers.items() if answer and not isinstance(answer, dict)}
        assert not given, stem
        assert not any(any(answer.values()) for answer in found.answers.values() if isinstance(answer, dict))


REMARKED = """\
---
name: Bug
about: Something broke
---

### Output <!-- paste logs below, no screenshots -->

### **Log** of the run (optional, as text) ###

Due date (required)
-------------------

## Steps *
"""


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {" <!-- paste logs below, no screenshots -->": ""},
        {"<!-- paste logs below, no screenshots -->": "<!-- something else -->"},
        {" (required)\n-------------------": "\n---"},
        {" ###\n": "\n"},
        {"\n": "\r\n"},
    ],
)
def test_headings_that_say_more_than_their_labels(changes: dict[str, str]) -> None:
    """People leave marks and comments in headings as they are, or take them out."""
    body = REMARKED.partition("\n---\n")[2].lstrip()
    for heading, answer in (("-->", "It broke."), ("text) ###", "A log."), ("----------", "May"), ("Steps *", "1. Go")):
        body = body.replace(f"{heading}\n", f"{heading}\n\n{answer}\n")
    for old, new in changes.items():
        assert old in body
        body = body.replace(old, new)
    found = read(body, REMARKED)
    assert found.answers == {
        "output": "It broke.",
        "log-of-the-run": "A log.",
        "due-date": "May",
        "steps": "1. Go",
    }
    assert (found.problems, found.rest) == ((), "")


OVER_PARTS = """\
---
name: Enhancement
about: Something better
---

# Summary

What change needs making?

## Motivation

<!-- Why are we doing this? -->

### Goals

## Readiness

This section covers what operators ask.

### Metrics
"""


@pytest.mark.parametrize("prompts", [True, False])
def test_texts_over_sub_sections(prompts: bool) -> None:
    """The first heading is an issue template's own, not the title of a document."""
    body = OVER_PARTS.partition("\n---\n")[2].lstrip()
    for heading, answer in (("making?", "This."), ("this? -->", "So."), ("### Goals", "Those."), ("Metrics", "None.")):
        body = body.replace(f"{heading}\n", f"{heading}\n\n{answer}\n")
    if not prompts:
        for prompt in ("What change needs making?\n\n", "<!-- Why are we doing this? -->\n\n"):
            body = body.replace(prompt, "")
    found = read(body, OVER_PARTS)
    assert found.answers == {"summary": "This.", "motivation": "So.", "goals": "Those.", "metrics": "None."}
    assert (found.problems, found.rest) == ((), "")


@pytest.mark.parametrize(
    ("answer", "taken"),
    [
        ("```\nBOOM\n\n  twice\n```", "BOOM\n\n  twice"),
        ("~~~\nBOOM\n~~~", "BOOM"),
        ("```\n\n```", None),
        ("```json\n{}\n```", "```json\n{}\n```"),
        ("```\none\n```\n\n```\ntwo\n```", "```\none\n```\n\n```\ntwo\n```"),
        ("```\nopen", "```\nopen"),
        ("BOOM", "BOOM"),
    ],
)
def test_what_was_written_into_a_fence(answer: str, taken: str | None) -> None:
    text = "---\nname: Bug\nabout: Something broke\n---\n\n### Output\n\n```\n\n```\n\n### More\n"
    found = read(f"### Output\n\n{answer}\n\n### More\n\nNo.\n", text)
    assert found.answers == {"output": taken, "more": "No."}


@given(st.text())
def test_any_text_is_read(body: str) -> None:
    read(body)
    read(f"**Severity**: {body}\n\n**Desktop (please complete the following information):**\n{body}")


SPELLED = """\
**What happened, in a few words?**
<!-- Say it. -->

**How bad is it, if you know**:

**Version of the program (if applicable):**

**Notes**
"""


def test_headings_are_known_as_the_template_spells_them() -> None:
    """A comment in a heading stays or goes, and people write behind a bold one."""
    body = (
        "**What happened, in a few words?**\nIt broke.\n```\n**Notes**\n```\n\n"
        "**How bad is it, if you know**: very\nbad\n\n**Version of the program (if applicable):** 2.1\n\n"
        "**Notes**\nNone"
    )
    found = read(body, SPELLED)
    assert list(found.answers.values()) == ["It broke.\n```\n**Notes**\n```", "very\nbad", "2.1", "None"]
    assert found.problems == () and found.rest == ""
    assert list(found.lines.values()) == [1, 7, 10, 12]


def test_a_comment_in_a_heading_stays_or_goes() -> None:
    template = "### Output <!-- paste it, no screenshots -->\n\n### Notes\n"
    for heading in ("### Output", "### Output <!-- paste it, no screenshots -->", "### Output <!-- mine -->"):
        found = read(f"{heading}\n\nIt broke.\n\n### Notes\n", template)
        assert list(found.answers.values()) == ["It broke.", None]


KEYED = """\
- Name: [your name]
- Version of the program: [as `--version` says]
"""


def test_a_template_without_headings() -> None:
    body = KEYED.replace("[your name]", "Ada").replace("[as `--version` says]", "2.1")
    assert list(read(body, KEYED).answers.values()) == ["Ada", "2.1"]


@pytest.mark.parametrize("body", ["Hello.", "### Name\n\nAda\n\n### Version of the program\n\n2.1\n"])
def test_what_was_not_written_with_a_template_without_headings(body: str) -> None:
    assert not read(body, KEYED).fits


def test_options_of_several_lines_and_with_links() -> None:
    template = "## Checklist\n\n- [ ] I searched the [list]\n  for reports like this\n- [ ] I read it\n\n[list]: https://x.org\n"
    found = read(template.replace("[ ]", "[x]", 1), template)
    assert found.answers == {
        "checklist": {"I searched the [list](https://x.org) for reports like this": True, "I read it": False}
    }
    assert found.rest == "" and not [each for each in found.problems if each.code != "required-empty"]


@pytest.mark.parametrize("text", corpus_templates())
def test_no_template_of_the_corpus_answers_itself(text: str) -> None:
    """R73: neither answers nor anything that belongs to no slot."""
    template = read_template(text)
    form = convert_template(template).form
    if form is None or not form.fields:
        return
    found = read_written("\n".join(template.lines[template.front_matter.end :]), template, form).submission
    given = {name: answer for name, answer in found.answers.items() if answer and not isinstance(answer, dict)}
    assert (given, found.rest if found.fits else "") == ({}, "")
