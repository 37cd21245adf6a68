"""YAML out: what is read back is what was written (S8)."""

from __future__ import annotations

import pytest
import yaml

from formwright.text.yamltext import dump_entry

ENDS = ["\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\ufeff", "\x00", "\x7f"]


@pytest.mark.parametrize("end", ENDS)
def test_what_could_end_a_line_is_escaped(end: str) -> None:
    """S8: a reader of YAML 1.1, of 1.2, or of lines alone sees one line."""
    [line] = dump_entry("title", f"a{end}status: accepted")
    assert line.isprintable()
    assert yaml.safe_load(line) == {"title": f"a{end}status: accepted"}
