"""Every promise of docs/security.md has tests that name it, and guards whose absence makes one of those fail.

That it does, `make guards` proves; here is only what keeps its table true: each guard is still where it says.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from guards import Guard, read_guards

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"
NUMBERS = [f"S{number}" for number in range(1, 37) if number != 30]
"""There is no S30."""

_ROW = re.compile(r"\| (S\d+) \| (.+?) \| (.+?) \|")
_NAMED = re.compile(r"\bS([1-9]\d?)(?: to S([1-9]\d?))?\b")


@cache
def promises() -> Mapping[str, tuple[str, list[str]]]:
    """Return number to promise and the files of its tests."""
    rows = _ROW.findall((ROOT / "docs/security.md").read_text(encoding="utf-8"))
    return {number: (text, re.findall(r"`([\w/]+\.py)`", tests)) for number, text, tests in rows}


def numbers_in(text: str) -> Iterator[str]:
    for first, last in _NAMED.findall(text):
        yield from (f"S{number}" for number in range(int(first), int(last or first) + 1))


@cache
def named(path: Path) -> Mapping[str, list[str]]:
    """Return the numbers that a file of tests names, each with the tests that stand under it.

    A number in a test's own text is that test's. One in the docstring of the file is of all its tests.
    """
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    tests = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    found: dict[str, list[str]] = {}
    for number in numbers_in(ast.get_docstring(tree) or ""):
        found.setdefault(number, []).extend(test.name for test in tests)
    for test in tests:
        for number in numbers_in(ast.get_source_segment(source, test) or ""):
            found.setdefault(number, []).append(test.name)
    # A comment above the cases of a table is of the tests that take them.
    for number in numbers_in(" ".join(re.findall(r"(?m)^\s*#.*$", source))):
        found.setdefault(number, []).extend(test.name for test in tests)
    return found


def test_every_number_has_a_promise() -> None:
    assert list(promises()) == NUMBERS


@pytest.mark.parametrize("number", NUMBERS)
def test_the_promise_has_tests_that_name_it(number: str) -> None:
    _, files = promises()[number]
    assert files
    for file in files:
        assert named(TESTS / file).get(number), f"no test in tests/{file} names {number}"


GUARDS = read_guards()


def test_every_promise_has_guards() -> None:
    assert {guard.number for guard in GUARDS} == set(NUMBERS)


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: f"{guard.number}: {guard.what}")
def test_a_guard_can_be_taken_out(guard: Guard) -> None:
    """Its text stands in its file once, what is left without it is a program, and the test stands for its promise."""
    assert guard.fault(ROOT) == ""
    without = guard.without_it(ROOT)
    assert without != (ROOT / guard.file).read_text(encoding="utf-8")
    if guard.file.endswith(".py"):
        ast.parse(without)
    file, _, test = guard.test.removeprefix("tests/").partition("::")
    assert test.partition("[")[0] in named(TESTS / file)[guard.number]
    assert file in promises()[guard.number][1], f"docs/security.md names no tests/{file} for {guard.number}"


def test_no_guard_is_taken_out_twice() -> None:
    assert len({(guard.file, guard.text, guard.without, guard.test) for guard in GUARDS}) == len(GUARDS)


def test_every_number_that_tests_name_is_a_promise() -> None:
    files = sorted(path for path in TESTS.rglob("test_*.py") if path != Path(__file__))
    assert {number for path in files for number in named(path)} <= set(NUMBERS)
