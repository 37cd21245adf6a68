"""Galleries as HTML. The templates are Jinja's, in which every value is escaped unless it is safe HTML already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import jinja2
from markupsafe import Markup

from formwright.findings import Finding
from formwright.form import Element, Form
from formwright.preview.assets import MODULES, STYLES
from formwright.preview.gallery import Entry, Gallery
from formwright.preview.markdown import block_html, inline_html
from formwright.preview.samples import samples
from formwright.submission.values import keys
from formwright.text.lines import without_surrogates


@cache
def environment() -> jinja2.Environment:
    """Return Jinja with this room's templates and filters."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("formwright.preview", "pages"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["markdown"] = lambda text: Markup(block_html(text))  # noqa: S704 - cleaned there
    made.filters["markdown_line"] = lambda text: Markup(inline_html(text))  # noqa: S704 - cleaned there
    return made


def chooser_page(gallery: Gallery, revision: str) -> str:
    """Return the page on which a template is chosen. `revision` names the state of the files that it shows."""
    return _render("chooser_page.html", gallery=gallery, revision=revision)


def form_page(gallery: Gallery, entry: Entry, revision: str) -> str:
    """Return the page of one form."""
    return _render("form_page.html", gallery=gallery, revision=revision, view=view(gallery, entry, 0))


def failure_page(findings: Sequence[Finding], revision: str) -> str:
    """Return a page that says why there is nothing to show; it reloads as the others do."""
    return _render("failure_page.html", findings=findings, revision=revision)


def view(gallery: Gallery, entry: Entry, number: int) -> dict[str, Any]:
    """Return what the template of a form needs; `number` tells the forms of one page apart."""
    form = entry.form
    return {
        "number": number,
        "entry": entry,
        "form": form,
        "items": _items(entry, form, number) if form else [],
        "data": _data(gallery, entry, form) if form else None,
        "standalone": False,
        "document": None,
        "document_html": "",
        "reason": "",
    }


def _items(entry: Entry, form: Form, number: int) -> list[dict[str, Any]]:
    """Return the elements of a form with their keys and the lines of their source."""
    names = iter(keys(form))
    items = []
    for index, element in enumerate(form.body):
        key = next(names) if element.type != "markdown" else ""
        items.append(
            {
                "element": element,
                "kind": _kind(element),
                "key": key,
                "id": f"f{number}-{index}",
                "lines": entry.spans.get(key, (0, 0)),
            }
        )
    return items


def _kind(element: Element) -> str:
    """Return the name of the macro that draws an element; what GitHub does not know is drawn as a textarea."""
    if element.type == "dropdown" and element.multiple:
        return "choices"
    return element.type if element.type in _KINDS else "textarea"


_KINDS = ("markdown", "textarea", "input", "dropdown", "checkboxes", "upload")


def _data(gallery: Gallery, entry: Entry, form: Form) -> dict[str, Any]:
    """Return what the page's script has to know of a form."""
    return {
        "template": entry.file,
        "repository": gallery.sources.repository or "OWNER/REPOSITORY",
        "samples": samples(form),
    }


def render(name: str, **values: Any) -> str:  # noqa: ANN401 - what Jinja takes
    """Return a page. YAML's escapes can hold half a character, which no file and no answer can."""
    return without_surrogates(environment().get_template(name).render(**values))


def _render(name: str, **values: Any) -> str:  # noqa: ANN401 - what Jinja takes
    return render(name, styles=STYLES, modules=MODULES, **values)


def inline(texts: Iterable[str]) -> list[Markup]:
    """Return the project's own styles or scripts, to stand in a page as they are."""
    return [Markup(text) for text in texts]  # noqa: S704 - files of this package
