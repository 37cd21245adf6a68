"""The pages in a real browser: filling, following, saving, and what hostile texts cannot do."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

import formwright
from formwright.form import Form
from formwright.preview.gallery import make_gallery
from formwright.preview.samples import HOSTILE
from formwright.preview.sources import Sources
from formwright.submission.values import keys
from preview.conftest import BUG, TARGET, Open, Server

FORMS = ("feature-request.yml", "enhancement.yml", "feature-prd.yml")


def address(server: Server, file: str, **more: str) -> str:
    query = "".join(f"&{key}={value}" for key, value in more.items())
    return f"{server.address}issues/new?template={file}{query}"


def settled(page: Any) -> None:
    """Wait until what is typed has been answered."""
    before = int(page.locator("[data-preview]").first.get_attribute("data-shown") or 0)
    page.wait_for_function(
        "before => Number(document.querySelector('[data-preview]').dataset.shown ?? 0) > before", arg=before
    )


def shown(page: Any) -> None:
    """Wait for the first results."""
    page.wait_for_function("() => Number(document.querySelector('[data-preview]').dataset.shown ?? 0) > 0")


def body(page: Any) -> str:
    return str(page.locator("[data-body]").text_content())


def read_back(page: Any) -> dict[str, Any]:
    return dict(json.loads(page.locator("[data-answers]").text_content())["answers"])


def tab(page: Any, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()


def forms_of(repository: Path) -> dict[str, Form]:
    """Return the forms of the repository's templates by their files' names."""
    texts = {f"forms/{path.name}": path.read_text(encoding="utf-8") for path in (repository / "forms").glob("*.md")}
    fragments = {
        path.relative_to(repository).as_posix(): path.read_text(encoding="utf-8")
        for path in (repository / "forms").glob("fragments/*.md")
    }
    entries = make_gallery(Sources(templates=texts, fragments=fragments)).entries
    return {entry.file: entry.form for entry in entries if entry.form is not None}


@pytest.mark.parametrize("file", FORMS)
def test_each_form_is_filled_and_its_document_is_seen(visit: Open, server: Server, file: str, repository: Path) -> None:
    page = visit(address(server, file)).page
    shown(page)
    page.get_by_label("Add a title").fill("Deliver in order")
    marks = {}
    for index, field in enumerate(page.locator("[data-field]").all()):
        kind, key = field.get_attribute("data-kind"), field.get_attribute("data-field")
        if kind in ("input", "textarea"):
            marks[key] = f"words {index} of mine"
            field.locator("[data-control]").fill(marks[key])
        elif kind == "dropdown":
            field.locator("select").select_option(index=1)
        elif kind == "checkboxes":
            field.locator("input").first.check()
    settled(page)
    form = forms_of(repository)[file]
    answers = read_back(page)
    assert set(answers) == set(keys(form))
    assert {key: answers[key] for key in marks} == marks
    assert body(page) == formwright.submit(form, answers)
    tab(page, "Document")
    document = page.locator("[data-document-html]").inner_text()
    assert all(mark in document for mark in marks.values())
    assert "Deliver in order" in document
    assert "enhancements/0042-deliver-in-order.md" in page.locator("[data-document-head]").inner_text()
    tab(page, "Source")
    assert all(mark in page.locator("[data-document-source]").inner_text() for mark in marks.values())


def test_every_kind_of_field_gives_what_github_writes(visit: Open, server: Server) -> None:
    page = visit(address(server, "bug.yml")).page
    shown(page)
    assert page.get_by_label("Severity").locator("option").all_text_contents() == ["None", "Low", "High"]
    assert page.get_by_label("Version").input_value() == "1.0.3, the edge"
    page.get_by_label("Contact").fill("mona@example.org")
    page.get_by_role("textbox", name="What happened?").fill("one\n\ntwo")
    page.get_by_text("Selections: None").click()
    page.get_by_label("Safari").check()
    page.get_by_label("Firefox").check()
    page.get_by_label("Logs").fill("$ run\nfailed")
    page.get_by_label("I keep to the").check()
    page.get_by_label("1", exact=True).check()
    page.locator("input[type=file]").set_input_files(
        [
            {"name": "a [b].png", "mimeType": "image/png", "buffer": b"x"},
            {"name": "c.log", "mimeType": "", "buffer": b""},
        ]
    )
    settled(page)
    written = (
        "### Contact\n\nmona@example.org\n\n### What happened?\n\none\n\ntwo\n\n### Version\n\n1.0.3, the edge\n\n"
        "### Browsers\n\nFirefox, Safari\n\n### Severity\n\n_No response_\n\n"
        "### Logs\n\n```shell\n$ run\nfailed\n```\n\n"
        "### Pictures\n\n![a \\[b\\].png](https://github.com/user-attachments/assets/1/a%20%5Bb%5D.png)\n"
        "[c.log](https://github.com/user-attachments/files/2/c.log)\n\n"
        "### Code of Conduct\n\n- [x] I keep to the **Code of Conduct**\n- [ ] 2\n- [x] 1"
    )
    assert body(page) == written
    assert page.get_by_text("Selections: Firefox, Safari").is_visible()
    page.get_by_role("button", name="Remove").first.click()
    settled(page)
    assert "a%20" not in body(page)
    page.get_by_role("button", name="Clear").click()
    settled(page)
    assert read_back(page)["what-happened"] == "A bug happened!"
    assert read_back(page)["pictures"] is None


def test_what_is_required_is_enforced(visit: Open, server: Server) -> None:
    page = visit(address(server, "bug.yml")).page
    shown(page)
    page.get_by_label("Add a title").fill(" ")
    page.get_by_role("textbox", name="What happened?").fill("\n")
    page.get_by_role("button", name="Create").click()
    verdict = page.locator("[data-verdict]")
    assert verdict.inner_text() == "GitHub would not open this issue: 3 fields are not filled in as it must be."
    assert page.evaluate("document.activeElement.closest('[data-title]') !== null")
    errors = [text for text in page.locator("[data-error]").all_inner_texts() if text]
    assert errors == ["A title is required.", "This field is required.", "Tick “I keep to the Code of Conduct”."]
    field = page.get_by_role("textbox", name="What happened?")
    assert field.get_attribute("aria-invalid") == "true"
    page.get_by_label("Add a title").fill("It breaks")
    field.fill("It broke")
    page.get_by_label("I keep to the").check()
    assert field.get_attribute("aria-invalid") is None
    page.get_by_role("button", name="Create").click()
    assert verdict.inner_text() == "GitHub would open this issue."


def test_the_lines_of_a_field_are_lit_when_it_has_the_focus(visit: Open, server: Server) -> None:
    page = visit(address(server, "bug.yml")).page
    shown(page)
    page.get_by_label("Version").focus()
    lit = page.locator(".lit .source-text").all_text_contents()
    start = BUG.split("\n").index("    id: version")
    assert lit == BUG.split("\n")[start - 1 : start + 9]
    page.get_by_label("Add a title").focus()
    assert page.locator(".lit").count() == 0


def test_a_saved_template_is_seen_and_what_is_typed_stays(visit: Open, own: Server, repository: Path) -> None:
    page = visit(address(own, "feature-request.yml")).page
    shown(page)
    page.get_by_role("textbox", name="Problem Statement").fill("Typed before the file was saved")
    page.get_by_role("textbox", name="Proposed Solution").fill("Typed into a field that goes")
    tab(page, "Document")
    page.get_by_role("textbox", name="Problem Statement").focus()
    page.evaluate("document.activeElement.setSelectionRange(5, 5)")
    template = repository / "forms" / "feature-request.md"
    before = template.read_text(encoding="utf-8")
    after = before.replace("### **Proposed Solution**", "### **Remedy**").replace(
        "How do you envision", "How would you go about"
    )
    assert len({before, after, before.replace("### **Proposed Solution**", "### **Remedy**")}) == 3
    template.write_text(after, encoding="utf-8")
    page.get_by_role("textbox", name="Remedy").wait_for()
    shown(page)
    assert page.get_by_text("How would you go about solving this problem?").first.is_visible()
    assert page.get_by_role("textbox", name="Problem Statement").input_value() == "Typed before the file was saved"
    assert page.evaluate("document.activeElement.closest('[data-field]').dataset.field") == "problem-statement"
    assert page.evaluate("document.activeElement.selectionStart") == 5
    assert page.get_by_role("tab", name="Document", exact=True).get_attribute("aria-selected") == "true"
    template.write_text(before, encoding="utf-8")
    page.get_by_role("textbox", name="Proposed Solution").wait_for()
    assert page.get_by_role("textbox", name="Proposed Solution").input_value() == "Typed into a field that goes"
    fragment = repository / "forms" / "fragments" / "dependencies.md"
    fragment.write_text(fragment.read_text(encoding="utf-8").replace("Any new", "Which new"), encoding="utf-8")
    page.get_by_text("Which new dependencies").first.wait_for()


def test_a_fault_in_a_file_is_shown_at_its_line_and_goes_when_it_is_mended(
    visit: Open, own: Server, repository: Path
) -> None:
    page = visit(address(own, "bug.yml")).page
    form = repository / TARGET / "bug.yml"
    form.write_text(BUG.replace("id: contact", "id: what-happened"), encoding="utf-8")
    finding = page.locator("[data-line] .finding-error")
    finding.first.wait_for()
    assert "R43" in finding.all_inner_texts()[0]
    assert page.get_by_text("GitHub would refuse this form").is_visible()
    form.write_text("body: [", encoding="utf-8")
    page.get_by_role("heading", name="There is nothing to show").wait_for()
    assert "F01" in page.locator(".finding").inner_text()
    form.write_text(BUG, encoding="utf-8")
    page.get_by_label("Contact").wait_for()


def test_a_prefilled_address_goes_both_ways(visit: Open, server: Server) -> None:
    seen = visit(address(server, "bug.yml", contact="a%26b%20%3Cc%3E", title="T", version="1.0.2", terms="x"))
    page = seen.page
    shown(page)
    assert page.get_by_label("Contact").input_value() == "a&b <c>"
    assert page.get_by_label("Add a title").input_value() == "T"
    assert page.get_by_label("Version").input_value() == "1.0.3, the edge", "text fields only (R62)"
    page.get_by_label("Version").select_option("1.0.2")
    settled(page)
    page.get_by_text("Prefilled link").click()
    link = urlsplit(page.locator("[data-prefill]").input_value())
    assert f"{link.scheme}://{link.netloc}{link.path}" == "https://github.com/octo/repo/issues/new"
    assert parse_qs(link.query) == {"template": ["bug.yml"], "title": ["T"], "contact": ["a&b <c>"]}
    assert page.locator("[data-prefill-note]").inner_text().endswith("left out: Version.")
    again = visit(f"{server.address}issues/new?{link.query}").page
    assert again.get_by_label("Contact").input_value() == "a&b <c>"


def test_write_and_preview(visit: Open, server: Server) -> None:
    page = visit(address(server, "bug.yml")).page
    shown(page)
    page.get_by_role("textbox", name="What happened?").fill("**bold** ![x](https://evil.invalid/x.png)\n\n- [x] done")
    page.get_by_role("tab", name="Write").first.focus()
    page.keyboard.press("ArrowRight")
    view = page.locator("[data-markdown-of] strong")
    view.wait_for()
    assert view.inner_text() == "bold"
    page.keyboard.press("Home")
    assert page.get_by_role("textbox", name="What happened?").is_visible()


HOSTILE_TEMPLATE = """\
---
name: "<script>window.pwned = 1</script> of a form"
about: "<img src=https://evil.invalid/a onerror=window.pwned=1>"
labels: "</script><script>window.pwned=1</script>"
---

