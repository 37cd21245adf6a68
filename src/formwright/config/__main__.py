"""`python -m formwright.config schema` prints the JSON Schema of the configuration."""

from __future__ import annotations

import sys

from formwright.config.schema import schema_text


def main(arguments: list[str]) -> int:
    """Print what is asked for; return the exit code."""
    if arguments != ["schema"]:
        sys.stderr.write("usage: python -m formwright.config schema\n")
        return 2
    sys.stdout.write(schema_text())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
