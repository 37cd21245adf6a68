"""One page with everything in it, for a place without a server, such as the artifacts of a pull request."""

from __future__ import annotations

from formwright.preview.assets import STANDALONE, STYLES, asset, standalone_policy
from formwright.preview.gallery import Entry, Gallery, make_gallery
from formwright.preview.markdown import document_html
from formwright.preview.pages import inline, render, view
from formwright.preview.results import Results, make_results
from formwright.preview.samples import plausible, samples
from formwright.preview.sources import Sources


def page(sources: Sources, *, day: str) -> str:
    """Return the page for the templates and forms of `sources`; `day`, an ISO date, stands in the documents.

    The forms can be filled, and the issue's body and the answers follow. A document is made by Python, so the page
    shows that of the sample answers, and says so. Raises on no text whatever.
    """
    gallery = make_gallery(sources)
    styles, scripts = [asset(name) for name in STYLES], [asset(name) for name in STANDALONE]
    views = [view(gallery, entry, number) for number, entry in enumerate(gallery.entries) if entry.form]
    for shown in views:
        results = _sample(gallery, shown["entry"], day)
        shown["standalone"] = True
        shown["document"] = results.document
        shown["document_html"] = inline([document_html(results.document.text)])[0] if results.document else None
        shown["reason"] = results.reason
    return render(
        "standalone.html",
        gallery=gallery,
        views=views,
        policy=standalone_policy(styles, scripts),
        styles=inline(styles),
        scripts=inline(scripts),
    )


def _sample(gallery: Gallery, entry: Entry, day: str) -> Results:
    """Return what the plausible answers become."""
    if entry.form is None:
        raise ValueError(f"{entry.path} is no form")
    title = str(samples(entry.form)["plausible"]["title"])
    return make_results(gallery, entry, entry.form, title, plausible(entry.form), day)
