"""S27, S28: the token is nowhere but in the requests, and what it cannot do is said."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from emulator import OWNER_TOKEN, Emulator
from formwright.action.environment import read_inputs
from formwright.jobs.forms import sync
from hosts import OnGitHub, hub_of
from proposals import TEMPLATE

SECRET = "ghs_not-a-real-token-0000"  # noqa: S105 - obviously none


@pytest.mark.parametrize("debug", ["", "1"])
@pytest.mark.parametrize(("api", "rule"), [("http://127.0.0.1:9", "G20"), ("not an address", "A18")])
def test_the_token_is_in_no_line_and_no_file(tmp_path: Path, debug: str, api: str, rule: str) -> None:
    """S27: whatever goes wrong, and also where the run is debugged."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(sys.path),
        "RUNNER_DEBUG": debug,
        "INPUT_TOKEN": SECRET,
        "INPUT_COMMAND": "sync",
        "GITHUB_REPOSITORY": "octo/app",
        "GITHUB_API_URL": api,
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
    }
    command = [sys.executable, "-c", _QUICK]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode in (2, 3), done.stdout + done.stderr
    assert f"title={rule}::" in done.stdout
    written = "".join(path.read_text() for path in tmp_path.iterdir())
    assert SECRET not in done.stdout + done.stderr + written


# What cannot be reached is tried several times; nobody needs to wait for that here.
_QUICK = (
    "import time, sys; time.sleep = lambda s: None; from formwright.cli.main import main; sys.exit(main(['action']))"
)


def test_a_token_is_never_what_is_wrong_with_an_input() -> None:
    """S27."""
    inputs, findings = read_inputs({"INPUT_TOKEN": f"{SECRET}\n::error::x", "INPUT_STRICT": "maybe"})
    assert SECRET not in f"{inputs}" and SECRET not in "".join(map(str, findings))


def test_that_a_pull_request_starts_no_checks_is_said_in_it(emulator: Emulator) -> None:
    """S28."""
    hub = hub_of(emulator, {"forms/idea.md": TEMPLATE})
    sync(OnGitHub(hub).host())
    [pull] = hub.pulls()
    assert "with its own `GITHUB_TOKEN` starts no checks" in pull["body"]
    assert OWNER_TOKEN not in str(pull)
