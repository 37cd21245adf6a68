"""What the front matter of a document says of proposals, and documents with other values in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from formwright.document.metadata import Meta, fill_front_matter, meta_key
from formwright.template import read_template
from formwright.text.frontmatter import FrontMatter, read_front_matter
from formwright.text.lines import BOM, split_lines
from formwright.text.yamltext import dump_entry

SUPERSEDES, SUPERSEDED_BY = "supersedes", "superseded-by"

_NUMBER = re.compile(r"(?<![0-9a-zA-Z])0*([1-9][0-9]{0,8})(?![0-9a-zA-Z])")


def number_of_document(text: str, issue_url: str) -> int | None:
    """Return the number that a document bears; that of its issue's address where this is `issue_url`."""
    front = front_matter(text)
    for key, value in front.data.items():
        if meta_key(key) == "number" and (match := _NUMBER.search(str(value))):
            return int(match[1])
    match = _NUMBER.search(issue_url.rpartition("/")[2]) if is_of_issue(text, issue_url) else None
    return int(match[1]) if match else None


def is_of_issue(text: str, issue_url: str) -> bool:
    """Say whether a document's front matter names the issue of this address."""
    named = (value for key, value in front_matter(text).data.items() if meta_key(key) == "issue")
    return bool(issue_url) and any(value == issue_url for value in named)


def linked(text: str, issue_url: str) -> str:
    """Return a document whose front matter names its issue, after the template's keys where none of those is for it.

    By that alone the registry finds the issue, and a document is known whose history was lost. Front matter that
    cannot be changed line by line stays as it is.
    """
    front = front_matter(text)
    if not front.end or front.broken or any(entry.start == entry.end for entry in front.entries):
        return text
    has_place = any(meta_key(entry.key) == "issue" for entry in front.entries)
    return text if has_place or not issue_url else with_keys(text, {"issue": issue_url})


def with_front_of(text: str, other: str) -> str:
    """Return a document with the front matter of another."""
    lines, others = split_lines(text), split_lines(other)
    front, its = read_front_matter(lines)[0].end, read_front_matter(others)[0].end
    return "\n".join([*others[:its], *lines[front:]]) + "\n"


def status_of_document(text: str) -> str | None:
    """Return the status that a document's front matter says."""
    return next((str(value) for key, value in front_matter(text).data.items() if meta_key(key) == "status"), None)


def superseded_by(text: str) -> list[int]:
    """Return the numbers of the proposals that a document supersedes: `12`, `[12, 15]`, `0012-old.md`, `"#12"`."""
    return sorted(set(_numbers(front_matter(text), SUPERSEDES)))


def is_superseded(text: str) -> bool:
    """Say whether a document names the proposal that took its place."""
    return any(_numbers(front_matter(text), SUPERSEDED_BY))


def refreshed(text: str, meta: Meta) -> str:
    """Return a document with its front matter filled anew, and all else as it is."""
    template = read_template(text)
    if not template.front_matter.end:
        return text
    lines = [*fill_front_matter(template, meta), *template.lines[template.front_matter.end :]]
    return "\n".join(lines).rstrip("\n") + "\n"


def with_keys(text: str, values: Mapping[str, object]) -> str:
    """Return a document in whose front matter these keys have these values; the others, and their lines, stay.

    A key goes by the name that the document gives it (`superseded_by`). Without front matter, or with a broken one,
    nothing changes.
    """
    start = BOM if text.startswith(BOM) else ""
    lines = text.removeprefix(BOM).split("\n")
    end = "\r" if lines[0].endswith("\r") else ""
    for key, value in values.items():
        lines = _with_key(lines, key, value, end)
    return start + "\n".join(lines)


def _with_key(lines: list[str], key: str, value: object, end: str) -> list[str]:
    """Return the lines with one key set. Lines that are not the key's stay to the byte."""
    front, _ = read_front_matter([line.removesuffix("\r") for line in lines])
    if not front.end or front.broken:
        return lines
    for entry in front.entries:
        if key in (_plain(entry.key), meta_key(entry.key)):
            own = lines[entry.start : entry.end]
            kept = [line for line in own[1:] if not line.strip() or line.lstrip().startswith("#")]
            written = [*(line + end for line in dump_entry(entry.key, value)), *kept]
            same = front.data.get(entry.key) == value
            return lines if same else [*lines[: entry.start], *written, *lines[entry.end :]]
    written = [line + end for line in dump_entry(key, value)]
    return [*lines[: front.end - 1], *written, *lines[front.end - 1 :]]


def _numbers(front: FrontMatter, key: str) -> Iterator[int]:
    for name, value in front.data.items():
        if _plain(name) == key:
            for each in value if isinstance(value, list) else [value]:
                found = _NUMBER.search(str(each)) if isinstance(each, int | str) else None
                yield from [int(found[1])] if found else []


def _plain(key: str) -> str:
    return re.sub(r"[\s_]+", "-", key.strip().lower())


def front_matter(text: str) -> FrontMatter:
    """Return the front matter of a document."""
    return read_front_matter(split_lines(text))[0]
