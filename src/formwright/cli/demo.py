"""`formwright demo`: the whole way on the built-in templates, in a new folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import click

from formwright.cli.files import make_folder
from formwright.cli.paths import FOLDER
from formwright.cli.terminal import Terminal
from formwright.cli.verb import Verb
from formwright.errors import InputError
from formwright.findings import Finding
from formwright.jobs.demonstration import TARGET, Submitted, history, make_repository, submit_all

EXAMPLE = """\
formwright demo --dir look-here
formwright demo --quiet
"""
NAME = "formwright-demo"
SHOWN = 40
"""How many lines of a form, and of a document, are shown."""


@click.command("demo", cls=Verb, example=EXAMPLE)
@click.option(
    "--dir", "folder", metavar="DIR", type=FOLDER, help=f"A new folder to work in (default: {NAME}, or with a number)."
)
@click.pass_obj
def command(terminal: Terminal, folder: str | None) -> int:
    """Convert the built-in templates, fill in two forms, and commit what becomes of them.

    Needs git, and nothing else: no network, no token. All of it happens in a new folder.
    """
    place = _new_folder(folder)
    repository = place / "repository"
    make_folder(repository)
    terminal.progress(f"1. Make a git repository with the built-in templates: {repository}")
    forms = make_repository(repository)
    for form in forms:
        terminal.progress(f"   {form}")
    _show(terminal, repository / TARGET / "feature-request.yml", "2. One of the forms, its beginning:")
    documents = []
    for number, submitted in enumerate(submit_all(place), 3):
        documents.append(_report(terminal, submitted, number))
    _show(terminal, documents[-1], f"{len(documents) + 3}. The last RFC file, its beginning:")
    terminal.progress(f"{len(documents) + 4}. git log --all --stat")
    terminal.result(history(repository))
    terminal.progress("Look at:")
    for path in documents:
        terminal.progress(f"   {path}")
    return 0


def _new_folder(folder: str | None) -> Path:
    """Return a folder that holds nothing yet."""
    path = Path(folder) if folder else next(path for path in map(Path, _names()) if not path.exists())
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise InputError(Finding("F42", "the folder is there already", "name a new one", path=str(path)))
    return path


def _names() -> Iterator[str]:
    yield NAME
    yield from (f"{NAME}-{number}" for number in count(2))


def _show(terminal: Terminal, path: Path, title: str) -> None:
    terminal.progress(title)
    lines = path.read_text(encoding="utf-8").split("\n")
    terminal.result("".join(f"   {line}".rstrip() + "\n" for line in lines[:SHOWN]))
    if len(lines) > SHOWN:
        terminal.progress(f"   … {len(lines) - SHOWN} lines more in {path}")


def _report(terminal: Terminal, submitted: Submitted, number: int) -> Path:
    """Say what became of a filled form, and return its document's path."""
    issue = submitted.event["issue"]
    title = issue["title"] if isinstance(issue, dict) else ""
    terminal.progress(f"{number}. Somebody fills in {submitted.form} and opens an issue: {title}")
    told = submitted.outcome.as_json()
    keys = ("operation", "reason", "form", "document", "branch", "commit", "status", "number", "problems")
    terminal.result(json.dumps({key: told[key] for key in keys}, indent=2, ensure_ascii=False) + "\n")
    terminal.progress(f"   The same event again: {submitted.again.plan.operation}, {submitted.again.plan.reason}")
    return submitted.checkout / str(submitted.outcome.plan.document)
