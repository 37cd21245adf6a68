"""The pages in a real browser: what hostile templates and answers cannot do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from formwright.preview.samples import HOSTILE
from preview.browsing import FORMS, HOSTILE_TEMPLATE, address, read_back, settled, shown, tab
from preview.conftest import Open, Server


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
