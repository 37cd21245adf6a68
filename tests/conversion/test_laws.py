"""Laws of the conversion that hold for every template."""

from __future__ import annotations

import pytest
from hypothesis import given

from conversion_laws import lost_words
from corpus import corpus_templates
from formwright.conversion import convert
from formwright.findings import has_errors
from formwright.form.reading import read_form
from formwright.template.words import split_example
from formwright.text.lines import split_lines
from template_strategies import templates


def check(text: str) -> None:
    conversion = convert(text, source="forms/some-template.md")
    if conversion.yaml is None:
        assert has_errors(conversion.report.findings)
        return
    reading = read_form(conversion.yaml)
    assert reading.form == conversion.form
    assert lost_words(text, conversion) == set()


@given(templates())
def test_a_form_or_a_reason_and_no_word_lost(text: str) -> None:
    check(text)


@given(templates())
def test_every_line_has_one_fate(text: str) -> None:
    conversion = convert(text)
    covered = [line for (first, last), _ in conversion.report.fates for line in range(first, last + 1)]
    assert covered == list(range(1, len(split_lines(text)) + 1))


@given(templates())
def test_the_same_template_gives_the_same_bytes(text: str) -> None:
    first, second = convert(text), convert(text)
    assert (first.yaml, str(first.report)) == (second.yaml, str(second.report))


@pytest.mark.parametrize("text", corpus_templates())
def test_real_templates_lose_no_word(text: str) -> None:
    check(text)


def test_an_example_is_split_at_its_word() -> None:
    assert split_example("What?\nExample: this") == ("What?", "this")
