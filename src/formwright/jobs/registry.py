"""The list of all proposals: a table in a Markdown file and a JSON file, from the documents that are there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from formwright.config import Config, ProposalConfig
from formwright.document.record import Record, read_record
from formwright.document.registry import Listed, Rules, is_registry, list_documents, registry_json
from formwright.document.table import put_table
from formwright.findings import Finding, Severity
from formwright.host import Host
from formwright.jobs.sync import Action, Change
from formwright.proposal.naming import number_in


class Source(Protocol):
    """Files to read: a commit of a host, or a folder on disk. Paths are relative to the repository's root."""

    def files(self, folder: str) -> Sequence[str]:
        """Return the paths of the files directly in `folder`, sorted; none where there is no such folder."""

    def read(self, paths: Iterable[str]) -> Mapping[str, str]:
        """Return the texts of those of `paths` that are files."""


@dataclass(frozen=True, slots=True)
class AtCommit:
    """A commit of a host, as a source."""

    host: Host
    commit: str

    def files(self, folder: str) -> Sequence[str]:
        """Return the files in `folder`, as the host has them."""
        return self.host.files(self.commit, folder)

    def read(self, paths: Iterable[str]) -> Mapping[str, str]:
        """Return the texts of files, as the host has them."""
        return self.host.read(self.commit, paths)


@dataclass(frozen=True, slots=True)
class Registry:
    """All documents, what is to be written, and what is wrong: with a document, or with a file that holds the list.

    There are no changes where the files are in step, and none to a file that cannot be written without loss.
    """

    listed: tuple[Listed, ...] = ()
    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def texts(self) -> dict[str, str]:
        """The files to be written, path to whole text."""
        return {change.path: change.after for change in self.changes if change.after is not None}


def registry(source: Source, config: Config) -> Registry:
    """Return the registry of the documents in `source`, and what brings its two files into step with them.

    What is listed are the documents of that commit or folder; a proposal that is still on its branch comes in when its
    pull request is merged. A table whose marks are missing, doubled or in the wrong order is left as it is (S12), and
    so is a JSON file that is no registry.
    """
    records, findings = _records(source, config)
    process = config.statuses.process
    moves = process.moves
    in_force = frozenset(name for move, name in moves.items() if move in ("merged", "completed"))
    listed = list_documents(records, Rules(process.names, in_force))
    findings += [finding for each in listed for finding in each.findings]
    current = source.read([config.registry.table, config.registry.json_file])
    table, faults = put_table(current.get(config.registry.table), config.registry.table, listed)
    text: str | None = registry_json(listed)
    before = current.get(config.registry.json_file)
    if before is not None and not is_registry(before):
        faults.append(_NO_REGISTRY.at(config.registry.json_file))
        text = None
    wanted = {config.registry.table: table, config.registry.json_file: text}
    return Registry(tuple(listed), tuple(_changes(wanted, current)), (*findings, *faults))


_NO_REGISTRY = Finding(
    "D23",
    "this JSON file is no registry of Formwright, so nothing was written",
    "remove it, or name another file in the configuration",
)


def _changes(wanted: Mapping[str, str | None], current: Mapping[str, str]) -> Iterator[Change]:
    for path, text in wanted.items():
        before = current.get(path)
        if text is not None and text != before:
            action = Action.CREATE if before is None else Action.UPDATE
            yield Change(path, action, before, text, "the documents changed" if before is not None else "a new list")


def _records(source: Source, config: Config) -> tuple[list[Record], list[Finding]]:
    kinds = list((config.proposals or {"": ProposalConfig()}).values())
    records: dict[str, Record] = {}
    findings: list[Finding] = []
    for folder in dict.fromkeys(kind.folder for kind in kinds):
        own = [kind for kind in kinds if kind.folder == folder]
        paths = [path for path in source.files(folder) if _may_be_one(path) and path != config.registry.table]
        texts = source.read(paths)
        for path in paths:
            record = read_record(path, texts[path], _number(own, path)) if path in texts else None
            if record is not None:
                records[path] = record
            else:
                findings.append((_NO_DOCUMENT if path in texts else _NO_FILE).at(path))
    return list(records.values()), findings


_NO_DOCUMENT = Finding(
    "D10",
    "it is not listed: neither its name has a number, nor its head a number or a status",
    "give it one where it is a proposal",
    severity=Severity.NOTE,
)
_NO_FILE = Finding("D11", "it is not listed: it is a link", "put a file there", severity=Severity.WARNING)

_OTHERS = re.compile(r"readme|index|contributing|.*template.*", re.IGNORECASE)


def _may_be_one(path: str) -> bool:
    """Say whether a file's name may be a document's: not a list, an explanation, or the template for new ones."""
    stem, ending = posixpath.splitext(posixpath.basename(path))
    return ending.lower() == ".md" and not (_OTHERS.fullmatch(stem) and not re.match(r"0*[1-9]", stem))


def _number(kinds: Sequence[ProposalConfig], path: str) -> int | None:
    """Return the number in a file's name: of the configured pattern, or, as people write it, before its words."""
    numbers = (number_in(kind, path) for kind in kinds)
    found = next((number for number in numbers if number is not None), None)
    match = re.match(r"(?:[A-Za-z]+[-_])?(\d{1,9})(?!\d)", posixpath.basename(path))
    return found if found is not None else int(match[1]) if match else None
