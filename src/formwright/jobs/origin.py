"""Where the templates of many repositories are."""

from __future__ import annotations

from dataclasses import dataclass

from formwright.host import Host


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the templates of many repositories are: another host, and its repository's name."""

    host: Host
    repository: str
