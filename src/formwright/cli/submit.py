"""`formwright submit`: answers into the issue body that GitHub writes."""

from __future__ import annotations

from typing import Literal

import click

from formwright.cli.forms import load_answers, load_form
from formwright.cli.paths import FILE
from formwright.cli.terminal import Terminal
from formwright.cli.verb import Verb
from formwright.errors import InputError
from formwright.findings import has_errors
from formwright.form import Answers
from formwright.submission import check_answers, submit

EXAMPLE = """\
formwright submit --form .github/ISSUE_TEMPLATE/feature-request.yml --answers answers.json
"""


@click.command("submit", cls=Verb, example=EXAMPLE)
@click.option(
    "--form", "form_path", metavar="FORM", type=FILE, required=True, help="The form, or the template that makes it."
)
@click.option(
    "--answers", "answers_path", metavar="FILE", type=FILE, help="A JSON object from field id to answer. Default: none."
)
@click.option(
    "--line-ends",
    type=click.Choice(["lf", "github"]),
    default="lf",
    show_default=True,
    help="github: CRLF inside typed text, as GitHub stores it.",
)
@click.pass_obj
def command(terminal: Terminal, form_path: str, answers_path: str | None, line_ends: Literal["lf", "github"]) -> int:
    """Print the body of the issue that GitHub opens for these answers."""
    form = load_form(form_path)
    answers: Answers = load_answers(answers_path) if answers_path is not None else {}
    findings = [finding.at(answers_path) for finding in check_answers(form, answers)]
    terminal.findings(findings)
    if has_errors(findings):
        return InputError.exit_code
    body = submit(form, answers, line_ends=line_ends)
    terminal.result(body if body.endswith("\n") else f"{body}\n")
    return 0
