"""Configurations among the files that are linted: what they say of themselves, and of the repository around them."""

from __future__ import annotations

from pathlib import Path

from formwright.cli.repository import load_sources
from formwright.config import read_config
from formwright.findings import Finding
from formwright.jobs.named import misnamed


def lint_settings(path: str, text: str) -> list[Finding]:
    """Return what is wrong with the configuration in the file `path`, and with the names in it.

    Those are looked for in the repository whose `.github` the file lies in; elsewhere they are not.
    """
    config, findings = read_config(text, path)
    if Path(path).suffix == ".yaml":
        message = "nothing reads this file: the configuration is `.github/formwright.yml`"
        findings = [Finding("C06", message, "rename it", path=path), *findings]
    folder = Path(path).resolve().parent
    if findings or folder.name != ".github":
        return findings
    return misnamed(text, path, config, load_sources(folder.parent, config.forms))


def folders_of(path: Path) -> tuple[str, str] | None:
    """Return the folders of forms and of templates that the configuration in the file `path` names.

    None where it cannot be used: that is a finding of its own.
    """
    try:
        config, findings = read_config(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    return None if findings else (config.forms.target, config.forms.source)
