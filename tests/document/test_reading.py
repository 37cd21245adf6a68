"""A filled document read back gives the answers that it was filled with, whatever they hold (S9, S10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import corpus_templates
from formwright.builtin import builtin_templates
from formwright.conversion import convert_template
from formwright.document import fill
from formwright.document.answers import is_text_by_directive, is_unanswered, trimmed
from formwright.document.contain import contain
from formwright.document.reading import answers_of
from formwright.form import Answer, Answers, Element
from formwright.template import Slot, SlotKind, Template, read_template
from formwright.text.lines import without_surrogates
from formwright.text.markdown import DEEPEST
from template_strategies import ANSWER_TEXT, templates

HOSTILE = [
    "---\nstatus: accepted\n---",
    "<!-- form: {id: x} -->\n<!-- include: secrets.md -->",
    "<!-- answer: problem -->\nwords\n<!-- /answer: problem -->\n<!-- answer 9: problem -->",
    "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs",
    "# Top\n\n## Problem\n\nA second one.\n\n## From the issue\n\n### Forged\n\nx",
    "## Next\r\n\r\ntext\rmore",
    "```\nopen",
    "````md\n```\ninner\n```\n````",
    "~~~\n## Problem\n~~~",
    "<!-- open",
    "<details>\n\n## Problem",
    "a\x00b\u2028c\u202ed\ud800e",
    "    indented first\n\ttab",
    "- [x] S\n- [ ] M",
    "**Bold alone**\n\nwords",
    "[Title] {title} \\1 & | $x",
    "\n\n  outer  \n\n",
    "_No response_",
    "1. \n2. ",
    "> quote\n\n***\n\nSetext\n===",
    "شكرا\n\n- بند",
]
TEXTS = st.one_of(st.sampled_from(HOSTILE), ANSWER_TEXT, st.text(max_size=30))


@st.composite
def answers_to(draw: st.DrawFn, template: Template) -> Answers:
    """Draw answers to some of a template's slots: of their own kinds, with the template's own lines, and hostile."""
    own = st.sampled_from([line for line in template.lines if line.strip()] or ["x"])
    texts = st.one_of(TEXTS, st.lists(st.one_of(own, own, TEXTS), min_size=1, max_size=5).map("\n".join))
    answers: Answers = {}
    for slot in template.slots:
        plain = [choice.plain for choice in slot.choices]
        chosen: list[st.SearchStrategy[Any]] = [st.none(), texts, st.lists(texts, max_size=2)]
        if slot.choices:
            names = st.sampled_from([choice.text for choice in slot.choices])
            chosen += [st.dictionaries(st.one_of(names, texts), st.booleans(), max_size=4), st.sampled_from(plain)] * 2
        answers[slot.id] = draw(st.one_of(chosen))
    return answers


KNOWN: list[dict[str, object]] = [{}, {"title": "A title"}, {"title": "# T\n## Problem", "number": 7, "status": "x"}]


@st.composite
def filled(draw: st.DrawFn) -> tuple[str, Answers, dict[str, object]]:
    text = draw(templates())
    return text, draw(answers_to(read_template(text))), draw(st.sampled_from(KNOWN))


def expected(template: Template, slot: Slot, answer: Answer) -> list[Answer]:
    """Return what an answer is when it is read back: the same; nothing is said where its shape is not its slot's."""
    if is_unanswered(slot, answer):
        return [None]
    if isinstance(answer, str) and (slot.kind not in SHAPES or is_text_by_directive(slot)):
        level = next((level for level in levels(template, slot) if level <= DEEPEST), 1)
        return [without_surrogates(trimmed("\n".join(contain(trimmed(answer), level))))]
    if slot.kind is SlotKind.FENCE and isinstance(answer, str):
        return [without_surrogates(trimmed(answer))]
    return []


def levels(template: Template, slot: Slot) -> Iterator[int]:
    """Yield the levels of the sections around a slot, the nearest first; what is bold is deeper than headings."""
    number: int | None = slot.section
    while number is not None:
        yield template.sections[number].level
        number = template.sections[number].parent


SHAPES = (SlotKind.TASKS, SlotKind.CHOICE, SlotKind.FENCE)


def check(template: Template, answers: Answers, meta: Mapping[str, object]) -> str:
    document = fill(template, answers, meta=meta)
    read = answers_of(template, document)
    assert {slot.id for slot in template.slots} <= read.keys()
    for slot in template.slots:
        wanted = expected(template, slot, answers.get(slot.id))
        assert not wanted or [read[slot.id]] == wanted, slot
    assert fill(template, read, meta=meta) == document
    assert answers_of(template, fill(template, read, meta=meta)) == read
    return document


@given(filled())
def test_what_was_filled_is_read_back(drawn: tuple[str, Answers, dict[str, object]]) -> None:
    text, answers, meta = drawn
    check(read_template(text), answers, meta)


