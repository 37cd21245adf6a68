"""What a delivery still has to write, whichever host writes it."""

from __future__ import annotations

import posixpath

from formwright.host.protocol import Delivery, Host
from formwright.proposal.model import Change


def outstanding(host: Host, delivery: Delivery, commit: str) -> tuple[Change, ...]:
    """Return those changes of a delivery that `commit` does not have yet.

    Raises `InputError` where a link or a file stands in for one of their folders: nothing is written through it (S6).
    """
    folders = sorted({posixpath.dirname(change.path) for change in delivery.changes} - {""})
    there = {path for folder in folders for path in host.files(commit, folder)}
    texts = host.read(commit, [change.path for change in delivery.changes])
    present = there | set(texts)
    return tuple(
        change
        for change in delivery.changes
        if (change.path in present if change.text is None else texts.get(change.path) != change.text)
    )
