"""The labels that forms give to their issues: those that do not exist, and those that only people may give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from formwright.config import Config
from formwright.config.reading import KeyPath, dotted, lines_of
from formwright.findings import Finding, Severity
from formwright.form.provenance import provenance
from formwright.form.reading import read_form
from formwright.form.scalars import Kind
from formwright.form.source import load
from formwright.jobs.sync import is_form
from formwright.nearest import nearest
from formwright.text.frontmatter import read_front_matter
from formwright.text.lines import split_lines


@dataclass(frozen=True, slots=True)
class Given:
    """A label that a form (by its path) gives, and where that is written: in the template, where the form has one."""

    form: str
    label: str
    path: str
    line: int


def labels_given(forms: Mapping[str, str], templates: Mapping[str, str | None]) -> list[Given]:
    """Return the labels of all `forms` (path to text), in the order of paths and labels."""
    return [given for path in sorted(forms) if is_form(path) for given in _given(path, forms[path], templates)]


def _given(path: str, text: str, templates: Mapping[str, str | None]) -> Iterator[Given]:
    form = read_form(text).form
    labels = form.labels if form else ()
    origin = provenance(text)
    template = templates.get(origin.source) if origin else None
    if origin and template is not None:
        line = read_front_matter(split_lines(template))[0].line("labels")
        yield from (Given(path, label, origin.source, line) for label in labels)
    else:
        lines = dict(_lines(text))
        yield from (Given(path, label, path, lines.get(label, 1)) for label in labels)


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """Yield the labels of a form's YAML with their lines."""
    root = load(text).root
    pair = root.entries().get("labels") if root is not None else None
    if pair is not None and pair.value.kind is Kind.LIST:
        yield from ((item.text, item.line) for item in pair.value.items)
    elif pair is not None:
        yield from ((word.strip(), pair.value.line) for word in pair.value.text.split(","))


def gating(given: Iterable[Given], *configs: Config) -> list[Finding]:
    """Return a finding (F45) for each label by which a form would let its own issues through a gate (S21).

    GitHub gives a form's labels to whoever opens the issue, with no right to label. So a form may give neither a label
    that says a status other than the first, nor one that the configuration asks for before an issue becomes a proposal.
    """
    return [finding for each in given for finding in _gates(each, configs)]


def gated(given: Iterable[Given], config: Config) -> frozenset[str]:
    """Return the forms, by path, that give a label of a gate."""
    return frozenset(each.form for each in given if _gate(each.label, config))


def _gates(given: Given, configs: Iterable[Config]) -> Iterator[Finding]:
    what = next((what for config in configs if (what := _gate(given.label, config))), None)
    if what:
        message = f"the form gives the label `{given.label}` to every issue, and that label {what}"
        yield Finding("F45", message, "take the label out: a person gives it", given.line, path=given.path)


def _gate(label: str, config: Config) -> str | None:
    """Return what a label decides; None where it decides nothing."""
    folded = label.casefold()
    if any(folded == gate.casefold() for each in (config.proposals or {}).values() for gate in each.labels):
        return "is what makes an issue a proposal"
    statuses = config.statuses
    for status in statuses.process.names[1:]:
        if folded == statuses.label.replace("{status}", status).casefold():
            return f"gives the status `{status}`"
    return None


def missing(given: Iterable[Given], existing: frozenset[str]) -> list[Finding]:
    """Return a warning (R19) for each label that the repository does not have: GitHub would not give it, in silence."""
    known = {label.casefold() for label in existing}
    return [_missing(each) for each in given if each.label.casefold() not in known]


def _missing(given: Given) -> Finding:
    message = f"the repository has no label `{given.label}`, so that issues would be opened without it"
    remedy = "make it under Issues → Labels, or take it out"
    return Finding("R19", message, remedy, given.line, severity=Severity.WARNING, path=given.path)


def missing_gates(text: str, path: str, config: Config, existing: frozenset[str]) -> Iterator[Finding]:
    """Yield a warning (C13) for each label that `config`, read from `text`, asks for and the repository does not have.

    Nobody can put it on an issue, so that no issue of that form becomes a proposal.
    """
    known = {label.casefold(): label for label in existing}
    gates = [(stem, n, label) for stem, each in (config.proposals or {}).items() for n, label in enumerate(each.labels)]
    absent = [gate for gate in gates if gate[2].casefold() not in known]
    lines = lines_of(text) if absent else {}
    for stem, number, label in absent:
        at: KeyPath = ("proposals", stem, "labels", number)
        close = nearest(label, known)
        remedy = f"did you mean `{known[close]}`?" if close else "make it under Issues → Labels"
        message = f"`{dotted(at[:-1])}`: the repository has no label `{label}`, without which no issue is a proposal"
        yield Finding("C13", message, remedy, lines.get(at, 1), severity=Severity.WARNING, path=path)
