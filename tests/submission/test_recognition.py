"""Which form a body was written with."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from formwright.form.model import Element, Form
from formwright.form.reading import read_form
from formwright.submission import recognise, submit
from formwright.submission.values import keys

MakeField = Callable[..., Element]


@pytest.fixture
def forms(field: MakeField) -> dict[str, Form]:
    what, version = field("textarea", "What happened?"), field("dropdown", "Version", "1", "2")
    idea = field("textarea", "Idea")
    return {
        "bug.yml": Form("Bug", "d", (what, version, field("textarea", "Log")), title="[Bug] ", labels=("bug",)),
        "crash.yml": Form(
            "Crash", "d", (what, version, field("textarea", "Log")), title="[Crash] ", labels=("bug", "crash")
        ),
        "short.yml": Form("Short", "d", (what,)),
        "idea.yml": Form("Idea", "d", (idea, field("input", "Who asks"))),
        "new.yml": Form("Idea", "d", (idea, field("input", "Who asks"), field("dropdown", "Version", "3"))),
    }


def test_by_the_labels(forms: dict[str, Form]) -> None:
    for path in ("short.yml", "idea.yml", "new.yml"):
        found = recognise(submit(forms[path], {}), forms)
        assert (found.form, found.candidates, found.problems) == (path, (), ())


def test_two_forms_with_the_same_fields_remain_two(forms: dict[str, Form]) -> None:
    found = recognise(submit(forms["bug.yml"], {"version": "1"}), forms)
    assert (found.form, found.candidates) == (None, ("bug.yml", "crash.yml"))
    assert [problem.code for problem in found.problems] == ["unknown-form"]
    assert "bug.yml and crash.yml" in found.problems[0].message


@pytest.mark.parametrize(
    ("labels", "title", "expected"),
    [
        (["BUG", "crash"], None, "crash.yml"),
        (["bug"], "[Bug] it broke", "bug.yml"),
        ([], "[Crash] it broke", "crash.yml"),
        (["bug"], "it broke", None),
        ([], "[bug] it broke", None),
        (["crash", "bug"], "[Bug] it broke", "bug.yml"),
    ],
)
def test_labels_and_title_are_evidence(
    forms: dict[str, Form], labels: list[str], title: str | None, expected: str | None
) -> None:
    assert recognise(submit(forms["bug.yml"], {}), forms, labels, title).form == expected


def test_the_title_leaves_the_labels_to_decide(forms: dict[str, Form]) -> None:
    pool = {**forms, "third.yml": replace(forms["crash.yml"], labels=("third",))}
    body = submit(forms["bug.yml"], {})
    assert recognise(body, pool, ["bug", "third"], "[Crash] x").candidates == ("crash.yml", "third.yml")
    assert recognise("\ufeff" + body, pool, ["third"], "[Crash] x").form == "third.yml"


def test_options_are_evidence(forms: dict[str, Form], field: MakeField) -> None:
    other = Form(
        "Other", "d", (field("textarea", "Idea"), field("input", "Who asks"), field("dropdown", "Version", "4"))
    )
    pool = {"new.yml": forms["new.yml"], "other.yml": other}
    assert recognise(submit(other, {"version": "4"}), pool).form == "other.yml"


@pytest.mark.parametrize(
    "body", [None, "", "It broke.", "### Something\n\nelse", "## Idea\n\nA blank issue with one heading.", "\x00\ud800"]
)
def test_a_blank_issue_is_of_no_form(forms: dict[str, Form], body: str | None) -> None:
    found = recognise(body, forms)
    assert (found.form, found.candidates) == (None, ())
    assert found.problems[0].message == "the body fits none of the forms"


def test_edited_bodies(forms: dict[str, Form]) -> None:
    body = submit(forms["new.yml"], {"idea": "x", "version": "3"})
    assert recognise(body.replace("### ", "## "), forms).form == "new.yml"
    assert recognise("Moved here.\n\n" + body.replace("\n", "\r\n"), forms).form == "new.yml"
    assert recognise(body.replace("\n\n", "\n"), forms).form == "new.yml"
    assert recognise("> " + body.replace("\n", "\n> "), forms).form == "new.yml"
    assert recognise(body.replace("### Who asks", "### [Who asks](#x)"), forms).form == "new.yml"
    assert recognise(body.replace("### Who asks", "<h3>Who asks</h3>"), forms).form == "new.yml"


def test_a_whole_form_is_not_taken_where_most_of_a_larger_one_is_there(forms: dict[str, Form]) -> None:
    body = "### What happened?\n\nx\n\n### Log\n\ny"
    assert recognise(body, {name: forms[name] for name in ("short.yml", "bug.yml")}).form is None


def part(form: Form, *labels: str) -> str:
    """Return the body of a form of which only some sections are left, in their order here."""
    by_label = {element.label: element for element in form.fields}
    return submit(replace(form, body=tuple(by_label[label] for label in labels)), {"what-happened": "x", "log": "y"})


@pytest.fixture
def nested(field: MakeField) -> dict[str, Form]:
    """Forms of which the larger have all the labels of the smaller."""
    what, steps, log = field("textarea", "What happened?"), field("textarea", "Steps"), field("textarea", "Log")
    one = (what, steps, log)
    more = (what, steps, field("input", "Version"), log)
    return {
        "one.yml": Form("One", "d", one, labels=("one",)),
        "more.yml": Form("More", "d", more, labels=("more",)),
        "most.yml": Form("Most", "d", (*more, field("input", "System"), field("input", "Shell"))),
        "proposal.yml": Form("Proposal", "d", (field("textarea", "Proposal"),)),
    }


def test_a_body_as_a_smaller_form_writes_it_is_of_that(nested: dict[str, Form]) -> None:
    for path, form in nested.items():
        assert recognise(submit(form, {}), nested).form == path


@pytest.mark.parametrize(
    ("labels", "form", "candidates"),
    [
        ([], "one.yml", ()),
        (["one"], "one.yml", ()),
        (["triage"], "one.yml", ()),
        (["more"], "more.yml", ()),
        (["one", "more"], "one.yml", ()),
    ],
)
def test_labels_can_contradict_the_body(
    nested: dict[str, Form], labels: list[str], form: str | None, candidates: tuple[str, ...]
) -> None:
    found = recognise(part(nested["more.yml"], "What happened?", "Steps", "Log"), nested, labels)
    assert (found.form, found.candidates) == (form, candidates)


def test_labels_that_people_may_have_added_leave_it_open(nested: dict[str, Form]) -> None:
    pool = {**nested, "one.yml": replace(nested["one.yml"], labels=())}
    found = recognise(submit(pool["one.yml"], {}), pool, ["more"])
    assert found.candidates == ("more.yml", "one.yml")


def test_a_title_is_not_outweighed_by_labels(nested: dict[str, Form]) -> None:
    pool = {**nested, "one.yml": replace(nested["one.yml"], title="[One] ")}
    assert recognise(submit(pool["one.yml"], {}), pool, ["more"], "[One] x").form == "one.yml"


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (["What happened?", "Steps", "Version"], ("more.yml", "most.yml")),
        (["What happened?", "Version", "Log", "System"], ("more.yml", "most.yml")),
        (["Log", "Steps", "What happened?"], ("one.yml",)),
        (["What happened?", "Log"], ("more.yml", "one.yml")),
        (["Steps", "Log"], ("more.yml", "one.yml")),
        (["Shell", "Log", "Version", "Steps", "What happened?", "System"], ("most.yml",)),
    ],
)
def test_sections_removed_and_moved(nested: dict[str, Form], left: list[str], expected: tuple[str, ...]) -> None:
    found = recognise(part(nested["most.yml"], *left), nested)
    assert ((found.form,) if found.form else found.candidates) == expected


@pytest.mark.parametrize("line", ["## {}", "#### {}", "**{}**", "### {}:", "{}\n---"])
@pytest.mark.parametrize("label", ["What happened?", "Version", "System", "Log"])
def test_one_heading_rewritten(nested: dict[str, Form], label: str, line: str) -> None:
    body = submit(nested["most.yml"], {}).replace(f"### {label}\n", line.format(label) + "\n")
    found = recognise(body, nested)
    typed_in = {"Version": "one.yml", "System": "more.yml"}.get(label)
    assert found.form == (None if typed_in else "most.yml")
    assert sorted(found.candidates) == (sorted(("most.yml", typed_in)) if typed_in else [])


def test_a_small_form_in_an_answer_of_an_edited_body_is_typed(nested: dict[str, Form]) -> None:
    body = part(nested["most.yml"], "What happened?", "Steps", "Log", "System", "Shell")
    typed = "### Proposal\n\nSomething else.\n\n### Log"
    pool = {path: form for path, form in nested.items() if path != "one.yml"}
    assert recognise(body.replace("### Log", typed), pool).form == "most.yml"


def test_text_where_a_section_began_may_be_what_is_left_of_it(field: MakeField) -> None:
    idea, shots = field("textarea", "Idea"), field("upload", "Screenshots")
    pool = {
        "long.yml": Form("Long", "d", (field("textarea", "Needs"), idea, shots)),
        "short.yml": Form("Short", "d", (idea, shots)),
        "last.yml": Form("Last", "d", (idea, shots, field("textarea", "Else"))),
    }
    found = recognise("They need it.\n\n" + submit(pool["short.yml"], {}), pool)
    assert found.candidates == ("long.yml", "short.yml")


def random_answer(form: Form, element: Element, chance: random.Random) -> Any:
    labels = [option.label for option in element.options]
    if element.type == "checkboxes":
        return {label: chance.random() < 0.5 for label in labels}
    if element.type == "dropdown" and element.multiple:
        return chance.sample(labels, chance.randint(0, len(labels)))
    if element.type == "dropdown":
        return chance.choice([None, *labels])
    lines = ["word", "", "### Notes", "- item", "```", f"### {chance.choice(form.fields).label}"]
    text = "\n".join(chance.choice(lines) for _ in range(chance.randint(1, 5)))
    return chance.choice([None, "one line", text.replace("\n", " ") if element.type == "input" else text])


def test_real_forms_are_recognised_among_all(shared: Path) -> None:
    """Never a wrong one; the right one wherever no other form has the same labels."""
    forms: dict[str, Form] = {}
    for file in sorted((shared / "corpus" / "forms").rglob("*.y*ml")):
        read = read_form(file.read_text("utf-8", "replace")).form
        if read and read.fields:
            forms[file.relative_to(shared).as_posix()] = read
    alike = Counter(tuple(element.label.strip() for element in form.fields) for form in forms.values())
    chance = random.Random(7)  # noqa: S311 (not for secrets)
    for path, form in forms.items():
        answers = {
            name: random_answer(form, element, chance) for name, element in zip(keys(form), form.fields, strict=True)
        }
        found = recognise(submit(form, answers, line_ends=chance.choice(["lf", "github"])), forms)
        alone = alike[tuple(element.label.strip() for element in form.fields)] == 1
        assert found.form == path or (not alone and path in found.candidates), path
