"""Where a proposal stands: its status as those moved it who may (S20), and what of its text was accepted (S22).

State, not events: who set a label, or closed the issue, is read from the issue's own record, so that it does not matter
which event a run is for, and whether others were lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from formwright.config import Config, StatusConfig
from formwright.proposal.matter import is_superseded
from formwright.proposal.model import ROLES, Acceptance, Act, Issue, Record, State, Trouble
from formwright.proposal.status import cause_of, named, status_labels, status_of
from formwright.proposal.trailers import content_digest


@dataclass(frozen=True, slots=True)
class Standing:
    """The status and its cause, what the accepted one is bound to, and what a person should know of it."""

    status: str
    cause: str
    accepted: Acceptance | None = None
    troubles: tuple[Trouble, ...] = ()


def needs_record(issue: Issue, state: State, config: StatusConfig) -> bool:
    """Say whether the status depends on who did what: where it would change other than by opening or merging."""
    last = state.generated
    cause = cause_of(issue, config, merged=state.on_base)
    if cause in ("opened", "merged"):
        return last is not None and (last.cause in ("label", "labels", "closed") or last.accepted is not None)
    status, _ = status_of(issue, config, merged=state.on_base, last=last.status if last else None)
    if cause == "labels" or last is None or (last.status, last.cause) != (status, cause):
        return True
    return last.accepted is not None and last.accepted.content != content_digest(issue)


def standing(issue: Issue, state: State, config: Config) -> Standing:
    """Return where a proposal stands."""
    statuses = config.statuses
    last = state.generated.status if state.generated else None
    troubles: list[Trouble] = []
    counts = counted(issue, state, statuses)
    if state.record is not None and counts != issue:
        troubles += _not_counted(issue, counts, state.record, config)
    issue = counts
    status, more = status_of(issue, statuses, merged=state.on_base, last=last)
    # What was accepted is remembered as long as the label is there, whatever else is said meanwhile.
    kept = state.generated.accepted if state.generated and _is_labelled(issue, statuses) else None
    found = Standing(status, cause_of(issue, statuses, merged=state.on_base), kept, (*troubles, *more))
    if status in in_force(statuses) and any(map(is_superseded, state.documents.values())):
        return replace(found, status=superseded_word(statuses))
    accepted = status == statuses.process.moves.get("merged") and not issue.closed
    return _bound(issue, state, statuses, found) if accepted else found


def in_force(config: StatusConfig) -> set[str]:
    """Return the statuses in which a proposal holds: accepted, or carried out."""
    return {name for move, name in config.process.moves.items() if move in ("merged", "completed")}


def superseded_word(config: StatusConfig) -> str:
    """Return the status of what was superseded, in the process's words."""
    return config.process.moves.get("duplicate", "superseded")


def may_move(role: str, least: str) -> bool:
    """Say whether somebody of this role may change a status where `least` is needed."""
    return role in ROLES and ROLES.index(role) >= ROLES.index(least)


def movers(issue: Issue, record: Record, config: StatusConfig) -> set[str]:
    """Return who moved the status, whether they may or not."""
    return {act.actor for act in _acts(issue, record, config) if act.actor}


def _acts(issue: Issue, record: Record, config: StatusConfig) -> Iterator[Act]:
    """Yield the acts on the status: those of the record, after the labels that the author opened the issue with."""
    recorded = {act.label.casefold() for act in record.acts if act.label}
    for label, _ in status_labels(issue.labels, config):
        if label.casefold() not in recorded:
            yield Act("labeled", issue.author, issue.created, label)
    for act in record.acts:
        if act.kind in ("closed", "reopened") or any(status_labels([act.label], config)):
            yield act


