"""A repository to look at, the real server on it, and a real browser that looks."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from command_line import Result

ROOT = Path(__file__).parents[2]
TARGET = ".github/ISSUE_TEMPLATE"

BUG = """\
name: Bug report
description: Something does not work
title: "[Bug]: "
labels: [bug, triage]
assignees: [octocat]
projects: [octo-org/1]
type: bug
body:
  - type: markdown
    attributes:
      value: Thanks for **this** report. See [the docs](https://example.org/docs).
  - type: input
    id: contact
    attributes:
      label: Contact
      description: How can we reach you?
      placeholder: mona@example.org
  - type: textarea
    id: what-happened
    attributes:
      label: What happened?
      value: A bug happened!
    validations:
      required: true
  - type: dropdown
    id: version
    attributes:
      label: Version
      options:
        - 1.0.2
        - 1.0.3, the edge
      default: 1
    validations:
      required: true
  - type: dropdown
    id: browsers
    attributes:
      label: Browsers
      multiple: true
      options:
        - Firefox
        - Chrome
        - Safari
  - type: dropdown
    id: severity
    attributes:
      label: Severity
      options:
        - Low
        - High
  - type: textarea
    id: logs
    attributes:
      label: Logs
      render: shell
  - type: upload
    id: pictures
    attributes:
      label: Pictures
    validations:
      accept: ".png,.jpg"
  - type: checkboxes
    id: terms
    attributes:
      label: Code of Conduct
      options:
        - label: I keep to the **Code of Conduct**
          required: true
        - label: "2"
        - label: "1"
"""

CHOOSER = """\
blank_issues_enabled: false
contact_links:
  - name: Chat
    url: https://example.org/chat
    about: Ask us anything.
"""

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


def make_repository(root: Path) -> Path:
    """Make a repository with the three built-in templates, a form of its own and a chooser's configuration."""
    shutil.copytree(ROOT / "forms", root / "forms")
    (root / TARGET).mkdir(parents=True)
    (root / TARGET / "bug.yml").write_text(BUG, encoding="utf-8")
    (root / TARGET / "config.yml").write_text(CHOOSER, encoding="utf-8")
    subprocess.run(["git", "init", "--quiet", root], check=True)
    subprocess.run(["git", "-C", root, "remote", "add", "origin", "git@github.com:octo/repo.git"], check=True)
    return root


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository of the test's own."""
    return make_repository(tmp_path / "repository")


@dataclass
class Server:
    """A running `formwright preview`."""

    process: subprocess.Popen[str]
    address: str

    @property
    def port(self) -> int:
        return int(self.address.rstrip("/").rsplit(":", 1)[1])

    def end(self, sent: int = signal.SIGINT) -> int:
        """Send a signal, and return the exit code."""
        self.process.send_signal(sent)
        return self.process.wait(30)


Serve = Callable[..., Server]


@contextmanager
def running() -> Iterator[Serve]:
    """Give a function that runs the command on a repository, as a process of its own; all of them end with it."""
    processes: list[subprocess.Popen[str]] = []

    def start(root: Path, *arguments: str) -> Server:
        command = [sys.executable, "-m", "formwright", "preview", "--repo", str(root), *arguments]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        processes.append(process)
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), process.communicate()
        return Server(process, address)

    yield start
    for process in processes:
        process.kill()
        process.communicate()


Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Run the command to its end; keywords are for its environment."""

    def start(*arguments: str | Path | int, **environment: str) -> Result:
        command = [sys.executable, "-m", "formwright", "preview", *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment}, check=False)
        return Result(done.returncode, done.stdout, done.stderr)

    return start


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Run the command."""
    with running() as start:
        yield start


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The preview of a repository that no test changes."""
    with running() as start:
        yield start(make_repository(tmp_path_factory.mktemp("shared") / "repository"))


@pytest.fixture
def own(serve: Serve, repository: Path) -> Server:
    """The preview of `repository`, which the test may change."""
    return serve(repository)


def chromium() -> str | None:
    """Return the browser's path: `CHROMIUM`, else that of the system."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium; the test is skipped where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = chromium()
    if path is None:
        pytest.skip("there is no Chromium here: apt-get install chromium, or name it in CHROMIUM")
    with sync_api.sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=path, args=FLAGS.split())
        yield instance
        instance.close()


@dataclass
class Visit:
    """A page, with every request that it sent and every complaint of the browser's."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


Open = Callable[..., Visit]


@pytest.fixture
def visit(browser: Any) -> Iterator[Open]:
    """Open an address in a fresh profile of the browser."""
    contexts = []

    def start(address: str, *, width: int = 1280, scheme: str = "light") -> Visit:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        made = Visit(page)
        page.on("request", lambda request: made.requests.append(request.url))
        page.on("console", lambda message: made.complaints.append(message.text))
        page.on("pageerror", lambda error: made.complaints.append(str(error)))
        page.goto(address)
        return made

    yield start
    for context in contexts:
        context.close()
