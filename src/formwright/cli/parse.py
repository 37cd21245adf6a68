"""`formwright parse`: the body of an issue into answers."""

from __future__ import annotations

import json
from dataclasses import replace

import click

from formwright.cli.files import STDIN, read_text
from formwright.cli.forms import form_files, is_template, load_form
from formwright.cli.terminal import Terminal
from formwright.cli.verb import Verb
from formwright.errors import InputError
from formwright.findings import Finding
from formwright.form import Form
from formwright.submission import Submission, parse, recognise
from formwright.submission.model import MARKDOWN_TEMPLATE
from formwright.submission.reading import read_generated

EXAMPLE = """\
formwright parse --form .github/ISSUE_TEMPLATE/feature-request.yml body.md
gh issue view 42 --json body --jq .body | formwright parse --forms .github/ISSUE_TEMPLATE
"""


@click.command("parse", cls=Verb, example=EXAMPLE)
@click.argument("body", metavar="[BODY]", default=STDIN)
@click.option("--form", "form_path", metavar="FORM", help="The form that the issue was opened with.")
@click.option("--forms", "folder", metavar="DIR", help="A folder of forms, of which one is recognised.")
@click.option("--no-history", is_flag=True, help="Do not look for earlier forms in the git history.")
@click.option("--strict", is_flag=True, help="Exit with 1 on any problem.")
@click.pass_obj
def command(
    terminal: Terminal, body: str, form_path: str | None, folder: str | None, no_history: bool, strict: bool
) -> int:
    """Print the answers in an issue's body as JSON. BODY is a file; default: standard input.

    A body that does not fit today's form is read with an earlier one, from the git history that the form lies in, or
    with the Markdown template that it comes from, where that fits better; `revision` says so.

    Exits with 1 where no form fits; what else is not as it should be is in the output's `problems`.
    """
    if (form_path is None) == (folder is None):
        raise click.UsageError("give either --form or --forms", click.get_current_context())
    text = read_text(body, may_be_empty=True)
    forms = _load(terminal, [form_path] if form_path is not None else form_files(folder or "."))
    submission = _read(text, forms, named=form_path, history=not no_history)
    terminal.result(json.dumps(submission.as_json(), indent=2, ensure_ascii=False) + "\n")
    failed = not submission.fits or (strict and bool(submission.problems))
    if failed:
        terminal.findings(
            Finding(problem.code, problem.message, _REMEDIES[problem.code], problem.line, path=body)
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
    path = named if named is not None else recognise(text, forms).form
    if path is not None and read_generated(text.removeprefix("\ufeff"), forms[path]):
        submission = replace(parse(text, forms[path]), form=path)
    else:
        submission = _read_otherwise(text, forms, path, history=history)
    return replace(submission, revision=MARKDOWN_TEMPLATE) if path and is_template(path) else submission


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
