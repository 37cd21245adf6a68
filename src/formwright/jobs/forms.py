"""Sync and registry where the repository lives on a host, again where somebody else was faster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from formwright.config import CONFIG_PATH
from formwright.host import Host
from formwright.jobs.origin import Origin
from formwright.jobs.retrying import retrying

if TYPE_CHECKING:
    from formwright.jobs.bringing import Synced
    from formwright.jobs.delivery import By, Delivered

# Loaded in the functions: the host is asked before the converter is loaded, which takes as long as all else at the
# start.


def sync(
    host: Host,
    *,
    config_path: str = CONFIG_PATH,
    by: By | None = None,
    dry_run: bool = False,
    origin: Origin | None = None,
) -> Synced:
    """Bring the forms of the host's default branch into step with its templates, or with those of `origin`.

    Raises `InputError` where there is no template, or the configuration cannot be used, and as `Host`.
    """

    def attempt() -> Synced:
        base = host.base(None)
        from formwright.jobs.bringing import bring_forms

        return bring_forms(host, base, config_path, by=by, dry_run=dry_run, origin=origin)

    return retrying(attempt)


def sync_registry(
    host: Host, *, config_path: str = CONFIG_PATH, by: By | None = None, dry_run: bool = False
) -> Delivered:
    """Bring the list of all proposals into step with the documents of the default branch. Raises as `sync`."""

    def attempt() -> Delivered:
        base = host.base(None)
        from formwright.jobs.bringing import bring_registry

        return bring_registry(host, base, config_path, by=by, dry_run=dry_run)

    return retrying(attempt)
