"""The marks in what people read on GitHub: by them a run finds again what another one wrote."""

from __future__ import annotations

import hashlib

MARKER = "<!-- formwright: proposal -->"
"""The first line of the one comment on an issue; by it, and by its author, it is found again (S19)."""

COMMENT_MARK = "<!-- formwright: comment "
"""How the last line of a pull request's text begins: a mark that nobody sees."""


def comment_mark(text: str) -> str:
    """Return the line that names the text of a comment on the issue, so that a host may know what it last said."""
    digest = hashlib.sha256(text.strip().encode("utf-8", "surrogatepass")).hexdigest()
    return f"{COMMENT_MARK}{digest[:16]} -->"


UNSURE = f"{COMMENT_MARK}that may be another -->"
"""What stands in the place of the mark while it is not sure what the comment says."""


def mark_in(text: str) -> str | None:
    """Return the last line of a text that is such a mark: those before it are what somebody's issue said."""
    return next((line for line in reversed(text.split("\n")) if line.startswith(COMMENT_MARK)), None)
