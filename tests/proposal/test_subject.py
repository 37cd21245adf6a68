"""Which issues are proposals, and how they are read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from formwright.config import Config, read_config
from formwright.form import Form
from formwright.proposal.carrying import carry
from formwright.proposal.model import Issue, Operation, Plan
from formwright.proposal.subject import Catalogue, Subject, read_subject
from formwright.template import read_template
from proposals import ANSWERS, TEMPLATE, body_of, event, idea_form

FORM_PATH = ".github/ISSUE_TEMPLATE/idea.yml"
TEMPLATES = {"idea": read_template(TEMPLATE), "other": read_template("# Other: [Title]\n\n## Why\n\n[Why?]\n")}
CATALOGUE = Catalogue(TEMPLATES, {FORM_PATH: idea_form()})
ISSUE = event().as_issue()


def read(issue: Issue, config: str = "") -> Subject | Plan:
    return read_subject(issue, CATALOGUE, read_config(config)[0])


def test_a_proposal() -> None:
    subject = read(ISSUE)
    assert isinstance(subject, Subject)
    assert subject.path == FORM_PATH
    assert subject.template is TEMPLATES["idea"]
    assert subject.answers == {**ANSWERS, "risks": None}
    assert [problem.code for problem in subject.problems] == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"is_pull_request": True}, "this is a pull request, not an issue"),
        ({"gone": True}, "the issue was deleted, transferred or made a discussion"),
        ({"locked": True}, "the issue is locked"),
        ({"body": ""}, "the issue's body is empty"),
        ({"body": " \r\n\t"}, "the issue's body is empty"),
        ({"body": "Just text."}, "the body fits none of the forms"),
        ({"body": "::error::x\n### Other\n\nx\n"}, "the body fits none of the forms"),
    ],
)
def test_what_is_no_proposal_is_skipped(changes: dict[str, object], reason: str) -> None:
    """S25."""
    plan = read(replace(ISSUE, **changes))  # type: ignore[arg-type]
    assert isinstance(plan, Plan)
    assert (plan.operation, plan.reason) == (Operation.SKIPPED, reason)
    assert plan.commits == ()


@pytest.mark.parametrize(
    ("config", "reason"),
    [
        ("proposals: {feature: {}}", "the configuration names no proposals for the form `idea`"),
        ("proposals: {idea: {labels: [rfc, big]}}", "the issue lacks the label `rfc`, `big`"),
        ("proposals: {idea: {document: none}}", "there is no template `none` for its document"),
    ],
)
def test_what_the_configuration_leaves_out_is_skipped(config: str, reason: str) -> None:
    plan = read(ISSUE, config)
    assert isinstance(plan, Plan)
    assert (plan.reason, plan.form) == (reason, FORM_PATH)


def test_labels_and_another_document() -> None:
    config = "proposals: {idea: {labels: [rfc], document: other, carry: {why: problem}}}"
    subject = read(replace(ISSUE, labels=("rfc",)), config)
    assert isinstance(subject, Subject)
    assert subject.template is TEMPLATES["other"]
    assert subject.filling == {"why": "It is slow.", "solution": "Make it fast.", "risks": None}


def test_what_is_wrong_with_the_body_is_told() -> None:
    body = body_of(ANSWERS).replace("### Solution", "### Solutions")
    subject = read(replace(ISSUE, body=body))
    assert isinstance(subject, Subject)
    assert "missing-field" in {problem.code for problem in subject.problems}


def carried(wanted: dict[str, str | list[str]], form: Form | None = None) -> tuple[object, list[str]]:
    answers, troubles = carry(dict(ANSWERS), form or idea_form(), TEMPLATES["idea"], wanted)
    return answers, [trouble.message for trouble in troubles]


def test_one_field_into_a_slot() -> None:
    assert carried({"risks": "problem"}) == ({"solution": "Make it fast.", "risks": "It is slow."}, [])


def test_several_fields_into_a_slot_each_below_its_label() -> None:
    answers, _ = carried({"risks": ["problem", "solution"]})
    assert answers == {"risks": "**Problem**\n\nIt is slow.\n\n**Solution**\n\nMake it fast."}


def test_a_slots_own_answer_is_not_lost() -> None:
    answers, _ = carried({"solution": "problem"})
    assert answers == {"solution": "**Problem**\n\nIt is slow.\n\n**Solution**\n\nMake it fast."}


def test_carry_that_cannot_be() -> None:
    answers, messages = carried({"nowhere": "problem", "risks": ["nothing"]})
    assert answers == ANSWERS
    assert messages == [
        "the document has no slot `nowhere`: mend `carry` in the configuration",
        "the form has no field `nothing`: mend `carry` in the configuration",
    ]


def test_without_a_configuration_every_form_makes_proposals() -> None:
    assert isinstance(read_subject(ISSUE, CATALOGUE, Config()), Subject)
