"""A run of the Action asks GitHub as soon as it can: what it needs for an answer only is loaded after the question."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from proposals import payload

SHOW = """
import json, os, sys, threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from formwright.cli import main

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        print(json.dumps([self.path, *sorted(sys.modules)]), file=sys.stderr, flush=True)
        os._exit(0)

server = HTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
os.environ["GITHUB_API_URL"] = f"http://127.0.0.1:{server.server_port}"
sys.exit(main(["action"]) or 1)
"""
"""Runs the Action up to its first request, and says for what that was and which modules were loaded by then."""

LIBRARIES = {"ftfy", "jinja2", "linkify_it", "markdown_it", "merge3", "nh3", "yaml"}
ROOMS = {f"formwright.{room}" for room in ("builtin", "conversion", "document", "preview", "submission", "template")}
MODULES = {"formwright.jobs.planning", "formwright.proposal.reconcile", "formwright.form.reading"}


def first_request(folder: Path, event: object, name: str, **inputs: str) -> tuple[str, set[str]]:
    """Return the path of a run's first request, and the modules that were loaded when it came."""
    (folder / "event.json").write_text(json.dumps(event), encoding="utf-8")
    variables = {
        "GITHUB_EVENT_NAME": name,
        "GITHUB_EVENT_PATH": str(folder / "event.json"),
        "GITHUB_REPOSITORY": "octo/app",
        "INPUT_TOKEN": "not-a-token",
        **{f"INPUT_{key.upper()}": value for key, value in inputs.items()},
    }
    command = [sys.executable, "-c", SHOW]
    done = subprocess.run(command, env={**os.environ, **variables}, capture_output=True, text=True, check=True)
    path, *modules = json.loads(done.stderr.splitlines()[-1])
    return path.partition("?")[0], set(modules)


def test_an_issue_s_branch_is_asked_for_before_anything_is_loaded_that_reads_it(tmp_path: Path) -> None:
    path, modules = first_request(tmp_path, payload(), "issues")
    assert path == "/repos/octo/app/pulls"
    assert not (LIBRARIES | ROOMS | MODULES) & modules


PULL = {"action": "opened", "pull_request": {"head": {"sha": "c0ffee", "ref": "fix"}, "base": {"ref": "main"}}}
PUSH = {"ref": "refs/heads/main", "repository": {"default_branch": "main"}}


@pytest.mark.parametrize(
    ("event", "name", "command", "asked"),
    [
        (PUSH, "push", "auto", ""),
        (PULL, "pull_request", "auto", ""),
        ({}, "schedule", "sync", ""),
        ({}, "schedule", "check", ""),
        ({}, "schedule", "registry", ""),
        ({}, "schedule", "backfill", ""),
        (payload(), "issues", "parse", "/issues/42"),
    ],
)
def test_the_host_is_asked_before_the_converter_is_loaded(
    event: object, name: str, command: str, asked: str, tmp_path: Path
) -> None:
    path, modules = first_request(tmp_path, event, name, command=command)
    assert path == f"/repos/octo/app{asked}"
    assert not (LIBRARIES | ROOMS - {"formwright.submission"}) & modules
