"""Rules on the template chooser's configuration, `config.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from formwright.findings import Severity
from formwright.form.rules.base import SCHEMASTORE, TEMPLATES, Fault, rule
from formwright.form.scalars import Kind
from formwright.form.source import Node

_KEYS = ("blank_issues_enabled", "contact_links")
_LINK_KEYS = ("name", "url", "about")
_URL = re.compile(r"https?://\S+")
_LINK = "contact_links:\n  - name: Chat\n    url: https://example.org/chat\n    about: Ask us anything."


@rule(
    "R13",
    "The chooser's configuration has a boolean and a list",
    TEMPLATES,
    wrong='blank_issues_enabled: "no"',
    right="blank_issues_enabled: false\n" + _LINK,
)
def kinds(root: Node) -> Iterator[Fault]:
    """`blank_issues_enabled` is a boolean, `contact_links` a list of mappings."""
    entries = root.entries()
    blank, links = entries.get("blank_issues_enabled"), entries.get("contact_links")
    if blank is not None and blank.value.kind is not Kind.BOOL:
        yield Fault(blank.key, "`blank_issues_enabled` must be a boolean", "write `true` or `false` without quotes")
    if links is not None and links.value.kind is not Kind.LIST:
        yield Fault(links.key, "`contact_links` must be an array", "write a list of links, or delete the line")
    for link in links.value.items if links is not None else ():
        if link.kind is not Kind.MAP:
            yield Fault(link, "a contact link must be a mapping", "write `name`, `url` and `about`")


@rule(
    "R15",
    "A contact link has a name, a url and a text",
    SCHEMASTORE,
    wrong="contact_links:\n  - name: Chat\n    url: example.org/chat",
    right=_LINK,
)
def links(root: Node) -> Iterator[Fault]:
    """`name`, `url` and `about` are required texts, and `url` starts with `http://` or `https://`."""
    for link in _links(root):
        entries = link.entries()
        for name in _LINK_KEYS:
            pair = entries.get(name)
            if pair is None:
                yield Fault(link, f"a contact link has no `{name}`", f"add a line `{name}: …`")
            elif not pair.value.is_text:
                yield Fault(pair.key, f"`{name}` must be a string", "write a text, in quotes where YAML needs it")
            elif name == "url" and not _URL.fullmatch(pair.value.text.strip()):
                message = f"`{pair.value.text}` is no web address"
                yield Fault(pair.value, message, "write the whole address, with `https://`")


@rule(
    "R15",
    "No other keys in the chooser's configuration",
    SCHEMASTORE,
    wrong="blank_issues: false",
    right="blank_issues_enabled: false",
    severity=Severity.WARNING,
)
def permitted_keys(root: Node) -> Iterator[Fault]:
    """No other keys are known, and a list of links has at least one."""
    for permitted, node in ((_KEYS, root), *((_LINK_KEYS, link) for link in _links(root))):
        for name, pair in node.entries().items():
            if name not in permitted:
                yield Fault(
                    pair.key, f"`{name}` is not a permitted key", f"delete it; permitted are {', '.join(permitted)}"
                )
    entry = root.entries().get("contact_links")
    if entry is not None and entry.value.kind is Kind.LIST and not entry.value.items:
        yield Fault(entry.key, "`contact_links` is empty", "write a link, or delete the line")


def _links(root: Node) -> Iterator[Node]:
    entry = root.entries().get("contact_links")
    return (link for link in (entry.value.items if entry is not None else ()) if link.kind is Kind.MAP)


RULES = (kinds, links, permitted_keys)
