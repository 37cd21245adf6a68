"""Bring the forms into step with the templates: what is there and what should be, in; the changes, out."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from formwright.conversion import convert
from formwright.findings import Finding, Severity, has_errors
from formwright.form.linting import FileKind, is_readme, kind_of, lint_folder
from formwright.form.provenance import provenance
from formwright.jobs.swallowed import swallowed
from formwright.text.frontmatter import read_front_matter
from formwright.text.lines import split_lines


class Action(StrEnum):
    """What is done to a file."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Change:
    """One file's change. `before` is None where it is new, `after` where it goes."""

    path: str
    action: Action
    before: str | None
    after: str | None
    reason: str


@dataclass
class SyncPlan:
    """All changes, in the order of their paths, and what was wrong on the way."""

    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether some form could not be brought into step."""
        return has_errors(self.findings)

    def after(self, existing: Mapping[str, str]) -> dict[str, str]:
        """Return the files of the forms' folder as they are when `existing` has the changes."""
        changed = {change.path: change.after for change in self.changes}
        return {path: text for path, text in {**existing, **changed}.items() if text is not None}


def plan_sync(
    templates: Mapping[str, str | None],
    existing: Mapping[str, str],
    target: str,
    *,
    fragments: Mapping[str, str] | None = None,
    force: bool = False,
    unsaved: Collection[str] = (),
) -> SyncPlan:
    """Return what brings the forms in the folder `target` into step with `templates`.

    All mappings are path to text; of a template that cannot be read the text is None, and its form stays. `existing`
    holds the files of `target`. A form that somebody edited, or that Formwright did not make, is left as it is, with a
    finding, unless `force`. The form of a template that is gone goes, and so does a Markdown template of the same name:
    GitHub would show one of the two only (R7); not so, unless `force`, where its text is that of no template and is in
    `unsaved`, the paths of what would be lost for good. A form whose name another one has is not written (R4), nor,
    unless `force`, one that an unclosed comment takes fields away from (F47).
    `config.yml` is not touched, and a README is no template.
    """
    plan = SyncPlan()
    homes = _homes(templates, target, plan)
    wanted: dict[str, str] = {}
    for path, template in homes.items():
        text = templates[template]
        if text is None:
            continue
        conversion = convert(text, source=template, fragments=fragments)
        said = conversion.report.findings
        hidden = () if force else tuple(swallowed(said, {**(fragments or {}), template: text}))
        plan.findings += [*said, *hidden]
        if conversion.yaml is not None and not hidden:
            wanted[path] = conversion.yaml
    sync = _Sync(wanted, homes, existing, force, _unsaved(unsaved, existing, templates), plan)
    groups = {path: list(sync.form(path)) for path in wanted}
    stale = list(sync.stale({change.path for group in groups.values() for change in group}))
    plan.findings += _shared_names(groups, stale, homes, templates, existing)
    plan.changes += [*(change for group in groups.values() for change in group), *stale]
    plan.changes.sort(key=lambda change: change.path)
    if plan.changes and not existing:
        plan.findings.append(_DEFAULTS_GO.at(target))
    return plan


_DEFAULTS_GO = Finding(
    "R11",
    "with its first form a repository no longer shows its organisation's default forms",
    "copy those that you want to keep into the templates' folder",
    severity=Severity.NOTE,
)


def _homes(templates: Mapping[str, str | None], target: str, plan: SyncPlan) -> dict[str, str]:
    """Return the path of each template's form, with the template; names that cannot be are findings."""
    homes: dict[str, str] = {}
    names: dict[str, str] = {}
    for template in sorted(path for path in templates if not is_readme(path)):
        folder, name = posixpath.split(template)
        path = posixpath.join(target, f"{posixpath.splitext(name)[0]}.yml")
        if folder == posixpath.normpath(target):
            plan.findings.append(_in_the_way(template))
        elif kind_of(path) is FileKind.CONFIG:
            message = f"its form would be `{path}`, which configures GitHub's template chooser"
            plan.findings.append(Finding("F42", message, "give the template another file name", path=template))
        elif path.lower() in names:
            message = f"its form would be `{path}`, which is that of {names[path.lower()]}: case does not count (R2)"
            plan.findings.append(Finding("F42", message, "give one of the two another file name", path=template))
        else:
            homes[path] = names[path.lower()] = template
    return homes


def _in_the_way(template: str) -> Finding:
    message = "the template lies in the folder of the forms, where GitHub would show it beside its form (R7)"
    return Finding(
        "F43", message, "move it to a folder of templates, and name that as `forms.source`; see `init`", path=template
    )