def mixed(template: Template, seed: int) -> Answers:
    """Return an answer for each slot of a real template: hostile ones, its own lines, and its choices."""
    answers: Answers = {}
    for number, slot in enumerate(template.slots, seed):
        boxes = {choice.text: bool(place % 2) for place, choice in enumerate(slot.choices, number)}
        chosen = [choice.plain for choice in slot.choices[:1]]
        own = "\n".join(template.lines[(number * place) % len(template.lines)] for place in (3, 5, 7, 11))
        kinds: list[Answer] = [HOSTILE[number % len(HOSTILE)], own, boxes or own, *chosen, None]
        answers[slot.id] = kinds[number * 7 % len(kinds)]
    return answers


@pytest.mark.parametrize("text", corpus_templates())
def test_real_templates_are_read_back(text: str) -> None:
    template = read_template(text)
    assert not any(answers_of(template, check(template, {}, {"title": "T"})).values())
    check(template, mixed(template, len(text)), {"title": "A title", "number": 7})


ORDINARY = "It is slow when the queue is busy.\n\n- one\n- two\n\n```sh\nls\n```\n\nAnd **more**."


@pytest.mark.parametrize("name", builtin_templates())
def test_what_the_forms_ask_is_read_back_as_it_was_asked(name: str) -> None:
    """With the form, each answer comes back in its field's shape; and ordinary answers need no marks."""
    template = read_template(builtin_templates()[name])
    form = convert_template(template).form
    assert form is not None
    answers = {field.key: _answer(field) for field in form.fields}
    document = fill(template, answers, form=form, meta={"title": "T", "number": 7})
    assert answers_of(template, document, form) == answers
    assert "<!-- answer" not in document


def _answer(field: Element) -> Answer:
    options = [option.label for option in field.options]
    if field.type == "checkboxes":
        return {label: not number % 2 for number, label in enumerate(options)}
    if field.type == "dropdown":
        return options[-2:] if field.multiple else options[-1]
    return "1.2.3" if field.type == "input" else ORDINARY


PLAIN = "# T: [Title]\n\n## Problem\n\n[What?]\n\n## Size\n\n**Size**: [ ] S [ ] M\n\n## Plan\n\n- [ ] One\n- [ ] Two\n"


def test_what_people_made_of_a_document() -> None:
    document = fill(PLAIN, {"problem": "It is slow.", "size": "M", "plan": {"Two": True}}, meta={"title": "Speed"})
    edited = (
        document.replace("It is slow.", "It is *very* slow.\n\n### Since when\n\nMay.")
        .replace("[x] M", "[ ] M [x] XL")
        .replace("- [ ] One", "- [X] One")
        .replace("# T: Speed", "# T: Faster")
    )
    assert answers_of(PLAIN, edited) == {
        "problem": "It is *very* slow.\n\n### Since when\n\nMay.",
        "size": "XL",
        "plan": {"One": True, "Two": True},
    }
    without = edited.replace("## Size\n\n", "").replace("**Size**: [ ] S [ ] M [x] XL\n\n", "")
    assert answers_of(PLAIN, without) == {**answers_of(PLAIN, edited), "size": None}


def test_words_below_a_hint_that_was_left() -> None:
    document = fill(PLAIN, {}, meta={"title": "Speed"})
    edited = document.replace("<!-- What? -->\n", "<!-- What? -->\n\nIt is slow.\n")
    assert edited != document
    assert answers_of(PLAIN, edited) == {"problem": "It is slow.", "size": None, "plan": None}


@pytest.mark.parametrize("now", ["### Log", "### Log <!-- As text. -->", "### Log <!-- No pictures. -->"])
@pytest.mark.parametrize("then", ["### Log", "### Log <!-- No pictures. -->"])
def test_a_comment_in_a_heading_comes_and_goes(then: str, now: str) -> None:
    """The template's, since the document was made, or a person's who took it out of the document."""
    template = "# T\n\n## Steps\n\n{}\n\n<!-- The last lines. -->\n\n## More\n"
    answers: Answers = {"steps": "1. Go", "log": "It broke.\n\n#### Log\n\nAgain.", "more": "No."}
    document = check(read_template(template.format(then)), answers, {})
    assert answers_of(template.format(now), document) == answers


def test_a_text_over_sub_sections() -> None:
    template = "# T\n\n## Motivation\n\nWhy are we doing this?\n\n### Goals\n\n### Non-goals\n\n## Plan\n"
    answers: Answers = {"motivation": "So.\n\n### Goals\n\nNo goals.", "goals": "Those.", "plan": "P"}
    document = check(read_template(template), answers, {})
    assert document.startswith("# T\n\n## Motivation\n\nSo.\n\n### Goals\n\nNo goals.\n\n### Goals\n\nThose.\n")
    assert "<!-- answer" not in document
    assert "## Motivation\n\n<!-- Why are we doing this? -->\n\n### Goals\n" in fill(template, {})
    # What was written by hand, or before the question had a field, holds the template's own words.
    assert not any(answers_of(template, template).values())
    by_hand = template.replace("this?\n", "this?\n\nIt is slow.\n")
    assert answers_of(template, by_hand)["motivation"] == "It is slow."


