"""GitHub's rules for issue forms, one small function a rule, all of them in the tables below.

The numbers are those of the rules page, `docs/rules.md`, which is generated from these tables:
`python -m formwright.form.rules > docs/rules.md`.
"""

from __future__ import annotations

from formwright.form.rules import (
    body,
    checkboxes,
    config,
    dropdown,
    elements,
    folder,
    ids,
    keys,
    options,
    place,
    references,
    texts,
    validations,
    values,
)
from formwright.form.rules.base import Fault, Rule, all_hold, run
from formwright.form.rules.folder import Folder
from formwright.form.rules.sheet import Sheet, make_sheet
from formwright.form.source import Node

FORM_RULES: tuple[Rule[Sheet], ...] = (
    *keys.RULES,
    *values.RULES,
    *body.RULES,
    *elements.RULES,
    *ids.RULES,
    *references.RULES,
    *texts.RULES,
    *options.RULES,
    *dropdown.RULES,
    *checkboxes.RULES,
    *validations.RULES,
)
CONFIG_RULES: tuple[Rule[Node], ...] = config.RULES
FOLDER_RULES: tuple[Rule[Folder], ...] = (*folder.RULES, *place.RULES)

__all__ = [
    "CONFIG_RULES",
    "FOLDER_RULES",
    "FORM_RULES",
    "Fault",
    "Folder",
    "Rule",
    "Sheet",
    "all_hold",
    "make_sheet",
    "run",
]
