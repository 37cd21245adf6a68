"""What may go wrong with one request: a fault lets the server act or not, and then answers or raises."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import requests

from fake.api import Answer, FakeGitHub
from fake.wire import Fault, KilledError

Act = Callable[[], Answer]


@dataclass(frozen=True)
class Kind:
    """A kind of fault. One that lasts strikes at every later request of the run too."""

    fault: Fault
    lasting: bool = False


def answering(status: int, message: str, headers: Mapping[str, str] | None = None, *, acted: bool = False) -> Fault:
    """Return a fault that is an answer; `{reset}` in a header is half a minute from now, `{late}` an hour."""

    def fault(act: Act, github: FakeGitHub) -> Answer:
        if acted:
            act()
        now = int(github.now.timestamp())
        found = {key: value.format(reset=now + 30, late=now + 3600) for key, value in (headers or {}).items()}
        return Answer(status, {"message": message}, found)

    return fault


def raising(error: Callable[[], BaseException], *, acted: bool = False) -> Fault:
    """Return a fault by which no answer comes."""

    def fault(act: Act, github: FakeGitHub) -> Answer:
        if acted:
            act()
        raise error()

    return fault


def malformed(act: Act, github: FakeGitHub) -> Answer:
    """Act, and let the answer break off."""
    return Answer(act().status, None, {}, b'{"sha": "12')


_SECONDARY = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
_PRIMARY = "API rate limit exceeded for installation ID 1."
_RESET = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "{reset}"}
_LATE = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "{late}"}

KINDS: Mapping[str, Kind] = {
    "500": Kind(answering(500, "Server Error")),
    "502": Kind(answering(502, "Bad Gateway")),
    "502 after it acted": Kind(answering(502, "Bad Gateway", acted=True)),
    "time-out before it acted": Kind(raising(lambda: requests.ReadTimeout("timed out"))),
    "time-out after it acted": Kind(raising(lambda: requests.ReadTimeout("timed out"), acted=True)),
    "connection reset": Kind(raising(lambda: requests.ConnectionError("reset by peer"))),
    "connection reset after it acted": Kind(raising(lambda: requests.ConnectionError("reset by peer"), acted=True)),
    "403 primary limit": Kind(answering(403, _PRIMARY, _RESET)),
    "403 secondary limit": Kind(answering(403, _SECONDARY)),
    "403 secondary limit, retry-after": Kind(answering(403, _SECONDARY, {"retry-after": "30"})),
    "429 secondary limit, retry-after": Kind(answering(429, _SECONDARY, {"retry-after": "30"})),
    "403 forbidden": Kind(answering(403, "Resource not accessible by integration")),
    "404 vanished": Kind(answering(404, "Not Found")),
    "409 conflict": Kind(answering(409, "Conflict")),
    "422 lost update": Kind(answering(422, "Update is not a fast forward")),
    "malformed JSON": Kind(malformed),
    "killed before it acted": Kind(raising(KilledError)),
    "killed after it acted": Kind(raising(KilledError, acted=True)),
    "500 to the end": Kind(answering(500, "Server Error"), lasting=True),
    "time-outs to the end": Kind(raising(lambda: requests.ReadTimeout("timed out"), acted=True), lasting=True),
    "primary limit for an hour": Kind(answering(403, _PRIMARY, _LATE), lasting=True),
    "403 forbidden to the end": Kind(answering(403, "Resource not accessible by integration"), lasting=True),
}
"""All kinds of faults."""