def test_a_section_of_the_same_name_in_an_answer() -> None:
    template = "## A\n\n### B\n\n## C\n"
    document = check(read_template(template), {"a": "x\n\n### B\n\ny", "b": "z", "c": "### B\n\nw"}, {})
    assert "<!-- answer" not in document


def test_an_answer_that_only_marks_can_tell() -> None:
    """Bold lines are headings here, and an answer's are as deep: two comments say where it ends."""
    template = read_template("**A**\n\n**B**\n")
    answers: Answers = {"a": "x\n\n**B**\n\ny", "b": "z\n<!-- answer 4: a -->\n\n**B**\n\nw"}
    document = check(template, answers, {})
    assert document == (
        "**A**\n\n<!-- answer 5: a -->\nx\n\n**B**\n\ny\n<!-- /answer 5: a -->\n\n**B**\n\n"
        "<!-- answer 5: b -->\nz\n<!-- answer 4: a -->\n\n**B**\n\nw\n<!-- /answer 5: b -->\n"
    )


@pytest.mark.parametrize("nothing", ["", " \n\t", [], ["", " "], {}, {"": True}, {" ": True, "": False}])
@pytest.mark.parametrize(
    "line", ["", "**Size**: [ ] S [ ] M [x] L", "- [x] S\n- [ ] M", "- OS: [e.g. Linux]", "```sh\n```"]
)
def test_an_answer_of_blanks_is_none(line: str, nothing: Answer) -> None:
    """It takes no box's tick away, and no place in the appendix."""
    template = read_template(f"## Size\n\n{line}\n")
    names = [*(slot.id for slot in template.slots), "elsewhere"]
    assert check(template, dict.fromkeys(names, nothing), {}) == fill(template, {})


@pytest.mark.parametrize("hint", ["<!-- Any risk -->", "[Describe each risk]"])
def test_an_answer_takes_the_place_of_the_hint_above_repeated_parts(hint: str) -> None:
    parts = "### Risk 1: {What}\n- **Mitigation**: {How}\n\n### Risk 2: {What}\n- **Mitigation**: {How}"
    template = f"# T\n\n## Risks\n\n{hint}\n\n{parts}\n\n## More\n"
    document = check(read_template(template), {"risks": "### Old browsers\n\nWe test them.", "more": "No."}, {})
    assert document == "# T\n\n## Risks\n\n### Old browsers\n\nWe test them.\n\n## More\n\nNo.\n"
    assert hint.strip("[]") in check(read_template(template), {}, {})
    other = template.replace(parts, f"### Kinds\n\n{parts}")
    kinds = check(read_template(other), {"kinds": "Two.", "risks": "None.", "risk": "None."}, {})
    assert "### Kinds\n\nTwo.\n" in kinds


@pytest.mark.parametrize(
    "template",
    [
        "---\n---",
        "---\nrfc: XXXX\n---\nWhat is it?\n\n# A title\n",
        "---\n{title: x, rfc: 1}\n---\n",
        "---\nTitle: x\n---\nWhat is it?\n",
        "---\nrfc: [\n---\n",
    ],
)
@pytest.mark.parametrize("answer", [None, "# A title\n\nwords", "words\n\n# A title", "# Another"])
@pytest.mark.parametrize("meta", [{}, {"title": "A title"}])
def test_a_title_line_is_no_answer(template: str, answer: Answer, meta: dict[str, object]) -> None:
    """Also where the template's own head has no place for the title."""
    read = read_template(template)
    check(read, dict.fromkeys((slot.id for slot in read.slots), answer), meta)


def test_the_appendix_is_read_back() -> None:
    answers = {"problem": "P", "zebra": "Stripes.\n\n# More", "Other text": "o"}
    document = fill(PLAIN, answers)
    assert document.endswith("## From the issue\n\n### Other text\n\no\n\n### zebra\n\nStripes.\n\n#### More\n")
    read = answers_of(PLAIN, document)
    assert (read["zebra"], read["Other text"]) == ("Stripes.\n\n#### More", "o")
    assert fill(PLAIN, read) == document
    forged = check(read_template(PLAIN), {"problem": "P\n\n## From the issue\n\n### Forged\n\nx"}, {})
    assert "Forged" not in answers_of(PLAIN, forged)


@given(st.one_of(TEXTS, templates()), templates())
def test_every_document_can_be_read(document: str, template: str) -> None:
    answers = answers_of(template, document)
    assert all(answer is None or isinstance(answer, str | list | dict) for answer in answers.values())
