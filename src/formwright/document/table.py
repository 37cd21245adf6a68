"""The registry's table, between two marks in a Markdown file that people may edit around (S12)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from formwright.document.record import Record
from formwright.document.registry import Listed
from formwright.findings import Finding
from formwright.text.inert import visible
from formwright.text.lines import BOM, split_lines, without_surrogates
from formwright.text.markdown import BlockKind, read_blocks

START = "<!-- formwright: registry -->"
END = "<!-- /formwright: registry -->"
"""Between these lines stands the table; all else in the file is its people's."""

_HEAD = ("Number", "Title", "Status", "Authors", "Created", "Updated", "Links")
_NOTHING = "No proposals yet."


def put_table(current: str | None, path: str, listed: Sequence[Listed]) -> tuple[str | None, list[Finding]]:
    """Return the file `path` with the table in it; None, with the reason, where its marks are not as they should be.

    `current` is the file as it is; where there is none, a new one has a heading over the table. Line ends, a byte order
    mark and every other line stay as they are.
    """
    table = [START, "", *_table(path, listed), "", END]
    if current is None:
        return "\n".join(["# Proposals", "", *table]) + "\n", []
    if without_surrogates(current) != current:
        return None, [Finding("D12", "the file is not UTF-8, so nothing was written", "save it as UTF-8", path=path)]
    lines = split_lines(current)
    place = _place(lines)
    if isinstance(place, Finding):
        return None, [place.at(path)]
    start, end = place
    mark = BOM if current.startswith(BOM) else ""
    line_end = "\r\n" if "\r\n" in current else "\n"
    text = line_end.join([*lines[:start], *table, *lines[end + 1 :]])
    return mark + text + (line_end if current.endswith(("\n", "\r")) else ""), []


def _place(lines: Sequence[str]) -> tuple[int, int] | Finding:
    """Return the lines of the two marks; a mark in a code fence is shown, and marks nothing."""
    shown = {
        number
        for block in read_blocks(lines)
        if block.kind is BlockKind.FENCE
        for number in range(block.start, block.end)
    }
    found = {
        mark: [n for n, line in enumerate(lines) if line.strip() == mark and n not in shown] for mark in (START, END)
    }
    for mark, at in found.items():
        if not at:
            remedy = f"put the lines `{START}` and `{END}` where the table should be"
            return Finding("D20", f"the mark `{mark}` is missing, so nothing was written", remedy)
        if len(at) > 1:
            return Finding("D21", f"the mark `{mark}` stands twice, so nothing was written", "leave one", at[1] + 1)
    start, end = found[START][0], found[END][0]
    if end < start:
        message = f"`{END}` stands before `{START}`, so nothing was written"
        return Finding("D22", message, "put the two lines in their order", end + 1)
    return start, end


def _table(path: str, listed: Sequence[Listed]) -> Iterator[str]:
    if not listed:
        yield _NOTHING
        return
    yield _row(_HEAD)
    yield "|" + " --- |" * len(_HEAD)
    records = {each.record.path: each.record for each in listed}
    folder = posixpath.dirname(path)
    for each in listed:
        record = each.record
        yield _row(
            (
                _number(record),
                _link(cell(record.title) or cell(posixpath.basename(record.path)), record.path, folder),
                cell(record.status or ""),
                ", ".join(cell(author) for author in record.authors),
                record.created or "",
                record.updated or "",
                "; ".join(_links(each, records, folder)),
            )
        )


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _number(record: Record) -> str:
    """Return the number as the file's name writes it, zeros and all."""
    if record.number is None:
        return ""
    digits = re.search(rf"(?<!\d)0*{record.number}(?!\d)", posixpath.basename(record.path))
    return digits[0] if digits else str(record.number)


def _links(each: Listed, records: dict[str, Record], folder: str) -> Iterator[str]:
    if each.record.issue:
        yield _issue(each.record.issue)
    for words, paths in (("supersedes", each.supersedes), ("superseded by", each.superseded_by)):
        for path in paths:
            yield f"{words} {_link(_number(records[path]) or cell(posixpath.basename(path)), path, folder)}"


def _issue(issue: str) -> str:
    address = re.fullmatch(r"https?://[^\s<>()|\\\[\]`\"]+", issue)
    number = re.search(r"/(\d+)/?$", issue)
    return f"[issue{f' {number[1]}' if number else ''}]({issue})" if address else cell(issue)


def _link(shown: str, path: str, folder: str) -> str:
    target = quote(posixpath.relpath(path, folder or "."), safe="/-._~", errors="surrogateescape")
    return f"[{shown}]({target})"


_SIGNS = re.compile(r"[\\`*_\[\]<>|~$&]")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def cell(text: str) -> str:
    """Return `text` as a table's cell shows it: in one line, every sign that Markdown or HTML would take as such."""
    line = " ".join(visible(text).split())
    return _SIGNS.sub(lambda match: _ENTITIES.get(match[0], f"\\{match[0]}"), line)
