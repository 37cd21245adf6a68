"""Hold the names in a configuration against the templates and forms that there are."""

from __future__ import annotations

import posixpath
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from formwright.builtin import builtin_fragments, builtin_templates
from formwright.config import Config, FormsConfig
from formwright.config.names import Names, missing_names
from formwright.config.reading import lines_of
from formwright.findings import Finding
from formwright.jobs.sources import Sources

if TYPE_CHECKING:
    from formwright.proposal.subject import Catalogue


def misnamed(text: str, path: str, config: Config, sources: Sources) -> list[Finding]:
    """Return a finding (C12) for each name in `config`, read from `text`, that `sources` and the built-in have not."""
    if not text:
        return []
    stock = _Stock(sources, config.forms.source)
    names = Names(stock.forms, stock.templates, cache(stock.fields), cache(stock.slots))
    missing = [finding for _, finding in missing_names(text, path, config, names)]
    line = lines_of(text).get(("forms", "source"))
    if line is not None and not sources.templates and config.forms.source != FormsConfig().source:
        message = f"`forms.source`: no template is in the folder `{config.forms.source}`"
        missing.append(Finding("C12", message, "name the folder of the templates", line, path=path))
    return sorted(missing, key=lambda finding: finding.line)


def misnamed_in(catalogue: Catalogue, text: str, path: str, config: Config) -> list[tuple[str, Finding]]:
    """Return a finding (C12) for each form and template that `config` names and `catalogue` has not, with its form.

    Slots and fields are not looked for: the proposal that misses one says so.
    """
    return list(missing_names(text, path, config, Names(set(map(stem_of, catalogue.forms)), catalogue.templates)))


@dataclass(frozen=True)
class _Stock:
    """What is there, by stems. Texts are read only where somebody asks what is in them."""

    sources: Sources
    folder: str

    @property
    def templates(self) -> Collection[str]:
        return {stem_of(path) for path in self.sources.templates} | builtin_templates().keys()

    @property
    def forms(self) -> Collection[str]:
        return {*map(stem_of, _forms(self.sources)), *self.templates}

    def slots(self, stem: str) -> Collection[str] | None:
        from formwright.template import read_template

        given = self._template(stem)
        return {slot.id for slot in read_template(*given).slots} if given is not None else None

    def fields(self, stem: str) -> Collection[str] | None:
        from formwright.conversion import convert_template
        from formwright.form import read_form
        from formwright.template import read_template

        path = next((path for path in _forms(self.sources) if stem_of(path) == stem), None)
        given = self._template(stem)
        if path is not None:
            form = read_form(self.sources.forms[path], path).form
        else:
            form = convert_template(read_template(*given)).form if given is not None else None
        return {field.key for field in form.fields} if form is not None else None

    def _template(self, stem: str) -> tuple[str, str, dict[str, str]] | None:
        """Return a template's text, its path and the fragments that it may include; None where it cannot be read."""
        own = next((path for path in self.sources.templates if stem_of(path) == stem), None)
        path = own or f"{self.folder}/{stem}.md"
        text = self.sources.templates[own] if own is not None else builtin_templates().get(stem)
        fragments = {**self.sources.fragments} if own is not None else builtin_fragments(self.folder)
        return (text, path, fragments) if text is not None else None


def _forms(sources: Sources) -> list[str]:
    from formwright.jobs.sync import is_form

    return sorted(path for path in sources.forms if is_form(path))


def stem_of(path: str) -> str:
    """Return the name of a file without its ending, by which forms and templates are known."""
    return posixpath.splitext(posixpath.basename(path))[0]
