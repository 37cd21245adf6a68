"""How many requests a run sends: counts, not times."""

from __future__ import annotations

from pathlib import Path

from counts import MOST, counts


def test_no_run_sends_more_requests_than_promised(tmp_path: Path) -> None:
    found = counts(tmp_path)
    assert set(found) == set(MOST)
    for name, count in found.items():
        assert (count.requests, count.writes) <= (MOST[name].requests, MOST[name].writes), (name, count)
        assert count.writes <= MOST[name].writes, (name, count)
