"""A plain call of `parse` is read without click, and as click reads it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import Call
from formwright.cli.frame import run
from formwright.cli.group import group
from formwright.cli.plain import plain_parse

PLAIN = (
    ["parse", "--form", "idea.yml", "body.md"],
    ["parse", "body.md", "--form=idea.yml"],
    ["parse", "--forms", ".", "--strict", "body.md"],
    ["parse", "--form", "idea.yml", "--no-history", "body.md"],
    ["parse", "--form", "none.yml", "body.md"],
    ["parse", "--form", "idea.yml", "none.md"],
    ["parse", "--form", "idea.yml", "idea.yml"],
    ["parse", "--forms", "none", "body.md"],
)
OTHER: tuple[list[str], ...] = (
    [],
    ["--help"],
    ["parse"],
    ["parse", "--help"],
    ["parse", "--form"],
    ["parse", "--form", "--strict"],
    ["parse", "--form="],
    ["parse", "--form", "a.yml", "--form", "b.yml"],
    ["parse", "--form", "a.yml", "--forms", "."],
    ["parse", "--form", "a.yml", "--quiet"],
    ["parse", "--form", "a.yml", "-q", "body.md"],
    ["parse", "--form", "a.yml", "--stric"],
    ["parse", "--form", "a.yml", "--", "body.md"],
    ["parse", "--form", "a.yml", "one.md", "two.md"],
    ["parse", "--form", "a.yml", "--strict=1"],
    ["submit", "--form", "a.yml"],
)


@pytest.mark.parametrize("arguments", PLAIN, ids=" ".join)
def test_both_ways_do_the_same(
    arguments: list[str], call: Call, folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert plain_parse(arguments) is not None
    plain = call(*arguments)
    code = run(group, arguments, "formwright")
    out, err = capsysbinary.readouterr()
    assert (plain.code, plain.out.encode(), plain.err.encode()) == (code, out, err)


@pytest.mark.parametrize("arguments", OTHER, ids=" ".join)
def test_what_is_not_plain_is_left_to_click(arguments: list[str]) -> None:
    assert plain_parse(arguments) is None


SHOW = """
import sys
from formwright.cli import main
code = main(sys.argv[1:])
print(*sys.modules, file=sys.stderr)
"""
HEAVY = {"click", "tempfile", "shutil", "subprocess", "traceback", "pydantic", "markdown_it", "github", "hashlib"}


@pytest.mark.parametrize("arguments", [["--form", "idea.yml", "body.md"], ["--form", "idea.yml"]], ids=" ".join)
def test_click_is_not_loaded(arguments: list[str], folder: Path) -> None:
    command = [sys.executable, "-c", SHOW, "parse", *arguments]
    done = subprocess.run(command, input=(folder / "body.md").read_bytes(), capture_output=True, check=True)
    assert json.loads(done.stdout)["form"] == "idea.yml"
    assert not HEAVY & set(done.stderr.decode().split())
