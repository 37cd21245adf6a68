"""The registry: all documents, what is wrong with them, and their JSON."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from formwright.document.record import Record
from formwright.findings import Finding, Severity
from formwright.text.lines import without_surrogates

VERSION = 1
"""The version of the JSON's schema: it grows with a change that a reader of the old one would not understand."""

KIND = "formwright registry"
"""By this the program knows its own file again, and writes over no other."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What heads are held against: the statuses in their order, and those with which a document is in force."""

    statuses: tuple[str, ...]
    in_force: frozenset[str] = frozenset()

    def known(self, status: str | None) -> str | None:
        """Return the status as the process writes it, whatever its case; None where it has no such word."""
        folded = {name.casefold(): name for name in self.statuses}
        return folded.get(status.casefold()) if status else None


@dataclass(frozen=True, slots=True)
class Listed:
    """A record with the documents that it points to, by their paths, and all that is wrong with it."""

    record: Record
    supersedes: tuple[str, ...] = ()
    superseded_by: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def list_documents(records: Iterable[Record], rules: Rules) -> list[Listed]:
    """Return the records in the order of folder, number and path, checked one by one and against each other."""
    ordered = sorted(records, key=_order)
    known = _Known(ordered)
    listed = [_listed(_with_known_status(record, rules), known) for record in ordered]
    by_path = {each.record.path: each for each in listed}
    return [replace(each, findings=_findings(each, by_path, known, rules)) for each in listed]


def _order(record: Record) -> tuple[str, bool, int, str]:
    return posixpath.dirname(record.path), record.number is None, record.number or 0, record.path


def _with_known_status(record: Record, rules: Rules) -> Record:
    return replace(record, status=rules.known(record.status) or record.status)


class _Known:
    """The documents by what others may call them: a path, a number in the same folder."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.paths = {record.path for record in records}
        self.by_number: dict[tuple[str, int], list[str]] = {}
        for record in records:
            if record.number is not None:
                self.by_number.setdefault((posixpath.dirname(record.path), record.number), []).append(record.path)

    def find(self, record: Record, reference: str) -> str | None:
        """Return the path of the document that `record` refers to; None where there is none."""
        folder = posixpath.dirname(record.path)
        for name in _FILE.findall(reference):
            for path in (posixpath.normpath(posixpath.join(folder, name)), name.lstrip("/")):
                if path in self.paths:
                    return path
        number = _DIGITS.search(reference)
        same = self.by_number.get((folder, int(number[0]))) if number else None
        return same[0] if same else None


_FILE = re.compile(r"[\w./-]+\.md\b")
_DIGITS = re.compile(r"\d{1,9}")


def _listed(record: Record, known: _Known) -> Listed:
    def paths(references: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, (known.find(record, each) for each in references))))

    return Listed(record, paths(record.supersedes), paths(record.superseded_by))


def _findings(each: Listed, by_path: Mapping[str, Listed], known: _Known, rules: Rules) -> tuple[Finding, ...]:
    found = [
        *each.record.findings,
        *_number(each.record, known),
        *_status(each.record, rules),
        *_dates(each.record),
        *_dangling(each.record, known),
        *_one_sided(each, by_path, rules),
    ]
    return tuple(finding.at(each.record.path) for finding in found)


def _number(record: Record, known: _Known) -> Iterator[Finding]:
    """The number is that of the file's name, and no other document of the folder has it."""
    if record.stated is not None and record.stated != record.number:
        message = f"the head says number {record.stated}, and the file's name {record.number}"
        yield Finding("D02", message, "make the two the same", record.line("number"))
    if record.number is None:
        yield Finding("D01", "neither the file's name nor its head has a number", "put one before its name")
    same = known.by_number.get((posixpath.dirname(record.path), record.number or -1), [])
    for other in same if len(same) > 1 else ():
        if other != record.path:
            yield Finding("D03", f"`{other}` has the number {record.number} too", "give one of the two another number")


def _status(record: Record, rules: Rules) -> Iterator[Finding]:
    names = ", ".join(rules.statuses)
    if record.status is None:
        yield Finding("D04", "it has no status", f"give it one of {names}", severity=Severity.WARNING)
    elif rules.known(record.status) is None:
        message = f"the status `{record.status}` is not known"
        yield Finding("D05", message, f"write one of {names}, or name it in the configuration", record.line("status"))


def _dates(record: Record) -> Iterator[Finding]:
    for key, text in record.unread.items():
        yield Finding("D06", f"`{text}` is no date", "write it as YYYY-MM-DD", record.line(key))
    if record.created and record.updated and record.updated < record.created:
        message = f"it was updated on {record.updated}, before it was created on {record.created}"
        yield Finding("D07", message, "put the two dates right", record.line("updated"))


def _dangling(record: Record, known: _Known) -> Iterator[Finding]:
    for key, references in (("supersedes", record.supersedes), ("superseded-by", record.superseded_by)):
        for reference in references:
            if known.find(record, reference) in (None, record.path):
                message = f"`{key}` names `{reference}`, which is no other document here"
                yield Finding("D08", message, "write a document's number, or its file's name", record.line(key))


def _one_sided(each: Listed, by_path: Mapping[str, Listed], rules: Rules) -> Iterator[Finding]:
    """What one document says of another, that one says too. A successor that is not in force supersedes nothing yet."""
    record = each.record
    ways = [("superseded-by", each.superseded_by, "supersedes")]
    if record.status in rules.in_force:
        ways.append(("supersedes", each.supersedes, "superseded-by"))
    for key, paths, back in ways:
        for path in paths:
            other = by_path[path]
            answers = other.supersedes if back == "supersedes" else other.superseded_by
            if path != record.path and record.path not in answers:
                message = f"`{key}` names `{path}`, whose `{back}` does not name this one"
                yield Finding("D09", message, f"put `{back}: {_name(record)}` there", record.line(key))


def _name(record: Record) -> str:
    return str(record.number) if record.number is not None else posixpath.basename(record.path)


def registry_json(listed: Iterable[Listed]) -> str:
    """Return the registry as JSON: `version`, and for each document its head and its findings (schema/)."""
    data = {"kind": KIND, "version": VERSION, "proposals": [_as_json(each) for each in listed]}
    return without_surrogates(json.dumps(data, indent=2, ensure_ascii=False)) + "\n"


def _as_json(each: Listed) -> dict[str, Any]:
    record = each.record
    return {
        "number": record.number,
        "title": record.title,
        "status": record.status,
        "path": record.path,
        "authors": list(record.authors),
        "created": record.created,
        "updated": record.updated,
        "issue": record.issue,
        "supersedes": list(each.supersedes),
        "superseded_by": list(each.superseded_by),
        "findings": [finding.as_json() for finding in each.findings],
    }


def is_registry(text: str) -> bool:
    """Say whether a JSON file is a registry of ours, of any version."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and data.get("kind") == KIND
