"""The payload of an `issues` event: what is used of it, and what is said where it is none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formwright.jobs.events import read_event
from proposals import payload


def test_what_is_used() -> None:
    event, findings = read_event(json.dumps(payload(labels=["rfc", "status: review"], state_reason="reopened")))
    assert event is not None and findings == []
    issue = event.as_issue()
    assert (issue.number, issue.id, issue.title, issue.author) == (42, 2_000_000_042, "Faster start", "octocat")
    assert issue.body.startswith("### Problem")
    assert (issue.created, issue.updated) == ("2024-05-01T10:00:00Z", "2024-05-01T10:00:00Z")
    assert issue.url == "https://github.com/octo/app/issues/42"
    assert issue.labels == ("rfc", "status: review")
    assert (issue.closed, issue.reason, issue.locked, issue.gone, issue.is_pull_request) == (
        False,
        "reopened",
        False,
        False,
        False,
    )
    assert (issue.repository, event.repository.default_branch) == ("octo/app", "main")


@pytest.mark.parametrize("action", ["deleted", "transferred"])
def test_an_issue_that_is_gone(action: str) -> None:
    event, _ = read_event(json.dumps(payload(action=action)))
    assert event is not None and event.as_issue().gone


def test_a_pull_request_and_a_closed_issue() -> None:
    changes: dict[str, Any] = {"state": "closed", "state_reason": "not_planned", "locked": True}
    event, _ = read_event(json.dumps(payload(pull_request={"url": "x"}, **changes)))
    assert event is not None
    issue = event.as_issue()
    assert (issue.is_pull_request, issue.closed, issue.reason, issue.locked) == (True, True, "not_planned", True)


def test_little_is_enough() -> None:
    least = {"action": "opened", "issue": {"number": 7, "title": None, "created_at": "2024-05-01T12:30:00+02:00"}}
    event, findings = read_event("\ufeff" + json.dumps(least))
    assert event is not None and findings == []
    issue = event.as_issue()
    assert (issue.title, issue.body, issue.author, issue.url) == ("", "", "ghost", "")
    assert issue.created == issue.updated == "2024-05-01T10:30:00Z"


def test_nulls_where_github_writes_them() -> None:
    event, _ = read_event(json.dumps(payload(body=None, user=None, closed_at=None)))
    assert event is not None and event.as_issue().author == "ghost"


def issue(**changes: object) -> str:
    """Return a payload in which the issue's own keys are overwritten."""
    data = payload()
    data["issue"] |= changes
    return json.dumps(data)


@pytest.mark.parametrize(
    ("text", "line", "rule", "words"),
    [
        ("", 1, "E01", "no JSON: expecting value"),
        ('{\n "action": \n}', 3, "E01", "no JSON"),
        ("[" * 100_000, 1, "E01", "no JSON: it cannot be read"),
        ('{"issue": {"number": ' + "9" * 5000 + "}}", 1, "E01", "no JSON: it cannot be read"),
        ("[]", 1, "E02", "no JSON object"),
        ("null", 1, "E02", "no JSON object"),
        ("{}", 1, "E03", "it has no `action` and no `issue`"),
        ('{"zen": "x", "hook_id": 1}', 1, "E03", "no `issues` event"),
        ('{"action": "opened", "number": 1, "pull_request": {}}', 1, "E03", "an event about a pull request"),
        ('{"action": "created", "issue": {}, "comment": {}}', 1, "E03", "an event about a comment"),
        ('{"ref": "refs/heads/main", "head_commit": {}}', 1, "E03", "an event about a push"),
        ('{"action": "opened", "issue": []}', 1, "E04", "`issue` cannot be used: it should be an object"),
        (issue(number="42"), 1, "E04", "`issue.number` cannot be used"),
        (issue(number=0), 1, "E04", "`issue.number` cannot be used"),
        (issue(number=-1), 1, "E04", "`issue.number` cannot be used"),
        (issue(created_at="yesterday"), 1, "E04", "`issue.created_at` cannot be used"),
        (issue(updated_at="0001-01-01T00:00:00+14:00"), 1, "E04", "no year between 1970 and 9998"),
        (issue(title=["x"]), 1, "E04", "`issue.title` cannot be used"),
    ],
)
def test_what_is_no_issue_event(text: str, line: int, rule: str, words: str) -> None:
    event, findings = read_event(text, "event.json")
    assert event is None
    assert [(each.path, each.line, each.rule) for each in findings] == [("event.json", line, rule)]
    assert words in findings[0].message and findings[0].remedy


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["action", "issue", "number"]), inner),
    max_leaves=8,
)


@given(st.sampled_from(["number", "title", "body", "labels", "user", "state", "created_at", "id"]), json_values)
def test_no_value_raises(key: str, value: object) -> None:
    event, findings = read_event(issue(**{key: value}))
    assert (event is None) == bool(findings)
    if event:
        event.as_issue()
