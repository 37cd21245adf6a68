"""The documents of a folder by the numbers in their names, kept from one commit to the next (backfill)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from formwright.config import ProposalConfig
from formwright.host import Host
from formwright.proposal.naming import number_in


@dataclass
class _Folder:
    """What a folder had at `commit`."""

    commit: str = ""
    files: frozenset[str] = frozenset()
    paths: dict[int, list[str]] = field(default_factory=dict)


@dataclass
class Numbered:
    """Documents by their numbers. A name is looked at once, however many commits have it."""

    _folders: dict[tuple[str, str], _Folder] = field(default_factory=dict)

    def paths(self, host: Host, config: ProposalConfig, commit: str, number: int) -> Sequence[str]:
        """Return the paths of the documents whose names bear a number, sorted; raises as `Host.files`."""
        folder = self._folders.setdefault((config.folder, config.name), _Folder())
        if folder.commit != commit:
            _bring(folder, frozenset(host.files(commit, config.folder)), config)
            folder.commit = commit
        return sorted(folder.paths.get(number, ()))


def _bring(folder: _Folder, files: frozenset[str], config: ProposalConfig) -> None:
    """Put in what is new, and take out what is gone."""
    for path in folder.files - files:
        number = number_in(config, path)
        if number is not None:
            folder.paths[number].remove(path)
    for path in files - folder.files:
        number = number_in(config, path)
        if number is not None:
            folder.paths.setdefault(number, []).append(path)
    folder.files = files
