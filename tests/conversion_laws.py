"""What must hold of every conversion: no word of the template is lost, and GitHub's schema takes the form."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import unquote

import jsonschema  # type: ignore[import-untyped]
import yaml
from check_jsonschema.builtin_schemas import get_builtin_schema  # type: ignore[import-untyped]

from formwright.conversion import Conversion
from formwright.form.reading import read_form
from formwright.template import read_template
from formwright.text.lines import split_lines

# These words are turned into something else: an example into a placeholder, a mark into `required`.
TURNED = frozenset(
    "example examples for instance e g eg ex optional required mandatory if applicable any relevant available possible "
    "known needed not "
    "zum beispiel beispiele z b par exemple exemples por ejemplo ejemplos p ej exemplo exemplos per esempio "
    "например пример 例如 例えば 例 예 예시".split()
)


def words(text: str) -> set[str]:
    # An escape in quoted YAML is a character, an underscore is mostly emphasis, and `[comment]: #` is a comment's mark.
    text = re.sub(r"^ {0,3}\[comment\]:", "", text, flags=re.MULTILINE | re.IGNORECASE)
    return set(re.findall(r"[^\W_]+", re.sub(r"\\[uUx][0-9A-Fa-f]+", " ", text).lower()))


def lost_words(text: str, conversion: Conversion) -> set[str]:
    """Return the words of a template that are neither in its form nor in the report."""
    form = read_form(conversion.yaml or "").form
    assert form is not None
    said = [str(conversion.report), form.name, form.description, form.title or "", *form.labels, *form.assignees]
    said += [*form.projects, form.type or "", *(dropped.text for dropped in conversion.report.dropped)]
    for element in form.body:
        said += [element.label, element.description or "", element.placeholder or "", element.value or ""]
        said += [element.render or "", *(option.label for option in element.options)]
    # In a target, signs may be written as numbers.
    said += [unquote(text) for text in said if "%" in text]
    # A link's label is only the name of its target, which stands in the label's place.
    labels = words(" ".join(read_template(text).definitions))
    return words("\n".join(split_lines(text))) - words("\n".join(said)) - TURNED - labels


@cache
def _schema() -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(get_builtin_schema("vendor.github-issue-forms"))


def against_schema(form: str) -> list[str]:
    """Return what the public schema of issue forms refuses in a form's YAML."""
    return [error.message for error in _schema().iter_errors(yaml.safe_load(form))]
