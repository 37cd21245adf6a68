"""Answers of one form in another template's document: a reader finds them where they belong, and nothing is lost."""

from __future__ import annotations

import pytest

import formwright
from corpus import ABSENT, SHARED
from formwright.builtin import builtin_templates
from formwright.document import fill
from formwright.document.carrying import carry_answers
from formwright.document.matching import match_fields
from formwright.document.subjects import subjects_of, words
from formwright.document.synonyms import NEAREST, SUBJECTS
from formwright.form import Answers, Element, Form, Option
from formwright.template import read_template

BUILTIN = builtin_templates()


def form_of(template: str) -> Form:
    form = formwright.convert(template, source="forms/x.md").form
    assert form is not None
    return form


def homes(form: str, template: str) -> dict[str, str | None]:
    """Return slot labels by field labels."""
    read, asked = read_template(template), form_of(form)
    slots = {slot.id: slot.label for slot in read.slots}
    labels = {field.key: field.label for field in asked.fields}
    return {labels[each.field]: slots.get(each.slot or "") for each in match_fields(asked, read)}


def test_a_feature_request_becomes_an_enhancement() -> None:
    """The pairs that a maintainer would choose."""
    form = form_of(BUILTIN["feature-request"])
    found = {each.field: each.slot for each in match_fields(form, read_template(BUILTIN["enhancement"]))}
    wanted = {
        "problem-statement": "problem-statement",
        "proposed-solution": "overview",
        "user-stories": "use-cases",
        "primary-use-cases": "use-cases",
        "alternatives-considered": "alternatives-considered",
        "risks-mitigations": "risks-and-mitigations",
        "test-coverage-required": "unit-tests",
        "test-scenarios": "end-to-end-tests",
        "dependencies": "dependencies",
        "compatibility-requirements": "backwards-compatibility",
        "performance-requirements": "performance-impact",
        "effort-estimation-implementation": "implementation-plan",
        "effort-estimation-testing": "implementation-plan",
        "definition-of-done": "success-criteria",
        "success-metrics": "success-criteria",
        "related-issues-prs": "references",
        "proposed-api-interface": "detailed-design",
        "suggested-assignee": None,
        "additional-notes": None,
    }
    assert {field: found[field] for field in wanted} == wanted


def test_a_feature_request_becomes_a_prd() -> None:
    found = homes(BUILTIN["feature-request"], BUILTIN["feature-prd"])
    wanted = {
        "Problem Statement": "Problem Statement",
        "Proposed Solution": "Overview",
        "Benefits": "Goals",
        "User Stories": "Target Users",
        "Definition of Done": "Success Metrics",
        "Prior Art": "References",
    }
    assert {label: found[label] for label in wanted} == wanted


ISSUE = "apache__dolphinscheduler/feature_request.md"
PROBLEM, SOLUTION, ALTERNATIVES = (
    "Is your feature request related to a problem? Please describe.",
    "Describe the solution you'd like",
    "Describe alternatives you've considered",
)


@pytest.mark.parametrize(
    ("template", "problem", "solution", "alternatives"),
    [
        ("rust-lang__rfcs/0000-template.md", "Motivation", "Guide-level explanation", "Rationale and alternatives"),
        ("adr__madr/adr-template.md", "Context and Problem Statement", "Decision Outcome", "Considered Options"),
        ("cloudfoundry__community/rfc-template.md", "Problem", "Proposal", None),
        ("emberjs__rfcs/0000-template.md", "Motivation", "Detailed design", "Alternatives"),
        ("prometheus__proposals/0000-template.md", "Why", "How", "Alternatives"),
    ],
)
def test_a_real_feature_request_in_real_templates(
    template: str, problem: str, solution: str, alternatives: str | None
) -> None:
    corpus = SHARED / "corpus"
    if not corpus.is_dir():
        pytest.skip(ABSENT)
    issue = (corpus / "md_templates" / ISSUE).read_text("utf-8")
    found = homes(issue, (corpus / "rfc_templates" / template).read_text("utf-8"))
    assert [found[label] for label in (PROBLEM, SOLUTION, ALTERNATIVES)] == [problem, solution, alternatives]


