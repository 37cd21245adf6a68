"""`formwright convert`: Markdown templates into the YAML of issue forms."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

import formwright
from formwright.cli.files import STDIN, make_folder, read_text, write_text
from formwright.cli.forms import load_fragments
from formwright.cli.paths import FILE, FOLDER
from formwright.cli.terminal import Terminal
from formwright.cli.verb import Verb
from formwright.conversion import Report
from formwright.errors import InputError

EXAMPLE = """\
formwright convert forms/feature-request.md
formwright convert forms/feature-request.md -o .github/ISSUE_TEMPLATE/feature-request.yml
formwright convert forms/*.md --out-dir .github/ISSUE_TEMPLATE
"""


@click.command("convert", cls=Verb, example=EXAMPLE)
@click.argument("templates", metavar="TEMPLATE...", type=FILE, nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE", type=FILE, help="Write the form to FILE instead of standard output.")
@click.option(
    "--out-dir", metavar="DIR", type=FOLDER, help="Write each template's form to DIR, under the template's name."
)
@click.option("--report", type=click.Choice(["text", "json"]), help="Say on standard error what each line became.")
@click.pass_obj
def command(
    terminal: Terminal, templates: Sequence[str], output: str | None, out_dir: str | None, report: str | None
) -> int:
    """Print the issue form that a Markdown template converts to."""
    targets = _targets(templates, output, out_dir)
    if out_dir is not None:
        make_folder(out_dir)
    codes, reports = [], {}
    for template, target in targets.items():
        try:
            code, reports[template] = _convert(terminal, template, target, show=report is None)
        except InputError as error:
            code = terminal.findings(error.findings)
        codes.append(code)
    if report is not None and reports:
        _REPORTERS[report](terminal, reports)
    return max(codes)


def _targets(templates: Sequence[str], output: str | None, out_dir: str | None) -> dict[str, str | None]:
    """Return where each template's form goes; None is standard output."""
    if out_dir is None:
        if len(templates) > 1:
            raise click.UsageError("several templates need --out-dir", click.get_current_context())
        if output not in (None, STDIN) and Path(str(output)).resolve() == Path(templates[0]).resolve():
            raise click.UsageError("the form would replace its template", click.get_current_context())
        return {templates[0]: None if output == STDIN else output}
    if output is not None:
        raise click.UsageError("--output and --out-dir exclude each other", click.get_current_context())
    targets: dict[str, str | None] = {}
    for template in templates:
        target = str(Path(out_dir, f"{Path(template).stem}.yml"))
        if template == STDIN or target in targets.values():
            raise click.UsageError(f"there is no name of its own for {template}", click.get_current_context())
        targets[template] = target
    return targets


def _convert(terminal: Terminal, template: str, target: str | None, *, show: bool) -> tuple[int, Report]:
    """Convert one template and return the exit code that it leads to, and the report."""
    text = read_text(template)
    source = None if template == STDIN else template
    conversion = formwright.convert(text, source=source, fragments=load_fragments(template, text))
    if show:
        terminal.findings(conversion.report.findings)
    if conversion.yaml is None:
        return InputError.exit_code, conversion.report
    if target is None:
        terminal.result(conversion.yaml)
    else:
        write_text(target, conversion.yaml)
        terminal.progress(f"{template} -> {target}")
    return 0, conversion.report


def _text(terminal: Terminal, reports: dict[str, Report]) -> None:
    for template, report in reports.items():
        if len(reports) > 1:
            terminal.say(f"{template}:")
        for line in str(report).split("\n"):
            terminal.say(line)


def _json(terminal: Terminal, reports: dict[str, Report]) -> None:
    """Show one report as an object, several as a list of objects."""
    shown = [{"template": template, **report.as_json()} for template, report in reports.items()]
    for line in json.dumps(shown if len(shown) > 1 else shown[0], indent=2).split("\n"):
        terminal.say(line)


_REPORTERS = {"text": _text, "json": _json}
