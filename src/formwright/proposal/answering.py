"""Which form an issue's body was written with, and its answers: with today's form, an earlier one, or the template."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from formwright.conversion import convert_template
from formwright.document.written import read_written, sections_form, with_headings_of
from formwright.form.model import Form
from formwright.submission import Problem, Submission, parse_earlier, recognise
from formwright.submission.earlier import OtherReading, with_forms
from formwright.template import Template

_HEADING = re.compile(r"^ {0,3}(?:#{1,6}[ \t]|\*\*|__|=+[ \t]*$|-+[ \t]*$)", re.MULTILINE)
"""A line that may head a section."""


@dataclass(frozen=True, slots=True)
class Past:
    """How the files of a repository were before: by a form's path, its earlier versions and those of its templates.

    Each is asked for only where today's form does not fit, the newest version first, and read no further than needed:
    it may take a request for each.
    """

    forms: Callable[[str], Iterable[Form]] = field(default=lambda _: ())
    templates: Callable[[str], Iterable[Template]] = field(default=lambda _: ())


@dataclass(frozen=True, slots=True)
class Answered:
    """The form's path and the reading; without a path `problems` say why there is none."""

    path: str | None
    submission: Submission
    problems: Sequence[Problem] = ()


def read_answers(
    body: str,
    forms: Mapping[str, Form],
    templates: Mapping[str, Template],
    past: Past,
    labels: Sequence[str] = (),
    title: str | None = None,
) -> Answered:
    """Return what `body` answers, and to which of `forms` (path to form).

    `templates` are today's Markdown templates by the path of the form that they convert to. `labels` and `title` are
    the issue's. Raises on no body whatever.
    """
    found = recognise(body, forms, labels, title)
    path = found.form
    if path is None and not found.candidates:
        path = _recognised_before(body, forms, templates, past, labels, title)
    if path is None:
        return Answered(None, Submission({}, found.problems, body), found.problems)
    return Answered(path, read_as(body, forms[path], path, templates.get(path), past))


def read_as(body: str, form: Form, path: str, template: Template | None, past: Past) -> Submission:
    """Return the answers in `body` to the form at `path`, which it was written with, or with what that was before."""

    def others() -> Iterator[OtherReading]:
        yield from with_forms(body, past.forms(path))
        for each in past.templates(path):
            yield from _through(each, body)

    written = next(_through(template, body), None) if template is not None else None
    return parse_earlier(body, form, others(), written)


def _through(template: Template, body: str) -> Iterator[OtherReading]:
    """Yield the reading through a template's slots; none where it asks for nothing."""
    form = _form_of(_Read(template.lines, template.origins, template.source, template))
    if form is not None and form.fields:
        yield read_written(body, template, form)


@dataclass(frozen=True, slots=True)
class _Read:
    """A template that is known by where its lines come from and what they are: all else of it follows from those."""

    lines: tuple[str, ...]
    origins: tuple[tuple[str | None, int], ...]
    source: str | None
    template: Template = field(compare=False)


@lru_cache(maxsize=64)
def _form_of(read: _Read) -> Form | None:
    """Return a template's form; many issues ask for the same few."""
    return convert_template(read.template).form


def _recognised_before(
    body: str,
    forms: Mapping[str, Form],
    templates: Mapping[str, Template],
    past: Past,
    labels: Sequence[str],
    title: str | None,
) -> str | None:
    """Return the form of which the body has the headings of a template, or of an earlier version; None where none has.

    A body without a heading was written with neither, so the past is not asked.
    """
    if not _HEADING.search(body):
        return None
    pools: tuple[Callable[[], Iterator[tuple[str, Form | Template]]], ...] = (
        lambda: ((path, each) for path, each in templates.items() if path in forms),
        lambda: ((path, each) for path in forms for each in past.forms(path)),
        lambda: ((path, each) for path in forms for each in past.templates(path)),
    )
    for pool in pools:
        # Of one path there may be many versions.
        named = {f"{number}\0{path}": each for number, (path, each) in enumerate(pool())}
        written = {name: each for name, each in named.items() if isinstance(each, Template)}
        pseudo = {name: sections_form(each) if isinstance(each, Template) else each for name, each in named.items()}
        text = with_headings_of(body, written.values()).text if written else body
        found = recognise(text, pseudo, labels, title)
        paths = {name.rpartition("\0")[2] for name in (found.candidates or filter(None, [found.form]))}
        if paths:
            return paths.pop() if len(paths) == 1 else None
    return None
