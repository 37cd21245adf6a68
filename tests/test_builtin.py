"""The built-in templates: they share what is the same in them, and GitHub takes their forms."""

from __future__ import annotations

import posixpath
from pathlib import Path

import pytest

from formwright.builtin import builtin_fragments, builtin_templates
from formwright.conversion import convert_template
from formwright.form import Form
from formwright.template import read_template

FORMS = Path(__file__).parents[1] / "forms"
STEMS = ["enhancement", "feature-prd", "feature-request"]
SHARED = {"dependencies"}
"""Fields whose words come from a fragment, and whose labels are the same in all templates."""


def form_of(stem: str, folder: str = "forms") -> Form:
    template = read_template(builtin_templates()[stem], posixpath.join(folder, f"{stem}.md"), builtin_fragments(folder))
    conversion = convert_template(template)
    assert conversion.yaml is not None and conversion.form is not None
    assert conversion.report.findings == ()
    return conversion.form


def test_templates_and_fragments_are_those_of_the_folder() -> None:
    assert list(builtin_templates()) == STEMS
    assert {f"x/{path}" for path in builtin_fragments()} == set(builtin_fragments("x"))
    assert builtin_fragments().keys() == {f"fragments/{path.name}" for path in (FORMS / "fragments").iterdir()}


def test_every_fragment_is_shared_by_all() -> None:
    for path in builtin_fragments():
        assert all(f"<!-- include: {path} -->" in text for text in builtin_templates().values())


@pytest.mark.parametrize("folder", ["forms", "docs/templates", ""])
def test_what_is_shared_says_the_same_everywhere(folder: str) -> None:
    forms = [form_of(stem, folder) for stem in STEMS]
    for field_id in SHARED:
        said = {next(field.description for field in form.fields if field.id == field_id) for form in forms}
        assert len(said) == 1 and None not in said


def test_a_hint_over_repeated_parts_leaves_room_for_how_to_repeat_them() -> None:
    risks = next(field for field in form_of("feature-prd").fields if field.id == "risks-mitigations")
    assert risks.description == (
        "Potential risks and how to address them\n\nAdd, repeat or remove parts as you need them."
    )
