"""When a request is sent again, and how long it waits: GitHub's rules on limits (S34)."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from fake.api import NAME, Answer, FakeGitHub
from fake.wire import Wire, wired
from formwright.host.pacing import ATTEMPTS, FREE_WRITES, delay, moment
from formwright.host.pacing import Answer as Reply
from formwright.host.rest import ApiError, Rest

NOW = 1_767_614_400
DATE = format_datetime(datetime.fromtimestamp(NOW, UTC), usegmt=True)
LIMIT = {"date": DATE, "x-ratelimit-remaining": "0", "x-ratelimit-reset": str(NOW + 50)}


@pytest.mark.parametrize(
    ("reply", "attempt", "repeatable", "wait"),
    [
        (Reply(200, {}), 1, True, None),
        (Reply(404, {}), 1, True, None),
        (Reply(422, {}), 1, True, None),
        (Reply(500, {}), 1, True, 1.0),
        (Reply(502, {}), 3, True, 4.0),
        (Reply(0, {}), 2, True, 2.0),
        (Reply(0, {}), 1, False, None),
        (Reply(500, {}), 1, False, None),
        (Reply(500, {}), ATTEMPTS, True, None),
        (Reply(403, {}, "Resource not accessible"), 1, True, None),
        (Reply(403, {"retry-after": "30"}), 1, False, 30.0),
        (Reply(429, {"retry-after": "30"}), 1, False, 30.0),
        (Reply(403, {"retry-after": "3600"}), 1, True, None),
        (Reply(403, LIMIT), 1, True, 51.0),
        (Reply(403, {**LIMIT, "x-ratelimit-reset": str(NOW - 5)}), 1, True, 1.0),
        (Reply(403, {**LIMIT, "x-ratelimit-reset": str(NOW + 3000)}), 1, True, None),
        (Reply(403, {}, "You have exceeded a secondary rate limit"), 1, True, 60.0),
        (Reply(403, {}, "You have exceeded a secondary rate limit"), 2, True, 120.0),
        (Reply(429, {"retry-after": "soon"}), 1, True, 60.0),
    ],
)
def test_delays(reply: Reply, attempt: int, repeatable: bool, wait: float | None) -> None:
    assert delay(reply, attempt, repeatable=repeatable, patience=900.0) == wait


@pytest.mark.parametrize("date", ["", "yesterday", "Mon, 99 Foo 2026 00:00:00 GMT"])
def test_a_date_that_is_none(date: str) -> None:
    assert moment(date) is None


def test_many_writes_are_a_second_apart() -> None:
    """S34: the first few are free; what the requests themselves take counts."""
    github = FakeGitHub({"a": "b"})
    waits: list[float] = []

    def pause(seconds: float) -> None:
        waits.append(seconds)
        now[0] += seconds

    now = [0.0]
    with wired(Wire(github)):
        rest = Rest("t", NAME, pause=pause, clock=lambda: now[0])
        for each in range(FREE_WRITES + 3):
            rest.post("git/blobs", content="eA==", encoding="base64")
            now[0] += 0.25 if each != FREE_WRITES else 5.0
    assert waits == [0.75, 0.0, 0.75]


def test_a_limit_is_waited_for_and_the_request_is_sent_again() -> None:
    github = FakeGitHub({"a": "b"})
    answers = [Answer(429, {"message": "slow down"}, {"retry-after": "7"})]
    waits: list[float] = []
    with wired(Wire(github, lambda act, _: answers.pop() if answers else act(), at=0, lasting=True)) as wire:
        rest = Rest("t", NAME, pause=waits.append)
        assert rest.post_once("git/blobs", content="eA==", encoding="base64")["sha"]
    assert waits == [7.0] and len(wire.sent) == 2


def test_what_must_not_be_made_twice_is_sent_once() -> None:
    wire = Wire(FakeGitHub({"a": "b"}), lambda act, _: Answer(act().status and 502), at=0)
    with wired(wire), pytest.raises(ApiError) as raised:
        Rest("t", NAME, pause=lambda _: None).post_once("git/blobs", content="eA==", encoding="base64")
    assert raised.value.unknown and len(wire.sent) == 1
