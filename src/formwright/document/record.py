"""A document as the registry lists it: what its head says, whoever wrote it, and however it is written there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from formwright.document.metadata import meta_key
from formwright.findings import Finding
from formwright.template.words import has_placeholder, is_placeholder, key_value
from formwright.text.frontmatter import FrontMatter, read_front_matter
from formwright.text.lines import split_lines, without_surrogates
from formwright.text.markdown import Block, BlockKind, plain_text, read_blocks
from formwright.text.yamlinput import read_texts


@dataclass(frozen=True, slots=True)
class Record:
    """One document. `number` is that of its file's name, `stated` the one that its head gives.

    Dates are ISO texts; where a head's date is none, it is in `unread`. `supersedes` and `superseded_by` are as they
    stand there: numbers, file names or links. `lines` says where a key stands, from 1.
    """

    path: str
    number: int | None
    title: str
    stated: int | None = None
    status: str | None = None
    authors: tuple[str, ...] = ()
    created: str | None = None
    updated: str | None = None
    issue: str | None = None
    supersedes: tuple[str, ...] = ()
    superseded_by: tuple[str, ...] = ()
    unread: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def line(self, key: str) -> int:
        """Return the line of a key of the head, from 1; the first line where it has none."""
        return self.lines.get(key, 1)


def read_record(path: str, text: str, number: int | None) -> Record | None:
    """Read a document; `number` is that of its file's name. None where it is none: neither a number nor a head says so.

    The head is the front matter, or the `Key: value` lines under the title (Rust's RFCs, MADR 2), or the sections
    "Status" and "Date" (Nygard's decision records).
    """
    lines = split_lines(text)
    front, findings = read_front_matter(lines)
    blocks = read_blocks(lines, front.end)
    head = dict(_Head(front, lines, blocks).entries())
    if number is None and not {"number", "status"} & head.keys():
        return None
    dates = {key: _date(head[key].text) for key in ("created", "updated") if key in head}
    status, superseded_by = _status(head["status"].text if "status" in head else "")
    return Record(
        path=path,
        number=number if number is not None else _number(head.get("number")),
        title=_title(head, blocks, path),
        stated=_number(head.get("number")),
        status=status,
        authors=tuple(name.removeprefix("@") for name in _texts(head.get("authors"))),
        created=dates.get("created"),
        updated=dates.get("updated"),
        issue=next(iter(_texts(head.get("issue"))), None),
        supersedes=tuple(_texts(head.get("supersedes"))),
        superseded_by=(*_texts(head.get("superseded-by")), *superseded_by),
        unread={key: head[key].text for key, value in dates.items() if value is None},
        lines={**({"superseded-by": head["status"].line} if superseded_by else {}), **_lines(head)},
        findings=tuple(finding.at(path) for finding in (*findings, *_not_text(text))),
    )


def _lines(head: Mapping[str, _Value]) -> dict[str, int]:
    return {key: value.line for key, value in head.items()}


def _not_text(text: str) -> Iterator[Finding]:
    if without_surrogates(text) != text:
        line = next(n for n, line in enumerate(text.split("\n"), 1) if without_surrogates(line) != line)
        yield Finding("D12", "the document is not UTF-8", "save it as UTF-8", line)


@dataclass(frozen=True, slots=True)
class _Value:
    """What stands at a key: its texts (one, unless it is a list) and its line, from 1."""

    texts: tuple[str, ...]
    line: int

    @property
    def text(self) -> str:
        return ", ".join(self.texts)


@dataclass(frozen=True, slots=True)
class _Head:
    front: FrontMatter
    lines: Sequence[str]
    blocks: Sequence[Block]

    def entries(self) -> Iterator[tuple[str, _Value]]:
        """Yield the known keys that have a value, each once: what stands first counts."""
        seen: set[str] = set()
        for key, texts, line in (*self._front(), *self._lines(), *self._sections()):
            name = _NAMES.get(_plain(key)) or meta_key(key)
            shown = tuple(filter(None, (without_surrogates(text).strip() for text in texts)))
            if name and name not in seen and shown and not all(map(_is_open, shown)):
                seen.add(name)
                yield name, _Value(shown, line)

    def _front(self) -> Iterator[tuple[str, tuple[str, ...], int]]:
        inside = "\n".join(self.lines[1 : self.front.end - 1])
        # Every scalar as it is written: `0010` is the number ten to people, and eight to YAML.
        data = self.front.data if self.front.broken else read_texts(inside) if self.front.end else {}
        for key, value in data.items():
            values = value if isinstance(value, list) else [value]
            # `title: [Title]`, not quoted, is a list to YAML: what the template left open.
            if not isinstance(value, list) or _NAMES.get(_plain(key)) or meta_key(key) == "authors":
                yield key, tuple(each for each in values if isinstance(each, str)), self.front.line(key)

    def _lines(self) -> Iterator[tuple[str, tuple[str, ...], int]]:
        for block in self.blocks:
            if block.kind is BlockKind.HEADING and block.level > 1:
                return
            for number, text in _LINES_OF.get(block.kind, _no_lines)(block):
                pair = key_value(text)
                if pair is not None:
                    yield plain_text(pair[0]), (_bare(pair[1]),), number + 1

    def _sections(self) -> Iterator[tuple[str, tuple[str, ...], int]]:
        for heading, below in zip(self.blocks, self.blocks[1:], strict=False):
            if heading.kind is BlockKind.HEADING and below.kind is BlockKind.PARAGRAPH:
                name = plain_text(heading.text)
                if meta_key(name) in ("status", "created"):
                    yield name, (_bare(below.text.split("\n")[0]),), below.start + 1


_NAMES = {
    "feature-name": "title",
    "supersedes": "supersedes",
    "replaces": "supersedes",
    "obsoletes": "supersedes",
    "superseded-by": "superseded-by",
    "replaced-by": "superseded-by",
    "obsoleted-by": "superseded-by",
}


def _plain(key: str) -> str:
    return re.sub(r"[\s_]+", "-", key.strip().lower())


def _is_open(text: str) -> bool:
    """Say whether a value waits for its writer: a placeholder, or the template's choice of words (`a | b`)."""
    return is_placeholder(text) or (has_placeholder(text) and "|" in text)


def _bare(value: str) -> str:
    """Return a value without emphasis around it; links stay, for they tell of a file."""
    return value.strip().strip("*_").strip()


def _items(block: Block) -> Iterator[tuple[int, str]]:
    return ((item.start, item.text.split("\n")[0]) for item in block.items)


def _paragraph(block: Block) -> Iterator[tuple[int, str]]:
    return enumerate(block.text.split("\n"), block.start)


def _no_lines(block: Block) -> Iterator[tuple[int, str]]:
    return iter(())


_LINES_OF: Mapping[BlockKind, Callable[[Block], Iterator[tuple[int, str]]]] = {
    BlockKind.LIST: _items,
    BlockKind.PARAGRAPH: _paragraph,
}


def _texts(value: _Value | None) -> Iterable[str]:
    """Return the parts of a value: of a list, or of a text with commas."""
    if value is None:
        return ()
    parts = value.texts if len(value.texts) > 1 else value.texts[0].split(",")
    return tuple(part.strip() for part in parts if part.strip() and not is_placeholder(part))


_NUMBER = re.compile(r"['\"]?(?:[A-Za-z]+[ -]?)?#?(\d{1,9})['\"]?")


def _number(value: _Value | None) -> int | None:
    """Return the number that a head gives: `42`, `0042`, `RFC-42`; None where it says something else."""
    match = _NUMBER.fullmatch(value.text) if value else None
    return int(match[1]) if match else None


def _date(text: str) -> str | None:
    """Return a date, or the date of a time, as an ISO text; None where it is none."""
    match = re.match(r"(\d{4}-\d\d-\d\d)(?![\w-])|(\d{4}-\d\d-\d\d)T", text)
    try:
        return date.fromisoformat(match[1] or match[2]).isoformat() if match else None
    except ValueError:
        return None


_SUPERSEDED = re.compile(r"(super[sc]eded|replaced|obsoleted)\s+by\s+(.+)", re.IGNORECASE | re.DOTALL)


def _status(text: str) -> tuple[str | None, tuple[str, ...]]:
    """Return a status, and what it names as its successor (MADR: "superseded by ADR-0123")."""
    match = _SUPERSEDED.fullmatch(text)
    if match:
        return match[1].lower().replace("superceded", "superseded"), (match[2].strip(),)
    return plain_text(text) or None, ()


_OWN_NUMBER = re.compile(
    r"(?:[A-Za-z]+[ -]?)?#?\d+\s*[:.)\u2014\u2013-]+\s+(?=\S)|(?:RFC|ADR|KEP|PEP|PRD|Enhancement)\s*:\s+(?=\S)"
)


def _title(head: Mapping[str, _Value], blocks: Sequence[Block], path: str) -> str:
    """Return the title of the head, else the one heading of level 1 without the number, else the file's name."""
    if "title" in head:
        return head["title"].text
    headings = [block.text for block in blocks if block.kind is BlockKind.HEADING and block.level == 1]
    text = plain_text(headings[0]) if len(headings) == 1 else ""
    name = posixpath.splitext(posixpath.basename(path))[0]
    return without_surrogates(_OWN_NUMBER.sub("", text, count=1) or re.sub(r"[-_]+", " ", name).strip())
