"""What sync and registry do with a commit that they were told: read it, plan, deliver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from formwright.config import Config
from formwright.errors import InputError
from formwright.findings import Finding, Severity
from formwright.host import Host
from formwright.jobs.configuration import load_config, load_settings
from formwright.jobs.delivery import By, Delivered, Files, deliver
from formwright.jobs.labels import Given, gated, gating, labels_given, missing
from formwright.jobs.named import misnamed
from formwright.jobs.origin import Origin
from formwright.jobs.registry import AtCommit, registry
from formwright.jobs.sources import Sources, load_templates, with_forms
from formwright.jobs.sync import SyncPlan, plan_sync

SYNC_BRANCH = "formwright/sync"
REGISTRY_BRANCH = "formwright/registry"


@dataclass(frozen=True, slots=True)
class Synced:
    """What became of a sync, and the forms that there are when it has been taken over, by path."""

    delivered: Delivered
    forms: Mapping[str, str]


def bring_forms(
    host: Host, base: str, config_path: str, *, by: By | None, dry_run: bool, origin: Origin | None
) -> Synced:
    """Do what `formwright.jobs.forms.sync` says, from the commit `base` of the default branch."""
    config, text, sources = _read(host, base, config_path, origin)
    if not sources.templates:
        finding = Finding("F41", "no template is in this folder", "write one, or name another in the configuration")
        raise InputError(finding.at(config.forms.source))
    plan = plan_sync(sources.templates, sources.forms, config.forms.target, fragments=sources.fragments)
    given = labels_given(plan.after(sources.forms), sources.templates)
    # A form that lets its own issues through a gate is not delivered: that would open the gate (S21).
    shut = gated(given, config)
    plan.changes = [change for change in plan.changes if change.path not in shut]
    forms = plan.after(sources.forms)
    found = (
        *sources.findings,
        *(misnamed(text, config_path, config, replace(sources, forms=forms)) if origin is None else ()),
        *_without_default(plan),
        *gating(given, config),
        *_asked(host, plan, sources, given, config),
    )
    about = "The issue forms, brought into step with their templates by Formwright."
    if origin is not None:
        about = f"The issue forms, brought into step with the templates of {origin.repository} by Formwright."
    files = Files(SYNC_BRANCH, "Bring the issue forms into step", about, tuple(plan.changes), found)
    delivered = deliver(host, base, files, by=by or config.forms.delivery, dry_run=dry_run)
    return Synced(delivered, forms)


def _read(host: Host, base: str, config_path: str, origin: Origin | None) -> tuple[Config, str, Sources]:
    """Return the configuration and its text, templates and forms; those of `origin` are named with its repository."""
    if origin is None:
        config, text = load_settings(host, base, config_path)
        templates = load_templates(host, base, config.forms.source)
    else:
        start = origin.host.base(None)
        config, text = load_settings(origin.host, start, config_path)
        templates = _from(origin.repository, load_templates(origin.host, start, config.forms.source))
    return config, text, with_forms(templates, host, base, config.forms.target)


def _from(repository: str, sources: Sources) -> Sources:
    """Name the repository in the paths; no folder of a configuration has a colon, so that nothing else is so named."""
    return Sources(
        {f"{repository}:{path}": text for path, text in sources.templates.items()},
        {f"{repository}:{path}": text for path, text in sources.fragments.items()},
        sources.forms,
        tuple(finding.at(f"{repository}:{finding.path}") for finding in sources.findings),
    )


def _without_default(plan: SyncPlan) -> list[Finding]:
    """Return a plan's findings without the note on default forms: whether there are any can be asked here (R11)."""
    return [finding for finding in plan.findings if finding.rule != "R11"]


def _asked(host: Host, plan: SyncPlan, sources: Sources, given: Sequence[Given], config: Config) -> list[Finding]:
    """Return what only the host can tell; it is asked only where something changes."""
    if not plan.changes:
        return []
    labels = host.labels() if given else None
    unknown = missing(given, labels) if labels is not None else []
    return unknown if sources.forms else [*unknown, *_defaults(host, config.forms.target)]


def _defaults(host: Host, target: str) -> list[Finding]:
    """Return a warning where an organisation's default forms are switched off by a repository's first one (R11)."""
    names = host.default_forms()
    if not names:
        return []
    message = f"with its first form this repository no longer shows the default forms of its owner: {', '.join(names)}"
    remedy = "copy those that you want to keep into the templates' folder before you merge this"
    return [Finding("R11", message, remedy, severity=Severity.WARNING, path=target)]


def bring_registry(host: Host, base: str, config_path: str, *, by: By | None, dry_run: bool) -> Delivered:
    """Do what `formwright.jobs.forms.sync_registry` says, from the commit `base` of the default branch."""
    config = load_config(host, base, config_path)
    result = registry(AtCommit(host, base), config)
    about = "The list of all proposals, brought into step with their documents by Formwright."
    files = Files(REGISTRY_BRANCH, "Bring the list of proposals into step", about, result.changes, result.findings)
    return deliver(host, base, files, by=by or config.forms.delivery, dry_run=dry_run)
