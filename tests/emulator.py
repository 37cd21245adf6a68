"""GitHub's REST API on loopback, by a server that we did not write: the npm package `emulate`."""

from __future__ import annotations

import base64
import contextlib
import json
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from npm import package

VERSION = "0.11.2"
OWNER_TOKEN, OTHER_TOKEN = "owner-token", "other-token"
OWNER, OTHER = "octocat", "hubot"
KEEPER, MARIA = "keeper", "maria"
TOKENS = {OWNER: OWNER_TOKEN, OTHER: OTHER_TOKEN, KEEPER: "keeper-token", MARIA: "maria-token"}
"""Everybody on the emulator."""


def install() -> Path:
    """Return the emulator's program, installed once; skip the test where that cannot be."""
    if shutil.which("node") is None:
        pytest.skip("node is needed for the emulator of GitHub")
    return package("emulate", VERSION) / "dist" / "index.js"


@dataclass
class Emulator:
    """A running emulator. A name for a repository gives an empty one of the owner's."""

    url: str

    def call(self, verb: str, path: str, body: object = None, token: str = OWNER_TOKEN) -> Any:
        """Return what the API answers; the calls of people, and what tests look at."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"token {token}", "Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.url}{path}", data, headers, method=verb)  # noqa: S310 - loopback
        with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310 - loopback
            text = response.read()
        return json.loads(text) if text else None

    def repository(self, name: str, files: dict[str, str], owner: str = OWNER) -> Hub:
        """Make a repository with one commit of `files` on `main`."""
        self.call("POST", "/user/repos", {"name": name, "auto_init": True}, TOKENS[owner])
        hub = Hub(self, f"{owner}/{name}", TOKENS[owner])
        hub.commit("main", files, "Start")
        return hub


@dataclass
class Hub:
    """A repository on the emulator, as people use it."""

    emulator: Emulator
    name: str
    token: str = OWNER_TOKEN

    def call(self, verb: str, path: str, body: object = None, token: str | None = None) -> Any:
        return self.emulator.call(verb, f"/repos/{self.name}/{path}", body, token or self.token)

    def heads(self) -> dict[str, str]:
        return {branch["name"]: branch["commit"]["sha"] for branch in self.call("GET", "branches?per_page=100")}

    def commit(self, branch: str, files: Mapping[str, str | None], message: str = "Edit by hand") -> str:
        head = self.heads()[branch]
        tree = self.call("GET", f"git/commits/{head}")["tree"]["sha"]
        entries = [
            {"path": path, "mode": "100644", "type": "blob"} | ({"sha": None} if text is None else {"content": text})
            for path, text in files.items()
        ]
        made = self.call("POST", "git/trees", {"base_tree": tree, "tree": entries})["sha"]
        commit = self.call("POST", "git/commits", {"message": message, "tree": made, "parents": [head]})["sha"]
        self.call("PATCH", f"git/refs/heads/{branch}", {"sha": commit})
        return str(commit)

    def show(self, branch: str, path: str) -> str:
        found = self.call("GET", f"contents/{path}?ref={branch}")
        return base64.b64decode(found["content"]).decode()

    def open_issue(self, title: str, body: str, labels: list[str] | None = None) -> Any:
        return self.call("POST", "issues", {"title": title, "body": body, "labels": labels or []}, OTHER_TOKEN)

    def edit_issue(self, number: int, **changes: Any) -> Any:
        return self.call("PATCH", f"issues/{number}", changes)

    def comments(self, number: int) -> list[Any]:
        found: list[Any] = self.call("GET", f"issues/{number}/comments?per_page=100")
        return found

    def pulls(self) -> list[Any]:
        found: list[Any] = self.call("GET", "pulls?state=all&per_page=100")
        return found


@contextlib.contextmanager
def running(program: Path, folder: Path) -> Iterator[Emulator]:
    """Start the emulator on a free port, and end it."""
    seed = {
        "tokens": {token: {"login": login, "scopes": ["repo", "user"]} for login, token in TOKENS.items()},
        "github": {"users": [{"login": login} for login in TOKENS]},
    }
    (folder / "seed.json").write_text(json.dumps(seed))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["node", str(program), "start", "--service", "github", "--port", str(port), "--seed", "seed.json"]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        emulator = Emulator(f"http://localhost:{port}")
        _wait(emulator, process, folder / "log")
        yield emulator
    finally:
        process.terminate()
        process.wait()


def _wait(emulator: Emulator, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        with contextlib.suppress(OSError):
            emulator.call("GET", "/user")
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    pytest.skip(f"the emulator did not start: {log.read_text()[-200:]}")


@pytest.fixture(scope="session")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    """GitHub's API on loopback; the tests that need it are skipped where it cannot run."""
    with running(install(), tmp_path_factory.mktemp("emulator")) as started:
        yield started
