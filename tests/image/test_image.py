"""The image that users run: what comes through to it, what it does without, and that it ends in order."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time

import pytest

from container import Runner
from emulator import OTHER_TOKEN, OWNER_TOKEN, Emulator, Hub
from proposals import ANSWERS, TEMPLATE, body_of, payload


@pytest.fixture
def hub(emulator: Emulator, request: pytest.FixtureRequest) -> Hub:
    name = request.node.name.replace("_", "-").replace("[", "-").replace("]", "")
    return emulator.repository(f"image-{name}", {"forms/idea.md": TEMPLATE})


def event_of(hub: Hub, number: int) -> dict[str, object]:
    """Return the event of an issue that was opened, as the runner gets it."""
    issue = hub.call("GET", f"issues/{number}")
    repository = {"full_name": hub.name, "default_branch": "main", "name": hub.name.split("/")[1]}
    return {"action": "opened", "issue": issue, "repository": repository, "sender": {"login": "hubot"}}


def settings(runner: Runner, hub: Hub) -> None:
    runner.variables |= {"GITHUB_API_URL": hub.emulator.url, "GITHUB_REPOSITORY": hub.name}


def test_an_issue_becomes_a_proposal_from_inside(runner: Runner, hub: Hub) -> None:
    issue = hub.open_issue("Deliver in order", body_of(ANSWERS))
    settings(runner, hub)
    done = runner.run(event_of(hub, issue["number"]), token=OWNER_TOKEN)
    assert done.returncode == 0, done.stdout + done.stderr
    outputs = runner.outputs()
    assert outputs["operation"] == "created"
    assert hub.heads()[outputs["branch"]] == outputs["commit"]
    assert "created" in (runner.folder / "file_commands/summary").read_text()
    # S2: what later steps of the job would read is not ours to write.
    assert not (runner.folder / "file_commands/environment").read_text()
    assert not (runner.folder / "file_commands/path").read_text()
    assert OWNER_TOKEN not in done.stdout + done.stderr


@pytest.mark.parametrize("command", ["auto", "sync", "check"])
def test_a_run_compiles_nothing(command: str, runner: Runner, hub: Hub) -> None:
    """All modules of a run come with their bytecode; compiling takes ten times as long as reading that."""
    issue = hub.open_issue("Deliver in order", body_of(ANSWERS))
    settings(runner, hub)
    runner.options += ("--entrypoint", "/opt/formwright/bin/python")
    arguments = ("-I", "-v", "-m", "formwright", "action")
    done = runner.run(event_of(hub, issue["number"]), "issues", *arguments, token=OWNER_TOKEN, command=command)
    assert done.returncode == 0, done.stdout
    sources = re.findall(r"^# code object from (.*)$", done.stderr, re.MULTILINE)
    assert len(sources) > 500
    assert [source for source in sources if not source.endswith(".pyc'")] == []


def test_inputs_with_hyphens_come_through(runner: Runner, hub: Hub) -> None:
    """A shell as the entry point would drop them."""
    issue = hub.open_issue("Deliver in order", body_of(ANSWERS))
    settings(runner, hub)
    done = runner.run(event_of(hub, issue["number"]), token=OWNER_TOKEN, dry_run="true")
    assert done.returncode == 0, done.stdout + done.stderr
    assert list(hub.heads()) == ["main"]
    assert runner.run(event_of(hub, issue["number"]), token=OWNER_TOKEN, dry_run="perhaps").returncode == 2


def test_an_input_of_several_lines_is_one_value(runner: Runner, hub: Hub) -> None:
    issue = hub.open_issue("Deliver in order", body_of(ANSWERS))
    settings(runner, hub)
    done = runner.run(event_of(hub, issue["number"]), token=OWNER_TOKEN, config="none.yml\nINPUT_STRICT=true")
    assert "::set-" not in done.stdout
    assert runner.outputs().get("operation") in {None, "created"}
    assert done.returncode in {0, 1}


def test_it_needs_nothing_to_write_to_and_no_rights(runner: Runner, hub: Hub) -> None:
    issue = hub.open_issue("Deliver in order", body_of(ANSWERS))
    settings(runner, hub)
    runner.options += ("--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges")
    if runner.engine == "podman":
        runner.options += ("--read-only-tmpfs=false",)
    done = runner.run(event_of(hub, issue["number"]), token=OWNER_TOKEN)
    assert done.returncode == 0, done.stdout + done.stderr
    assert runner.outputs()["operation"] == "created"
    assert not any((runner.folder / "home").iterdir())
    assert not any(runner.workspace.iterdir())


def test_without_a_network_the_fault_is_said(runner: Runner) -> None:
    runner.options = ("--network", "none")
    runner.variables |= {"GITHUB_API_URL": "http://127.0.0.1:9", "GITHUB_REPOSITORY": "octo/app"}
    done = runner.run(payload(), token=OTHER_TOKEN)
    assert done.returncode == 3
    assert "::error" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_files_in_the_workspace_belong_to_its_owner(runner: Runner) -> None:
    """The next step of a job runs as the runner's user, and must be able to change and remove them."""
    (runner.workspace / "forms").mkdir()
    (runner.workspace / "forms/idea.md").write_text(TEMPLATE)
    if os.getuid() == 0:
        for each in (runner.workspace, runner.workspace / "forms", runner.workspace / "forms/idea.md"):
            os.chown(each, 1001, 1001)
    done = runner.run({}, "push", "sync", "--repo", ".")
    assert done.returncode == 0, done.stdout + done.stderr
    made = runner.workspace / ".github/ISSUE_TEMPLATE/idea.yml"
    owner = runner.workspace.stat()
    assert [(each.stat().st_uid, each.stat().st_gid) for each in (made, *made.parents[:2])] == [
        (owner.st_uid, owner.st_gid)
    ] * 3


