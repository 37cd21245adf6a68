"""The fake in the place of the network: `requests` sends into it, whoever uses `requests`.

A fault strikes at one request of a run, once or from there on.
"""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPResponse

from fake.api import Answer, FakeGitHub

CODELOAD = "https://codeload.github.com"


class KilledError(BaseException):
    """The process ends here and now."""


Fault = Callable[[Callable[[], Answer], FakeGitHub], Answer]
"""What goes wrong: it may let the server act, before or not, and answers or raises."""


@dataclass
class Wire:
    """What goes over the wire: `sent` is what was asked, in order. `fault` strikes at the request of index `at`."""

    github: FakeGitHub
    fault: Fault | None = None
    at: int = -1
    lasting: bool = False
    sent: list[tuple[str, str]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)

    def answer(self, method: str, url: str, body: Any) -> Answer:
        """Let the server act."""
        return self.github.handle(method, url, body)

    def send(self, request: requests.PreparedRequest, **_: Any) -> requests.Response:
        method, url = str(request.method), str(request.url).replace(":443/", "/")
        if url.startswith(CODELOAD):
            assert "Authorization" not in request.headers
            data = self.github.archive(url.rpartition("/")[2])
            return _response(request, Answer(200, data=data), self.github)
        index = len(self.sent)
        self.sent.append((method, url))

        def act() -> Answer:
            return self.answer(method, url, json.loads(str(request.body)) if request.body else None)

        struck = self.fault is not None and (index == self.at or (self.lasting and index > self.at))
        return _response(request, self.fault(act, self.github) if self.fault and struck else act(), self.github)


def _response(request: requests.PreparedRequest, answer: Answer, github: FakeGitHub) -> requests.Response:
    data = answer.data or (b"" if answer.body is None else json.dumps(answer.body).encode())
    headers = {"content-type": "application/json", "date": github.now.strftime("%a, %d %b %Y %H:%M:%S GMT")}
    headers |= answer.headers
    raw = HTTPResponse(io.BytesIO(data), headers=headers, status=answer.status, preload_content=False)
    return HTTPAdapter().build_response(request, raw)


@contextlib.contextmanager
def wired(wire: Wire) -> Iterator[Wire]:
    """Send all that `requests` sends over the wire."""
    with mock.patch.object(HTTPAdapter, "send", lambda _, request, **options: wire.send(request, **options)):
        yield wire
