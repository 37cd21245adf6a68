"""The number of a proposal: its issue's, or the next one that nobody has."""

from __future__ import annotations

from formwright.config import ProposalConfig
from formwright.proposal.model import State
from formwright.proposal.naming import number_in


def number_of(issue: int, config: ProposalConfig, state: State) -> int:
    """Return a proposal's number: in sequential mode the one that it has already, or the next free one (S33).

    A document that people gave a name without a number keeps the one that it was generated with.
    """
    if config.number == "issue":
        return issue
    if state.own is not None:
        return state.own
    kept = state.generated.number if state.generated else None
    if kept is None and state.generated:
        kept = number_in(config, state.generated.path)
    return kept if kept is not None else max(state.taken, default=0) + 1
