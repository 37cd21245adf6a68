"""S23, S32: lost, repeated and parallel events end in the same files, and no line of a person is lost.

`FORMWRIGHT_EXAMPLES` is the number of histories; `FORMWRIGHT_SEED` the first of their seeds.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from histories import RACE, Deed, Told, history, live

COUNT = int(os.environ.get("FORMWRIGHT_EXAMPLES", "20"))
FIRST = int(os.environ.get("FORMWRIGHT_SEED", "0"))
CONFIGS = ("", "", "proposals: {idea: {number: sequential}}\n", "permissions: {move: read}\n")


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("histories")


def lines(told: Told) -> set[str]:
    return {line for text in told.document.values() for line in text.splitlines()}


@pytest.mark.parametrize("seed", range(FIRST, FIRST + COUNT // 2))
def test_a_history_with_events_lost_and_repeated_ends_as_the_whole_one(ground: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    deeds = history(chance, chance.randint(4, 9))
    counts = [chance.choice([0, 0, 0, 1, 2, RACE]) for _ in deeds]
    config = CONFIGS[seed % len(CONFIGS)]
    whole = live(ground / f"whole-{seed}", deeds, lambda number: 1, config)
    parts = live(ground / f"parts-{seed}", deeds, lambda number: counts[number], config)
    for told in (whole, parts):
        assert [line for line in told.written if line not in lines(told)] == []
    if whole.did == parts.did:
        assert whole.status == parts.status
        # Where people and the issue changed the same lines, what is there depends on when each change was seen.
        assert whole.document == parts.document or whole.clashed or parts.clashed


def label(**what: str) -> Deed:
    return Deed("issue", {"by": "maria", **what})


PINNED = {
    "what is on the branch alone is taken back": [
        Deed("merge", {"delete": True}),
        Deed("issue", {"by": "hubot", "label": "status: accepted"}),
        Deed("squash", {"delete": True}),
        label(label="status: implemented"),
    ],
}
"""Histories that once failed."""


@pytest.mark.parametrize("name", PINNED)
@pytest.mark.parametrize("runs", [0, 1, 2])
def test_a_history_that_once_failed(ground: Path, name: str, runs: int) -> None:
    """`Arena.end` runs twice: the second run has nothing to do, and says the same as the first."""
    told = live(ground / f"pinned-{runs}", PINNED[name], lambda number: runs)
    assert (told.status, told.clashed) == ("accepted", False)
