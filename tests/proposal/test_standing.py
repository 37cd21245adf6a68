"""Where a proposal stands: who may move it (S20), and what of it was accepted (S22)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from formwright.config import Config
from formwright.proposal.model import Acceptance, Act, Generated, Issue, Record, State
from formwright.proposal.standing import counted, may_move, movers, needs_record, standing
from formwright.proposal.trailers import content_digest
from proposals import event

ISSUE = event().as_issue()
CONFIG = Config()
STATUSES = CONFIG.statuses
NOW = content_digest(ISSUE)


def state(acts: tuple[Act, ...] | None = None, edited: str = "", **changes: Any) -> State:
    record = Record(acts, edited) if acts is not None else None
    trusted = frozenset({"maria"}) if acts is not None else None
    return State("base", None, "base", record=record, trusted=trusted, **changes)


def last(status: str, cause: str, **changes: Any) -> Generated:
    return Generated("c", "p", "t", changes.pop("content", NOW), status, 1, cause=cause, **changes)


def labelled(*labels: str, **changes: Any) -> Issue:
    return replace(ISSUE, labels=labels, **changes)


def act(kind: str, actor: str, at: str, label: str = "") -> Act:
    return Act(kind, actor, f"2024-05-01T{at}:00Z", label)


ACCEPTED = "status: accepted"


@pytest.mark.parametrize(
    ("role", "least", "may"),
    [("write", "write", True), ("admin", "write", True), ("triage", "write", False), ("none", "read", False)],
)
def test_who_may(role: str, least: str, may: bool) -> None:
    assert may_move(role, least) is may
    assert not may_move("a role of one's own", least)


@pytest.mark.parametrize(
    ("issue", "generated", "on_base", "needed"),
    [
        (ISSUE, None, False, False),
        (labelled("bug"), last("proposed", "opened"), False, False),
        (ISSUE, last("proposed", "opened"), True, False),
        (labelled(ACCEPTED), None, False, True),
        (labelled(ACCEPTED), last("proposed", "opened"), False, True),
        (labelled(ACCEPTED), last("accepted", "label"), False, False),
        (labelled(ACCEPTED), last("accepted", "label", accepted=Acceptance("other")), False, True),
        (labelled(ACCEPTED, "status: review"), last("review", "label"), False, True),
        (labelled("status: review"), last("review", "edited"), False, True),
        (ISSUE, last("review", "label"), False, True),
        (replace(ISSUE, closed=True), last("proposed", "opened"), False, True),
        (replace(ISSUE, closed=True), last("implemented", "closed"), False, False),
        (ISSUE, last("implemented", "closed"), False, True),
        (ISSUE, last("review", "edited"), True, False),
        (ISSUE, last("review", "edited", accepted=Acceptance("other")), True, True),
    ],
)
def test_the_record_is_asked_for_where_a_status_moves(
    issue: Issue, generated: Generated | None, on_base: bool, needed: bool
) -> None:
    assert needs_record(issue, state(generated=generated, on_base=on_base), STATUSES) is needed


def test_labels_that_the_form_or_the_author_set_at_the_start_are_the_authors() -> None:
    issue = labelled(ACCEPTED, "bug")
    assert movers(issue, Record(), STATUSES) == {"octocat"}
    assert counted(issue, state(()), STATUSES).labels == ("bug",)
    found = standing(issue, state(()), CONFIG)
    assert (found.status, [each.code for each in found.troubles]) == ("proposed", ["not-permitted"])


def test_what_counts_is_what_those_did_who_may() -> None:
    acts = (
        act("labeled", "maria", "11:00", "status: review"),
        act("unlabeled", "eve", "12:00", "status: review"),
        act("labeled", "eve", "12:01", "Status: Accepted"),
        act("closed", "eve", "12:02"),
        act("labeled", "eve", "12:03", "bug"),
    )
    issue = labelled("Status: Accepted", "bug", closed=True, reason="completed")
    counts = counted(issue, state(acts), STATUSES)
    assert (counts.labels, counts.closed) == (("bug", "status: review"), False)
    found = standing(issue, state(acts, generated=last("review", "label")), CONFIG)
    assert found.status == "review"
    assert [each.message.split(", who")[0] for each in found.troubles] == [
        "the label `Status: Accepted` was set by eve",
        "the label `status: review` was removed by eve",
        "the issue was closed by eve",
    ]


def test_the_order_of_acts_decides_and_not_the_order_of_labels() -> None:
    acts = (act("closed", "maria", "11:00"), act("reopened", "eve", "12:00"))
    found = counted(replace(ISSUE, reason="reopened"), state(acts), STATUSES)
    assert found.closed


@pytest.mark.parametrize(
    ("acts", "edited", "generated", "status"),
    [
        # Nothing is known of it yet: the text that is there is the text that was accepted.
        ([("labeled", "maria", "11:00")], "", None, "accepted"),
        ([("labeled", "maria", "11:00")], "", last("proposed", "opened"), "accepted"),
        # The host cannot tell when the text was edited: what the last run saw counts.
        ([("labeled", "maria", "11:00")], "", last("proposed", "opened", content="other"), "review"),
        ([("labeled", "maria", "11:00")], "10:59", last("proposed", "opened", content="other"), "accepted"),
        ([("labeled", "maria", "11:00")], "11:01", last("proposed", "opened"), "review"),
        # It was accepted as it is, or as it was.
        ([("labeled", "maria", "11:00")], "11:01", ("11:00", NOW), "accepted"),
        ([("labeled", "maria", "11:00")], "11:01", ("11:00", "other"), "review"),
        # Set anew, by somebody who may; not by somebody who may not.
        ([("labeled", "maria", "11:00"), ("labeled", "maria", "11:02")], "11:01", ("11:00", "other"), "accepted"),
        ([("labeled", "maria", "11:00"), ("labeled", "eve", "11:02")], "11:01", ("11:00", "other"), "review"),
    ],
)
def test_an_acceptance_by_label(acts: Any, edited: str, generated: Any, status: str) -> None:
    if isinstance(generated, tuple):
        at, content = generated
        accepted = Acceptance(content, f"2024-05-01T{at}:00Z")
        generated = last("accepted", "label", accepted=accepted, content="other")
    done = tuple(act(kind, who, at, ACCEPTED) for kind, who, at in acts)
    at = f"2024-05-01T{edited}:00Z" if edited else ""
    issue = labelled(ACCEPTED, updated="2024-05-02T00:00:00Z")
    assert standing(issue, state(done, at, generated=generated), CONFIG).status == status


@pytest.mark.parametrize(("merged", "status"), [(NOW, "accepted"), (None, "accepted"), ("other", "review")])
def test_an_acceptance_by_merging(merged: str | None, status: str) -> None:
    found = standing(ISSUE, state(generated=last("proposed", "opened"), on_base=True, merged=merged), CONFIG)
    assert (found.status, found.accepted) == (status, None)


def test_an_acceptance_is_remembered_while_the_label_is_there() -> None:
    accepted = Acceptance("other", "2024-05-01T11:00:00Z")
    generated = last("review", "edited", accepted=accepted)
    found = standing(labelled(ACCEPTED, "status: review"), state(generated=generated), CONFIG)
    assert (found.status, found.accepted) == ("review", accepted)
    assert standing(labelled("status: review"), state(generated=generated), CONFIG).accepted is None


def test_a_document_that_says_it_is_superseded_is_so_while_it_would_hold() -> None:
    documents = {"p": "---\nstatus: superseded\nsuperseded-by: 7\n---\n"}
    assert standing(labelled(ACCEPTED), state(documents=documents), CONFIG).status == "superseded"
    assert standing(labelled("status: review"), state(documents=documents), CONFIG).status == "review"