@dataclass
class _Sync:
    """What is wanted (form to text), where forms belong (form to template), what is there, and what was found."""

    wanted: Mapping[str, str]
    homes: Mapping[str, str]
    existing: Mapping[str, str]
    force: bool
    unsaved: frozenset[str]
    plan: SyncPlan

    def form(self, path: str) -> Iterator[Change]:
        """Yield what puts one form in its place, and takes away what else has its name."""
        text, before = self.wanted[path], self.existing.get(path)
        if before is not None and before.replace("\r\n", "\n") != text and not self._may_replace(path, before):
            return
        twins = [other for other in sorted(self.existing) if other != path and _stem(other) == _stem(path)]
        if not all(self._may_replace(other, self.existing[other]) for other in twins if is_form(other)):
            return
        if not all(self._may_go(other) for other in twins):
            return
        if before is None:
            yield Change(path, Action.CREATE, None, text, "a new template")
        elif before.replace("\r\n", "\n") != text:
            yield Change(path, Action.UPDATE, before, text, _why(before))
        for other in twins:
            yield Change(other, Action.DELETE, self.existing[other], None, f"{path} takes its place (R7)")

    def _may_replace(self, path: str, before: str) -> bool:
        """Say whether a form is as Formwright wrote it; a finding says why not."""
        origin = provenance(before)
        strange = origin is not None and _repository(origin.source) not in self._repositories()
        if self.force or (origin is not None and not origin.is_edited and not strange):
            return True
        what = "was edited by hand" if origin else "was not made by Formwright"
        what = f"is generated from {origin.source}" if origin and strange else what
        remedy = "put the change into its template, or replace the form with `formwright sync --force`"
        self.plan.findings.append(Finding("F40", f"the form {what}, so it was left as it is", remedy, path=path))
        return False

    def _may_go(self, path: str) -> bool:
        """Say whether a Markdown template may go; a finding says why not."""
        if self.force or path not in self.unsaved:
            return True
        message = "the template would go, for its form takes its place, but git does not have what it says"
        remedy = "commit it, or move what you need of it to its template, or run `formwright sync --force`"
        self.plan.findings.append(Finding("F44", message, remedy, path=path))
        return False

    def stale(self, gone: Collection[str]) -> Iterator[Change]:
        """Yield the removal of forms that Formwright made and no template makes any more, but for those in `gone`."""
        templates = {template: path for path, template in self.homes.items()}
        for path, text in self.existing.items():
            origin = provenance(text)
            if origin is None or path in self.homes or path in gone or not is_form(path):
                continue
            if _repository(origin.source) not in self._repositories():
                continue
            home = templates.get(origin.source)
            if home is not None and home not in self.wanted:
                continue
            why = f"its template `{origin.source}` is gone" if home is None else f"its template's form is {home}"
            if self.force or not origin.is_edited:
                yield Change(path, Action.DELETE, text, None, why)
            else:
                message = f"{why}, but the form was edited by hand, so it was left as it is"
                remedy = "delete it; or take out its first two lines, to keep it as a form of your own"
                self.plan.findings.append(Finding("F40", message, remedy, path=path))

    def _repositories(self) -> frozenset[str]:
        """Return whose templates these are: forms from another repository's are none of our business."""
        return frozenset(map(_repository, self.homes.values())) or frozenset({""})


def _why(before: str) -> str:
    """Return why a form is written anew that was there."""
    origin = provenance(before)
    if origin is None:
        return "it takes the place of a form that Formwright did not make"
    return "the form was edited by hand" if origin.is_edited else "the template changed"


def _repository(template: str) -> str:
    """Return the repository in the path of a template that is another's (`octo/templates:forms/bug.md`), else ""."""
    name, colon, _ = template.partition(":")
    return name if colon else ""


def is_form(path: str) -> bool:
    """Say whether the file at `path` is an issue form by its name."""
    return kind_of(path) is FileKind.FORM and path.lower().endswith((".yml", ".yaml"))


def _stem(path: str) -> str:
    """Return a path without its ending as GitHub compares it (R2); what is no form and no template has none."""
    stem, ending = posixpath.splitext(path.lower())
    return stem if ending in (".yml", ".yaml", ".md") else path


def _unsaved(
    unsaved: Collection[str], existing: Mapping[str, str], templates: Mapping[str, str | None]
) -> frozenset[str]:
    """Return which of the Markdown files are nowhere else: neither saved, nor the same as a template."""
    kept = {split_lines(text) for text in templates.values() if text is not None}
    markdown = (path for path in unsaved if kind_of(path) is FileKind.TEMPLATE)
    return frozenset(path for path in markdown if split_lines(existing.get(path, "")) not in kept)


def _shared_names(
    groups: dict[str, list[Change]],
    stale: Sequence[Change],
    homes: Mapping[str, str],
    templates: Mapping[str, str | None],
    existing: Mapping[str, str],
) -> list[Finding]:
    """Take out of `groups` the changes that would give a form another one's name (R4); return why, at the templates.

    What is taken out may leave an older name in its place, so that the others are looked at again.
    """
    refused: dict[str, Finding] = {}
    while True:
        changes = [*(change for group in groups.values() for change in group), *stale]
        shared = {f.path or "": f for f in lint_folder(SyncPlan(changes).after(existing)) if f.rule == "R4"}
        refused |= {path: finding for path, finding in shared.items() if path in homes and path not in refused}
        new = [path for path in shared if any(change.after is not None for change in groups.get(path, ()))]
        if not new:
            return [_at_template(refused[path], homes, templates) for path in sorted(refused)]
        for path in new:
            del groups[path]


def _at_template(finding: Finding, homes: Mapping[str, str], templates: Mapping[str, str | None]) -> Finding:
    """Return a finding on a form at its template, with other templates in the place of forms that may not be there."""
    template = homes[finding.path or ""]
    message = " ".join(homes.get(word, word) for word in finding.message.split(" "))
    front, _ = read_front_matter(split_lines(templates[template] or ""))
    return Finding("R4", message, finding.remedy, front.line("name"), path=template)
