"""What a page asks the server, checked at the door."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict
from starlette.requests import Request

MOST_BYTES = 4 * 1024 * 1024
"""The longest question that is read: far more than GitHub's 65,536 characters of a body (R12)."""


class Typed(BaseModel):
    """What the page sends: a form's file name, and what was typed."""

    model_config = ConfigDict(strict=True, extra="forbid")

    template: str
    title: str
    answers: dict[str, str | list[str] | dict[str, bool] | None]


class Text(BaseModel):
    """A Markdown text to be shown."""

    model_config = ConfigDict(strict=True, extra="forbid")

    text: str


async def read_body(request: Request) -> bytes:
    """Return the body of a request; no more than there may be. Raises `ValueError` where it is no JSON by its type."""
    if request.headers.get("content-type") != "application/json":
        raise ValueError("no JSON")
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > MOST_BYTES:
            raise ValueError("too long")
        parts.append(part)
    return b"".join(parts)
