"""The page's style and script: files of this package, and the policy that lets a browser use them and nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

STYLES = ("primer.css", "preview.css")
"""Primer's part comes first: see `LICENSE-primer.txt` beside it, and `.ci/primer`, which makes it."""

MODULES = ("theme.js", "tabs.js", "form.js", "panes.js", "server.js")
STANDALONE = ("theme.js", "tabs.js", "form.js", "panes.js", "standalone.js")
"""The modules of a page that has a server, and of one that has none. They know each other by events only."""

_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}


@cache
def asset(name: str) -> str:
    """Return the text of an asset."""
    return files(__package__).joinpath("assets", name).read_text(encoding="utf-8")


def served() -> dict[str, str]:
    """Return the names of all files that the server gives out, with their media types."""
    return {name: _TYPES[name[name.rindex(".") :]] for name in (*STYLES, *MODULES)}


def server_policy() -> str:
    """Return the Content-Security-Policy of a page that the server gives: its own files, and its own address.

    Primer draws the arrow of a dropdown with an image that stands in its style (`data:`), which asks for no address.
    """
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def standalone_policy(styles: Iterable[str], scripts: Iterable[str]) -> str:
    """Return the policy of a page in one file: these very texts, and no address at all."""
    style, script = (" ".join(f"'{_hash(text)}'" for text in texts) for texts in (styles, scripts))
    sources = f"script-src {script}; style-src {style}; img-src data:"
    return f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
