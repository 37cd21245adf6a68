"""The front matter of a document: the template's keys, in its order, the known ones filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from formwright.template import Template
from formwright.text.frontmatter import Entry, is_issue_head
from formwright.text.yamltext import dump_entry

Meta = Mapping[str, object]
"""What is known of a document: `title`, `number`, `status`, `authors` (a list), `created`, `updated` (ISO dates),
`issue` (an address). Every key is optional."""

META_KEYS = ("title", "number", "status", "authors", "created", "updated", "issue")

_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "number": ("number", "id", "rfc", "rfc-number", "rfc-id", "adr", "kep-number", "pep", "prd", "proposal"),
    "status": ("status", "state"),
    "authors": ("authors", "author"),
    "created": ("created", "created-at", "creation-date", "date", "date-created", "start-date"),
    "updated": ("updated", "updated-at", "last-updated", "modified", "last-modified", "last-updated-date"),
    "issue": ("issue", "tracking-issue", "github-issue"),
}
_META_OF = {name: meta for meta, names in _NAMES.items() for name in names}


def meta_key(key: str) -> str | None:
    """Return which of `META_KEYS` a key of front matter stands for: `rfc` is the number, `last_updated` the update."""
    return _META_OF.get(re.sub(r"[\s_]+", "-", key.strip().lower()))


def fill_front_matter(template: Template, meta: Meta) -> list[str]:
    """Return the lines of the document's front matter, rules included.

    An issue template's own keys are for the form; its document, like that of a template without front matter, gets a
    block of what is known, or none.
    """
    front = template.front_matter
    if not front.end or is_issue_head(front):
        known = {key: meta[key] for key in META_KEYS if meta.get(key) not in (None, "", [])}
        lines = [line for key, value in known.items() for line in dump_entry(key, _SHAPES[key](value, ""))]
        return ["---", *lines, "---"] if lines else []
    if front.broken or any(entry.start == entry.end for entry in front.entries):
        # Broken, or with several keys in a line: no key can be filled without touching another.
        return list(template.lines[: front.end])
    first = front.entries[0].start if front.entries else front.end - 1
    lines = list(template.lines[:first])
    for entry in front.entries:
        lines += _fill_entry(template, entry, meta)
    return [*lines, template.lines[front.end - 1]]


def _fill_entry(template: Template, entry: Entry, meta: Meta) -> list[str]:
    """Return a key's lines: filled where its value is known, else as they are; comments below it stay."""
    own = list(template.lines[entry.start : entry.end])
    raw = own[0].partition(":")[2].strip()
    name = meta_key(entry.key) or ("number" if _NUMBER_PLACE.fullmatch(raw) else None)
    value = meta.get(name) if name else None
    if name is None or value in (None, "", []):
        return own
    shown = _SHAPES[name](value, raw)
    kept = [line for line in own[1:] if not line.strip() or line.lstrip().startswith("#")]
    return [*dump_entry(entry.key, shown, flow=raw.startswith("[")), *kept]


_NUMBER_PLACE = re.compile(r"""(?P<quote>['"]?)(?:X{3,}|N{3,})(?P=quote)""")
"""What stands for a number, whatever its key: `simd: 'XXXX'`."""


def _as_is(value: object, raw: str) -> object:
    return value


def _date(value: object, raw: str) -> object:
    """Write a date as YAML's own, so that it needs no quotes; anything else as the text that it is."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value


def _number(value: object, raw: str) -> object:
    """Write the number as wide as the template's `XXXX` or `0000`; a text then, so that its zeros stay."""
    width = re.fullmatch(r"""['"]?(?:\w+-)?([XN0#]{2,})['"]?""", raw)
    return str(value).zfill(len(width[1])) if width else value


def _authors(value: object, raw: str) -> object:
    names = [str(name) for name in value] if isinstance(value, list | tuple) else [str(value)]
    mark = "@" if "@" in raw else ""
    names = [mark + name for name in names]
    return names if raw.startswith("[") or not raw else ", ".join(names)


_SHAPES: Mapping[str, Callable[[object, str], object]] = {
    "title": _as_is,
    "number": _number,
    "status": _as_is,
    "authors": _authors,
    "created": _date,
    "updated": _date,
    "issue": _as_is,
}
