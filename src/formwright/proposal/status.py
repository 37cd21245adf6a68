"""The status of a proposal: what its labels, its closing and its merging make it. One function, no history."""

from __future__ import annotations

from formwright.config import StatusConfig
from formwright.config.presets import Move, Preset
from formwright.proposal.model import Issue, Trouble

_REASONS: dict[str | None, Move] = {"not_planned": "not-planned", "duplicate": "duplicate"}


def status_of(issue: Issue, config: StatusConfig, *, merged: bool = False) -> tuple[str, list[Trouble]]:
    """Return the one status that a proposal has, and what is wrong with its labels.

    A label says it, unless it says that the proposal goes on while the issue is closed. Without one, closing does
    (completed, not planned, duplicate), else that the document is in the default branch (`merged`), else reopening.
    """
    process = config.process
    labelled, troubles = _labelled(issue, config)
    if labelled and (not issue.closed or labelled in process.final):
        return labelled, troubles
    return _moved(issue, process, merged=merged) or labelled or process.names[0], troubles


def _moved(issue: Issue, process: Preset, *, merged: bool) -> str | None:
    """Return where the issue's own state leads; None where the process has no move for it."""
    move: Move = "opened"
    if issue.closed:
        move = _REASONS.get(issue.reason, "completed")
    elif merged:
        move = "merged"
    elif issue.reason == "reopened":
        move = "reopened"
    return process.moves.get(move)


def _labelled(issue: Issue, config: StatusConfig) -> tuple[str | None, list[Trouble]]:
    """Return the status that the labels say; none where they say two."""
    before, _, after = config.label.casefold().partition("{status}")
    names = {name.casefold(): name for name in config.process.names}
    found: dict[str, str] = {}
    troubles: list[Trouble] = []
    for label in sorted(issue.labels):
        text = label.casefold()
        if not (text.startswith(before) and text.endswith(after) and len(text) > len(before) + len(after)):
            continue
        word = text[len(before) : len(text) - len(after)].strip()
        if word in names:
            found[names[word]] = label
        elif before or after:
            troubles.append(_unknown(label, config.process))
    if len(found) < 2:
        return next(iter(found), None), troubles
    return None, [*troubles, _several(list(found.values()))]


def _unknown(label: str, process: Preset) -> Trouble:
    known = ", ".join(process.names)
    return Trouble("unknown-status", f"the label `{label}` names no status; the statuses are: {known}", "status")


def _several(labels: list[str]) -> Trouble:
    shown = " and ".join(f"`{label}`" for label in labels)
    return Trouble("several-statuses", f"the labels {shown} contradict each other: leave one of them", "status")
