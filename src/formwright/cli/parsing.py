"""The work of `formwright parse`, without click: see `plain`."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from formwright.cli.files import STDIN, read_text
from formwright.cli.forms import form_files, is_template, load_form, template_file
from formwright.cli.terminal import Terminal
from formwright.errors import InputError
from formwright.findings import Finding
from formwright.form import Form
from formwright.submission import Submission, parse
from formwright.submission.model import MARKDOWN_TEMPLATE
from formwright.submission.reading import read_generated


@dataclass(slots=True)
class ParseCall:
    """What is to be read, with which form (a file) or with one of which forms (a folder)."""

    body: str = STDIN
    form: str | None = None
    forms: str | None = None
    no_history: bool = False
    strict: bool = False

    def __call__(self, terminal: Terminal) -> int:
        """Print the answers as JSON, and return the exit code."""
        text = read_text(self.body, may_be_empty=True)
        forms = _load(terminal, [self.form] if self.form is not None else form_files(self.forms or "."))
        submission = _read(text, forms, named=self.form, history=not self.no_history)
        terminal.result(json.dumps(submission.as_json(), indent=2, ensure_ascii=False) + "\n")
        failed = not submission.fits or (self.strict and bool(submission.problems))
        if failed:
            terminal.findings(
                Finding(problem.code, problem.message, _REMEDIES[problem.code], problem.line, path=self.body)
                for problem in submission.problems
            )
        return InputError.exit_code if failed else 0


def _load(terminal: Terminal, paths: list[str]) -> dict[str, Form]:
    """Return the forms; one of several that is none is shown, and does not hide the others."""
    forms: dict[str, Form] = {}
    for path in paths:
        try:
            forms[path] = load_form(path)
        except InputError as error:
            if len(paths) == 1:
                raise
            terminal.findings(error.findings)
    return forms


def _read(text: str, forms: dict[str, Form], *, named: str | None, history: bool) -> Submission:
    """Read `text` with the form that was named, or else with the one that it is recognised by."""
    path = named if named is not None else _recognised(text, forms)
    submission = replace(parse(text, forms[path]), form=path) if path is not None else None
    if submission is None or _may_be_older(text, forms[path or ""], path or "", submission):
        submission = _read_otherwise(text, forms, path, history=history)
    return replace(submission, revision=MARKDOWN_TEMPLATE) if path and is_template(path) else submission


def _may_be_older(text: str, form: Form, path: str, submission: Submission) -> bool:
    """Say whether a body may be older than the form: it does not fit, or has not its headings, or the template's words.

    To see what else it could be takes longer than all else, so it is not looked at where this is not so.
    """
    if "<!--" not in text and read_generated(text.removeprefix("\ufeff"), form):
        return False
    from formwright.submission.earlier import misfit

    lines = set(map(str.strip, text.splitlines()))
    if misfit(submission) or not any(line.startswith("### ") for line in lines):
        return True
    template = template_file(path)
    if template is None or template == path:
        return False
    try:
        said = set(map(str.strip, read_text(template).splitlines()))
    except InputError:
        return False
    return any(line and line[0] not in "#-*_" for line in said & lines)


def _recognised(text: str, forms: dict[str, Form]) -> str | None:
    from formwright.submission import recognise

    return recognise(text, forms).form


def _read_otherwise(text: str, forms: dict[str, Form], path: str | None, *, history: bool) -> Submission:
    """Read a body that is not as GitHub writes it today: it was edited, or is older than the form, or than any form."""
    from formwright.cli.past import read_with_past, recognise_with_past

    if path is None:
        found = recognise_with_past(text, forms, history=history)
        return replace(found.submission, form=found.path)
    return replace(read_with_past(text, path, forms[path], history=history), form=path)


_REMEDIES = {
    "missing-field": "put the field's heading and an answer into the body",
    "repeated-field": "leave one heading of the field",
    "out-of-order": "put the fields into the order of the form",
    "unknown-heading": "take the heading out, or make it smaller than the fields' headings",
    "ambiguous": "write the answer so that it holds no field's heading and no other option",
    "not-an-option": "use one of the form's options",
    "required-empty": "answer the field",
    "malformed-list": "write each line as `- [ ]` or `- [x]` and an option of the form",
    "unknown-form": "name the form with --form, or add it to the folder",
    "text-outside": "put the text under the heading of a field",
}
