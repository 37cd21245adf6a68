"""What people said and did: issues with their record, labels, and who may do what.

Sources: "REST API endpoints for issues", "… issue events", "… labels", "… collaborators" (GitHub documentation).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from pydantic import ValidationError

from formwright.errors import HostError
from formwright.findings import Finding
from formwright.host.issues import IssuePart, issue_of
from formwright.host.protocol import IssuePage, IssueState
from formwright.host.refusals import explained, explaining
from formwright.host.rest import GONE, NOT_FOUND, PAGE, ApiError, Rest
from formwright.proposal.model import ROLES, Act, Issue, Record

_ISSUES = "issues: write"
_ACTS = ("labeled", "unlabeled", "closed", "reopened")


class Conversation:
    """The issues of one repository."""

    def __init__(self, rest: Rest, repository: str) -> None:
        self._rest, self._repository = rest, repository
        self._roles: dict[str, str] = {}

    def issue(self, number: int) -> Issue:
        """Return the issue as it is now; one that was deleted or transferred comes as `gone`."""
        try:
            found = self._rest.get(f"issues/{number}")
        except ApiError as error:
            if error.status in (NOT_FOUND, GONE):
                return Issue(number, "", "", "", "", "", "", gone=True, repository=self._repository)
            raise explained(error, "read the issue", _ISSUES) from None
        return self._issue(found)

    def _issue(self, found: Mapping[str, Any]) -> Issue:
        """Return an issue as the API has it; one of another repository was transferred there."""
        here = str(found.get("repository_url", "")).lower().endswith(f"/repos/{self._repository}".lower())
        try:
            return issue_of(IssuePart.model_validate(found), self._repository, gone=not here)
        except ValidationError:
            finding = Finding("G27", "GitHub's answer about the issue cannot be read", "run this again later")
            raise HostError(finding) from None

    def issues(self, state: IssueState, page: int) -> Iterator[IssuePage]:
        """Yield the pages of all issues, in the order in which they were opened."""
        with explaining("list the issues", _ISSUES):
            while True:
                order = {"state": state, "sort": "created", "direction": "asc"}
                found = self._rest.get("issues", **order, per_page=PAGE, page=page)
                yield IssuePage(page, [self._issue(each) for each in found])
                if len(found) < PAGE:
                    return
                page += 1

    def record(self, number: int) -> Record:
        """Return what was done to the issue, not edits of its body."""
        with explaining("read who changed the issue", _ISSUES):
            events = list(self._rest.pages(f"issues/{number}/events"))
        edited = max((str(event["created_at"]) for event in events if event["event"] == "edited"), default="")
        return Record(tuple(_act(event) for event in events if event["event"] in _ACTS), edited)

    def permission(self, login: str) -> str:
        """Return the role of a collaborator; `none` for anybody else."""
        if login not in self._roles:
            with explaining("read who may change a status", "contents: read"):
                found = self._rest.find(f"collaborators/{quote(login, safe='')}/permission") or {}
            role = str(found.get("role_name") or "")
            self._roles[login] = role if role in ROLES else str(found.get("permission") or "none")
        return self._roles[login]

    def labels(self) -> frozenset[str]:
        """Return the names of the repository's labels."""
        with explaining("list the labels", _ISSUES):
            return frozenset(str(label["name"]) for label in self._rest.pages("labels"))

    def default_forms(self) -> list[str]:
        """Return the forms and templates in the owner's repository `.github`, whose forms others show (R11)."""
        owner = self._repository.partition("/")[0]
        try:
            found = self._rest.find(f"/repos/{owner}/.github/contents/.github/ISSUE_TEMPLATE")
        except ApiError:
            return []  # The token may be for this repository only.
        names = (str(entry.get("name")) for entry in found or [] if isinstance(entry, dict))
        return sorted(name for name in names if name.lower().endswith((".yml", ".yaml", ".md")))


def _act(event: Mapping[str, Any]) -> Act:
    actor, label = event.get("actor") or {}, event.get("label") or {}
    at, name = str(event["created_at"]), str(label.get("name") or "")
    return Act(str(event["event"]), str(actor.get("login") or ""), at, name, event.get("state_reason"))
