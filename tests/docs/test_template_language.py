"""Each example in the page on the template language is run: the Markdown gives the YAML below it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from formwright.conversion import convert

PAGE = Path(__file__).parents[2] / "docs" / "template-language.md"
PAIR = re.compile(
    r"(?P<fence>```|~~~)markdown\n(?P<template>.*?)\n(?P=fence)\n\n```yaml\n(?P<form>.*?)\n```\n", re.DOTALL
)
EXAMPLES = list(PAIR.finditer(PAGE.read_text(encoding="utf-8")))
# A document's front matter: the examples are pieces of templates, and what is required in a short issue template would
# be noise in all of them.
FRONT = "---\nstatus: draft\n---\n\n"


def test_there_are_examples_for_every_row() -> None:
    assert len(EXAMPLES) >= 10


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["template"].split("\n")[0].strip("# "))
def test_the_example_holds(example: re.Match[str]) -> None:
    yaml = convert(FRONT + example["template"] + "\n", source="forms/example.md").yaml
    assert yaml is not None
    assert yaml.split("body:\n", 1)[1].rstrip("\n") == example["form"]
