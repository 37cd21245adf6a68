"""`formwright fill`: answers into the document of a template."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import click

from formwright.cli.files import STDIN, read_text, write_text
from formwright.cli.forms import load_answers, load_form, load_fragments
from formwright.cli.paths import FILE
from formwright.cli.terminal import Terminal
from formwright.cli.verb import Verb
from formwright.conversion import convert_template
from formwright.document import META_KEYS, fill
from formwright.document.metadata import meta_key
from formwright.findings import Severity
from formwright.submission.checking import check_answers
from formwright.template import read_template

EXAMPLE = """\
formwright fill --template forms/enhancement.md --answers answers.json --meta number=42
formwright parse --forms .github/ISSUE_TEMPLATE body.md \\
    | formwright fill --template forms/enhancement.md --answers -
"""


@click.command("fill", cls=Verb, example=EXAMPLE)
@click.option("--template", metavar="TEMPLATE", type=FILE, required=True, help="The Markdown template of the document.")
@click.option(
    "--answers",
    "answers_path",
    metavar="FILE",
    type=FILE,
    required=True,
    help="Answers as JSON, as `parse` prints them.",
)
@click.option(
    "--form",
    "form_path",
    metavar="FORM",
    type=FILE,
    help="The form that asked, where its fields are not the template's.",
)
@click.option(
    "--meta", "pairs", metavar="KEY=VALUE", multiple=True, help=f"For the front matter: {', '.join(META_KEYS)}."
)
@click.option(
    "-o", "--output", metavar="FILE", type=FILE, help="Write the document to FILE instead of standard output."
)
@click.pass_obj
def command(
    terminal: Terminal,
    template: str,
    answers_path: str,
    form_path: str | None,
    pairs: Sequence[str],
    output: str | None,
) -> int:
    """Print the document that a template becomes with these answers."""
    meta = _meta(pairs)
    form = load_form(form_path) if form_path is not None else None
    text = read_text(template)
    read = read_template(text, template, load_fragments(template, text))
    answers = load_answers(answers_path)
    # What GitHub would not take is filled in all the same, so that no word is lost; it is said.
    asked = form or convert_template(read).form
    slots = {slot.id for slot in read.slots} if form else set()
    findings = check_answers(asked, {key: answers[key] for key in answers if key not in slots}) if asked else []
    terminal.findings(
        [replace(each, severity=Severity.WARNING, path=answers_path) for each in findings if each.rule != "A6"]
    )
    document = fill(read, answers, form=form, meta=meta)
    if output is None or output == STDIN:
        terminal.result(document)
    else:
        write_text(output, document)
        terminal.progress(f"{template} -> {output}")
    return 0


def _meta(pairs: Sequence[str]) -> dict[str, object]:
    """Return what is known of the document; a repeated key, or commas, make several authors."""
    meta: dict[str, object] = {}
    for pair in pairs:
        key, is_pair, value = pair.partition("=")
        name = meta_key(key)
        if not is_pair or name is None:
            message = f"--meta {pair!r} is no KEY=VALUE with one of the keys {', '.join(META_KEYS)}"
            raise click.UsageError(message, click.get_current_context())
        meta[name] = _SHAPES.get(name, _text)(value, meta.get(name))
    return meta


def _text(value: str, before: object) -> object:
    return value


def _number(value: str, before: object) -> object:
    return int(value) if value.isascii() and value.isdigit() else value


def _authors(value: str, before: object) -> object:
    names = [name.strip() for name in value.split(",")]
    return [*(before if isinstance(before, list) else []), *filter(None, names)]


_SHAPES: dict[str, Callable[[str, object], object]] = {"number": _number, "authors": _authors}
