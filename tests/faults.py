"""Every fault at every request of every flow: the run may fail, but the next one ends as if nothing had happened.

    python tests/faults.py [FLOW ...]

prints the table of flows x faults: how many cells there are, a request each, and which of them failed.
"""

from __future__ import annotations

import copy
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

from fake.api import PERSON, FakeGitHub
from fake.faults import KINDS
from fake.flows import FLOWS, act, prepared
from fake.wire import KilledError, Wire

SILENT = ("GET",)


@dataclass(frozen=True)
class Cell:
    """One fault at one request of one flow, and what was wrong then ("": nothing)."""

    flow: str
    request: str
    fault: str
    wrong: str


def end_of(github: FakeGitHub) -> Any:
    """Return all that matters in the end: what branches hold, pull requests, comments, reserved numbers."""
    git = github.git
    branches = {
        ref: {path: git.blobs[blob].decode() for path, (_, blob) in git.files(sha).items()}
        for ref, sha in git.refs.items()
    }
    pulls = sorted((each["head"], each["state"], each["title"], each["body"]) for each in github.pulls.values())
    return branches, pulls, sorted((each["issue"], each["body"]) for each in github.comments.values())


def cells(names: Sequence[str], kinds: Sequence[str], *, every: int = 1) -> Iterator[Cell]:
    """Yield the cells of some flows and faults: all of them, or every second, third, … of each request, in turn."""
    for name in names:
        start = prepared(FLOWS[name])
        whole, wire = _run(start, name)
        wanted = end_of(whole)
        for at, (method, url) in enumerate(wire.sent):
            request = f"{method} {url.partition('/repos/octo/app')[2].partition('?')[0]}"
            for kind in kinds[at % every :: every]:
                yield Cell(name, request, kind, _wrong(start, name, at, kind, wanted))


def _run(start: FakeGitHub, name: str, at: int = -1, kind: str | None = None) -> tuple[FakeGitHub, Wire]:
    """Run a flow on a copy; a process that is killed is none that fails."""
    github = copy.deepcopy(start)
    fault = KINDS[kind] if kind else None
    wire = Wire(github, fault.fault if fault else None, at, bool(fault and fault.lasting))
    try:
        code = act(github, FLOWS[name], wire)
    except KilledError:
        return github, wire
    assert code in (0, 1, 3), f"the run ended with {code}"
    return github, wire


def _wrong(start: FakeGitHub, name: str, at: int, kind: str, wanted: Any) -> str:
    """Return what is wrong after a run with a fault and one without; "" for nothing."""
    github, _ = _run(start, name, at, kind)
    github.wait(120)
    again, _ = _run(github, name)
    if end_of(again) != wanted:
        return _difference(end_of(again), wanted)
    twice = _twice(again)
    if twice:
        return f"there is more than one of {twice}"
    lost = [sha for sha in _peoples(start) if not _is_kept(again, sha)]
    if lost:
        return f"lost {lost}"
    _, third = _run(again, name)
    writes = [sent for sent in third.sent if sent[0] not in SILENT]
    return f"the third run wrote {writes}" if writes else ""


def _twice(github: FakeGitHub) -> list[str]:
    """Return the issues with several comments, and the branches with several open pull requests."""
    found: list[object] = [each["issue"] for each in github.comments.values()]
    found += [each["head"] for each in github.pulls.values() if each["state"] == "open"]
    return sorted({str(each) for each in found if found.count(each) > 1})


def _difference(found: Any, wanted: Any) -> str:
    for what, one, other in zip(("branches", "pull requests", "comments"), found, wanted, strict=True):
        if one != other:
            return f"{what}: {one!r:.600} instead of {other!r:.600}"
    return ""


def _peoples(github: FakeGitHub) -> list[str]:
    return [sha for sha, commit in github.git.commits.items() if commit.author == PERSON]


def _is_kept(github: FakeGitHub, sha: str) -> bool:
    return any(sha in github.git.ancestors(head) for head in github.git.refs.values())


def _all(name: str) -> list[Cell]:
    return list(cells([name], list(KINDS)))


def main(arguments: list[str]) -> int:
    """Print the table, and return 1 where a cell failed."""
    names = arguments or list(FLOWS)
    failed: list[Cell] = []
    total = 0
    print(f"{'flow':36} {'requests':>8} {'faults':>7} {'cells':>6} {'failed':>7}")
    with ProcessPoolExecutor() as pool:
        for name, found in zip(names, pool.map(_all, names), strict=True):
            wrong = [cell for cell in found if cell.wrong]
            requests = len(found) // len(KINDS)
            print(f"{name:36} {requests:8} {len(KINDS):7} {len(found):6} {len(wrong):7}", flush=True)
            failed += wrong
            total += len(found)
    print(f"{'all':36} {'':8} {'':7} {total:6} {len(failed):7}")
    for cell in failed:
        print(f"failed: {cell.flow}: {cell.fault} at {cell.request}: {cell.wrong}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
