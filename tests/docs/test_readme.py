"""The README: its first example is what the converter makes of it, and what it says of issues is so."""

from __future__ import annotations

import re
from pathlib import Path

import formwright
from formwright.config import read_config

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_the_first_form_is_that_of_the_first_template() -> None:
    template, form = blocks("markdown")[0], blocks("yaml")[0]
    conversion = formwright.convert(template, source="forms/feature-request.md")
    assert conversion.report.findings == ()
    assert (conversion.yaml or "").split("\n", 2)[2] == form


def test_the_answers_are_those_of_that_form() -> None:
    form = formwright.convert(blocks("markdown")[0], source="forms/feature-request.md").form
    assert form is not None
    [console] = [block for block in blocks("console") if '"answers"' in block]
    for field in form.fields:
        assert f'"{field.key}": "' in console


def test_the_configuration_is_one() -> None:
    [settings] = [block for block in blocks("yaml") if block.startswith("proposals:")]
    config, findings = read_config(settings)
    assert findings == [] and config.proposal("bug-report") is None
    assert config.proposal("feature-request") is not None
