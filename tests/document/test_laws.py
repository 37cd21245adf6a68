"""Laws of filling that hold for every template and every answer."""

from __future__ import annotations

import re
from collections.abc import Mapping

import frontmatter
import yaml
from hypothesis import given
from hypothesis import strategies as st

from formwright.document import fill
from formwright.form.model import Answer
from formwright.template import read_template
from formwright.text.frontmatter import read_front_matter
from formwright.text.lines import split_lines, without_surrogates
from template_strategies import ANSWERS, templates

KEYS = st.sampled_from(
    ["problem", "version", "description", "steps-to-reproduce", "priority", "os", "bold-alone", "stray"]
)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def answer_words(answers: Mapping[str, Answer]) -> set[str]:
    found: set[str] = set()
    for answer in answers.values():
        if isinstance(answer, str):
            found.update(words(answer))
        elif isinstance(answer, list):
            found.update(word for part in answer for word in words(part))
        elif answer:
            found.update(word for label, ticked in answer.items() if ticked for word in words(label))
    return found


@given(templates(), st.dictionaries(KEYS, ANSWERS, max_size=4))
def test_no_word_of_an_answer_is_lost(text: str, answers: dict[str, Answer]) -> None:
    assert answer_words(answers) <= set(words(fill(text, answers)))


@given(templates())
def test_without_answers_no_word_of_the_template_is_lost(text: str) -> None:
    template = read_template(text)
    body = "\n".join(template.lines[template.front_matter.end :])
    assert set(words(body)) <= set(words(fill(text, {})))


@given(templates(), st.dictionaries(KEYS, ANSWERS, max_size=4))
def test_the_same_answers_give_the_same_bytes(text: str, answers: dict[str, Answer]) -> None:
    assert fill(text, answers) == fill(text, dict(reversed(answers.items())))


HOSTILE = st.one_of(
    st.sampled_from(
        [
            "no",
            "1e3",
            "2024-01-01",
            "a: b #c",
            "\"'",
            "---",
            "...",
            "&a *a",
            "!!python/x",
            "a\tb",
            "\ufeff",
            "a\u2028b",
            "\ud800",
            "0042",
        ]
    ),
    st.text(min_size=1),
)


@given(HOSTILE, st.integers(1, 10**6), st.sampled_from(["proposed", "on", "null", "in review"]))
def test_metadata_reads_back_as_it_was_meant(title: str, number: int, status: str) -> None:
    """S8: keys, values and types survive any title."""
    meta = {"title": title, "number": number, "status": status, "authors": ["no", "octocat"], "created": "2024-01-01"}
    document = fill("## Problem\n\n<!-- What? -->\n", {}, meta=meta)
    front, findings = read_front_matter(split_lines(document))
    assert not findings
    expected = {**meta, "title": without_surrogates(title), "created": yaml.safe_load("2024-01-01")}
    assert front.data == expected
    assert frontmatter.parse(document)[0] == expected, "others read it, too"


@given(HOSTILE, st.sampled_from(["title: [Title]", "title: ''", 'title: "{Title}"', "title:"]))
def test_the_template_s_keys_are_filled_in_their_place(title: str, line: str) -> None:
    template = f"---\nowner: me\n{line}\nrfc: XXXX\n# a comment\nzone: 1\n---\n\n## Problem\n"
    front, findings = read_front_matter(split_lines(fill(template, {}, meta={"title": title, "number": 7})))
    assert not findings
    assert list(front.data.items()) == [
        ("owner", "me"),
        ("title", without_surrogates(title)),
        ("rfc", "0007"),
        ("zone", 1),
    ]


@given(templates(), st.dictionaries(KEYS, ANSWERS, max_size=3))
def test_an_answer_cannot_give_a_document_front_matter(text: str, answers: dict[str, Answer]) -> None:
    """S9: without front matter of its own, a document has none."""
    if read_template(text).front_matter.end:
        return
    assert not read_front_matter(split_lines(fill(text, answers)))[0].end
