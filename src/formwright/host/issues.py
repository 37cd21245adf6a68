"""An issue as GitHub's API and its events write it, as far as it is used; everything else in it is left aside.

Sources: "Webhook events and payloads" and "REST API endpoints for issues" (GitHub documentation).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from formwright.proposal.model import Issue

GHOST = "ghost"
"""The login that GitHub shows for an account that was deleted."""


class Part(BaseModel):
    """A part of what GitHub sends, with the keys that are used."""

    model_config = ConfigDict(extra="ignore", frozen=True)


def _label_name(value: object) -> object:
    """Take a label by its name alone: the API describes labels as objects or as names."""
    return value.get("name") if isinstance(value, dict) else value


def _or_empty(value: object) -> object:
    return "" if value is None else value


def _on_the_calendar(moment: datetime) -> datetime:
    """Refuse what git, and any other zone, cannot write."""
    if not 1970 <= moment.year < 9999:
        raise ValueError("no year between 1970 and 9998")
    return moment


Moment = Annotated[datetime, AfterValidator(_on_the_calendar)]
"""When something happened."""

Text = Annotated[str, BeforeValidator(_or_empty)]
"""A text that may be null."""


class User(Part):
    """Who did something."""

    login: str = GHOST
    type: str = "User"


class IssuePart(Part):
    """The issue in a payload, or in an answer of the REST API."""

    id: int = 0
    number: int = Field(strict=True, gt=0, lt=2**31)
    title: Text
    body: Text = ""
    state: str = "open"
    state_reason: str | None = None
    labels: list[Annotated[str, BeforeValidator(_label_name)]] = []
    user: User | None = None
    created_at: Moment
    updated_at: Moment | None = None
    closed_at: Moment | None = None
    html_url: str = ""
    locked: bool = False
    pull_request: dict[str, Any] | None = None
    comments: object = None


def issue_of(part: IssuePart, repository: str, *, gone: bool = False) -> Issue:
    """Return a payload's issue as a value of the core."""
    url = part.html_url or (f"https://github.com/{repository}/issues/{part.number}" if repository else "")
    return Issue(
        number=part.number,
        title=part.title,
        body=part.body,
        author=(part.user or User()).login,
        created=_utc(part.created_at),
        updated=_utc(part.updated_at or part.created_at),
        url=url,
        closed=part.state == "closed",
        reason=part.state_reason,
        labels=tuple(part.labels),
        locked=part.locked,
        is_pull_request=part.pull_request is not None,
        gone=gone,
        repository=repository,
        id=part.id,
        silent=part.comments == 0,
    )


def _utc(moment: datetime) -> str:
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