TEMPLATE = "# T\n\n## Problem\n\n## Plan\n\n## API\n\n```ts\n```\n\n## Kind\n\n- OS: [e.g. Linux]\n- Tool: [name]\n"
FIELDS = (
    Element("textarea", id="motivation", label="Motivation"),
    Element("textarea", id="background", label="🧭 Background", value="1. \n2. "),
    Element("dropdown", id="effort-design", label="Design", options=(Option("1 day"), Option("2 days"))),
    Element("checkboxes", id="milestones", label="Milestones", options=(Option("One"), Option("Two"))),
    Element("textarea", id="api", label="Interface", render="ts"),
    Element("textarea", id="interface", label="Public API"),
    Element("textarea", id="zebra", label="Zebra"),
)
FORM = Form("F", "f", FIELDS)


def test_several_fields_in_one_slot() -> None:
    answers: Answers = {
        "motivation": "It is slow.",
        "background": "1. \n2.",
        "effort-design": "2 days",
        "milestones": {"One": True, "Two": False},
        "zebra": "Stripes.",
    }
    carried = carry_answers(answers, FORM, read_template(TEMPLATE))
    assert carried == {
        "problem": "It is slow.",
        "plan": "**Effort: Design**: 2 days\n\n**Milestones**\n\n- [x] One\n- [ ] Two",
        "zebra": "Stripes.",
    }
    document = fill(TEMPLATE, answers, form=FORM)
    assert fill(TEMPLATE, carried, form=FORM) == document
    assert document.endswith("## From the issue\n\n### Zebra\n\nStripes.\n")


def test_code_goes_to_code_and_words_do_not() -> None:
    found = {each.field: each.slot for each in match_fields(FORM, read_template(TEMPLATE))}
    assert (found["api"], found["interface"]) == ("api", None)


def test_the_configuration_comes_first() -> None:
    template = read_template(TEMPLATE)
    wanted = {"plan": ["zebra", "motivation"]}
    assert {each.why for each in match_fields(FORM, template, wanted) if each.slot == "plan"} >= {
        "the configuration says so"
    }
    answers: Answers = {"motivation": "A", "zebra": "B", "milestones": {"One": True}}
    text = carry_answers(answers, FORM, template, wanted)["plan"]
    assert text == "**Zebra**\n\nB\n\n**Motivation**\n\nA\n\n**Milestones**\n\n- [x] One"


@pytest.mark.parametrize("name", BUILTIN)
def test_a_form_of_its_own_keeps_to_its_own_slots(name: str) -> None:
    template = read_template(BUILTIN[name])
    slots = {slot.id for slot in template.slots}
    for each in match_fields(form_of(BUILTIN[name]), template):
        assert each.slot == (each.field if each.field in slots else None)


@pytest.mark.parametrize(
    ("label", "subject"),
    [
        ("🔗 Related Issues/PRs", "references"),
        ("Risks & Mitigations", "risks"),
        ("Is your feature request related to a problem? Please describe.", "problem"),
        ("Acceptance criteria (optional)", "acceptance"),
        ("How will we measure success metrics?", "acceptance"),
        ("Backward Compatibility", "compatibility"),
        ("How?", "design"),
        ("How important is this to you?", None),
        ("How often does it happen?", None),
        ("How many people are affected?", None),
        ("问题描述", None),
        ("", None),
        ("?!", None),
    ],
)
def test_what_a_label_speaks_of(label: str, subject: str | None) -> None:
    found = subjects_of(label)
    assert (found[0].name if found else None) == subject


def test_the_table_of_synonyms_is_sound() -> None:
    for row in SUBJECTS.values():
        assert len({words(name) for name in row}) == len(row)
        assert all(words(name) for name in row)
    for subject, nearest in NEAREST.items():
        assert {subject, *nearest} <= SUBJECTS.keys()
        assert subject not in nearest
