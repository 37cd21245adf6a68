"""All forms of a repository as GitHub would show them once they are on the default branch."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

import frontmatter
import yaml

from formwright.builtin import builtin_fragments, builtin_templates
from formwright.conversion import convert_template
from formwright.findings import Finding, Severity, has_errors
from formwright.form import Form, read_form
from formwright.form.linting import FileKind, kind_of, lint_folder
from formwright.form.provenance import provenance
from formwright.preview.chooser import Link, read_chooser
from formwright.preview.listing import Lines, Listing, form_lines, template_listing, text_listing
from formwright.preview.sources import Sources
from formwright.template import Template, read_template
from formwright.text.lines import split_lines

_FOLDER_RULES = ("R4", "R7")
"""What one file alone cannot break: all else is in the findings of its own conversion."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One form. `path` is where GitHub finds it, `source` the file that is edited, `spans` are each field's lines.

    `form` is None where the source gives none: a Markdown issue template, or a file with a fault.
    """

    path: str
    source: str
    name: str
    description: str
    form: Form | None = None
    template: Template | None = None
    spans: Mapping[str, Lines] = field(default_factory=dict)
    listing: Listing = field(default_factory=Listing)
    findings: tuple[Finding, ...] = ()

    @property
    def file(self) -> str:
        """The form's file name: GitHub's `template` parameter (R61)."""
        return posixpath.basename(self.path)

    @property
    def stem(self) -> str:
        """The name by which the configuration knows the form."""
        return posixpath.splitext(self.file)[0]

    @property
    def is_markdown(self) -> bool:
        """Whether this is a Markdown issue template, which has no form."""
        return kind_of(self.path) is FileKind.TEMPLATE

    @property
    def is_refused(self) -> bool:
        """Whether GitHub would not show it (R60)."""
        return has_errors(self.findings) or (self.form is None and not self.is_markdown)


@dataclass(frozen=True, slots=True)
class Gallery:
    """The chooser: its entries in GitHub's order, its links, and whether everybody may open a blank issue (R14).

    `templates` are those that documents can follow, by their stems, the built-in ones included.
    """

    sources: Sources
    entries: tuple[Entry, ...]
    templates: Mapping[str, Template]
    links: tuple[Link, ...] = ()
    blank: bool = True
    findings: tuple[Finding, ...] = ()

    def entry(self, file: str) -> Entry | None:
        """Return the entry of a form's file name; case does not count (R2)."""
        return next((entry for entry in self.entries if entry.file.lower() == file.lower()), None)


def make_gallery(sources: Sources) -> Gallery:
    """Return what the chooser would show for these sources. Raises on no text whatever."""
    target = sources.config.forms.target
    made = {entry.path: entry for entry in _made(sources, target)}
    written = {entry.path: entry for entry in _written(sources, {path.lower() for path in made})}
    entries = _with_folder_findings({**made, **written}, sources)
    chosen = tuple(entry for entry in entries if not sources.only or entry.source in sources.only)
    links, blank = read_chooser(sources.forms)
    own = {_stem(entry.source): entry.template for entry in made.values() if entry.template is not None}
    config = [finding for finding in lint_folder(sources.forms) if kind_of(finding.path) is FileKind.CONFIG]
    return Gallery(sources, chosen, {**_built_in(), **own}, links, blank, (*sources.findings, *config))


def _made(sources: Sources, target: str) -> Iterator[Entry]:
    """Yield the entries of templates, each at the place where `sync` puts its form."""
    read = {finding.path: finding for finding in sources.findings}
    # Those that were named come last: one takes the place of another of its stem.
    for source, text in sorted(sources.templates.items(), key=lambda item: item[0] in sources.only):
        path = posixpath.join(target, f"{_stem(source)}.yml")
        if text is None:
            yield Entry(path, source, source, "", findings=(read[source],) if source in read else ())
            continue
        template = read_template(text, source, sources.fragments)
        conversion = convert_template(template)
        findings = (*conversion.report.findings, *_kept(path, sources.forms.get(path)))
        form = conversion.form
        yield Entry(
            path,
            source,
            form.name if form else source,
            form.description if form else "",
            form if form and form.fields else None,
            template,
            {each.id: each.lines for each in conversion.report.fields},
            template_listing(template, findings),
            findings,
        )


