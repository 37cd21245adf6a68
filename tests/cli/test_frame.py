"""What goes wrong is one line on standard error and the exit code of the contract."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

from command_line import Call
from formwright.cli.frame import run
from formwright.cli.main import VERBS
from formwright.cli.terminal import Terminal
from formwright.errors import HostError, InputError
from formwright.findings import Finding, Severity

FINDING = Finding("F99", "it is wrong", "mend it", 7, path="a.md")


def raising(error: BaseException) -> click.Command:
    """A command that fails with `error`."""

    @click.command("fail")
    def fail() -> None:
        raise error

    return fail


@pytest.mark.parametrize(("error", "code"), [(InputError(FINDING), 1), (HostError(FINDING), 3)])
def test_an_error_of_the_project_is_its_findings_and_its_code(
    error: BaseException, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(raising(error), [], "formwright") == code
    assert capsys.readouterr() == ("", "a.md:7: F99 it is wrong; mend it\n")


def test_several_findings_are_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(raising(InputError(FINDING, FINDING.at("b.md"))), [], "formwright") == 1
    assert capsys.readouterr().err.splitlines() == [str(FINDING), str(FINDING.at("b.md"))]


def test_an_unknown_exception_is_a_fault_of_the_program_whose_message_is_not_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """S27."""
    assert run(raising(ValueError("ghp_secret")), [], "formwright") == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(
        r"formwright\S*:\d+: P01 a fault of the program: ValueError; run it again with --debug.*\n", err
    )


def test_the_traceback_is_shown_with_debug_only(monkeypatch: pytest.MonkeyPatch, call: Call) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("inner")

    monkeypatch.setattr("formwright.convert", fail, raising=False)
    quiet, loud = call("convert", "idea.md"), call("convert", "--debug", "idea.md")
    assert quiet.code == loud.code == 3
    assert "Traceback" not in quiet.err
    assert "formwright/cli/convert.py:" in quiet.err
    assert "Traceback" in loud.err
    assert "ValueError: inner" in loud.err
    assert "Traceback" in call("--debug", "convert", "idea.md").err


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_an_interrupt_is_quiet(error: BaseException, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(raising(error), [], "formwright") == 130
    assert capsys.readouterr().err.strip() == ""


def test_a_signal_to_terminate_ends_the_process_even_as_the_first_of_a_container(folder: Path) -> None:
    command = [sys.executable, "-m", "formwright", "parse", "--form", "idea.yml"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        wait_until_it_reads(process.pid)
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 143
        assert process.stderr is not None
        assert process.stderr.read() == b""


def wait_until_it_reads(pid: int) -> None:
    """Return when the process sleeps and has a handler for SIGTERM."""
    for _ in range(100_000):
        status = Path(f"/proc/{pid}/status").read_text()
        caught = int(re.findall(r"SigCgt:\s*(\w+)", status)[0], 16)
        if caught >> (signal.SIGTERM - 1) & 1:
            return


def test_a_reader_that_goes_away_is_no_fault(folder: Path) -> None:
    """As in `formwright convert big.md | head -1`."""
    big = "---\nname: Many tasks\n---\n\n## Part\n\n" + "".join(f"- [ ] task {number}\n" for number in range(9_000))
    (folder / "big.md").write_text(big)
    read, write = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-m", "formwright", "convert", "big.md"], stdout=write, stderr=subprocess.PIPE
    ) as process:
        os.close(write)
        os.close(read)
        assert process.stderr is not None
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_standard_output_that_takes_nothing_is_a_fault_of_the_host(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "formwright", "convert", "idea.md"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr.splitlines() == [
        "-:1: F26 standard output cannot be written: No space left on device; make room, or send it elsewhere"
    ]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ([], "formwright: missing command; see formwright --help"),
        (["nope"], "formwright: there is no verb `nope`; known here: `action`, `backfill`"),
        (["synk"], "formwright: there is no verb `synk`; did you mean `sync`?; see formwright --help"),
        (["convert"], "formwright convert: missing argument 'TEMPLATE...'; see formwright convert --help"),
        (["convert", "--nope", "idea.md"], "formwright convert: no such option"),
        (["convert", "--report", "xml", "idea.md"], "formwright convert: invalid value for '--report'"),
        (["convert", "idea.md", "idea.md"], "formwright convert: several templates need --out-dir"),
        (["convert", "idea.md", "-o", "a", "--out-dir", "b"], "formwright convert: --output and --out-dir exclude"),
        (["convert", "idea.md", "x/idea.md", "--out-dir", "b"], "formwright convert: there is no name of its own for"),
        (["lint"], "formwright lint: missing argument 'PATH...'"),
        (["parse", "body.md"], "formwright parse: give either --form or --forms"),
        (["parse", "--form", "a", "--forms", "b"], "formwright parse: give either --form or --forms"),
        (["submit"], "formwright submit: missing option '--form'"),
        (["fill", "--template", "idea.md"], "formwright fill: missing option '--answers'"),
        (
            ["fill", "--template", "idea.md", "--answers", "-", "--meta", "x"],
            "formwright fill: --meta 'x' is no KEY=VALUE",
        ),
    ],
)
def test_wrong_usage_is_one_line_and_2(arguments: list[str], line: str, call: Call) -> None:
    result = call(*arguments)
    assert result.code == 2
    assert result.out == ""
    assert len(result.err.splitlines()) == 1
    assert result.err.startswith(line)


def test_quiet_leaves_errors_only(capsys: pytest.CaptureFixture[str]) -> None:
    @click.command("say")
    @click.pass_obj
    def say(terminal: Terminal) -> int:
        terminal.quiet = True
        terminal.progress("working")
        return terminal.findings([Finding("T1", "so", "do", severity=Severity.WARNING), FINDING])

    assert run(say, [], "formwright") == 1
    assert capsys.readouterr().err == f"{FINDING}\n"


def test_warnings_and_notes_do_not_fail(capsys: pytest.CaptureFixture[str]) -> None:
    @click.command("say")
    @click.pass_obj
    def say(terminal: Terminal) -> int:
        code: int = terminal.findings(
            [Finding("T1", "so", "do", severity=severity) for severity in (Severity.WARNING, Severity.NOTE)]
        )
        return code

    assert run(say, [], "formwright") == 0
    assert len(capsys.readouterr().err.splitlines()) == 2


@pytest.mark.parametrize(
    ("tty", "environment", "coloured"),
    [
        (True, {"TERM": "xterm"}, True),
        (True, {"TERM": "xterm", "NO_COLOR": ""}, True),
        (True, {"TERM": "xterm", "NO_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
        (False, {"TERM": "xterm"}, False),
    ],
)
def test_colours_on_a_terminal_only(tty: bool, environment: dict[str, str], coloured: bool, folder: Path) -> None:
    """A real terminal, so that nothing needs to be pretended."""
    master, slave = os.openpty()
    env = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "TERM")} | environment
    error = slave if tty else subprocess.PIPE
    command = [sys.executable, "-m", "formwright", "convert", "nope.md"]
    done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, stderr=error, check=False)
    os.close(slave)
    shown = os.read(master, 10_000) if tty else done.stderr
    os.close(master)
    assert (b"\x1b[" in shown) is coloured
    assert re.sub(rb"\x1b\[\d*m", b"", shown).strip() == b"nope.md:1: F20 there is no such file; check the name"


@pytest.mark.parametrize("verb", [*VERBS, ""])
def test_help_is_asked_for_in_two_ways_and_fits_a_terminal(verb: str, call: Call) -> None:
    arguments = [verb] if verb else []
    result = call(*arguments, "-h")
    assert (result.code, result.out) == (0, call(*arguments, "--help").out)
    assert max(map(len, result.out.splitlines())) <= 100


def test_a_repository_that_is_not_there_is_said_as_such(call: Call) -> None:
    for verb in ("sync", "registry", "init", "preview"):
        result = call(verb, "--repo", "nowhere")
        assert (result.code, result.err) == (
            1,
            "nowhere:1: F20 there is no such folder; name a repository's folder\n",
        )
