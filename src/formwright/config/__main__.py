"""`python -m formwright.config schema` prints the JSON Schema of the configuration, `… page` its page."""

from __future__ import annotations

import sys

from formwright.config.page import configuration_page
from formwright.config.schema import schema_text

_TEXTS = {"schema": schema_text, "page": configuration_page}


def main(arguments: list[str]) -> int:
    """Print what is asked for; return the exit code."""
    if len(arguments) != 1 or arguments[0] not in _TEXTS:
        sys.stderr.write("usage: python -m formwright.config schema|page\n")
        return 2
    sys.stdout.write(_TEXTS[arguments[0]]())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
