"""Print the rules page: `python -m formwright.form.rules > docs/rules.md`."""

from __future__ import annotations

import sys

from formwright.form.rules.page import rules_page

sys.stdout.write(rules_page())
