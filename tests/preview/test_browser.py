"""The pages in a real browser: filling, following and saving."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

import formwright
from formwright.submission.values import keys
from preview.browsing import FORMS, address, body, forms_of, read_back, settled, shown, tab
from preview.conftest import BUG, TARGET, Open, Server


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
