"""Check the templates and forms of one commit, such as a pull request's: what is wrong, at the lines of its files.

Everything is read as data through a host and nothing is written or executed, so that a pull request from a fork, with a
token that may only read, is checked as any other (S26).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from formwright.config import CONFIG_PATH, Config, read_config
from formwright.findings import Finding, Severity, has_errors
from formwright.form.linting import lint_folder
from formwright.form.provenance import provenance
from formwright.host import Host
from formwright.jobs.labels import gating, labels_given, missing, missing_gates
from formwright.jobs.named import misnamed
from formwright.jobs.sources import Sources, load_sources
from formwright.jobs.sync import Action, Change, SyncPlan, plan_sync


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found. `forms` are those that there would be after a sync, by path; `templates` counts what was read.

    `sources` are the texts that were checked, `config` the configuration that they were checked with.
    """

    findings: tuple[Finding, ...]
    forms: Mapping[str, str]
    templates: int
    sources: Sources = field(default_factory=Sources)
    config: Config = field(default_factory=Config)

    @property
    def failed(self) -> bool:
        """Whether anything is wrong."""
        return has_errors(self.findings)


def check(
    host: Host, commit: str, base: str, *, config_path: str = CONFIG_PATH, labels: frozenset[str] | None = None
) -> Checked:
    """Return what is wrong with the templates, forms and configuration of `commit`. Raises as `Host`.

    The folders are those of the commit's own configuration. What gates a proposal is what either that or the default
    branch's (`base`) says, so that a change of the two at once does not pass (S21). `labels` are those of the
    repository, None where nobody knows them.
    """
    old, _, _ = _config(host, base, config_path)
    new, text, findings = _config(host, commit, config_path)
    config = old if has_errors(findings) else new
    sources = load_sources(host, commit, config.forms)
    plan = plan_sync(sources.templates, sources.forms, config.forms.target, fragments=sources.fragments)
    forms = plan.after(sources.forms)
    given = labels_given(forms, sources.templates)
    found = [
        *findings,
        *(misnamed(text, config_path, new, replace(sources, forms=forms)) if not findings else ()),
        *sources.findings,
        *plan.findings,
        *_of_forms(forms, sources),
        *_out_of_step(plan, sources),
        *gating(given, old, config),
        *(missing(given, labels) if labels is not None else ()),
        *(missing_gates(text, config_path, new, labels) if labels is not None and not findings else ()),
    ]
    return Checked(tuple(dict.fromkeys(found)), forms, len(sources.templates), sources, config)


def _config(host: Host, commit: str, path: str) -> tuple[Config, str, list[Finding]]:
    text = host.read(commit, [path]).get(path, "")
    config, findings = read_config(text, path)
    return config, text, findings


def _of_forms(forms: Mapping[str, str], sources: Sources) -> Iterator[Finding]:
    """Yield what is wrong with forms; what is generated has its findings at its template already."""
    for finding in lint_folder(forms):
        origin = provenance(forms.get(finding.path or "", ""))
        if origin is None or origin.is_edited or origin.source not in sources.templates:
            yield finding


def _out_of_step(plan: SyncPlan, sources: Sources) -> Iterator[Finding]:
    """Yield a warning for each form that a sync would change: after the merge it will, or it is done here."""
    for change in plan.changes:
        message = f"{_SAYS[change.action].format(path=change.path)}: {change.reason}"
        remedy = "nothing to do where a workflow syncs after the merge; else run `formwright sync` and commit the forms"
        path, line = _place(change, sources)
        yield Finding("F44", message, remedy, line, severity=Severity.WARNING, path=path)


_SAYS = {
    Action.CREATE: "the form `{path}` is not there yet",
    Action.UPDATE: "the form is out of step with its template",
    Action.DELETE: "the form is there no more after a sync",
}


def _place(change: Change, sources: Sources) -> tuple[str, int]:
    """Return where a person looks for a change: the first line that differs, or the template of a new form."""
    if change.before is None:
        origin = provenance(change.after or "")
        return (origin.source, 1) if origin and origin.source in sources.templates else (change.path, 1)
    if change.after is None:
        return change.path, 1
    before, after = change.before.replace("\r\n", "\n").split("\n"), change.after.split("\n")
    # The first two lines are the stamp, which differs wherever anything does.
    pairs = enumerate(zip(before[2:], after[2:], strict=False), 3)
    return change.path, next((number for number, (old, new) in pairs if old != new), min(len(before), len(after)))
