"""Faults at every request of every flow. `FORMWRIGHT_FAULTS=all` tries every fault; else every eighth, in turn."""

from __future__ import annotations

import os

import pytest

from fake.api import FakeGitHub
from fake.faults import KINDS
from fake.flows import FLOWS, act, prepared
from fake.openapi import DriftError, openapi
from fake.wire import Wire
from faults import cells, end_of

EVERY = 1 if os.environ.get("FORMWRIGHT_FAULTS") == "all" else 8


@pytest.mark.parametrize("flow", list(FLOWS))
def test_the_next_run_ends_as_if_nothing_had_happened(flow: str) -> None:
    found = list(cells([flow], list(KINDS), every=EVERY))
    assert found and [cell for cell in found if cell.wrong] == []


def test_a_fault_does_strike() -> None:
    """A table that cannot fail says nothing: of a run that is killed, something is missing."""
    start = prepared(FLOWS["a new proposal"])
    wire = Wire(start, KINDS["500 to the end"].fault, 4, lasting=True)
    assert act(start, FLOWS["a new proposal"], wire) == 3
    branches, pulls, comments = end_of(start)
    assert (list(branches), pulls, comments) == (["refs/heads/main"], [], [])


def test_the_fake_is_held_against_githubs_description() -> None:
    github = FakeGitHub({"a": "b"})
    for method, url, body in (
        ("GET", "/repos/octo/app/nothing", None),
        ("GET", "/repos/octo/app/pulls?heads=x", None),
        ("POST", "/repos/octo/app/pulls", {"head": "x"}),
        ("POST", "/repos/octo/app/git/refs", {"ref": "refs/heads/x", "sha": "y", "more": 1}),
    ):
        with pytest.raises(DriftError):
            github.handle(method, url, body)
    operation = openapi().operation("GET", "/repos/octo/app/issues/1")
    with pytest.raises(DriftError, match="number"):
        openapi().check_answer(operation, 200, openapi().answer(operation, 200, {"number": "one"}))
