"""Run every benchmark of this folder, one after the other.

    python benchmarks/run.py [NAME ...]

A benchmark is a file with a `main(arguments)`; it says in its own docstring what it measures, and against what.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
NAMES = ("convert", "parse", "recognise", "start", "container", "agreement", "linear", "calls", "backfill")
"""In this order: what is quick, and says most, first."""


def main(names: list[str]) -> int:
    """Run the benchmarks and return 1 where one of them failed."""
    failed = []
    for name in names or NAMES:
        print(f"== {name}", flush=True)
        done = subprocess.run([sys.executable, str(FOLDER / f"{name}.py")], check=False)
        failed += [name] if done.returncode else []
        print(flush=True)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
