"""Reading a submission starts fast: a verb imports what it needs, and not what the others need."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SHOW = """
import json, sys
from formwright.cli import main
code = main(sys.argv[1:])
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
sys.exit(code)
"""

HEAVY = {"pydantic", "github", "markdown_it", "ftfy", "requests", "jinja2", "actions_toolkit"}


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["parse", "--form", "idea.yml", "body.md"], set()),
        (["submit", "--form", "idea.yml"], set()),
        (["--version"], set()),
        (["lint", "idea.yml"], set()),
        (["convert", "idea.md"], {"markdown_it", "ftfy"}),
    ],
)
def test_a_verb_imports_what_it_needs_only(arguments: list[str], allowed: set[str], folder: Path) -> None:
    done = subprocess.run([sys.executable, "-c", SHOW, *arguments], capture_output=True, text=True, check=True)
    assert HEAVY & set(json.loads(done.stderr.splitlines()[-1])) <= allowed
