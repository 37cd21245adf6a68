"""The status of a proposal: what its labels, its closing and its merging make it. One function, no history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from formwright.config import StatusConfig
from formwright.config.presets import Move, Preset
from formwright.proposal.model import Issue, Trouble

Cause = Literal["label", "labels", "closed", "merged", "opened"]

_REASONS: dict[str | None, Move] = {"not_planned": "not-planned", "duplicate": "duplicate"}


def status_of(
    issue: Issue, config: StatusConfig, *, merged: bool = False, last: str | None = None
) -> tuple[str, list[Trouble]]:
    """Return the one status that a proposal has, and what is wrong with its labels.

    A label says it, unless it says that the proposal goes on while the issue is closed. Without one, closing does
    (completed, not planned, duplicate), else that the document is in the default branch (`merged`), else reopening.
    Labels that contradict each other leave an open proposal where it was: at `last`.
    """
    process = config.process
    found, troubles = _labelled(issue, config)
    labelled = next(iter(found)) if len(found) == 1 else None
    if labelled and (not issue.closed or labelled in process.final):
        return labelled, troubles
    if len(found) > 1 and not issue.closed and last in process.names:
        return str(last), troubles
    return _moved(issue, process, merged=merged) or labelled or process.names[0], troubles


def cause_of(issue: Issue, config: StatusConfig, *, merged: bool = False) -> Cause:
    """Return what makes the status be as it is, and `labels` where they contradict each other."""
    found, _ = _labelled(issue, config)
    if len(found) > 1:
        return "labels"
    if found and (not issue.closed or next(iter(found)) in config.process.final):
        return "label"
    return "closed" if issue.closed else "merged" if merged else "opened"


def status_labels(labels: Iterable[str], config: StatusConfig) -> Iterator[tuple[str, str]]:
    """Yield those labels that are for a status, each with the word that it names, in small letters."""
    before, _, after = config.label.casefold().partition("{status}")
    for label in labels:
        text = label.casefold()
        if text.startswith(before) and text.endswith(after) and len(text) > len(before) + len(after):
            yield label, text[len(before) : len(text) - len(after)].strip()


def named(word: str, process: Preset) -> str | None:
    """Return the status that a label's word names."""
    return next((name for name in process.names if name.casefold() == word), None)


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


def _labelled(issue: Issue, config: StatusConfig) -> tuple[Mapping[str, str], list[Trouble]]:
    """Return the statuses that the labels say, each with its label, and what is wrong with them."""
    found: dict[str, str] = {}
    troubles: list[Trouble] = []
    for label, word in status_labels(sorted(issue.labels), config):
        name = named(word, config.process)
        if name is not None:
            found[name] = label
        elif config.label != "{status}":
            troubles.append(_unknown(label, config.process))
    return found, [*troubles, *([_several(list(found.values()))] if len(found) > 1 else [])]


def _unknown(label: str, process: Preset) -> Trouble:
    known = ", ".join(process.names)
    return Trouble("unknown-status", f"the label `{label}` names no status; the statuses are: {known}", "status")


def _several(labels: list[str]) -> Trouble:
    shown = " and ".join(f"`{label}`" for label in labels)
    message = f"the labels {shown} contradict each other, so the status stays as it was: leave one of them"
    return Trouble("several-statuses", message, "status")
