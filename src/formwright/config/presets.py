"""The words of well-known proposal processes, and what moves a proposal from one to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Move = Literal["opened", "reopened", "merged", "edited", "completed", "not-planned", "duplicate"]
"""What happens to a proposal: its issue is opened, reopened or closed (for one of three reasons), its pull request
is merged, or its text is edited after it was accepted."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A process: its statuses in their usual order, those that end a proposal, and where each move leads."""

    names: tuple[str, ...]
    final: frozenset[str]
    moves: Mapping[Move, str]


PRESETS: Mapping[str, Preset] = {
    "enhancement": Preset(
        ("proposed", "review", "accepted", "implemented", "rejected", "withdrawn", "deferred", "superseded"),
        frozenset({"implemented", "rejected", "withdrawn", "deferred", "superseded"}),
        {
            "opened": "proposed",
            "reopened": "proposed",
            "merged": "accepted",
            "edited": "review",
            "completed": "implemented",
            "not-planned": "rejected",
            "duplicate": "superseded",
        },
    ),
    "kep": Preset(
        ("provisional", "implementable", "implemented", "deferred", "rejected", "withdrawn", "replaced"),
        frozenset({"implemented", "deferred", "rejected", "withdrawn", "replaced"}),
        {
            "opened": "provisional",
            "reopened": "provisional",
            "merged": "implementable",
            "edited": "provisional",
            "completed": "implemented",
            "not-planned": "rejected",
            "duplicate": "replaced",
        },
    ),
    "pep": Preset(
        ("draft", "accepted", "provisional", "final", "active", "deferred", "rejected", "withdrawn", "superseded"),
        frozenset({"final", "active", "deferred", "rejected", "withdrawn", "superseded"}),
        {
            "opened": "draft",
            "reopened": "draft",
            "merged": "accepted",
            "edited": "draft",
            "completed": "final",
            "not-planned": "rejected",
            "duplicate": "superseded",
        },
    ),
    "madr": Preset(
        ("draft", "proposed", "accepted", "rejected", "deprecated", "superseded"),
        frozenset({"accepted", "rejected", "deprecated", "superseded"}),
        {
            "opened": "proposed",
            "reopened": "proposed",
            "merged": "accepted",
            "edited": "proposed",
            "completed": "accepted",
            "not-planned": "rejected",
            "duplicate": "superseded",
        },
    ),
}
