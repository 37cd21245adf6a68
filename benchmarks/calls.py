"""How many requests a run sends to GitHub, for what people do most. No times: these are counts, and tests hold them.

    python benchmarks/calls.py

The API is a fake that is held against GitHub's own description. `workspace`: the repository is checked out there, as by
`actions/checkout`; `archive`: it is not, so that its files come in one archive, which is counted.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from counts import MOST, counts


def main() -> int:
    """Print the table, and return 1 where a count is above what is promised."""
    worst = 0
    print(f"{'run':28} {'requests':>10} {'of them write':>14} {'at most':>8} {'write':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for name, count in counts(Path(folder)).items():
            most = MOST[name]
            print(f"{name:28} {count.requests:10} {count.writes:14} {most.requests:8} {most.writes:6}")
            worst |= count.requests > most.requests or count.writes > most.writes
    return int(worst)


if __name__ == "__main__":
    sys.exit(main())
