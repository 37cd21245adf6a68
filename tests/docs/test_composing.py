"""Each example in the page on composing is run: the template, with the files before it, gives the YAML below it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from formwright.conversion import convert

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "composing.md").read_text(encoding="utf-8")
FILE = re.compile(r"^`(?P<path>\S+)`\n\n```markdown\n(?P<text>.*?)\n```$", re.DOTALL | re.MULTILINE)
PAIR = re.compile(r"```markdown\n(?P<template>[^`]*?)\n```\n\n```yaml\n(?P<form>[^`]*?)\n```\n")
FRAGMENTS = {f"forms/{match['path']}": match["text"] for match in FILE.finditer(TEXT)}
# Pieces of a document's template, as in the page on the template language; one with a title is whole.
FRONT = "---\nstatus: draft\n---\n\n"


def test_there_are_examples_for_every_heading() -> None:
    assert len(list(PAIR.finditer(TEXT))) >= 5
    assert FRAGMENTS


@pytest.mark.parametrize(
    "example", list(PAIR.finditer(TEXT)), ids=lambda example: example["form"].split("\n")[1].strip()
)
def test_the_example_holds(example: re.Match[str]) -> None:
    template = example["template"] + "\n"
    whole = template.startswith("# ")
    yaml = convert(template if whole else FRONT + template, source="forms/example.md", fragments=FRAGMENTS).yaml
    assert yaml is not None
    start = yaml.index("name:") if whole else yaml.index("body:\n") + len("body:\n")
    assert yaml[start:].rstrip("\n") == example["form"]


def test_the_table_has_every_code() -> None:
    rooms = [*(ROOT / "src/formwright/template").glob("*.py"), *(ROOT / "src/formwright/conversion").glob("*.py")]
    codes = {code for file in rooms for code in re.findall(r'"(T[34]\d)"', file.read_text(encoding="utf-8"))}
    assert set(re.findall(r"^\| (T\d\d) \|", TEXT, re.MULTILINE)) == codes
