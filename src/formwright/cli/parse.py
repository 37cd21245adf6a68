"""`formwright parse`: the body of an issue into answers."""

from __future__ import annotations

import click

from formwright.cli.files import STDIN
from formwright.cli.parsing import ParseCall
from formwright.cli.paths import FILE, FOLDER
from formwright.cli.terminal import Terminal
from formwright.cli.verb import Verb

EXAMPLE = """\
formwright parse --form .github/ISSUE_TEMPLATE/feature-request.yml body.md
gh issue view 42 --json body --jq .body | formwright parse --forms .github/ISSUE_TEMPLATE
"""


@click.command("parse", cls=Verb, example=EXAMPLE)
@click.argument("body", metavar="[BODY]", type=FILE, default=STDIN)
@click.option("--form", "form_path", metavar="FORM", type=FILE, help="The form that the issue was opened with.")
@click.option("--forms", "folder", metavar="DIR", type=FOLDER, help="A folder of forms, of which one is recognised.")
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
    return ParseCall(body, form_path, folder, no_history, strict)(terminal)
