"""The templates and forms of a repository, at its default branch (S26), with the built-in ones."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from functools import cache

from formwright.builtin import builtin_fragments, builtin_templates
from formwright.config import FormsConfig
from formwright.conversion import convert_template
from formwright.form import Form, read_form
from formwright.form.linting import is_readme
from formwright.host import Host
from formwright.jobs.past import past_of
from formwright.jobs.sources import load_fragments
from formwright.proposal.subject import Catalogue
from formwright.template import Template, read_template


def load_catalogue(host: Host, base: str, config: FormsConfig) -> Catalogue:
    """Return the templates and forms at the commit `base`.

    A form is the file that GitHub shows; where the repository has none of a template's stem, what the template converts
    to. A built-in template stands in for one of its stem that the repository does not have.
    """
    own = _own_templates(host, base, config.source)
    brought = {stem: pair for stem, pair in _brought(config.source).items() if stem not in own}
    forms = _own_forms(host, base, config.target)
    present = {_stem(path) for path in forms}
    converted = {stem: _form(template) for stem, template in own.items() if stem not in present}
    converted |= {stem: form for stem, (_, form) in brought.items() if stem not in present}
    forms |= {f"{config.target}/{stem}.yml": form for stem, form in converted.items() if form is not None}
    templates = {stem: template for stem, (template, _) in brought.items()} | own
    return Catalogue(templates, dict(sorted(forms.items())), past_of(host, base, config))


def _own_templates(host: Host, base: str, folder: str) -> dict[str, Template]:
    paths = [path for path in host.files(base, folder) if path.endswith(".md") and not is_readme(path)]
    texts = host.read(base, paths)
    fragments = {**texts, **load_fragments(host, base, texts)}
    return {_stem(path): read_template(texts[path], path, fragments) for path in paths if path in texts}


@cache
def _brought(folder: str) -> Mapping[str, tuple[Template, Form | None]]:
    """Return the built-in templates and their forms, as if they lay in `folder`. They never change while we run."""
    fragments = builtin_fragments(folder)
    templates = {
        stem: read_template(text, f"{folder}/{stem}.md", fragments) for stem, text in builtin_templates().items()
    }
    return {stem: (template, _form(template)) for stem, template in templates.items()}


def _own_forms(host: Host, base: str, folder: str) -> dict[str, Form]:
    """Return the forms that GitHub shows; a file that is none is none."""
    paths = [path for path in host.files(base, folder) if path.endswith((".yml", ".yaml")) and _stem(path) != "config"]
    readings = {path: read_form(text, path) for path, text in host.read(base, paths).items()}
    return {path: reading.form for path, reading in readings.items() if reading.form is not None}


def _form(template: Template) -> Form | None:
    """Return the form of a template; None where it asks for nothing."""
    form = convert_template(template).form
    return form if form is not None and form.fields else None


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]
