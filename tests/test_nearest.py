"""What is said of misspelt words: which word was meant, wherever they stand."""

from __future__ import annotations

import pytest

from formwright import convert, lint
from formwright.nearest import nearest

FORM = """\
name: Fault report
descripton: Tell us
body:
  - type: textarea
    id: a
    attributes:
      lable: A
    validation:
      required: true
  - type: dropdown
    id: b
    lable: B
    attributes:
      label: B
      option: [a, b]
      options: [a, b]
    validations:
      requird: true
"""


def test_the_nearest_word() -> None:
    assert nearest("Lable", ("label", "value")) == "label"
    assert nearest("colour", ("label", "value")) is None


def test_the_keys_of_a_form() -> None:
    said = {(each.line, each.remedy) for each in lint(FORM) if "not a permitted" in each.message}
    assert said == {
        (2, "write `description`"),
        (7, "write `label`"),
        (8, "write `validations`"),
        (12, "write `label`; move `label` under `attributes:`, indented deeper"),
        (15, "delete it; `options` is there already"),
        (18, "write `required`"),
    }


@pytest.mark.parametrize(
    ("said", "remedy"),
    [
        ("{requird: true}", "write `required`"),
        ("Skip", "write `skip`"),
        ("{type: dropdown}", "add `options:` to the directive"),
        ("{type: checkboxes, options: [{label: a, requird: true}]}", "write `required` for `requird`"),
        ("{type: checkboxes, options: [{text: a}]}", "write `label` for `text`"),
        ("{type: checkboxes, options: [{label: a, colour: red}]}", "take `colour` out"),
    ],
)
def test_directives(said: str, remedy: str) -> None:
    findings = convert(f"## A\n<!-- form: {said} -->\n").report.findings
    assert [each.remedy for each in findings] == [remedy]


@pytest.mark.parametrize("include", ["include:", "include:  ", "include: a.md\nb.md"])
def test_an_include_that_names_no_file(include: str) -> None:
    findings = convert(f"# T: [T]\n\n## A\n\n<!-- {include} -->\n").report.findings
    assert [(each.rule, each.line) for each in findings] == [("T30", 5)]
