"""The number of a proposal: its issue's, or the next one that nobody has."""

from __future__ import annotations

from formwright.config import ProposalConfig
from formwright.proposal.model import Generated
from formwright.proposal.naming import number_in


def number_of(issue: int, config: ProposalConfig, generated: Generated | None, taken: frozenset[int]) -> int:
    """Return a proposal's number. `taken` are the numbers of all other documents, on the base and on open branches.

    In sequential mode a proposal keeps the number under which it was generated once (S33).
    """
    if config.number == "issue":
        return issue
    kept = number_in(config, generated.path) if generated else None
    return kept if kept is not None else max(taken, default=0) + 1
