"""What the chooser's configuration, `config.yml`, says (R13 to R15)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from formwright.form.linting import FileKind, kind_of
from formwright.form.scalars import truth
from formwright.form.source import Node, load


@dataclass(frozen=True, slots=True)
class Link:
    """A contact link of the chooser."""

    name: str
    url: str
    about: str


def read_chooser(forms: Mapping[str, str]) -> tuple[tuple[Link, ...], bool]:
    """Return the contact links, and whether blank issues are open to everybody (R13, R14)."""
    text = next((text for path, text in forms.items() if kind_of(path) is FileKind.CONFIG), "")
    root = load(text).root
    entries = root.entries() if root is not None else {}
    blank = entries["blank_issues_enabled"].value.text if "blank_issues_enabled" in entries else "true"
    nodes = entries["contact_links"].value.items if "contact_links" in entries else ()
    return tuple(link for node in nodes if (link := _link(node)) is not None), truth(blank)


def _link(node: Node) -> Link | None:
    texts = {key: pair.value.text for key, pair in node.entries().items()}
    found = [texts.get(key, "") for key in ("name", "url", "about")]
    return Link(*found) if all(found) else None
