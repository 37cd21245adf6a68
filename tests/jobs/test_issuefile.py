"""A file of issues, in all the ways that GitHub's tools write one, in pages and without holding it."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator
from typing import IO, Any, cast

import pytest

from formwright.errors import InputError
from formwright.jobs.issuefile import issue_pages
from proposals import payload


def issue(number: int, **changes: Any) -> dict[str, Any]:
    found: dict[str, Any] = payload(number, **changes)["issue"]
    return {**found, "repository_url": "https://api.github.com/repos/octo/app"}


def numbers(text: str, **options: int) -> list[list[int]]:
    return [[each.number for each in page.issues] for page in issue_pages(io.StringIO(text), "f.json", **options)]


LIST = [issue(n, title=f"}}] {n} [{{") for n in range(1, 8)]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(LIST),
        json.dumps(LIST, indent=2),
        "\ufeff" + json.dumps(LIST),
        json.dumps(LIST[:3]) + json.dumps(LIST[3:]),
        "\n".join(map(json.dumps, LIST)),
    ],
    ids=["list", "indented", "byte order mark", "pages", "lines"],
)
def test_ways_to_write_it(text: str) -> None:
    assert numbers(text) == [[1, 2, 3, 4, 5, 6, 7]]


def test_what_is_read_is_the_issue() -> None:
    [page] = issue_pages(io.StringIO(json.dumps([issue(3, title="A title", labels=["one"], state="closed")])))
    [found] = page.issues
    assert (found.number, found.title, found.labels, found.closed) == (3, "A title", ("one",), True)
    assert found.repository == "octo/app"


def test_pages_and_going_on_from_one() -> None:
    text = json.dumps([issue(n) for n in range(1, 251)])
    assert [len(page) for page in numbers(text)] == [100, 100, 50]
    assert [page[0] for page in numbers(text, page=2)] == [101, 201]


@pytest.mark.parametrize("text", ["", "[]", " [ ]\n", "[][]"])
def test_none(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "f.json:1: E10 this is no list of issues in JSON"),
        ("hello", "f.json:1: E10"),
        ("[1, 2]", "f.json:1: E10"),
        ('[{"a": 1}]', "f.json:1: E11 no. 1 of the list is no issue: `number` field required"),
        (json.dumps(LIST)[:-1000], "f.json:1: E10"),
        ("\n\n[" + json.dumps(issue(1)) + ",\n" + "{]", "f.json:4: E10"),
        ("[" * 100_000, None),
        ('{"a":' * 100_000, "f.json:1: E10"),
    ],
)
def test_what_is_no_list_of_issues(text: str, message: str | None) -> None:
    if message is None:
        assert numbers(text) == []
        return
    with pytest.raises(InputError) as caught:
        numbers(text)
    assert str(caught.value).startswith(message)


class Endless(io.TextIOBase):
    """A list that is written while it is read."""

    def __init__(self, count: int) -> None:
        one = issue(1, body="x" * 5000)
        self.parts: Iterator[str] = (json.dumps({**one, "number": n}) + "," for n in range(1, count + 1))
        self.rest = "["

    def read(self, size: int | None = -1) -> str:
        while len(self.rest) < (size or 0) and (part := next(self.parts, "")):
            self.rest += part
        text, self.rest = self.rest[:size], self.rest[size:]
        return text


def test_memory_does_not_grow_with_the_list() -> None:
    peaks = []
    for count in (500, 2000):
        tracemalloc.start()
        for _ in issue_pages(cast(IO[str], Endless(count))):
            pass
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]
