"""What the tests of the pages do in a browser, and the forms and the hostile template that they look at."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from formwright.form import Form
from formwright.preview.gallery import make_gallery
from formwright.preview.sources import Sources
from preview.conftest import Server

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
