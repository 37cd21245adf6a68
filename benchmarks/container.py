"""How long does a user's workflow wait for the container? From its start to the first request to GitHub's API.

    python benchmarks/container.py [RUNS]

Needs an image and what runs it: `make container` builds one. FORMWRIGHT_IMAGE and FORMWRIGHT_ENGINE name others than
localhost/formwright:dev, and than docker or podman, whichever works. A server on loopback notes when the first request
comes, for each event that a workflow listens to. In turn with it run a container that does nothing, one that starts
Python, one that loads the two largest libraries, and the same start outside of a container: the differences tell where
the time goes. The limit is 0.6 s, whatever the event.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

LIMIT = 600
SETTINGS = Path(__file__).parents[2] / "shared/container/containers.conf"
if SETTINGS.exists():
    os.environ.setdefault("CONTAINERS_CONF", str(SETTINGS))  # as .ci/container does
IMAGE = os.environ.get("FORMWRIGHT_IMAGE", "localhost/formwright:dev")
ENGINES = [os.environ["FORMWRIGHT_ENGINE"]] if "FORMWRIGHT_ENGINE" in os.environ else ["docker", "podman"]
PYTHON = "/opt/formwright/bin/python"
LIBRARIES = "import gc, os; gc.disable(); import github, pydantic.main; os._exit(0)"
"""As the Action loads them, and without the time of an orderly end."""
BARE = [sys.executable, "-I", "-m", "formwright", "action"]
ISSUE = {
    "action": "opened",
    "issue": {
        "number": 42,
        "title": "Deliver in order",
        "body": "### Problem\n\nText",
        "user": {"login": "hubot"},
        "state": "open",
        "labels": [],
        "html_url": "https://github.com/octo/app/issues/42",
        "created_at": "2026-03-09T10:00:00Z",
        "updated_at": "2026-03-09T10:00:00Z",
    },
    "repository": {"full_name": "octo/app", "name": "app", "default_branch": "main"},
    "sender": {"login": "hubot"},
}
PUSH = {"ref": "refs/heads/main", "repository": ISSUE["repository"]}
PULL_REQUEST = {"action": "opened", "pull_request": {"head": {"sha": "c0ffee", "ref": "fix"}, "base": {"ref": "main"}}}
EVENTS: Mapping[str, object] = {"issues": ISSUE, "push": PUSH, "pull_request": PULL_REQUEST}


class Server(HTTPServer):
    """Refuses every request, and notes when the first one came."""

    first: float | None = None


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        """Note the time and answer that there is nothing."""
        self.server.first = self.server.first or time.perf_counter()
        self.send_response(404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""


def variables(server: Server, folder: Path, event: str) -> dict[str, str]:
    """Return what the runner sets; the event is a file in `folder`."""
    (folder / f"{event}.json").write_text(json.dumps(EVENTS[event]))
    return {
        "GITHUB_API_URL": f"http://127.0.0.1:{server.server_port}",
        "GITHUB_EVENT_NAME": event,
        "GITHUB_EVENT_PATH": str(folder / f"{event}.json"),
        "GITHUB_REPOSITORY": "octo/app",
        "INPUT_TOKEN": "not-a-token",
    }


def _has_image(engine: str) -> bool:
    if not shutil.which(engine):
        return False
    return subprocess.run([engine, "image", "inspect", IMAGE], capture_output=True, check=False).returncode == 0


ENGINE = next(filter(_has_image, ENGINES), None)


def in_container(*arguments: str, names: Mapping[str, str] | None = None, folder: Path | None = None) -> list[str]:
    """Return the command that runs the image."""
    mounts = ["--volume", f"{folder}:{folder}:ro"] if folder else []
    environment = [part for name in names or {} for part in ("--env", name)]
    return [str(ENGINE), "run", "--rm", "--pull=never", "--network", "host", *mounts, *environment, *arguments]


def to_the_end(command: list[str]) -> float:
    """Return the milliseconds of a whole run."""
    begun = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    return (time.perf_counter() - begun) * 1000


def to_the_first_request(command: list[str], server: Server, environment: Mapping[str, str]) -> float:
    """Return the milliseconds from the start of a run to its first request."""
    server.first = None
    begun = time.perf_counter()
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    if server.first is None:
        sys.exit(f"no request came: {done.stdout}{done.stderr}")
    return (server.first - begun) * 1000


def _python(code: str) -> float:
    return to_the_end(in_container("--entrypoint", PYTHON, IMAGE, "-I", "-c", code))


def _action(server: Server, folder: Path, given: Mapping[str, str]) -> float:
    return to_the_first_request(in_container(IMAGE, names=given, folder=folder), server, given)


def main(runs: int) -> int:
    """Measure all in turn and print the table."""
    if ENGINE is None:
        print(f"skipped: there is no image {IMAGE}, or nothing to run it; make container builds it")
        return 0
    server = Server(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        given = {event: variables(server, folder, event) for event in EVENTS}
        first = {
            f"to the first request, of {event}": partial(_action, server, folder, given[event]) for event in EVENTS
        }
        measured: dict[str, Callable[[], float]] = {
            "a container that does nothing": partial(to_the_end, in_container("--entrypoint", "true", IMAGE)),
            "… and starts Python": partial(_python, "pass"),
            "… and loads PyGithub and pydantic": partial(_python, LIBRARIES),
            **first,
            "… of issues, without a container": partial(to_the_first_request, BARE, server, given["issues"]),
        }
        times: dict[str, list[float]] = {each: [] for each in measured}
        for _ in range(runs):
            for each, measure in measured.items():
                times[each].append(measure())
    server.shutdown()
    print(f"{'in ms':<40}{'least':>8}{'median':>8}")
    for each, taken in times.items():
        print(f"{each:<40}{min(taken):>8.0f}{statistics.median(taken):>8.0f}")
    slowest = max(statistics.median(times[each]) for each in first)
    print(f"the limit is {LIMIT} ms: {slowest / LIMIT:.2f} of it")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10))
