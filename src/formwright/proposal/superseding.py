"""Proposals that take the place of others: both documents say so, once the new one is accepted."""

from __future__ import annotations

from formwright.config import StatusConfig
from formwright.proposal.matter import SUPERSEDED_BY, with_keys
from formwright.proposal.model import Change, State
from formwright.proposal.standing import in_force, superseded_word


def supersede(number: int, status: str, state: State, config: StatusConfig) -> tuple[Change, ...]:
    """Return how the documents change that this one's front matter says it `supersedes`.

    They are marked as long as the new one is accepted, or came further; what was marked on its branch alone is taken
    back when it no longer is.
    """
    applied = {"status": superseded_word(config), SUPERSEDED_BY: number}
    accepted = status in in_force(config)
    changes = []
    for path, (now, before) in state.older.items():
        marked = with_keys(before, applied)
        wanted = with_keys(now, applied) if accepted else before if now == marked else now
        if wanted != now:
            changes.append(Change(path, wanted))
    return tuple(changes)
