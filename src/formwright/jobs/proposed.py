"""The configuration that `init` proposes, as a text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from formwright.config import FormsConfig
from formwright.form.quoting import can_be_plain

SCHEMA = "https://raw.githubusercontent.com/formwright/formwright/v1/schema/formwright.schema.json"
DOCUMENTS = "enhancements"
"""The folder that is proposed for documents."""

_IS_PROPOSAL = re.compile(
    r"\b(?:feature|enhancement|improvement|proposal|propose|rfc|kep|adr|prd|idea|design)s?\b", re.IGNORECASE
)


def is_proposal(stem: str, name: str) -> bool:
    """Say whether the issues of a form, by the stem of its template and its name, ask for a change to be decided."""
    return any(_IS_PROPOSAL.search(re.sub(r"[\W_]+", " ", text)) for text in (stem, name))


def config_text(forms: FormsConfig, proposals: Iterable[str]) -> str:
    """Return a configuration with which the issues of the forms `proposals` (stems) become documents, and no others."""
    stems = sorted(proposals)
    lines = [
        f"# yaml-language-server: $schema={SCHEMA}",
        "",
        "forms:",
        f"  source: {_scalar(forms.source)} # the templates: what is edited",
        f"  target: {_scalar(forms.target)} # the forms: what is generated",
        f"  delivery: {forms.delivery}",
        "",
        "# The forms whose issues become documents in a pull request, by the file names of their templates.",
        *(_proposals(stems) if stems else _NO_PROPOSALS),
    ]
    return "\n".join(lines) + "\n"


def _proposals(stems: Iterable[str]) -> list[str]:
    return ["proposals:", *(line for stem in stems for line in (f"  {_scalar(stem)}:", f"    folder: {DOCUMENTS}"))]


_NO_PROPOSALS = (
    "# `{}` is none: no name here says that a form proposes something. Without the key it would be all forms.",
    "# Name one here, and run `formwright init` again, which adds the workflows for proposals.",
    "proposals: {}",
)


def _scalar(text: str) -> str:
    return text if can_be_plain(text) else json.dumps(text, ensure_ascii=False)
