"""Adopt a repository: what is there, in; moves, new files, and what stands in the way, out."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from formwright.config import CONFIG_PATH, Config
from formwright.findings import Finding, Severity
from formwright.form.provenance import provenance
from formwright.form.reading import read_form
from formwright.jobs.proposed import DOCUMENTS, config_text, is_proposal
from formwright.jobs.sync import Action, Change, SyncPlan, plan_sync
from formwright.jobs.workflows import ACTION, workflow_texts
from formwright.text.lines import split_lines

LEGACY = (".github/ISSUE_TEMPLATE.md", "ISSUE_TEMPLATE.md", "docs/ISSUE_TEMPLATE.md")
"""Where GitHub looks for a single, older template, in this order; case does not count (R2, R9)."""
LEGACY_NAME = "issue.md"
"""What such a template is called among others."""


@dataclass(frozen=True, slots=True)
class Move:
    """A file that goes from one path to another as it is."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Repository:
    """What `init` looks at. All paths are from the repository's root; a text that cannot be read is None.

    `markdown` are the Markdown issue templates where GitHub looks for them, `templates` and `fragments` the files of
    the templates' folder, `forms` all of the forms' folder. `present` are the configuration and the workflows that are
    there, `links` the symbolic links among `markdown`, `branch` is the default branch.
    """

    markdown: Mapping[str, str | None]
    templates: Mapping[str, str | None]
    fragments: Mapping[str, str]
    forms: Mapping[str, str]
    present: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    branch: str = "main"


@dataclass
class InitPlan:
    """Files that move, then files that change, and what was wrong or is left alone."""

    moves: list[Move] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def plan_init(repository: Repository, config: Config, *, action: str = ACTION) -> InitPlan:
    """Return what adopts a repository: its Markdown templates moved, their forms, a configuration and workflows.

    Nothing is overwritten: a template whose place is taken, or of which no form can be made, stays where it is and is
    said. A second run finds nothing to do. `action` is the Action with its version, for the workflows.
    """
    plan = InitPlan()
    wanted, clashes = _moves(repository, config, plan)
    sync = _sync(repository, config, wanted, clashes)
    refused = [move for move in wanted if not _has_form(move, config, repository, sync)]
    if refused:
        stay = {move.target: move.source for move in refused}
        plan.findings += [finding for move in refused for finding in _refusals(move, config, sync, stay)]
        wanted = [move for move in wanted if move not in refused]
        sync = _sync(repository, config, wanted, clashes)
    plan.moves += wanted
    plan.changes += sync.changes
    # The folder of forms is no new one where templates move out of it.
    plan.findings += [finding for finding in sync.findings if finding.rule != "R11" or not repository.forms]
    if wanted or repository.templates:
        plan.changes += _proposed(repository, config, wanted, sync, action)
    elif not plan.findings:
        plan.findings.append(_NOTHING)
    return plan


_NOTHING = Finding(
    "F50",
    "there is no Markdown issue template to adopt",
    "write a template, such as `forms/bug.md`, and run `formwright init` again",
)


def _moves(repository: Repository, config: Config, plan: InitPlan) -> tuple[list[Move], dict[str, str]]:
    """Return the moves that nothing stands in the way of, and the templates whose places are taken, with what is there.

    What stands in the way is a finding.
    """
    moves: list[Move] = []
    clashes: dict[str, str] = {}
    taken = {path.lower(): path for path in repository.templates}
    single: str | None = None
    for path, text in sorted(repository.markdown.items(), key=lambda entry: (_place(entry[0]), entry[0])):
        target = posixpath.join(config.forms.source, LEGACY_NAME if _place(path) else posixpath.basename(path))
        other = taken.get(target.lower())
        if _place(path) and single is not None:
            plan.findings.append(_unused(path, single))
        elif path in repository.links or posixpath.basename(path).lower() == "readme.md":
            plan.findings += [_LINK.at(path)] if path in repository.links else []
        elif other is not None and not (_place(path) == 0 and _same(text, repository.templates.get(other))):
            plan.findings.append(_clash(path, other))
            clashes[path] = other
        elif other is None and text is not None:
            single = path if _place(path) else single
            taken[target.lower()] = path
            moves.append(Move(path, target))
    return moves, clashes


