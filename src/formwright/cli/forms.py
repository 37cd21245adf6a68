"""Forms and answers from files."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import formwright
from formwright.cli.files import STDIN, read_text
from formwright.errors import InputError
from formwright.findings import Finding
from formwright.form import Answers, Form, read_form

_PARSED = {"form", "answers", "problems"}
"""The keys by which the object that `parse` prints is known; answers can be taken out of it."""

TEMPLATES = "forms"
"""Where templates lie, unless the configuration says otherwise."""

_CHOOSERS = ("config.yml", "config.yaml")


def is_template(path: str) -> bool:
    """Say whether the file `path` is Markdown. Asked without the linter, which would make reading a body start late."""
    return Path(path).suffix.lower() in (".md", ".markdown")


def load_form(path: str) -> Form:
    """Return the form in the file `path`; a Markdown template gives the form that it converts to.

    Raises `InputError` with the findings where there is no form.
    """
    text = read_text(path)
    if is_template(path):
        form, findings = _converted(text, path)
    else:
        reading = read_form(text, path)
        form, findings = reading.form, reading.findings
    if form is None:
        raise InputError(*findings)
    return form


def template_file(path: str) -> str | None:
    """Return the Markdown template that the form in the file `path` comes from, where it is on the disk.

    It is the one that the form's first comment names, or has its name and lies where templates do, or beside it.
    """
    if path == STDIN:
        return None
    from formwright.form.provenance import provenance

    file = Path(path)
    root = (
        file.resolve().parents[2] if file.resolve().parent.parts[-2:] == (".github", "ISSUE_TEMPLATE") else file.parent
    )
    named = None if is_template(path) else provenance(read_text(path))
    places = [root / named.source] if named else []
    places += [root / TEMPLATES / f"{file.stem}.md", file.with_suffix(".md")]
    return next((str(place) for place in places if place.is_file()), None)


def _converted(text: str, path: str) -> tuple[Form | None, tuple[Finding, ...]]:
    conversion = formwright.convert(text, source=path, fragments=load_fragments(path, text))
    return (conversion.form if conversion.yaml else None), conversion.report.findings


def load_fragments(path: str, text: str) -> dict[str, str]:
    """Return what the template `text` in the file `path` may include: the Markdown files below its folder, by path.

    Nothing is read where it includes nothing. A file that is no text is left out: including it is a finding then.
    """
    folder = Path(path).parent
    if path == STDIN or "include:" not in text.replace(" :", ":"):
        return {}
    fragments: dict[str, str] = {}
    for file in sorted(folder.rglob("*.md")):
        with contextlib.suppress(InputError):
            fragments[file.as_posix()] = read_text(str(file), may_be_empty=True)
    return fragments


def files_in(folder: str, suffixes: tuple[str, ...] = (".yml", ".yaml", ".md")) -> list[str]:
    """Return the files with these suffixes in `folder` and below it, sorted; what is hidden below it is left out."""
    root = Path(folder)
    found = (path for path in root.rglob("*") if path.suffix.lower() in suffixes and path.is_file())
    return [str(path) for path in sorted(found) if not any(part[0] == "." for part in path.relative_to(root).parts)]


def form_files(folder: str) -> list[str]:
    """Return the issue forms and templates that lie directly in `folder`, where GitHub looks for them (R1, R2).

    Raises `InputError` where it is no folder, or holds none.
    """
    if not Path(folder).is_dir():
        raise InputError(Finding("F20", "there is no such folder", "name the folder of the forms", path=folder))
    direct = (path for path in map(Path, files_in(folder)) if path.parent == Path(folder))
    files = [str(path) for path in direct if path.name.lower() not in _CHOOSERS]
    if not files:
        raise InputError(Finding("F29", "no form is in this folder", "name the folder of the forms", path=folder))
    return files


def load_answers(path: str) -> Answers:
    """Return the answers in the JSON file `path`: an object from field to value, or what `parse` printed.

    Raises `InputError` where it is no JSON (`F27`) or no object of answers (`F28`).
    """
    data = _load_json(path, read_text(path))
    if isinstance(data, dict) and data.keys() >= _PARSED:
        data = data["answers"]
    if not isinstance(data, dict):
        raise InputError(Finding("F28", "this is no JSON object", 'write `{"field": "answer"}`', path=path))
    if wrong := tuple(_misshapen(data, path)):
        raise InputError(*wrong)
    return data


def _load_json(path: str, text: str) -> Any:  # noqa: ANN401
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        message = f"this is no JSON: {error.msg}"
        raise InputError(Finding("F27", message, "correct it there", error.lineno, error.colno, path=path)) from None
    except RecursionError:
        message = "this JSON is nested too deeply"
        raise InputError(Finding("F27", message, "answers need three levels", path=path)) from None


def _misshapen(answers: dict[str, Any], path: str) -> Iterator[Finding]:
    for name, answer in answers.items():
        if not _is_answer(answer):
            message = f"`{name}` is {type(answer).__name__}, which is no answer"
            remedy = "give it text, null, a list of texts, or an object of options and true or false"
            yield Finding("F28", message, remedy, path=path)


def _is_answer(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(item, str) for item in value)
    if isinstance(value, dict):
        return all(isinstance(ticked, bool) for ticked in value.values())
    return value is None or isinstance(value, str)
