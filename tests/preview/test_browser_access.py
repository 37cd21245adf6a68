"""The pages in a real browser, for everybody: axe, the keyboard, narrow windows, both themes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

from preview.browsing import address, settled, shown, tab
from preview.conftest import BUG, TARGET, Open, Server

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
