"""Every guard against hostile text, taken out of a copy of the project one after the other: a test must fail then.

    python tests/guards.py [S-NUMBER ...]

prints the table of the guards in `tests/hostile/guards/`: its number, `caught` or what is wrong, where it stands, what
it does, and the test. It ends with 1 where a guard is not caught, where its text is no longer in its file just once, or
where its test does not pass with the guard in place. The working tree is never touched.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
import xml.etree.ElementTree as Xml
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
TABLES = ROOT / "tests/hostile/guards"

AT_ONCE = 2
"""So many tests run beside each other."""

LIMIT, ENDLESS = 120.0, 45.0
"""How long one test may take, in seconds; and how long one that does not end without the guard."""

_LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "node_modules", "site")
_BROKEN = re.compile(
    r"\b(?:NameError|UnboundLocalError|SyntaxError|IndentationError|ImportError|ModuleNotFoundError)\b"
)
"""What fails because of these fails for the way in which the guard was taken out, and proves nothing."""


@dataclass(frozen=True, slots=True)
class Guard:
    """A guard: the promise's number, what it does, its text in `file`, what to put there instead, and the test.

    `endless`: without the guard the test does not end.
    """

    number: str
    what: str
    file: str
    text: str
    without: str
    test: str
    endless: bool = False

    def fault(self, root: Path) -> str:
        """Return why the guard cannot be taken out of the files of `root`; "" where it can."""
        source = root / self.file
        count = source.read_text(encoding="utf-8").count(self.text) if source.is_file() else 0
        return "" if count == 1 else f"its text is {count} times in {self.file}"

    def take_out(self, root: Path) -> None:
        """Take the guard out of the files of `root`."""
        source = root / self.file
        source.write_text(self.without_it(root), encoding="utf-8")

    def without_it(self, root: Path) -> str:
        """Return the text of its file without the guard."""
        return (root / self.file).read_text(encoding="utf-8").replace(self.text, self.without)


def read_guards() -> list[Guard]:
    """Return all guards, by number."""
    tables = (tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(TABLES.glob("*.toml")))
    guards = [Guard(**entry) for table in tables for entry in table["guard"]]
    return sorted(guards, key=lambda guard: int(guard.number[1:]))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one guard, and how long that took, in seconds."""

    guard: Guard
    caught: bool
    reason: str = ""
    seconds: float = 0.0


def outcomes(guards: Sequence[Guard]) -> Iterator[Outcome]:
    """Take each guard out, and yield what became of it, in order."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(AT_ONCE) as pool:
        whole = Path(folder) / "whole"
        _copy(ROOT, whole)
        # What tests have installed from npm once is there.
        (ROOT / ".pytest_cache").mkdir(exist_ok=True)
        (whole / ".pytest_cache").symlink_to(ROOT / ".pytest_cache")
        wrong = _unsound(guards, whole, pool)
        try:
            yield from pool.map(lambda guard: _outcome(guard, wrong, whole), guards)
        finally:
            # Who interrupts this waits for the tests that run, and for no others.
            pool.shutdown(cancel_futures=True)


def _outcome(guard: Guard, wrong: Mapping[str, str], whole: Path) -> Outcome:
    fault = guard.fault(whole) or wrong.get(guard.test, "")
    if fault:
        return Outcome(guard, False, fault)
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        _copy(whole, copy)
        guard.take_out(copy)
        limit = ENDLESS if guard.endless else LIMIT
        code, said = _run(copy, guard.test, "--exitfirst", "--tb=line", limit=limit)
    reason = _doubt(guard, code, said)
    return Outcome(guard, not reason, reason, time.monotonic() - started)


def _doubt(guard: Guard, code: int | None, said: str) -> str:
    """Return why the guard is not caught; "" where it is."""
    if code is None:
        return "" if guard.endless else f"the test does not end within {LIMIT:.0f} s"
    if code == 0:
        return "the test passes without it"
    if code != 1 or _BROKEN.search(said):
        return f"the copy is broken: {said.strip()[-500:]}"
    return ""


def _unsound(guards: Iterable[Guard], whole: Path, pool: ThreadPoolExecutor) -> dict[str, str]:
    """Return the tests that do not pass with all guards in place, each with the reason."""
    by_file: dict[str, list[str]] = {}
    for test in sorted({guard.test for guard in guards}):
        by_file.setdefault(test.partition("::")[0], []).append(test)
    wrong: dict[str, str] = {}
    for file, found in zip(by_file, pool.map(lambda tests: _reasons(tests, whole), by_file.values()), strict=True):
        print(f"# {file}: {len(by_file[file]) - len(found)} of {len(by_file[file])} tests pass", flush=True)
        wrong |= found
    return wrong


def _reasons(tests: Sequence[str], whole: Path) -> dict[str, str]:
    """Return why those of `tests`, which are of one file, do not pass that do not."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        code, said = _run(whole, *tests, "--tb=line", f"--junitxml={report}")
        cases = list(Xml.parse(report).iter("testcase")) if report.exists() else []  # noqa: S314 - pytest's own
    if not cases:
        return dict.fromkeys(tests, f"the test does not run ({code}): {said.strip()[-300:]}")
    found = ((test, _reason(test.partition("::")[2], cases)) for test in tests)
    return {test: f"the test does not pass with it: {reason}" for test, reason in found if reason}


def _reason(name: str, cases: Iterable[Xml.Element]) -> str:
    """Return why a test did not pass: a part of it failed, or no part of it was run."""
    own = [case for case in cases if case.get("name") == name or str(case.get("name")).startswith(f"{name}[")]
    marks = [mark for case in own for mark in case]
    failed = [mark for mark in marks if mark.tag in ("failure", "error")]
    if failed or len(own) <= len(marks):
        return next((str(mark.get("message"))[:200] for mark in (*failed, *marks)), "there is no such test")
    return ""


def _copy(source: Path, target: Path) -> None:
    """Copy a project with the times of its files, by which Python knows whether what it compiled is theirs."""
    shutil.copytree(source, target, ignore=_LEFT_OUT if source == ROOT else None, symlinks=True)


def _run(folder: Path, *arguments: str, limit: float = LIMIT) -> tuple[int | None, str]:
    """Run pytest on a copy; return its exit code, None where it took too long, and what it said."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "PATH": path}
    command = [sys.executable, "-m", "pytest", "--quiet", "-p", "no:cacheprovider", *arguments]
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        # What the test has started ends with it.
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return None, ""
    return process.returncode, said


def _row(outcome: Outcome) -> str:
    guard = outcome.guard
    place = guard.file.removeprefix("src/formwright/")
    test = guard.test.removeprefix("tests/")
    verdict = "caught" if outcome.caught else "NOT CAUGHT"
    row = f"{guard.number:4} {verdict:10} {outcome.seconds:6.1f}  {place:28} {guard.what}  ({test})"
    return row if outcome.caught else f"{row}\n     {outcome.reason}"


def main(arguments: list[str]) -> int:
    """Print the table, and return 1 where a guard is not caught."""
    wanted = [guard for guard in read_guards() if not arguments or guard.number in arguments]
    started = time.monotonic()
    verdicts: Counter[bool] = Counter()
    for outcome in outcomes(wanted):
        verdicts[outcome.caught] += 1
        print(_row(outcome), flush=True)
    numbers = len({guard.number for guard in wanted})
    seconds = time.monotonic() - started
    print(
        f"{len(wanted)} guards of {numbers} promises: {verdicts[True]} caught, {verdicts[False]} not, {seconds:.0f} s"
    )
    return 1 if verdicts[False] or not wanted else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