def _kept(path: str, existing: str | None) -> Iterator[Finding]:
    """Yield that the form which is there is somebody's own, so that `sync` leaves it as it is."""
    origin = provenance(existing) if existing is not None else None
    if existing is not None and (origin is None or origin.is_edited):
        how = "was edited by hand" if origin else "was not made by Formwright"
        message = f"the form that is there {how}: GitHub shows that one, and this is what the template makes"
        remedy = "put its changes into the template, then replace it with `formwright sync --force`"
        yield Finding("F40", message, remedy, severity=Severity.WARNING, path=path)


def _written(sources: Sources, made: set[str]) -> Iterator[Entry]:
    """Yield the entries of forms and Markdown templates that are there without a template of ours."""
    findings = lint_folder(sources.forms)
    for path, text in sources.forms.items():
        stem = posixpath.splitext(path.lower())[0]
        if kind_of(path) is FileKind.CONFIG or f"{stem}.yml" in made or _is_stale(text, sources):
            continue
        own = tuple(finding for finding in findings if finding.path == path)
        yield _READERS[kind_of(path)](path, text, own)


def _is_stale(text: str, sources: Sources) -> bool:
    """Say whether `sync` would remove a form: it is ours, as it was made, and its template is gone."""
    origin = provenance(text)
    return origin is not None and not origin.is_edited and origin.source not in sources.templates


def _form(path: str, text: str, findings: tuple[Finding, ...]) -> Entry:
    form = read_form(text, path).form
    listing = text_listing(text, path, findings)
    if form is None or not form.fields:
        return Entry(path, path, posixpath.basename(path), "", listing=listing, findings=findings)
    spans = form_lines(form, len(listing.lines))
    return Entry(path, path, form.name or path, form.description, form, spans=spans, listing=listing, findings=findings)


def _markdown(path: str, text: str, findings: tuple[Finding, ...]) -> Entry:
    name, about = _names(text)
    # What our conversion says of a template that nobody converts is no fault of it.
    own = tuple(finding for finding in findings if finding.rule.startswith("R"))
    listing = text_listing(text, path, own)
    return Entry(path, path, name or posixpath.basename(path), about, listing=listing, findings=own)


def _names(text: str) -> tuple[str, str]:
    """Return the name and the description that a Markdown template gives itself; nothing where its head is broken."""
    try:
        head, _ = frontmatter.parse("\n".join(split_lines(text)))
    except (yaml.YAMLError, ValueError, TypeError, RecursionError, OverflowError, AttributeError):
        return "", ""  # Why it is broken is among the findings.
    return str(head.get("name") or ""), str(head.get("about") or "")


_READERS: Mapping[FileKind, Callable[[str, str, tuple[Finding, ...]], Entry]] = {
    FileKind.DISCUSSION: _form,
    FileKind.FORM: _form,
    FileKind.TEMPLATE: _markdown,
}


def _with_folder_findings(entries: Mapping[str, Entry], sources: Sources) -> list[Entry]:
    """Return the entries in GitHub's order (R6), with what is wrong with them together (R4, R7)."""
    texts = {path: _head(entry) for path, entry in entries.items()}
    found = [finding for finding in lint_folder(texts) if finding.rule in _FOLDER_RULES]
    shown = []
    for path, entry in sorted(entries.items(), key=lambda item: (item[1].is_markdown, item[0].lower(), item[0])):
        more = tuple(finding.at(entry.source) for finding in found if finding.path == path)
        more = tuple(finding for finding in more if finding.rule not in {each.rule for each in entry.findings})
        listing = replace(entry.listing, others=(*entry.listing.others, *more))
        shown.append(replace(entry, findings=(*entry.findings, *more), listing=listing) if more else entry)
    return shown


def _head(entry: Entry) -> str:
    """Return the least text by which the rules of a folder know a file's name."""
    quoted = entry.name.replace("'", "''").replace("\n", " ")
    return f"---\nname: '{quoted}'\n---\n" if entry.is_markdown else f"name: '{quoted}'\n"


@cache
def _built_in() -> Mapping[str, Template]:
    """Return the built-in templates: one stands in for a document of its name that the repository does not have."""
    fragments = builtin_fragments()
    return {stem: read_template(text, f"{stem}.md", fragments) for stem, text in builtin_templates().items()}


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]
