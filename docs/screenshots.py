"""Make the pictures in docs/images from the real thing: the preview, with the demonstration's answers typed into it.

Needs the tools of the tests and Chromium (`CHROMIUM` names another one). Run it from the project's folder:

    .venv/bin/python docs/screenshots.py
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
ISSUES = ROOT / "src" / "formwright" / "jobs" / "demonstration"
FLAGS = ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb"]
CONFIG = "proposals:\n  feature-request:\n    document: enhancement\n  enhancement:\n"
EDGE = 12
"""Pixels around what is shown."""

# The whole of a pane rather than what fits into the window, and no focus in the picture.
WHOLE = ".right { position: static !important; height: auto !important } .panel { overflow: visible !important }"


def main() -> None:
    """Take the pictures."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "forms", Path(folder, "forms"))
        Path(folder, ".github").mkdir()
        Path(folder, ".github", "formwright.yml").write_text(CONFIG, encoding="utf-8")
        command = [sys.executable, "-m", "formwright", "preview", "--quiet", "--repo", folder]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            take(server.stdout.readline().strip() if server.stdout else "")
        finally:
            server.terminate()
            server.wait()


def take(address: str) -> None:
    """Take the pictures of the preview at `address`."""
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        context = browser.new_context(viewport={"width": 1360, "height": 820}, color_scheme="light", bypass_csp=True)
        page = context.new_page()
        page.goto(f"{address}issues/new?template=feature-request.yml")
        fill(page, "feature-request")
        page.screenshot(path=IMAGES / "preview.png")
        page.add_style_tag(content=WHOLE)
        shoot(page.locator(".issue"), "form.png", 860)
        page.goto(f"{address}issues/new?template=enhancement.yml")
        fill(page, "enhancement")
        page.add_style_tag(content=WHOLE)
        shoot(page.locator("[data-document-html]"), "document.png", 860)
        browser.close()


def fill(page: Page, stem: str) -> None:
    """Type what the demonstration's issue says into the form, and turn to the document."""
    issue = json.loads((ISSUES / f"{stem}.json").read_text(encoding="utf-8"))
    for key, answer in issue["answers"].items():
        field = page.locator(f"[data-field='{key}']")
        _WRITERS[field.get_attribute("data-kind") or "input"](field, answer)
    page.get_by_label("Add a title").fill(issue["title"])
    page.get_by_role("tab", name="Document", exact=True).click()
    page.locator("[data-field] [data-control]").first.focus()
    page.get_by_role("heading", name=issue["title"].removeprefix("feat: ")).first.wait_for()
    page.evaluate("document.querySelectorAll('textarea').forEach((each) => each.scrollTo(0, 0)); scrollTo(0, 0)")


def _tick(field: Locator, answer: dict[str, bool]) -> None:
    for label, ticked in answer.items():
        field.locator(f"[value={json.dumps(label, ensure_ascii=False)}]").set_checked(ticked)


_WRITERS = {
    "input": lambda field, answer: field.locator("[data-control]").fill(answer or ""),
    "textarea": lambda field, answer: field.locator("[data-control]").fill(answer or ""),
    "dropdown": lambda field, answer: field.locator("select").select_option(answer or ""),
    "choices": lambda field, answer: _tick(field, dict.fromkeys(answer, True)),
    "checkboxes": _tick,
}


def shoot(part: Locator, name: str, height: int) -> None:
    """Take a picture of the upper part of an element."""
    box = part.bounding_box()
    if box is None:
        raise SystemExit(f"{name}: there is nothing to see")
    clip = {
        "x": box["x"] - EDGE,
        "y": box["y"] - EDGE,
        "width": box["width"] + 2 * EDGE,
        "height": min(box["height"], height) + EDGE,
    }
    part.page.screenshot(path=IMAGES / name, clip=clip, full_page=True)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
