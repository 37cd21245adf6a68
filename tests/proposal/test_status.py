"""One status from labels, closing, reopening and merging."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from formwright.config import StatusConfig, read_config
from formwright.proposal.status import cause_of, status_of
from proposals import event

ISSUE = event().as_issue()
PLAIN = StatusConfig()


@pytest.mark.parametrize(
    ("labels", "closed", "reason", "merged", "status"),
    [
        ((), False, None, False, "proposed"),
        (("bug", "status"), False, None, False, "proposed"),
        (("status: review",), False, None, False, "review"),
        (("STATUS: Accepted",), False, None, False, "accepted"),
        (("status:  accepted",), False, None, False, "accepted"),
        (("status: rejected",), False, None, False, "rejected"),
        ((), False, "reopened", False, "proposed"),
        ((), False, None, True, "accepted"),
        ((), False, "reopened", True, "accepted"),
        (("status: review",), False, None, True, "review"),
        ((), True, "completed", False, "implemented"),
        ((), True, None, False, "implemented"),
        ((), True, "not_planned", False, "rejected"),
        ((), True, "duplicate", False, "superseded"),
        (("status: accepted",), True, "completed", False, "implemented"),
        (("status: accepted",), True, "not_planned", False, "rejected"),
        (("status: withdrawn",), True, "not_planned", False, "withdrawn"),
        (("status: superseded",), True, "completed", False, "superseded"),
    ],
)
def test_status(labels: tuple[str, ...], closed: bool, reason: str | None, merged: bool, status: str) -> None:
    issue = replace(ISSUE, labels=labels, closed=closed, reason=reason)
    assert status_of(issue, PLAIN, merged=merged) == (status, [])


def test_two_statuses_are_none_and_a_problem() -> None:
    issue = replace(ISSUE, labels=("status: review", "status: accepted"))
    status, [trouble] = status_of(issue, PLAIN)
    assert status == "proposed"
    assert trouble.code == "several-statuses"
    assert "`status: accepted` and `status: review` contradict each other" in trouble.message
    assert status_of(issue, PLAIN, last="deferred")[0] == "deferred"
    assert status_of(issue, PLAIN, last="a word of before")[0] == "proposed"
    assert status_of(replace(issue, closed=True), PLAIN, last="deferred")[0] == "implemented"


def test_the_same_status_twice_is_one() -> None:
    assert status_of(replace(ISSUE, labels=("status: review", "Status: Review")), PLAIN) == ("review", [])


def test_a_word_that_is_no_status_is_a_problem() -> None:
    status, [trouble] = status_of(replace(ISSUE, labels=("status: done",)), PLAIN)
    assert (status, trouble.code) == ("proposed", "unknown-status")
    assert "the statuses are: proposed, review, accepted" in trouble.message


@pytest.mark.parametrize(
    ("preset", "opened", "completed"),
    [("kep", "provisional", "implemented"), ("pep", "draft", "final"), ("madr", "proposed", "accepted")],
)
def test_presets(preset: str, opened: str, completed: str) -> None:
    config = StatusConfig.model_validate({"preset": preset})
    assert status_of(ISSUE, config)[0] == opened
    assert status_of(replace(ISSUE, closed=True), config)[0] == completed


def test_words_and_labels_of_ones_own() -> None:
    text = "statuses: {names: [idea, doing, done], label: 'stage/{status}', moves: {completed: done}}"
    config = read_config(text)[0].statuses
    assert status_of(ISSUE, config)[0] == "idea"
    assert status_of(replace(ISSUE, labels=("stage/doing",)), config)[0] == "doing"
    assert status_of(replace(ISSUE, labels=("stage/doing",), closed=True), config)[0] == "done"
    assert status_of(replace(ISSUE, closed=True, reason="not_planned"), config)[0] == "idea"


def test_a_label_that_is_only_the_word() -> None:
    config = StatusConfig.model_validate({"label": "{status}"})
    assert status_of(replace(ISSUE, labels=("bug", "accepted")), config) == ("accepted", [])


@pytest.mark.parametrize(
    ("changes", "merged", "cause"),
    [
        ({}, False, "opened"),
        ({}, True, "merged"),
        ({"labels": ("bug",)}, True, "merged"),
        ({"labels": ("status: review",)}, True, "label"),
        ({"labels": ("status: review", "status: accepted")}, False, "labels"),
        ({"closed": True}, True, "closed"),
        ({"closed": True, "labels": ("status: review",)}, False, "closed"),
        ({"closed": True, "labels": ("status: withdrawn",)}, False, "label"),
    ],
)
def test_the_cause_of_a_status(changes: dict[str, Any], merged: bool, cause: str) -> None:
    assert cause_of(replace(ISSUE, **changes), PLAIN, merged=merged) == cause
