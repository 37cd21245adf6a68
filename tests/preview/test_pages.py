"""No text of a template, and none of a form, becomes markup or a script of its page."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import corpus_templates
from formwright.findings import Finding
from formwright.preview.assets import MODULES
from formwright.preview.gallery import make_gallery
from formwright.preview.pages import chooser_page, failure_page, form_page
from formwright.preview.results import make_results
from formwright.preview.samples import HOSTILE, plausible
from formwright.preview.sources import Sources
from preview.conftest import BUG, TARGET

DAY = "2026-03-09"


class Page(HTMLParser):
    """What a browser would run, or ask for; and how often each id is there."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.scripts: list[tuple[str | None, str | None]] = []
        self.asked: list[str] = []
        self.handlers: list[str] = []
        self.ids: list[str] = []
        self.described: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.handlers += [name for name in given if name.startswith("on") or name in ("style", "srcdoc", "formaction")]
        self.ids += filter(None, [given.get("id")])
        for name in ("for", "aria-describedby", "aria-controls", "aria-labelledby", "data-markdown-of"):
            self.described += (given.get(name) or "").split()
        if tag == "script":
            self.scripts.append((given.get("type"), given.get("src")))
        elif given.get("src") or (tag != "a" and given.get("href")):
            self.asked.append(str(given.get("src") or given.get("href")))


OWN = [("module", f"/assets/{name}") for name in MODULES]


def check(html: str) -> Page:
    page = Page(html)
    assert [script for script in page.scripts if script != ("application/json", None)] == OWN
    assert page.scripts.count(("application/json", None)) <= 1
    assert all(address.startswith("/assets/") or address == "data:," for address in page.asked)
    assert page.handlers == []
    assert len(page.ids) == len(set(page.ids))
    assert set(page.described) <= set(page.ids)
    return page


def pages(sources: Sources) -> None:
    gallery = make_gallery(sources)
    check(chooser_page(gallery, "r"))
    for entry in gallery.entries:
        if entry.form is not None:
            check(form_page(gallery, entry, "r"))


WORDS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [*HOSTILE, '"', "'", "<", "\n## ", "\n- [ ] ", "<!--", "-->", "\n```\n", "\n---\n", "{{", "{%", " autofocus "]
    ),
)
TEXTS = st.lists(WORDS, max_size=10).map("".join)


@given(TEXTS, TEXTS)
def test_a_template_s_text_stays_text(head: str, body: str) -> None:
    pages(
        Sources(
            templates={"forms/a.md": f"---\nname: {head}\nabout: {body}\nlabels: {head}\n---\n\n## {head}\n{body}\n"}
        )
    )


@given(
    st.sampled_from(["Contact", "Bug report", "[Bug]: ", "octocat", "Firefox", "contact", "shell", ".png,.jpg"]), TEXTS
)
def test_a_form_s_text_stays_text(word: str, text: str) -> None:
    pages(Sources(forms={f"{TARGET}/bug.yml": BUG.replace(word, text)}))


@given(TEXTS)
def test_a_chooser_s_text_stays_text(text: str) -> None:
    chooser = f"contact_links:\n  - name: {text!r}\n    url: {text!r}\n    about: {text!r}\n"
    pages(Sources(forms={f"{TARGET}/config.yml": chooser}, repository=text))
    check(failure_page([Finding("F01", text, text, path=text)], "r"))


@pytest.mark.parametrize("text", corpus_templates()[::12])
def test_real_templates_have_pages_and_their_samples_are_right_answers(text: str) -> None:
    gallery = make_gallery(Sources(templates={"forms/template.md": text}))
    for entry in gallery.entries:
        if entry.form is not None:
            check(form_page(gallery, entry, "r"))
            made = make_results(gallery, entry, entry.form, "A title", plausible(entry.form), DAY)
            assert made.problems == ()
