"""Files that are no templates: a form in YAML that was saved as Markdown, or JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import yaml

from formwright.findings import Finding
from formwright.text.yamlinput import LOADER, refuse_depth

_BODY = re.compile(r"body\s*:")


def mistaken_for_template(lines: Sequence[str], start: int) -> Finding | None:
    """Return what a file is, if it is no Markdown template; `start` is the line after its front matter, from 0."""
    number = next((n for n in range(start, len(lines)) if _BODY.match(lines[n])), None)
    text = "\n".join(lines[start:])
    if number is not None and _is_form(text):
        return Finding(
            "T05",
            "this is an issue form in YAML, saved as Markdown: GitHub shows it as a text",
            "rename it to `.yml`, without the front matter between `---` lines, and check it with `formwright lint`",
            line=number + 1,
        )
    if text.lstrip().startswith(("{", "[")) and _is_json(text):
        return Finding("T06", "this is JSON, no Markdown template", "name a Markdown file", line=start + 1)
    return None


def _is_form(text: str) -> bool:
    try:
        refuse_depth(text)
        data = yaml.load(text, Loader=LOADER)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError, RecursionError):
        # Broken YAML is a form all the same where it looks like one: elements with their types below `body:`.
        return bool(re.search(r"^body\s*:.*(?:\n.*)?\n\s*-\s+type\s*:", text, re.MULTILINE))
    return isinstance(data, dict) and isinstance(data.get("body"), list)


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False
