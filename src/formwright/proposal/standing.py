"""Where a proposal stands: its status as those moved it who may (S20), and what of its text was accepted (S22).

State, not events: who set a label, or closed the issue, is read from the issue's own record, so that it does not matter
which event a run is for, and whether others were lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from formwright.config import Config, StatusConfig
from formwright.proposal.matter import is_superseded
from formwright.proposal.model import ROLES, Acceptance, Act, Generated, Issue, Record, State, Trouble
from formwright.proposal.status import named, status_labels, status_of
from formwright.proposal.trailers import content_digest


@dataclass(frozen=True, slots=True)
class Standing:
    """The status, what it is bound to where it is the accepted one, and what a person should know of it."""

    status: str
    accepted: Acceptance | None = None
    troubles: tuple[Trouble, ...] = ()


def needs_record(issue: Issue, state: State, config: StatusConfig) -> bool:
    """Say whether the status depends on who did what: where it would change other than by opening or merging."""
    last = state.generated
    status, _ = status_of(issue, config, merged=state.on_base, last=last.status if last else None)
    untouched, _ = status_of(replace(issue, labels=(), closed=False, reason=None), config, merged=state.on_base)
    opened = config.process.moves.get("opened", config.process.names[0])
    if last is None or last.status == opened:
        return status != untouched
    stale = last.accepted is not None and last.accepted.content != content_digest(issue)
    return status != last.status or (status == config.process.moves.get("merged") and stale)


def standing(issue: Issue, state: State, config: Config) -> Standing:
    """Return where a proposal stands."""
    statuses = config.statuses
    last = state.generated.status if state.generated else None
    troubles: list[Trouble] = []
    if state.trusted is not None and state.record is not None:
        counted = _counted(issue, state.record, state.trusted, statuses)
        troubles += _not_counted(issue, counted, state.record, config)
        issue = counted
    status, more = status_of(issue, statuses, merged=state.on_base, last=last)
    found = Standing(status, None, (*troubles, *more))
    if status in in_force(statuses) and any(map(is_superseded, state.documents.values())):
        return replace(found, status=superseded_word(statuses))
    return _bound(issue, state, statuses, found) if status == statuses.process.moves.get("merged") else found


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


def _counted(issue: Issue, record: Record, trusted: frozenset[str], config: StatusConfig) -> Issue:
    """Return the issue as it would be had only those acted who may."""
    labels: dict[str, str] = {}
    closed, reason = False, None
    for act in _acts(issue, record, config):
        if act.actor not in trusted:
            continue
        if act.kind == "labeled":
            labels[act.label.casefold()] = act.label
        elif act.kind == "unlabeled":
            labels.pop(act.label.casefold(), None)
        else:
            closed, reason = act.kind == "closed", act.reason
    if closed == issue.closed:
        reason = issue.reason
    ours = {label for label, _ in status_labels(issue.labels, config)}
    others = [label for label in issue.labels if label not in ours]
    return replace(issue, labels=(*others, *labels.values()), closed=closed, reason=reason)


def _not_counted(issue: Issue, counted: Issue, record: Record, config: Config) -> Iterator[Trouble]:
    """Yield what somebody did who may not."""
    acts = list(_acts(issue, record, config.statuses))
    shown = {label.casefold(): label for label, _ in status_labels(issue.labels, config.statuses)}
    wanted = {label.casefold(): label for label, _ in status_labels(counted.labels, config.statuses)}
    for name in sorted(shown.keys() ^ wanted.keys()):
        kind = "labeled" if name in shown else "unlabeled"
        by = next((act.actor for act in reversed(acts) if (act.kind, act.label.casefold()) == (kind, name)), "")
        label, what = (shown | wanted)[name], "set" if name in shown else "removed"
        yield _refused(f"the label `{label}` was {what} by {by or 'somebody'}", config)
    if issue.closed != counted.closed:
        kind = "closed" if issue.closed else "reopened"
        by = next((act.actor for act in reversed(acts) if act.kind == kind), "")
        yield _refused(f"the issue was {kind} by {by or 'somebody'}", config)


def _refused(what: str, config: Config) -> Trouble:
    needed = f"that takes the permission `{config.permissions.move}`"
    message = f"{what}, who may not change the status: {needed}, so it does not count"
    return Trouble("not-permitted", message, "status")


def _bound(issue: Issue, state: State, config: StatusConfig, found: Standing) -> Standing:
    """Return an accepted proposal's standing: back to review where its text was edited since (S22)."""
    by_label = any(named(word, config.process) == found.status for _, word in status_labels(issue.labels, config))
    now = content_digest(issue)
    accepted = (_by_label if by_label else _by_merge)(issue, state, config, now)
    if accepted.content == now:
        return replace(found, accepted=accepted)
    back = config.process.moves.get("edited", config.process.names[0])
    how = "set its label anew" if by_label else "merge its pull request"
    message = f"the issue was edited after it had become `{found.status}`, so its status is `{back}` again: read what "
    trouble = Trouble("edited-since", f"{message}changed, and {how} to accept it", "status")
    return Standing(back, accepted, (*found.troubles, trouble))


def _by_label(issue: Issue, state: State, config: StatusConfig, now: str) -> Acceptance:
    """Return what the label accepts: the text that it was set for, as far as that is known."""
    last = state.generated
    at = _set_at(state.record, config)
    known = last.accepted if last else None
    if known is not None and (known.content == now or not at or at == known.at):
        return known
    same = last is None or last.content in ("", now)
    unedited = state.record is not None and bool(state.record.edited) and state.record.edited <= at
    if same or unedited or (at and at >= issue.updated):
        return Acceptance(now, at)
    return Acceptance(last.content if last else "", at)


def _set_at(record: Record | None, config: StatusConfig) -> str:
    """Return when the label of the accepted status was set last, "" where that is not known."""
    name = config.process.moves.get("merged")
    for act in reversed(record.acts if record else ()):
        if act.kind == "labeled" and any(
            named(word, config.process) == name for _, word in status_labels([act.label], config)
        ):
            return act.at
    return ""


def _by_merge(issue: Issue, state: State, config: StatusConfig, now: str) -> Acceptance:
    """Return what merging accepts: the text that is in the default branch."""
    last = state.generated or Generated("", "", "")
    if last.content in ("", now) and (last.accepted is None or state.start == state.base):
        return Acceptance(now)
    return last.accepted or Acceptance(last.content)
