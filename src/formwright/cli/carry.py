"""`formwright carry`: the answers of one form for the document of another template."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from formwright.cli.files import read_text
from formwright.cli.forms import load_answers, load_form, load_fragments
from formwright.cli.paths import FILE
from formwright.cli.repository import load_config
from formwright.cli.terminal import Terminal
from formwright.cli.verb import Verb
from formwright.document.carrying import name_of
from formwright.document.matching import Match, match_fields
from formwright.findings import Finding, Severity
from formwright.form import Form
from formwright.proposal.carrying import carry
from formwright.template import Template, read_template

EXAMPLE = """\
formwright carry --form forms/feature-request.md --template forms/enhancement.md --explain
formwright carry --form forms/feature-request.md --template forms/enhancement.md \\
    --answers answers.json > carried.json
formwright fill --template forms/enhancement.md --form forms/feature-request.md \\
    --answers carried.json
"""


@click.command("carry", cls=Verb, example=EXAMPLE)
@click.option(
    "--form", "form_path", metavar="FORM", type=FILE, required=True, help="The form that asked, or its template."
)
@click.option("--template", metavar="TEMPLATE", type=FILE, required=True, help="The Markdown template of the document.")
@click.option("--answers", "answers_path", metavar="FILE", type=FILE, help="Answers as JSON, as `parse` prints them.")
@click.option(
    "--config",
    "config_path",
    metavar="FILE",
    type=FILE,
    help="A configuration whose `carry` comes before the matching.",
)
@click.option("--explain", is_flag=True, help="Print which slot takes which field, and why, instead of the answers.")
@click.pass_obj
def command(
    terminal: Terminal,
    form_path: str,
    template: str,
    answers_path: str | None,
    config_path: str | None,
    explain: bool,
) -> int:
    """Print answers by the slots of another template's document, as JSON for `fill`.

    A field goes to the slot of its id, its label or its subject. What no slot takes stays under its field's name, and
    `fill` puts it into the appendix.
    """
    if answers_path is None and not explain:
        message = "missing option '--answers', or '--explain'"
        raise click.UsageError(message, click.get_current_context())
    form = load_form(form_path)
    text = read_text(template)
    read = read_template(text, template, load_fragments(template, text))
    wanted = _wanted(config_path, form_path)
    if explain:
        lists = {slot: [fields] if isinstance(fields, str) else list(fields) for slot, fields in wanted.items()}
        terminal.result("".join(f"{line}\n" for line in _explained(match_fields(form, read, lists), form, read)))
        return 0
    answers, troubles = carry(load_answers(answers_path or ""), form, read, wanted)
    terminal.findings(
        Finding("C20", trouble.message, "or leave it out", severity=Severity.WARNING, path=config_path)
        for trouble in troubles
    )
    terminal.result(json.dumps(answers, indent=2, ensure_ascii=False) + "\n")
    return 0


def _wanted(config_path: str | None, form_path: str) -> dict[str, str | list[str]]:
    """Return what the configuration says of the form, which goes by its file's stem."""
    if config_path is None:
        return {}
    proposal = load_config(Path(), config_path).proposal(Path(form_path).stem)
    return dict(proposal.carry) if proposal else {}


def _explained(matches: Sequence[Match], form: Form, template: Template) -> Iterator[str]:
    """Yield a line for each field, and one for the slots that nothing goes to."""
    labels = {field.key: name_of(field) for field in form.fields}
    slots = {slot.id: slot.label for slot in template.slots}
    rows = [(labels[each.field], slots.get(each.slot or "", "(appendix)"), each.why) for each in matches]
    widths = [max(map(len, column), default=0) for column in list(zip(*rows, strict=True))[:2]]
    for field, slot, why in rows:
        yield f"{field:{widths[0]}}  ->  {slot:{widths[1]}}  {why}"
    taken = {each.slot for each in matches}
    empty = [label for slot, label in slots.items() if slot not in taken]
    if empty:
        yield f"Nothing goes to: {', '.join(empty)}"