def _place(path: str) -> int:
    """Return the place of a single, older template in GitHub's order, from 1; 0 for one in the templates' folder."""
    places = [legacy.lower() for legacy in LEGACY]
    return places.index(path.lower()) + 1 if path.lower() in places else 0


def _same(text: str | None, other: str | None) -> bool:
    return text is not None and other is not None and split_lines(text) == split_lines(other)


def _unused(path: str, single: str) -> Finding:
    message = f"GitHub takes {single} in place of this template, so it was left as it is"
    return Finding("F51", message, "delete it", severity=Severity.WARNING, path=path)


_LINK = Finding("F52", "the template is a symbolic link, so it was left as it is", "put the file itself in its place")


def _clash(path: str, other: str) -> Finding:
    message = f"the template cannot move: {other} has its name (case does not count)"
    return Finding("F53", message, "rename one of the two, or delete what is not needed", path=path)


def _sync(repository: Repository, config: Config, moves: Sequence[Move], clashes: Mapping[str, str]) -> SyncPlan:
    """Return what the forms need after the moves. What clashes stays as it is, with its form."""
    texts = {move.target: repository.markdown[move.source] for move in moves}
    templates = {path: None if path in clashes.values() else text for path, text in repository.templates.items()}
    gone = {move.source for move in moves} | clashes.keys()
    existing = {path: text for path, text in repository.forms.items() if path not in gone}
    fragments = {**repository.fragments, **{path: text for path, text in texts.items() if text is not None}}
    return plan_sync({**templates, **texts}, existing, config.forms.target, fragments=fragments)


def _home(template: str, config: Config) -> str:
    stem = posixpath.splitext(posixpath.basename(template))[0]
    return posixpath.join(config.forms.target, f"{stem}.yml")


def _has_form(move: Move, config: Config, repository: Repository, sync: SyncPlan) -> bool:
    home = _home(move.target, config)
    origin = provenance(repository.forms.get(home, ""))
    in_step = origin is not None and origin.source == move.target and not origin.is_edited
    return in_step or any(change.path == home and change.after is not None for change in sync.changes)


def _refusals(move: Move, config: Config, sync: SyncPlan, stay: Mapping[str, str]) -> Iterator[Finding]:
    """Yield why a template has no form, at the place where it stays; `stay` are such places by those to go to."""
    stem = posixpath.splitext(_home(move.target, config))[0].lower()
    for finding in sync.findings:
        if finding.path == move.target:
            message = " ".join(stay.get(word, word) for word in finding.message.split(" "))
            yield replace(finding, message=message, path=move.source)
        elif finding.rule == "F40" and posixpath.splitext((finding.path or "").lower())[0] == stem:
            message = f"the template was not moved: GitHub shows the form {finding.path} in its place (R7)"
            yield Finding("F54", message, "delete one of the two", path=move.source)


def _proposed(
    repository: Repository, config: Config, moves: Sequence[Move], sync: SyncPlan, action: str
) -> Iterator[Change]:
    """Yield the configuration and the workflows that are not there yet."""
    forms = {change.path: change.after for change in sync.changes}
    stems = []
    for template in (*repository.templates, *(move.target for move in moves)):
        home = _home(template, config)
        form = read_form(forms.get(home) or repository.forms.get(home, "")).form
        stem = posixpath.splitext(posixpath.basename(template))[0]
        if form is not None and is_proposal(stem, form.name):
            stems.append(stem)
    proposals = config.proposals is None or bool(config.proposals) if CONFIG_PATH in repository.present else bool(stems)
    texts = {
        CONFIG_PATH: config_text(config.forms, stems),
        **workflow_texts(
            config.forms,
            repository.branch,
            proposals=proposals,
            action=action,
            folders=[kind.folder for kind in config.kinds] or [DOCUMENTS],
        ),
    }
    for path, text in sorted(texts.items()):
        if path not in repository.present:
            yield Change(path, Action.CREATE, None, text, "proposed: read it, and change what you like")
