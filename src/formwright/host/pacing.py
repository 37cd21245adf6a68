"""When a request may be sent again, and after how long. Values in, values out: nobody waits here.

Sources: "Rate limits for the REST API" and "Best practices for using the REST API" (GitHub documentation).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

ATTEMPTS = 4
"""How often a request is sent at most."""

SECONDARY_WAIT = 60.0
"""How long to wait, in seconds, after a secondary limit that does not say; it doubles each time."""

FREE_WRITES, WRITE_GAP = 20, 1.0
"""A run that writes more than this waits a second before each further write (S34)."""

_FORBIDDEN, _TOO_MANY = 403, 429


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, 0 where nothing did; headers in small letters; and the text."""

    status: int
    headers: Mapping[str, str]
    text: str = ""

    @property
    def limited(self) -> bool:
        """Whether GitHub refused because of a limit: it did nothing then."""
        if self.status not in (_FORBIDDEN, _TOO_MANY):
            return False
        said = "retry-after" in self.headers or self.headers.get("x-ratelimit-remaining") == "0"
        return said or self.status == _TOO_MANY or "rate limit" in self.text.lower()

    @property
    def failed(self) -> bool:
        """Whether nobody knows what GitHub did: it broke, or never answered."""
        return self.status == 0 or self.status >= 500


def delay(answer: Answer, attempt: int, *, repeatable: bool, patience: float) -> float | None:
    """Return how many seconds to wait before the request is sent again; None where it must not be, or not so long.

    `attempt` counts from 1. A request that is not `repeatable` is sent again only where GitHub refused it.
    """
    if attempt >= ATTEMPTS:
        return None
    if answer.limited:
        wait = _until_allowed(answer, attempt)
        return wait if wait <= patience else None
    return float(2 ** (attempt - 1)) if answer.failed and repeatable else None


def _until_allowed(answer: Answer, attempt: int) -> float:
    after = answer.headers.get("retry-after", "")
    if after.isdecimal():
        return float(after)
    if answer.headers.get("x-ratelimit-remaining") == "0":
        reset = answer.headers.get("x-ratelimit-reset", "")
        now = moment(answer.headers.get("date", ""))
        if reset.isdecimal() and now is not None:
            return max(float(reset) - now, 0.0) + 1.0
    return SECONDARY_WAIT * float(2 ** (attempt - 1))


def moment(date: str) -> float | None:
    """Return the seconds since 1970 of an HTTP date, None where it is none: it is the server's clock that counts."""
    try:
        return parsedate_to_datetime(date).timestamp()
    except (ValueError, OverflowError):
        return None
