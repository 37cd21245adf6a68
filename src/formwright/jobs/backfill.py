"""Backfill: make proposals of all issues that there are, page by page, so that their number does not matter.

The default branch is read once; after that, what was added since. What was done already is found in step, so that a run
that ended early is simply run again (S34).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from formwright.config import Config
from formwright.errors import UsageError
from formwright.findings import Finding
from formwright.host import Host, IssuePage
from formwright.jobs.progress import Progress, Wanted
from formwright.jobs.survey import survey, surveyed
from formwright.proposal.model import Issue

BATCH = 100
"""How many issues of a share wait for each other, and go into one commit."""

Pages = Callable[[int], Iterator[IssuePage]]
"""The pages of all issues, from the page of a number on."""


def backfill(open_host: Callable[[], Host], pages: Pages, wanted: Wanted) -> Iterator[Progress]:
    """Bring the proposals of all issues into step, and yield the progress after each page: one value, which changes.

    An issue that cannot be worked on is a finding, and the others go on. Raises `HostError` where the host refuses:
    what was done until then is done, and a second run goes on. Raises `UsageError` where documents are numbered in
    sequence and that is not possible.
    """
    host = open_host()
    base = host.base(None)
    # Loaded here: the host is asked before the converter is loaded, which takes as long as all else at the start.
    from formwright.jobs.batches import Batches
    from formwright.jobs.catalogue import load_catalogue
    from formwright.jobs.configuration import load_settings
    from formwright.jobs.named import misnamed_in

    config, text = load_settings(host, base, wanted.config_path)
    _refuse_sequences(config, wanted)
    known = survey(host)
    catalogue = load_catalogue(host, base, config.forms)
    run = Batches(surveyed(host, known), config, catalogue, known, wanted)
    run.progress.dry_run = wanted.dry_run
    run.progress.findings += [finding for _, finding in misnamed_in(catalogue, text, wanted.config_path, config)]
    waiting: list[Issue] = []
    last = 0
    for page in pages(wanted.page):
        waiting += [issue for issue in page.issues if issue.number in wanted]
        last = page.number
        # A share has few issues of each page: they wait for those of the next, so that commits stay few.
        if len(waiting) >= BATCH or wanted.shard.count == 1:
            yield run.batch(waiting, last)
            waiting = []
    if waiting or last > run.progress.page:
        yield run.batch(waiting, last)


def _refuse_sequences(config: Config, wanted: Wanted) -> None:
    """Refuse numbers in sequence but for one serial run, which reserves each with its branch (S33)."""
    if not any(kind.number == "sequential" for kind in config.kinds):
        return
    if wanted.shard.count > 1 or wanted.by == "commit":
        message = "documents are numbered in sequence, which neither shares of the issues nor commits of many can do"
        raise UsageError(Finding("A17", message, "run one backfill with pull requests, or number them by their issues"))