<script src="https://evil.invalid/x.js"></script>
<style>@import "https://evil.invalid/x.css"; body { background: url(https://evil.invalid/y) }</style>
<link rel="prefetch" href="https://evil.invalid/z"><base href="https://evil.invalid/">
<meta http-equiv="refresh" content="0;url=https://evil.invalid/">

## "><script>window.pwned = 1</script>

<!-- <b onmouseover="window.pwned=1">hint</b> ![x](https://evil.invalid/p.png)
</textarea><script>window.pwned=1</script> -->

- [ ] [x](javascript:window.pwned=1) <svg/onload=window.pwned=1>
- [ ] <img src=x onerror=window.pwned=1> **b**

## ' onfocus='window.pwned=1' autofocus

```html
</pre></textarea><script>window.pwned = 1</script>
```

## Size {{ 7 * 7 }} {% raw %}

**Size**: [ ] "><script>window.pwned=1</script> [ ] M
"""


def offsite(requests: list[str], server: Server) -> list[str]:
    return [url for url in requests if not url.startswith((server.address, "data:"))]


def poke(page: Any) -> None:
    """Look into everything that a page shows, and move over it."""
    for each in page.locator("[data-results] [role=tab]").all():
        if each.is_visible():
            each.click()
    for each in page.get_by_role("tab", name="Preview").all():
        each.click()
    for each in page.locator(".markdown-body, .finding, [data-line], [data-field]").all():
        each.dispatch_event("mouseover")
    page.wait_for_timeout(300)


def test_a_hostile_template_runs_nothing_and_sends_nothing(visit: Open, own: Server, repository: Path) -> None:
    (repository / "forms" / "hostile.md").write_text(HOSTILE_TEMPLATE, encoding="utf-8")
    seen = visit(f"{own.address}issues/new/choose")
    page = seen.page
    page.get_by_text("<script>window.pwned = 1</script> of a form").first.wait_for()
    page.goto(address(own, "hostile.yml"))
    shown(page)
    page.locator("[data-sample=hostile]").click()
    settled(page)
    poke(page)
    assert page.evaluate("window.pwned") is None
    assert offsite(seen.requests, own) == []
    assert not page.locator("[data-preview] script:not([type='application/json'])").count()
    assert page.url == address(own, "hostile.yml")


@pytest.mark.parametrize("file", [*FORMS, "bug.yml"])
def test_hostile_answers_run_nothing_send_nothing_and_come_back_as_they_are(
    visit: Open, server: Server, file: str
) -> None:
    seen = visit(address(server, file))
    page = seen.page
    shown(page)
    page.locator("[data-sample=hostile]").click()
    settled(page)
    poke(page)
    assert page.evaluate("window.pwned") is None
    assert offsite(seen.requests, server) == []
    assert not [line for line in seen.complaints if "Content Security Policy" not in line]
    answers = read_back(page)
    assert HOSTILE[0] in answers.values() or HOSTILE[1] in answers.values()


def test_any_hostile_text_in_a_field_stays_text(visit: Open, server: Server) -> None:
    seen = visit(address(server, "bug.yml"))
    page = seen.page
    shown(page)
    for text in HOSTILE:
        page.get_by_role("textbox", name="What happened?").fill(text)
        settled(page)
        tab(page, "Document")
        page.get_by_role("tab", name="Preview").first.click()
        page.get_by_role("tab", name="Write").first.click()
    assert page.evaluate("window.pwned") is None
    assert offsite(seen.requests, server) == []


SERIOUS = ("serious", "critical")


def axe_faults(page: Any) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for each in found
        if each["impact"] in SERIOUS
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_axe_finds_nothing_serious(visit: Open, own: Server, repository: Path, scheme: str, width: int) -> None:
    (repository / TARGET / "wrong.yml").write_text(BUG.replace("name: Bug report", "name: Bu"), encoding="utf-8")
    page = visit(f"{own.address}issues/new/choose", width=width, scheme=scheme).page
    assert axe_faults(page) == []
    for file in ("bug.yml", "feature-request.yml", "wrong.yml"):
        page.goto(address(own, file))
        shown(page)
        page.get_by_role("button", name="Create").click()
        assert axe_faults(page) == []
        page.locator("[data-sample=plausible]").click()
        settled(page)
        for name in ("Answers", "Document", "Problems"):
            page.get_by_role("tab", name=re.compile(f"^{name}")).click()
            assert axe_faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        page.get_by_role("button", name="Clear").click()
        page.get_by_role("tab", name="Issue body").click()


@pytest.mark.parametrize("width", [1280, 400])
def test_words_without_an_end_stay_in_their_places(visit: Open, server: Server, width: int) -> None:
    page = visit(address(server, "bug.yml"), width=width).page
    shown(page)
    endless = "x" * 2000
    page.get_by_text("Prefilled link").click()
    page.get_by_role("textbox", name="What happened?").fill(endless)
    page.get_by_role("textbox", name="Contact").fill(endless)
    page.get_by_role("textbox", name="Logs").fill(endless)
    settled(page)
    inside = """() => [...document.querySelectorAll(".left *, .right *")].filter((each) => {
      const pane = each.closest(".left, .right").getBoundingClientRect();
      return each.checkVisibility() && each.getBoundingClientRect().right > pane.right + 1;
    }).map((each) => each.outerHTML.slice(0, 120))"""
    for name in ("Answers", "Issue body"):
        tab(page, name)
        assert page.evaluate(inside) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_keyboard_goes_through_all_and_out_again(visit: Open, server: Server) -> None:
    page = visit(address(server, "bug.yml")).page
    shown(page)
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 200)"))
        if seen[-1].startswith("<body"):
            break
    assert seen[-1].startswith("<body"), "no trap: the focus leaves the page in the end"
    for part in ("data-theme", "data-sample", "<select", 'type="file"', "Create", "data-source", "<summary"):
        assert any(part in each for each in seen), part


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_is_the_system_s_until_another_is_chosen(visit: Open, server: Server, scheme: str) -> None:
    page = visit(f"{server.address}issues/new/choose", scheme=scheme).page
    ground = "getComputedStyle(document.querySelector('.Box')).backgroundColor"
    light = "rgb(255, 255, 255)"
    assert (page.evaluate(ground) == light) == (scheme == "light")
    page.get_by_label("Theme").select_option("light" if scheme == "dark" else "dark")
    page.reload()
    assert (page.evaluate(ground) == light) == (scheme == "dark")


def test_the_chooser_leads_to_the_forms(visit: Open, server: Server) -> None:
    page = visit(server.address).page
    names = page.locator("[data-chooser] .choice-name").all_inner_texts()
    assert names == ["Bug report", "Enhancement", "Feature PRD", "✨ Feature Request", "Blank issue", "Chat"]
    assert page.get_by_text("Maintainers only").is_visible()
    page.get_by_text("Bug report").click()
    page.get_by_role("heading", name="Issue: Bug report").wait_for()
    meta = page.get_by_label("What the form sets").inner_text()
    assert all(word in meta for word in ("octocat", "triage", "bug", "octo-org/1"))


def test_a_server_that_has_ended_is_said(visit: Open, own: Server) -> None:
    page = visit(address(own, "bug.yml")).page
    shown(page)
    assert own.end() == 0
    page.get_by_text("The server has ended").wait_for()


def test_the_repository_s_forms_are_those_that_the_tests_name(repository: Path) -> None:
    assert set(forms_of(repository)) == set(FORMS)
