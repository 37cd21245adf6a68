"""The command line, called in this process or as a process of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import Call, Result
from formwright.cli import main

TEMPLATE = """\
---
name: Idea
about: Propose something
---

## Problem

<!-- What is wrong? Example: It is slow. -->

## Size

**Size**: [ ] S [ ] M
"""

FORM = """\
name: Idea
description: Propose something
body:
  - type: textarea
    id: problem
    attributes:
      label: Problem
    validations:
      required: true
  - type: dropdown
    id: size
    attributes:
      label: Size
      options:
        - S
        - M
"""

BODY = "### Problem\n\nIt is slow 🐢\n\n### Size\n\nM\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a template, the form of the same fields, and a body."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, text in (("idea.md", TEMPLATE), ("idea.yml", FORM), ("body.md", BODY)):
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    return tmp_path


@pytest.fixture
def call(folder: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call the command in this process."""

    def run(*arguments: str | Path, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsysbinary.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return Result(code, out.decode(), err.decode())

    return run


@pytest.fixture
def spawn(folder: Path) -> Call:
    """Call the command as a process of its own."""

    def run(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> Result:
        command = [sys.executable, "-m", "formwright", *map(str, arguments)]
        done = subprocess.run(
            command, input=stdin, capture_output=True, env={**os.environ, **environment}, cwd=folder, check=False
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
