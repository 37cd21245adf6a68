"""The public API, as a user of the library finds it."""

from __future__ import annotations

import subprocess
import sys

import pytest

import formwright

TEMPLATE = "---\nname: Idea\nabout: An idea\n---\n\n## Problem\n<!-- What? -->\n\n**Size**: [ ] S [ ] M\n"


def test_everything_public_is_there_and_sorted() -> None:
    assert formwright.__all__ == sorted(formwright.__all__)
    assert all(getattr(formwright, name) is not None for name in formwright.__all__)


def test_the_whole_way() -> None:
    conversion = formwright.convert(TEMPLATE, source="forms/idea.md")
    assert conversion.yaml is not None
    assert conversion.form is not None
    assert formwright.lint(conversion.yaml) == []
    body = formwright.submit(conversion.yaml, {"problem": "It is slow.", "problem-size": "M"}, line_ends="github")
    submission = formwright.parse(body, conversion.form)
    assert submission.answers == {"problem": "It is slow.", "problem-size": "M"}
    document = formwright.fill(TEMPLATE, submission.answers, form=conversion.yaml, meta={"title": "Speed", "number": 3})
    assert "# Speed\n" in document and "number: 3\n" in document and "[ ] S [x] M" in document


def test_lint_takes_templates_too() -> None:
    findings = formwright.lint("---\nname: a: b\n---\n## What\n", path="forms/a.md")
    assert [(finding.rule, finding.path) for finding in findings] == [("T01", "forms/a.md")]


@pytest.mark.parametrize("name", ["convert", "lint", "parse", "submit", "fill"])
def test_a_function_stays_one_after_its_room_was_loaded(name: str) -> None:
    code = "import formwright, formwright.conversion, formwright.document, formwright.submission, formwright.form\n"
    done = subprocess.run([sys.executable, "-c", f"{code}assert callable(formwright.{name})"], check=False)
    assert done.returncode == 0


def test_no_network_library_is_loaded() -> None:
    code = (
        "import sys, formwright\n"
        "for name in formwright.__all__: getattr(formwright, name)\n"
        "print([name for name in ('github', 'requests', 'urllib3', 'httpx', 'pydantic') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_name_that_is_not_there_is_said() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        formwright.nothing  # noqa: B018
