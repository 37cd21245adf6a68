"""`formwright lint`: GitHub's rules held against forms, the chooser's configuration, and templates."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from formwright.cli.files import STDIN, read_text, write_text
from formwright.cli.forms import files_in, load_fragments
from formwright.cli.patch import patch
from formwright.cli.paths import FILE
from formwright.cli.terminal import Terminal
from formwright.cli.verb import Verb
from formwright.errors import InputError
from formwright.findings import Finding, Severity, has_errors
from formwright.form import lint_folder
from formwright.form.linting import FileKind, is_readme, kind_of
from formwright.text.console import annotation

EXAMPLE = """\
formwright lint .github/ISSUE_TEMPLATE
formwright lint --format json forms/feature-request.md
formwright lint --fix forms
"""

_FORMS, _DISCUSSIONS, _TEMPLATES = ".github/ISSUE_TEMPLATE", ".github/DISCUSSION_TEMPLATE", "forms"
_SETTINGS, _MISNAMED = ".github/formwright.yml", ".github/formwright.yaml"
"""Where forms, templates and the configuration lie in a repository, unless that says otherwise; other YAML and Markdown
is something else."""


@click.command("lint", cls=Verb, example=EXAMPLE)
@click.argument("paths", metavar="PATH...", type=FILE, nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="text: lines on standard error; json: a list on standard output; github: annotations for a workflow.",
)
@click.option(
    "--fix", is_flag=True, help="Mend in the files what has one right answer, and show the difference as a patch."
)
@click.pass_obj
def command(terminal: Terminal, paths: Sequence[str], form: str, fix: bool) -> int:
    """Check forms, config.yml and templates against GitHub's rules. Of a folder, all that are in it.

    Of a repository's own folder it checks .github/ISSUE_TEMPLATE, .github/DISCUSSION_TEMPLATE, forms, or the folders
    that the configuration names instead, and that configuration itself, .github/formwright.yml; of a .github folder,
    what of it is in there.
    """
    texts: dict[str, str] = {}
    findings: list[Finding] = []
    for path in dict.fromkeys(file for given in paths for file in _expand(given, findings)):
        try:
            texts[path] = read_text(path)
            if fix and path != STDIN:
                texts[path] = _mend(terminal, path, texts[path], as_result=form == "text")
        except InputError as error:
            findings += error.findings
    whole = [folder.as_posix() for path in paths if Path(path).is_dir() for folder in _places(Path(path))]
    findings += lint_folder(texts, whole=whole)
    findings += _lint_templates({path: text for path, text in texts.items() if kind_of(path) is FileKind.TEMPLATE})
    findings += [f for path, text in texts.items() if kind_of(path) is FileKind.SETTINGS for f in _settings(path, text)]
    findings.sort(key=lambda finding: (finding.path or "", finding.line, finding.column, finding.rule))
    _REPORTERS[form](terminal, findings)
    terminal.progress(", ".join([_count(len(texts), "file"), *_counts(findings)]))
    return InputError.exit_code if has_errors(findings) else 0


def _expand(path: str, findings: list[Finding]) -> Iterator[str]:
    """Yield the files that `path` stands for; a folder without any is a finding, for it is most likely a wrong name."""
    if path == STDIN or not Path(path).is_dir():
        yield path
        return
    files = [file for place in _places(Path(path)) for file in _files(place) if not is_readme(file)]
    if not files:
        findings.append(Finding("F29", "no form or template is in this folder", "name another folder", path=path))
    yield from files


def _places(path: Path) -> list[Path]:
    """Return the folders of a folder that hold forms and templates, and the configuration where there is one."""
    if any((path / name).exists() for name in (_FORMS, _SETTINGS, _MISNAMED, ".git")):
        own = _folders(path / _SETTINGS)
        return [path / name for name in dict.fromkeys((own[0], _DISCUSSIONS, own[1], _SETTINGS, _MISNAMED))]
    home, prefix = path.resolve().name == ".github", ".github/"
    if home or (path / _FORMS.removeprefix(prefix)).exists():
        names = (_folders(path / _SETTINGS.removeprefix(prefix))[0], _DISCUSSIONS, _SETTINGS, _MISNAMED)
        return [path / name.removeprefix(prefix) for name in names if name.startswith(prefix)]
    return [path]


def _folders(settings: Path) -> tuple[str, str]:
    """Return the folders of forms and of templates, as the configuration says where there is one that can be used."""
    if not settings.is_file():
        return _FORMS, _TEMPLATES
    from formwright.cli.settings import folders_of  # Loaded here, as below: a configuration's model takes long to load.

    return folders_of(settings) or (_FORMS, _TEMPLATES)


def _files(place: Path) -> list[str]:
    return [str(place)] if place.is_file() else files_in(str(place))


def _settings(path: str, text: str) -> list[Finding]:
    from formwright.cli.settings import lint_settings

    return lint_settings(path, text)


def _mend(terminal: Terminal, path: str, text: str, *, as_result: bool) -> str:
    """Mend a file where it lies, show the difference, and return its text."""
    from formwright.fixing import fix  # Loaded here: it is seldom asked for.

    better = fix(text, path=path)
    if better != text:
        write_text(path, better)
        shown = patch(path, text, better)
        if as_result:
            terminal.result(shown)
        else:
            for line in shown.splitlines():
                terminal.progress(line)
        terminal.progress(f"{path}: mended")
    return better


def _lint_templates(texts: dict[str, str]) -> list[Finding]:
    """Hold templates against the rules with the fragments that they include; those are looked at in their places."""
    if not texts:
        return []
    # Loaded here: most of what is linted are forms, and they need no Markdown parser.
    from formwright.conversion import convert_template
    from formwright.template import read_template

    read = {path: read_template(text, path, load_fragments(path, text)) for path, text in texts.items()}
    included = {target for template in read.values() for _, target in template.included}
    found = [
        finding
        for path, template in read.items()
        if Path(path).as_posix() not in included
        for finding in convert_template(template).report.findings
    ]
    return list(dict.fromkeys(found))


def _counts(findings: list[Finding]) -> Iterator[str]:
    """Yield how many findings there are of each severity; notes only where there are any."""
    for severity in Severity:
        number = sum(finding.severity is severity for finding in findings)
        if number or severity is not Severity.NOTE:
            yield _count(number, severity)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _text(terminal: Terminal, findings: list[Finding]) -> None:
    terminal.findings(findings)


def _json(terminal: Terminal, findings: list[Finding]) -> None:
    terminal.result(json.dumps([finding.as_json() for finding in findings], indent=2, ensure_ascii=False) + "\n")


def _github(terminal: Terminal, findings: list[Finding]) -> None:
    terminal.result("".join(f"{annotation(finding)}\n" for finding in findings))


_REPORTERS: dict[str, Callable[[Terminal, list[Finding]], None]] = {"text": _text, "json": _json, "github": _github}
