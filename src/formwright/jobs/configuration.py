"""The configuration of a repository, at its default branch (S26)."""

from __future__ import annotations

from formwright.config import Config, read_config
from formwright.errors import InputError
from formwright.findings import has_errors
from formwright.host import Host


def load_config(host: Host, base: str, path: str) -> Config:
    """Return the configuration at the commit `base`; as `load_settings`, without its text."""
    return load_settings(host, base, path)[0]


def load_settings(host: Host, base: str, path: str) -> tuple[Config, str]:
    """Return the configuration at the commit `base` and its text, the default one where there is no such file.

    Raises `InputError` with its findings where it cannot be used.
    """
    text = host.read(base, [path]).get(path, "")
    config, findings = read_config(text, path) if text else (Config(), [])
    if has_errors(findings):
        raise InputError(*findings)
    return config, text
