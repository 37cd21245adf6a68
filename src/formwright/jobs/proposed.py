"""The configuration and the workflows that `init` proposes, as texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from formwright.config import FormsConfig
from formwright.form.quoting import can_be_plain

ACTION = "formwright/formwright@v1"
SCHEMA = "https://raw.githubusercontent.com/formwright/formwright/v1/schema/formwright.schema.json"
WORKFLOWS = ".github/workflows"

_IS_PROPOSAL = re.compile(
    r"\b(?:feature|enhancement|improvement|proposal|propose|rfc|kep|adr|prd|idea|design)s?\b", re.IGNORECASE
)
_PATTERN_SIGNS = re.compile(r"[*?+!\[\]\\]")
_PINNED = re.compile(r"@[0-9a-f]{40}$")


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
        "proposals:" if stems else "proposals: {}",
        *(line for stem in stems for line in (f"  {_scalar(stem)}:", "    folder: enhancements")),
    ]
    return "\n".join(lines) + "\n"


def workflow_texts(forms: FormsConfig, branch: str, *, proposals: bool, action: str = ACTION) -> dict[str, str]:
    """Return the workflows by their paths; `branch` is the default branch, `action` the Action with its version."""
    texts = {"sync": _sync(forms, branch), "check": _check(forms)}
    if proposals:
        texts["proposals"] = _PROPOSALS
    uses = f"{action}{'' if _PINNED.search(action) else _UNPINNED}"
    return {f"{WORKFLOWS}/formwright-{name}.yml": text.replace("ACTION", uses) for name, text in texts.items()}


_UNPINNED = " # zizmor: ignore[unpinned-uses] a release; put its commit here to pin it"


def _scalar(text: str) -> str:
    return text if can_be_plain(text) else json.dumps(text, ensure_ascii=False)


def _paths(forms: FormsConfig) -> Iterator[str]:
    """Yield the lines of the paths that the forms depend on."""
    for folder in (forms.source, forms.target):
        # What has a meaning in a pattern ("Workflow syntax", filter patterns) stands for any sign.
        pattern = _PATTERN_SIGNS.sub("*", folder)
        yield f"      - {json.dumps(f'{pattern}/**', ensure_ascii=False)}"
    yield '      - ".github/formwright.yml"'


def _sync(forms: FormsConfig, branch: str) -> str:
    paths = "\n".join(_paths(forms))
    return f"""\
# Brings the issue forms into step with their templates, when a template changes.
name: Issue forms

on:
  push:
    branches: [{json.dumps(branch, ensure_ascii=False)}]
    paths:
{paths}
  workflow_dispatch:

permissions: {{}}

concurrency:
  group: formwright-sync
  cancel-in-progress: false

jobs:
  sync:
    name: Bring the forms into step
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: write # to push a branch with the forms
      pull-requests: write # to open a pull request for it
    steps:
      - uses: ACTION
"""


def _check(forms: FormsConfig) -> str:
    paths = "\n".join(_paths(forms))
    return f"""\
# Says in a pull request what is wrong with its templates and forms, at their lines.
name: Issue forms, checked

on:
  pull_request:
    paths:
{paths}

permissions: {{}}

concurrency:
  group: formwright-check-${{{{ github.event.pull_request.number }}}}
  cancel-in-progress: true

jobs:
  check:
    name: Check templates and forms
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read # to read the templates and the forms
      pull-requests: read # to see which of them the pull request changes
    steps:
      - uses: ACTION
"""


_PROPOSALS = """\
# Keeps a document, on a branch and in a pull request, for each issue that proposes something.
name: Proposals

on:
  issues:
    types: [opened, edited, reopened, closed, labeled, unlabeled]
  pull_request:
    types: [closed]

permissions: {}

# One run at a time for each issue; the branch of its pull request is named after it.
concurrency:
  group: >-
    formwright-${{ github.event.issue.number && format('proposals/{0}', github.event.issue.number) || github.head_ref }}
  cancel-in-progress: false

jobs:
  propose:
    name: Bring the document into step with the issue
    if: github.event_name == 'issues' || startsWith(github.head_ref, 'proposals/')
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: write # to push the document's branch
      issues: write # to say in the issue where the document is, and to label it
      pull-requests: write # to open the document's pull request
    steps:
      - uses: ACTION
"""
