"""The payload of an `issues` event, as far as it is used; everything else in it is left aside.

Source: "Webhook events and payloads" (GitHub documentation), and the payloads of `@octokit/webhooks-examples`.
"""

from __future__ import annotations

import json

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from formwright.findings import Finding
from formwright.host.issues import IssuePart, Part, User, issue_of
from formwright.proposal.model import Act, Issue, Record
from formwright.proposal.naming import issue_of_branch


class Repository(Part):
    """The repository in a payload."""

    full_name: str = ""
    default_branch: str | None = None


class LabelPart(Part):
    """The label that was set or removed."""

    name: str = ""


class IssueEvent(Part):
    """An `issues` event."""

    action: str
    issue: IssuePart
    repository: Repository = Repository()
    sender: User = User()
    label: LabelPart | None = None

    @property
    def label_of_bot(self) -> str | None:
        """The label that a program set or removed, None where this event is of another kind or a person's."""
        moved = self.sender.type == "Bot" and self.action in ("labeled", "unlabeled")
        return self.label.name if moved and self.label else None

    def as_record(self) -> Record:
        """Return what the event tells of who did what, for a host that keeps no record."""
        issue = self.as_issue()
        label = self.label.name if self.label else ""
        kinds = ("labeled", "unlabeled") if label else ("closed", "reopened")
        act = Act(self.action, self.sender.login, issue.updated, label, issue.reason)
        return Record((act,) if self.action in kinds else ())

    def as_issue(self) -> Issue:
        """Return the issue as a value of the core."""
        return issue_of(self.issue, self.repository.full_name, gone=self.action in ("deleted", "transferred"))


def read_event(text: str, path: str | None = None) -> tuple[IssueEvent | None, list[Finding]]:
    """Return the `issues` event that the JSON `text` holds; None with the findings (E…) where it holds none."""
    try:
        data = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        reason = error.msg.lower() if isinstance(error, json.JSONDecodeError) else "it cannot be read"
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        remedy = "give the event's payload as GitHub wrote it (`$GITHUB_EVENT_PATH`)"
        return None, [Finding("E01", f"the event is no JSON: {reason}", remedy, line=line, path=path)]
    wrong = _not_an_issue_event(data)
    if wrong:
        return None, [Finding(*wrong, path=path)]
    try:
        return IssueEvent.model_validate(data), []
    except ValidationError as error:
        return None, [_wrong_field(".".join(map(str, each["loc"])), _reason(each), path) for each in error.errors()]


class _Repo(Part):
    full_name: str = ""


class _End(Part):
    ref: str = ""
    repo: _Repo | None = None


class _PullRequest(Part):
    head: _End
    base: _End


class _PullRequestEvent(Part):
    action: str
    pull_request: _PullRequest


def proposal_of_pull_request(text: str) -> int | None:
    """Return the issue whose proposal the pull request was that a `pull_request` event closed; None for any other.

    The branch of a fork may have any name: only the repository's own count (S26).
    """
    try:
        event = _PullRequestEvent.model_validate_json(text)
    except ValidationError:
        return None
    head, base = event.pull_request.head, event.pull_request.base
    if event.action != "closed" or head.repo is None or head.repo != base.repo:
        return None
    return issue_of_branch(head.ref)


def _not_an_issue_event(data: object) -> tuple[str, str, str] | None:
    """Return rule, message and remedy where `data` is another event, or none at all."""
    if not isinstance(data, dict):
        return "E02", "the event is no JSON object", "give the payload of an `issues` event"
    remedy = "give the payload of an `issues` event: it has `action` and `issue`"
    for key, name in _OTHER_EVENTS.items():
        if key in data:
            return "E03", f"this is an event about {name}, not about an issue itself", remedy
    missing = [f"`{key}`" for key in ("action", "issue") if key not in data]
    if missing:
        return "E03", f"this is no `issues` event: it has no {' and no '.join(missing)}", remedy
    return None


_OTHER_EVENTS = {
    "comment": "a comment",
    "pull_request": "a pull request",
    "discussion": "a discussion",
    "head_commit": "a push",
    "workflow_run": "a workflow",
}


def _reason(error: ErrorDetails) -> str:
    """Return why a value cannot be used, without the names of our own classes."""
    return "it should be an object" if error["type"].startswith("model") else error["msg"]


def _wrong_field(where: str, reason: str, path: str | None) -> Finding:
    message = f"`{where}` cannot be used: {reason[:1].lower()}{reason[1:]}"
    return Finding("E04", message, "give the payload as GitHub wrote it", path=path)
