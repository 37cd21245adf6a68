"""The page in one file: it needs nothing, asks for nothing, and writes the body that the server writes."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest

import formwright
from formwright.form import Form, read_form
from formwright.preview.assets import STANDALONE, STYLES, asset
from formwright.preview.samples import HOSTILE, hostile
from formwright.preview.sources import Sources
from formwright.preview.static import page
from preview.conftest import BUG, CHOOSER, ROOT, TARGET, Open, Run

TEMPLATES = {f"forms/{path.name}": path.read_text(encoding="utf-8") for path in (ROOT / "forms").glob("*.md")}
FRAGMENTS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (ROOT / "forms/fragments").glob("*.md")
}
SOURCES = Sources(
    TEMPLATES, {f"{TARGET}/bug.yml": BUG, f"{TARGET}/config.yml": CHOOSER}, FRAGMENTS, repository="octo/repo"
)
DAY = "2026-03-09"


def test_the_same_sources_give_the_same_page() -> None:
    assert page(SOURCES, day=DAY) == page(SOURCES, day=DAY)


def test_the_page_names_no_address_that_a_browser_would_ask() -> None:
    text = page(SOURCES, day=DAY)
    assert not re.findall(r"<(?:link|img|iframe|object|embed|base|video|audio)\b[^>]*(?:src|href)=", text)
    assert not re.findall(r"<script[^>]*\bsrc", text)
    assert not re.search(r"url\((?!\"?data:)|@import", text.split("</head>")[0])
    assert "frame-ancestors" not in text, "a meta element cannot say it"


def test_the_command_writes_it(run: Run, tmp_path: Path) -> None:
    template, made = tmp_path / "idea.md", tmp_path / "page.html"
    template.write_text("---\nname: Idea\nabout: Propose\n---\n\n## Problem\n", encoding="utf-8")
    result = run(template, "--static", made)
    assert (result.code, result.out, result.err) == (0, "", f"wrote {made}\n")
    assert made.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert run(template, "--static", tmp_path / "no" / "page.html").code == 1


def test_our_own_files_can_stand_in_a_page() -> None:
    for name in STANDALONE:
        assert "</script" not in asset(name)
        assert "<!--" not in asset(name)
    for name in STYLES:
        assert "</style" not in asset(name)


def test_primer_s_part_is_small_named_and_asks_for_nothing() -> None:
    text = asset("primer.css")
    head = text.split("\n", 1)[0]
    assert re.fullmatch(
        r"/\* @primer/css [\d.]+ and @primer/primitives [\d.]+: MIT, .* \.ci/primer: do not edit\. \*/", head
    )
    assert len(text) < 64 * 1024
    assert not re.search(r"url\((?!\"?data:)|@import|@font-face", text)
    assert asset("LICENSE-primer.txt").startswith("The MIT License")


def test_no_template_at_all_gives_a_page_too() -> None:
    assert "Blank issue" in page(Sources(), day=DAY)
    assert "Not shown by GitHub" in page(Sources(templates={"forms/a.md": None}), day=DAY)


def test_bytes_that_are_no_text_break_nothing() -> None:
    """A host gives them as halves of characters, which no file can hold."""
    odd = "---\nname: Odd \udc80 one\nabout: \udcff\n---\n\n## A \udc81\n\n<!-- \udc82 -->\n"
    forms = {f"{TARGET}/bug.yml": BUG.replace("label: Contact", "label: Con\udc80tact")}
    made = page(Sources({"forms/odd.md": odd}, forms), day=DAY)
    assert "\ufffd" in made
    assert made.encode("utf-8")


@pytest.fixture
def file(tmp_path: Path) -> str:
    """The page, in a file."""
    path = tmp_path / "page.html"
    path.write_text(page(SOURCES, day=DAY), encoding="utf-8")
    return path.as_uri()


def test_it_is_filled_without_a_server(visit: Open, file: str) -> None:
    seen = visit(file)
    shown = seen.page
    shown.get_by_text("Enhancement", exact=True).first.click()
    form = shown.locator("[data-page='enhancement.yml']")
    form.get_by_role("textbox", name="Executive Summary").fill("Mine")
    form.locator("[data-body]").get_by_text("Mine").wait_for()
    form.get_by_role("tab", name="Document", exact=True).click()
    assert form.get_by_text("This page has no server").is_visible()
    assert form.locator("[data-document-html]").get_by_text("Deliveries to a receiver").first.is_visible()
    form.get_by_role("tab", name="Preview").first.click()
    assert form.get_by_text("Rendering Markdown needs the server").first.is_visible()
    form.get_by_role("button", name="Create").click()
    assert "GitHub would not open this issue" in form.locator("[data-verdict]").inner_text()
    form.get_by_text("choose a different type").click()
    shown.get_by_text("Bug report", exact=True).first.click()
    shown.locator("[data-page='bug.yml']").get_by_role("textbox", name="Contact").wait_for()
    assert seen.complaints == []
    assert [url for url in seen.requests if url.split("#")[0] != file] == []


def test_hostile_texts_run_nothing(visit: Open, file: str, tmp_path: Path) -> None:
    from preview.browsing import HOSTILE_TEMPLATE

    hostile_page = tmp_path / "hostile.html"
    sources = Sources({"forms/hostile.md": HOSTILE_TEMPLATE, **TEMPLATES}, fragments=FRAGMENTS)
    hostile_page.write_text(page(sources, day=DAY), encoding="utf-8")
    for address in (f"{hostile_page.as_uri()}#hostile.yml", f"{file}#bug.yml"):
        seen = visit(address)
        for button in seen.page.locator("[data-sample=hostile]").all():
            if button.is_visible():
                button.click()
        for tab in seen.page.get_by_role("tab").all():
            if tab.is_visible():
                tab.click()
        assert seen.page.evaluate("window.pwned") is None
        assert [url for url in seen.requests if not url.startswith(("file:", "data:"))] == []


BLANKS = ("", " ", "\n", "\t \n", " \n x", "x \n\n", "_No response_", " _No response_\n", "None")
ODD = (*BLANKS, *HOSTILE, "a\n\n### Logs\n\nb", "😀\u2028é")


def random_answers(form: Form, rng: random.Random) -> dict[str, Any]:
    """Return answers of every shape that a page can hold."""
    answers: dict[str, Any] = {}
    for element in form.fields:
        labels = [option.label for option in element.options]
        text = rng.choice(ODD)
        by_type: dict[str, Any] = {
            "dropdown": rng.choice(["", *labels]) if labels else "",
            "checkboxes": {label: rng.random() < 0.5 for label in labels},
            "input": " ".join(text.split("\n")),
        }
        answers[element.key] = by_type.get(element.type, text)
        if element.type == "dropdown" and element.multiple:
            answers[element.key] = [label for label in labels if rng.random() < 0.5]
    return answers


WRITE = """([answers]) => new Promise((done) => {
  const article = [...document.querySelectorAll("[data-preview]")].find((each) => each.offsetParent);
  article.addEventListener("results", ({ detail }) => done(detail.body), { once: true });
  for (const field of article.querySelectorAll("[data-field]")) {
    const value = answers[field.dataset.field];
    for (const box of field.querySelectorAll("[type=checkbox]"))
      box.checked = Array.isArray(value) ? value.includes(box.value) : value[box.value];
    const text = field.querySelector("textarea, select, input[type=text]");
    if (text) text.value = value;
    if ("files" in field.dataset || field.dataset.kind === "upload") field.dataset.files = value;
  }
  article.querySelector("[data-form]").dispatchEvent(new Event("input"));
})"""


def test_the_page_writes_the_body_that_python_writes(visit: Open, file: str) -> None:
    """Two writers of one text: each must give what the other gives."""
    form = read_form(BUG).form
    assert form is not None
    shown = visit(f"{file}#bug.yml").page
    rng = random.Random(8)  # noqa: S311 - examples, the same ones each time
    for answers in [hostile(form), *(random_answers(form, rng) for _ in range(60))]:
        body = shown.evaluate(WRITE, [answers])
        assert body == formwright.submit(form, answers), json.dumps(answers)