def test_there_is_no_more_in_it_than_it_needs(runner: Runner) -> None:
    look = (
        "import json, os, pathlib, shutil, sysconfig\n"
        "site = pathlib.Path(sysconfig.get_path('purelib'))\n"
        "found = [name for name in ('git', 'gcc', 'cc', 'make', 'node') if shutil.which(name)]\n"
        "print(json.dumps({'programs': found, 'pip': (site / 'pip').exists(),\n"
        " 'tests': [str(p) for p in (site / 'formwright').rglob('test*')],\n"
        " 'bytecode': all(list((p.parent / '__pycache__').glob(p.stem + '.*.pyc'))\n"
        "   for p in (site / 'formwright').rglob('*.py')), 'user': os.getuid()}))\n"
    )
    python = ["--entrypoint", "/opt/formwright/bin/python"]
    command = [runner.engine, "run", "--rm", "--pull=never", "--network", "none", *python, runner.image, "-c", look]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {"programs": [], "pip": False, "tests": [], "bytecode": True, "user": 0}


def test_it_ends_in_order_when_the_job_is_cancelled(runner: Runner) -> None:
    """As the first process of a container, Python ends on SIGTERM only where the program sees to it."""
    command = runner.command({}, "issues", {}, ["lint", "-"])
    command.insert(2, "--interactive")
    process = subprocess.Popen(
        command, env=runner.environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    name = command[command.index("--name") + 1]
    try:
        wait_until_it_reads(runner.engine, name)
        begun = time.monotonic()
        subprocess.run([runner.engine, "kill", "--signal", "TERM", name], check=True, capture_output=True)
        assert process.wait(20) == 128 + signal.SIGTERM
        assert time.monotonic() - begun < 10, "it was killed after the time that the engine gives"
    finally:
        process.kill()
        process.communicate()


def wait_until_it_reads(engine: str, name: str) -> None:
    """Return when the program sleeps for its input and has a handler for SIGTERM."""
    for _ in range(200):
        shown = subprocess.run(
            [engine, "exec", name, "cat", "/proc/1/status"], capture_output=True, text=True, check=False
        )
        caught = next((line.split()[1] for line in shown.stdout.splitlines() if line.startswith("SigCgt:")), "0")
        if int(caught, 16) >> (signal.SIGTERM - 1) & 1:
            return
        time.sleep(0.05)
    pytest.fail("the container did not come up")