def counted(issue: Issue, state: State, config: StatusConfig) -> Issue:
    """Return the issue as it would be had only those acted on its status who may; itself where everybody may."""
    if state.record is None or state.trusted is None:
        return issue
    labels: dict[str, str] = {}
    closed, reason = False, None
    for act in _acts(issue, state.record, config):
        if act.actor not in state.trusted:
            continue
        if act.kind == "labeled":
            labels[act.label.casefold()] = act.label
        elif act.kind == "unlabeled":
            labels.pop(act.label.casefold(), None)
        else:
            closed, reason = act.kind == "closed", act.reason
    ours = {label for label, _ in status_labels(issue.labels, config)}
    if closed == issue.closed and {label.casefold() for label in ours} == labels.keys():
        return issue
    others = [label for label in issue.labels if label not in ours]
    reason = issue.reason if closed == issue.closed else reason
    return replace(issue, labels=(*others, *labels.values()), closed=closed, reason=reason)


def _not_counted(issue: Issue, counts: Issue, record: Record, config: Config) -> Iterator[Trouble]:
    """Yield what somebody did who may not."""
    acts = list(_acts(issue, record, config.statuses))
    shown = {label.casefold(): label for label, _ in status_labels(issue.labels, config.statuses)}
    wanted = {label.casefold(): label for label, _ in status_labels(counts.labels, config.statuses)}
    for name in sorted(shown.keys() ^ wanted.keys()):
        kind = "labeled" if name in shown else "unlabeled"
        by = next((act.actor for act in reversed(acts) if (act.kind, act.label.casefold()) == (kind, name)), "")
        label, what = (shown | wanted)[name], "set" if name in shown else "removed"
        yield _refused(f"the label `{label}` was {what} by {by or 'somebody'}", config)
    if issue.closed != counts.closed:
        kind = "closed" if issue.closed else "reopened"
        by = next((act.actor for act in reversed(acts) if act.kind == kind), "")
        yield _refused(f"the issue was {kind} by {by or 'somebody'}", config)


def _refused(what: str, config: Config) -> Trouble:
    needed = f"that takes the permission `{config.permissions.move}`"
    message = f"{what}, who may not change the status: {needed}, so it does not count"
    return Trouble("not-permitted", message, "status")


def _bound(issue: Issue, state: State, config: StatusConfig, found: Standing) -> Standing:
    """Return an accepted proposal's standing: back to review where its text was edited since (S22)."""
    now = content_digest(issue)
    by_label = _is_labelled(issue, config)
    accepted = _by_label(issue, state, config, now) if by_label else None
    if (accepted.content if accepted else state.merged) in (now, None):
        return replace(found, accepted=accepted)
    back = config.process.moves.get("edited", config.process.names[0])
    how = "set its label anew" if by_label else "merge its pull request"
    message = f"the issue was edited after it had become `{found.status}`, so its status is `{back}` again: read what "
    trouble = Trouble("edited-since", f"{message}changed, and {how} to accept it", "status")
    return Standing(back, "edited", accepted, (*found.troubles, trouble))


def _is_labelled(issue: Issue, config: StatusConfig) -> bool:
    """Say whether a label accepts the proposal."""
    return any(_accepts(label, config) for label in issue.labels)


def _accepts(label: str, config: StatusConfig) -> bool:
    name = config.process.moves.get("merged")
    return any(named(word, config.process) == name for _, word in status_labels([label], config))


def _by_label(issue: Issue, state: State, config: StatusConfig, now: str) -> Acceptance:
    """Return what the label accepts: the text that it was set for, as far as that is known.

    Where the host cannot tell when the text was edited, the text counts that the last run saw.
    """
    last = state.generated
    at = _set_at(state, config)
    known = last.accepted if last else None
    if known is not None and (known.content == now or not at or at == known.at):
        return known
    edited = state.record.edited if state.record and state.trusted is not None else ""
    same = edited <= at if edited else last is None or last.content in ("", now)
    if same or (at and at >= issue.updated):
        return Acceptance(now, at)
    return Acceptance(last.content if last and last.content not in ("", now) else _UNKNOWN, at)


_UNKNOWN = "0" * 64
"""The digest of a text that nobody saw."""


def _set_at(state: State, config: StatusConfig) -> str:
    """Return when somebody who may set the label of the accepted status last, "" where that is not known."""
    for act in reversed(state.record.acts if state.record else ()):
        counts = state.trusted is None or act.actor in state.trusted
        if counts and act.kind == "labeled" and _accepts(act.label, config):
            return act.at
    return ""
