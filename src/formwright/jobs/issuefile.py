"""Issues from a file: a list as GitHub's REST API gives it, read piece by piece, so that its size does not matter.

Several lists after each other (`gh api --paginate`), and an object a line, are read as well.
Source: "REST API endpoints for issues" (List repository issues).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import IO

from pydantic import ValidationError

from formwright.errors import InputError
from formwright.findings import Finding
from formwright.host import IssuePage
from formwright.host.issues import IssuePart, issue_of
from formwright.proposal.model import Issue

PAGE = 100
_CHUNK = 1 << 16
_BETWEEN = " \t\r\n,[]\ufeff"
LONGEST = 8 * 1024 * 1024
"""The longest object that is read, in characters; an issue of GitHub's has a few ten thousand."""


def issue_pages(stream: IO[str], path: str | None = None, *, page: int = 1) -> Iterator[IssuePage]:
    """Yield the issues in `stream`, a page at a time, from page `page` on. Raises `InputError` where it has others."""
    issues = _issues(stream, path)
    number = 0
    while batch := list(islice(issues, PAGE)):
        number += 1
        if number >= page:
            yield IssuePage(number, batch)


def _issues(stream: IO[str], path: str | None) -> Iterator[Issue]:
    for count, found in enumerate(_objects(stream, path), 1):
        try:
            part = IssuePart.model_validate(found)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            message = f"no. {count} of the list is no issue: `{where}` {first['msg'][:1].lower()}{first['msg'][1:]}"
            raise InputError(Finding("E11", message, "give a list as GitHub's API writes it", path=path)) from None
        yield issue_of(part, _repository(found))


def _repository(found: dict[str, object]) -> str:
    """Return the repository that an issue tells of: `octo/app`, "" where it tells none."""
    _, _, name = str(found.get("repository_url") or "").partition("/repos/")
    return name


def _objects(stream: IO[str], path: str | None) -> Iterator[dict[str, object]]:
    """Yield the objects of one or several lists, holding no more than one of them."""
    decoder, text, line = json.JSONDecoder(), "", 1
    while True:
        kept = text.lstrip(_BETWEEN)
        line += text.count("\n", 0, len(text) - len(kept))
        text = kept
        found, end = _decode(decoder, text) if text else (None, 0)
        # A number, or the start of another word, could go on in what was not read yet; an object could not.
        if isinstance(found, dict):
            yield found
            line += text.count("\n", 0, end)
            text = text[end:]
            continue
        more = stream.read(_CHUNK) if len(text) <= LONGEST and not end else ""
        if not more:
            break
        text += more
    if text:
        raise InputError(Finding("E10", "this is no list of issues in JSON", _HOW, line, path=path))


_HOW = "make it with `gh api --paginate 'repos/OWNER/REPOSITORY/issues?state=all&per_page=100'`"


def _decode(decoder: json.JSONDecoder, text: str) -> tuple[object, int]:
    """Return the first value of `text` and its end; None and 0 where it is not whole."""
    try:
        return decoder.raw_decode(text)
    except (ValueError, RecursionError):
        return None, 0
