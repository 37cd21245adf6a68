"""Text for terminals and for the runner's log: one line, and no command that is not ours (S3)."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from formwright.findings import Finding, Severity
from formwright.text.console import annotation, one_line, workflow_command

COMMANDS = ("::add-mask::x", "  ::stop-commands::x", "\t::error::x", "::set-output name=a::b", "a ##[error]x")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain 🐢 text: ünï", "plain 🐢 text: ünï"),
        ("a\nb\r\nc", "a\\nb\\r\\nc"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("a\u2028b\x85c", "a\\u2028b\\x85c"),
        ("\ud800", "\\ud800"),
        ("::add-mask::x", "./::add-mask::x"),
        ("  ::error::x", "./::error::x"),
        ("a ::error::x", "a ::error::x"),
        ("a ##[error]x", "a ##\\[error]x"),
        ("", ""),
    ],
)
def test_one_line(text: str, expected: str) -> None:
    assert one_line(text) == expected


@given(st.text() | st.sampled_from(COMMANDS))
@example("\u2003::error::x")
def test_no_text_becomes_a_command_or_a_second_line(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert not line.lstrip().startswith("::")
    assert "##[" not in line


@pytest.mark.parametrize(
    ("properties", "message", "expected"),
    [
        ({}, "done", "::notice::done"),
        ({"file": "a,b:c.md", "line": 3}, "x", "::notice file=a%2Cb%3Ac.md,line=3::x"),
        ({"file": None, "title": "R1"}, "50 %\r\nx::y,z", "::notice title=R1::50 %25%0D%0Ax::y,z"),
        ({"title": "a%0A::b"}, "%0A", "::notice title=a%250A%3A%3Ab::%250A"),
    ],
)
def test_workflow_commands_are_escaped(properties: dict[str, object], message: str, expected: str) -> None:
    assert workflow_command("notice", properties, message) == expected


@given(st.text(), st.text())
def test_a_command_is_one_line_whatever_it_says(title: str, message: str) -> None:
    """The runner ends lines at LF and CR only."""
    command = workflow_command("error", {"title": title}, message)
    assert "\n" not in command
    assert "\r" not in command
    assert command.startswith("::error title=")


@pytest.mark.parametrize(
    ("severity", "path", "expected"),
    [
        (Severity.ERROR, "a.yml", "::error file=a.yml,line=4,col=2,title=R45::it is wrong; mend it"),
        (Severity.WARNING, "a.yml", "::warning file=a.yml,line=4,col=2,title=R45::it is wrong; mend it"),
        (Severity.NOTE, None, "::notice title=R45::it is wrong; mend it"),
    ],
)
def test_a_finding_is_an_annotation_at_its_line(severity: Severity, path: str | None, expected: str) -> None:
    assert annotation(Finding("R45", "it is wrong", "mend it", 4, 2, severity, path)) == expected
