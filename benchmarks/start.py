"""How long does a whole call take, from the shell and back? What a user, a hook or a step of a workflow waits for.

    python benchmarks/start.py [RUNS]

Each command runs RUNS times (default 15) as a process of its own, in turn with the others, so that a busy moment of
the machine does not fall on one of them. Printed are the least and the median; `python -c pass` is the floor.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SEED = ROOT / "forms" / "feature-request.md"
PYTHON = [sys.executable]
FORMWRIGHT = [sys.executable, "-m", "formwright"]


def commands(folder: Path) -> dict[str, list[str]]:
    """Return what is measured, with the files that it needs in `folder`."""
    form, body, answers = (folder / name for name in ("form.yml", "body.md", "answers.json"))
    form.write_text(_output("convert", str(SEED)))
    body.write_text(_output("submit", "--quiet", "--form", str(form)))
    answers.write_text(_output("parse", "--form", str(form), str(body)))
    return {
        "python -c pass": [*PYTHON, "-c", "pass"],
        "formwright --version": [*FORMWRIGHT, "--version"],
        "formwright parse": [*FORMWRIGHT, "parse", "--form", str(form), str(body)],
        "formwright lint": [*FORMWRIGHT, "lint", str(form)],
        "formwright convert": [*FORMWRIGHT, "convert", str(SEED)],
        "formwright fill": [*FORMWRIGHT, "fill", "--template", str(SEED), "--answers", str(answers)],
    }


def _output(*arguments: str) -> str:
    return subprocess.run([*FORMWRIGHT, *arguments], capture_output=True, text=True, check=True).stdout


def measure(command: list[str]) -> float:
    """Return the milliseconds that one run of `command` takes."""
    begun = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    return (time.perf_counter() - begun) * 1000


def main(runs: int) -> None:
    """Measure all commands and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        measured = commands(Path(folder))
        times: dict[str, list[float]] = {name: [] for name in measured}
        for _ in range(runs):
            for name, command in measured.items():
                times[name].append(measure(command))
    print(f"{'a whole call, in ms':<24}{'least':>8}{'median':>8}")
    for name, taken in times.items():
        print(f"{name:<24}{min(taken):>8.0f}{statistics.median(taken):>8.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
