"""What becomes of answers is what would become of a real issue."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import formwright
from formwright.builtin import builtin_fragments, builtin_templates
from formwright.config import Config, read_config
from formwright.form import Answers, Form
from formwright.preview.gallery import Entry, Gallery, make_gallery
from formwright.preview.results import Results, make_results
from formwright.preview.samples import HOSTILE, hostile, plausible, samples
from formwright.preview.sources import Sources
from formwright.submission import check_answers
from formwright.submission.values import normalise_all
from preview.conftest import BUG, TARGET

BUILT_IN = {f"forms/{stem}.md": text for stem, text in builtin_templates().items()}
FRAGMENTS = builtin_fragments("forms")
DAY = "2026-03-09"


def gallery(config: str = "", **forms: str) -> Gallery:
    read, findings = read_config(config) if config else (Config(), [])
    assert not findings
    texts = {f"{TARGET}/{stem}.yml": text for stem, text in forms.items()}
    return make_gallery(Sources(BUILT_IN, texts, FRAGMENTS, read, repository="octo/repo"))


def form_of(gallery: Gallery, file: str) -> tuple[Entry, Form]:
    entry = gallery.entry(file)
    assert entry is not None
    assert entry.form is not None
    return entry, entry.form


def results(gallery: Gallery, file: str, answers: Answers, title: str = "Deliver in order") -> Results:
    entry, form = form_of(gallery, file)
    return make_results(gallery, entry, form, title, answers, DAY)


PLAIN = gallery(bug=BUG)
FILES = [entry.file for entry in PLAIN.entries]


@pytest.mark.parametrize("file", FILES)
def test_plausible_samples_are_right_answers(file: str) -> None:
    _, form = form_of(PLAIN, file)
    answers = plausible(form)
    assert check_answers(form, answers) == []
    made = results(PLAIN, file, answers)
    assert made.answers["answers"] == normalise_all(form, answers)
    assert made.problems == ()
    assert made.body == formwright.submit(form, answers, line_ends="github")


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("turn", range(len(HOSTILE)))
def test_hostile_texts_come_back_as_they_are(file: str, turn: int) -> None:
    _, form = form_of(PLAIN, file)
    answers = hostile(form)
    for key, element in zip(answers, form.fields, strict=True):
        if element.type == "textarea":
            answers[key] = HOSTILE[turn].replace("{label}", element.label)
    made = results(PLAIN, file, answers)
    read = made.answers["answers"]
    wrong = {key for key, value in normalise_all(form, answers).items() if read[key] != value}
    assert not wrong or made.problems, "what cannot be told apart is said"
    if made.document:
        assert made.document.text.startswith("---\n")
        assert "status: accepted" not in made.document.text.split("\n---\n", 1)[0]


def test_the_document_is_that_of_the_configuration() -> None:
    config = (
        "proposals:\n  feature-request:\n    document: enhancement\n    folder: rfcs\n"
        "    name: '{number:05}-{slug}.md'\n    carry:\n      executive-summary: proposed-solution\n"
        "statuses:\n  preset: kep\n"
    )
    made = results(gallery(config), "feature-request.yml", {"proposed-solution": "Order them."})
    assert made.document is not None
    assert made.document.path == "rfcs/00042-deliver-in-order.md"
    assert made.document.branch == "proposals/42"
    assert made.document.status == "provisional"
    assert "# Enhancement: Deliver in order\n\n## Executive Summary\n\nOrder them.\n" in made.document.text
    assert f"created: {DAY}" in made.document.text


@pytest.mark.parametrize(
    ("config", "reason"),
    [
        ("proposals: {}\n", "the configuration names no proposals for the form `enhancement`"),
        ("proposals:\n  enhancement:\n    document: none\n", "there is no template `none` for its document"),
        ("proposals:\n  enhancement:\n    labels: [rfc]\n", "the issue lacks the label `rfc`"),
    ],
)
def test_why_there_is_no_document(config: str, reason: str) -> None:
    made = results(gallery(config), "enhancement.yml", {})
    assert (made.document, made.reason) == (None, reason)
    assert made.as_json()["document"] is None


def test_a_built_in_template_stands_in_for_a_document() -> None:
    config, _ = read_config("proposals:\n  bug:\n    document: enhancement\n")
    only_bug = make_gallery(Sources(forms={f"{TARGET}/bug.yml": BUG}, config=config))
    made = results(only_bug, "bug.yml", {"what-happened": "It broke."})
    assert made.document is not None
    assert "It broke." in made.document.text
    assert "## Motivation" in made.document.text


def test_what_is_wrong_is_said() -> None:
    config = "proposals:\n  enhancement:\n    carry:\n      no-slot: no-field\n"
    found = {(each.where, each.code) for each in results(gallery(config), "enhancement.yml", {}).problems}
    assert ("form", "A6") in found, "a required field is empty"
    assert ("document", "carry") in found


def test_a_body_that_another_form_would_take_is_said() -> None:
    twin = BUG.replace("Bug report", "Another report")
    codes = {each.code for each in results(gallery(bug=BUG, twin=twin), "bug.yml", {}).problems}
    assert "unknown-form" in codes
    marked = twin.replace("labels: [bug, triage]", "labels: [other]")
    codes = {each.code for each in results(gallery(bug=BUG, twin=marked), "bug.yml", {}).problems}
    assert "unknown-form" not in codes, "the labels tell"


VALUES = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from(["Firefox", "Safari", "no option"]), max_size=3),
    st.dictionaries(st.sampled_from(["1", "2", "no option"]), st.booleans()),
)


KEYS = st.sampled_from(["contact", "what-happened", "version", "browsers", "logs", "terms", "x"])


@given(st.dictionaries(KEYS, VALUES), st.text())
def test_no_answers_and_no_title_break_it(answers: dict[str, Any], title: str) -> None:
    """What a page sends has the right types, and nothing else is promised of it."""
    made = results(PLAIN, "bug.yml", answers, title)
    assert made.as_json()["body"] == made.body
    document = results(PLAIN, "enhancement.yml", {"executive-summary": str(answers)}, title).document
    assert document is not None
    assert document.path.startswith("enhancements/0042-")


def test_the_samples_have_titles() -> None:
    _, form = form_of(PLAIN, "feature-request.yml")
    made = samples(form)
    assert made["plausible"]["title"] == "feat: try failed deliveries again"
    assert "<script>" in str(made["hostile"]["title"])
    assert set(plausible(form)) == set(hostile(form))
