"""What GitHub writes (R64 to R71)."""

from __future__ import annotations

from pathlib import Path

import pytest

from formwright.form.model import Element, Form
from formwright.submission import parse, submit

ANSWERS = {
    "title": "A title",
    "story": "One\r\ntwo\r\n",
    "size": "L, or more",
    "areas": ["API", "Docs"],
    "log": "$ x\ny",
    "terms": {"I **help**": True},
}

BODY = """### Title

A title

### Story

One
two


### Reason

_No response_

### Size

L, or more

### Areas

Docs, API

### Log

```shell
$ x
y
```

### Terms

- [ ] I agree
- [x] I **help**

### Files

_No response_"""


def test_every_kind_of_field(form: Form) -> None:
    assert submit(form, ANSWERS) == BODY


def test_line_ends_of_github_are_in_typed_text_only(form: Form) -> None:
    body = submit(form, ANSWERS, line_ends="github")
    assert body.replace("\r\n", "\n") == BODY
    assert body.count("\r\n") == 3
    assert "One\r\ntwo\r\n\n\n### Reason" in body
    assert "```shell\n$ x\r\ny\n```\n" in body


def test_nothing_answered(form: Form) -> None:
    body = submit(form, {"unheard": "of"})
    assert "### Log\n\n```shell\n\n```\n" in body
    assert body.count("_No response_") == 6
    assert body.endswith("- [ ] I **help**\n\n### Files\n\n_No response_")


@pytest.mark.parametrize("answer", [7, ["a", "b"], {"a": True}, True, object(), "\ud800"])
def test_no_answer_raises(form: Form, answer: object) -> None:
    names = ("title", "story", "size", "areas", "log", "terms", "files")
    body = submit(form, dict.fromkeys(names, answer))
    assert body.count("### ") == 8
    parse(body, form)


def test_a_label_is_written_raw_and_on_one_line() -> None:
    labels = ("# `x` ", "two\nlines", "a &amp; b")
    form = Form("", "", tuple(Element(type="input", label=label) for label in labels))
    body = submit(form, {"x": "1"})
    assert body == "### # `x` \n\n1\n\n### two lines\n\n_No response_\n\n### a &amp; b\n\n_No response_"


def test_the_text_of_a_form_is_enough() -> None:
    folder = Path(__file__).parents[1] / "examples" / "submission" / "all-empty"
    form = (folder / "form.yml").read_text(encoding="utf-8")
    assert submit(form, {}) == (folder / "body.md").read_text(encoding="utf-8")


def test_a_form_without_fields_has_an_empty_body() -> None:
    assert submit(Form("", "", ()), {}) == ""
    assert submit("not: [a form", {}) == ""
