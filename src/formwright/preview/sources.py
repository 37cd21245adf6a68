"""What a preview is made from: the texts of a repository, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from formwright.config import Config
from formwright.findings import Finding


@dataclass(frozen=True, slots=True)
class Sources:
    """The texts of a repository that a preview shows. All mappings are path, from the repository's root, to text.

    `templates` are those that forms are made from; of one that is no text, the value is None. `forms` are the files of
    the folder that GitHub reads, `config.yml` included. `fragments` are what templates may include. `only` are the
    paths of the templates and forms that are shown, all of them where it is empty. `repository` is `owner/name` on
    GitHub, None where that is not known. `findings` are what was wrong when the files were read.
    """

    templates: Mapping[str, str | None] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    fragments: Mapping[str, str] = field(default_factory=dict)
    config: Config = field(default_factory=Config)
    only: tuple[str, ...] = ()
    repository: str | None = None
    findings: tuple[Finding, ...] = ()
