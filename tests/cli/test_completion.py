"""Completion in the shell: verbs, options, and paths wherever a verb takes one."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from formwright.cli.group import group
from formwright.cli.main import VERBS

PATHS = {"FILE", "FILE.html", "FORM", "TEMPLATE", "TEMPLATE...", "PATH", "PATH...", "[BODY]", "[TEMPLATE or FORM]..."}


def parameters() -> list[tuple[str, click.Parameter]]:
    """Return all parameters that take a path, by what their help calls it."""
    context = click.Context(group)
    verbs = [(verb, group.get_command(context, verb)) for verb in VERBS]
    return [(v, p) for v, command in verbs if command for p in command.params if p.metavar in {*PATHS, "DIR"}]


@pytest.mark.parametrize(("verb", "parameter"), parameters(), ids=lambda each: getattr(each, "name", each))
def test_each_path_is_left_to_the_shell(verb: str, parameter: click.Parameter) -> None:
    [item] = parameter.shell_complete(click.Context(group), "fo")
    assert (item.value, item.type) == ("fo", "dir" if parameter.metavar == "DIR" else "file")


ASKED = [
    ("formwright con", "plain,convert"),
    ("formwright convert f", "file,f"),
    ("formwright convert --out-dir f", "dir,f"),
    ("formwright lint --format j", "plain,json"),
    ("formwright fill --ans", "plain,--answers"),
]


@pytest.mark.parametrize(("line", "answer"), ASKED)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_what_each_shell_is_told(shell: str, line: str, answer: str) -> None:
    """The scripts are click's own; they offer paths where they are told `file` or `dir`."""
    words = line.split(" ")
    last = words[-1] if shell == "fish" else str(len(words) - 1)
    variables = {"_FORMWRIGHT_COMPLETE": f"{shell}_complete", "COMP_WORDS": line, "COMP_CWORD": last}
    command = [sys.executable, "-m", "formwright"]
    done = subprocess.run(command, env={**os.environ, **variables}, capture_output=True, text=True, check=False)
    told = done.stdout.split("\n")
    kind, word = answer.split(",")
    if shell == "zsh":
        assert told[:2] == [kind, word]
    else:
        assert told[0].partition("\t")[0] == answer


@pytest.fixture
def typed(tmp_path: Path) -> Callable[[str], str]:
    """Type keys into a real bash, and return the line that they complete to."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash here")
    for path in ("forms/fragments/impact.md", "forms/bug.md", ".github/ISSUE_TEMPLATE/bug.yml", "event.json"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x\n")
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin/formwright"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m formwright "$@"\n')
    script.chmod(0o755)
    (tmp_path / "rc").write_text(
        'PS1="> "\nbind "set bell-style none"\nbind "set enable-bracketed-paste off"\n'
        'eval "$(_FORMWRIGHT_COMPLETE=bash_source formwright)"\n'
    )

    def type_(keys: str) -> str:
        environment = {**os.environ, "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "TERM": "dumb"}
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(tmp_path)
            os.execve(bash, [bash, "--noprofile", "--rcfile", "rc", "-i"], environment)  # noqa: S606
        os.write(terminal, f"{keys}\t\x01echo '[\x05]'\nexit\n".encode())
        shown = b""
        while select.select([terminal], [], [], 60)[0]:
            try:
                part = os.read(terminal, 65536)
            except OSError:
                break
            if not part:
                break
            shown += part
        os.close(terminal)
        os.waitpid(child, 0)
        lines = [line for line in shown.decode().replace("\r", "").split("\n") if re.fullmatch(r"\[.*\]", line)]
        assert lines, shown
        return lines[-1][1:-1]

    return type_


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ("formwright conv", "formwright convert "),
        ("formwright convert f", "formwright convert forms/"),
        ("formwright convert forms/b", "formwright convert forms/bug.md "),
        ("formwright convert --rep", "formwright convert --report "),
        ("formwright parse --form .github/I", "formwright parse --form .github/ISSUE_TEMPLATE/"),
        ("formwright parse --forms forms/", "formwright parse --forms forms/fragments/"),
        ("formwright propose --event e", "formwright propose --event event.json "),
    ],
)
def test_in_a_real_bash(keys: str, line: str, typed: Callable[[str], str]) -> None:
    assert typed(keys) == line
