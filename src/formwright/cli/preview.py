"""`formwright preview`: the forms, and the documents that they lead to, in a browser."""

from __future__ import annotations

import hashlib
import importlib.util
import re
import webbrowser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from formwright.cli.files import read_text, write_text
from formwright.cli.forms import is_template, load_fragments
from formwright.cli.options import config_option, repository_option
from formwright.cli.paths import FILE
from formwright.cli.repository import folder_of, load_config, load_forms, load_fragments_of, load_templates
from formwright.cli.terminal import Terminal
from formwright.cli.verb import Verb
from formwright.config import CONFIG_PATH, FormsConfig
from formwright.errors import FormwrightError, InputError, UsageError
from formwright.findings import Finding
from formwright.form.linting import FileKind, kind_of
from formwright.host.git import open_repository
from formwright.preview.sources import Sources

EXAMPLE = """\
formwright preview
formwright preview forms/feature-request.md --open
formwright preview --static preview.html
"""

_PAGE = ("jinja2", "nh3")
_SERVER = (*_PAGE, "starlette", "uvicorn")
_GITHUB = re.compile(r"(?:https://|ssh://git@|git@)github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?")


@click.command("preview", cls=Verb, example=EXAMPLE)
@click.argument("paths", metavar="[TEMPLATE or FORM]...", type=FILE, nargs=-1)
@repository_option
@config_option
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port to serve on (default: a free one).")
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser.")
@click.option(
    "--static", metavar="FILE.html", type=FILE, help="Write one page that needs no server to FILE.html, and end."
)
@click.pass_obj
def command(
    terminal: Terminal,
    paths: Sequence[str],
    repo: str,
    config_path: str | None,
    port: int,
    opens: bool,
    static: str | None,
) -> int:
    """Show the forms in a browser, and what comes of them while they are filled in.

    Serves on 127.0.0.1 until Ctrl-C, and prints the address. Without a TEMPLATE or FORM it shows all forms of the
    repository. A page shows a file anew when it is saved, and keeps what is typed.
    """
    _require(_SERVER if static is None else _PAGE)
    repository = Repository(folder_of(repo), tuple(paths), config_path)
    sources = repository.load()
    terminal.findings(sources.findings)
    if static is not None:
        from formwright.preview.static import page

        write_text(static, page(sources, day=datetime.now(UTC).date().isoformat()))
        terminal.progress(f"wrote {static}")
        return 0
    from formwright.preview.serving import serve

    def ready(address: str) -> None:
        terminal.result(f"{address}\n")
        terminal.progress("press Ctrl-C to end")
        if opens:
            webbrowser.open(address)

    serve(repository, port, ready)
    return 0


def _require(modules: Sequence[str]) -> None:
    """Raise `UsageError` where the extra is not installed."""
    missing = [name for name in modules if importlib.util.find_spec(name) is None]
    if missing:
        message = f"the preview needs packages that are not installed: {', '.join(missing)}"
        raise UsageError(
            Finding("P02", message, "install Formwright with its extra: `pip install '.[preview]'` in a clone")
        )


@dataclass(frozen=True, slots=True)
class Repository:
    """The files of a repository on disk that a preview shows (`formwright.preview.server.Workspace`).

    `only` are the templates and forms that were named, by paths from the working folder.
    """

    root: Path
    only: tuple[str, ...] = ()
    config_path: str | None = None

    def revision(self) -> str:
        """Return a digest of the names, sizes and times of all files that are read."""
        folders = (self.root / folder for folder in self._folders())
        files = [self._config_file(), *map(Path, self.only), *(file for each in folders for file in _texts_below(each))]
        states = sorted({f"{file}\0{_state(file)}" for file in files})
        return hashlib.sha256("\n".join(states).encode("utf-8", "surrogateescape")).hexdigest()[:16]

    def load(self) -> Sources:
        """Return the texts as they are now.

        Raises `InputError` where the configuration or a file that was named cannot be used, or where there is nothing
        to show.
        """
        config = load_config(self.root, self.config_path)
        templates, findings = load_templates(self.root, config.forms.source)
        forms = load_forms(self.root, config.forms.target)
        fragments = load_fragments_of(self.root, config.forms.source)
        for path in self.only:
            name, text = self._name(path), read_text(path)
            if name not in forms:
                (templates if is_template(path) else forms)[name] = text
            if is_template(path):
                fragments |= {self._name(each): said for each, said in load_fragments(path, text).items()}
        if not any(kind_of(path) is not FileKind.CONFIG for path in (*templates, *forms)):
            finding = Finding("F41", "there is no template and no form", "write one, or name its folder with --repo")
            raise InputError(finding.at(str(self.root / config.forms.source)))
        only = tuple(map(self._name, self.only))
        return Sources(templates, forms, fragments, config, only, self._on_github(), tuple(findings))

    def _name(self, path: str) -> str:
        """Return a path as the repository's own paths are: from its root, where it lies in it."""
        file = Path(path).absolute()
        root = self.root.absolute()
        return file.relative_to(root).as_posix() if file.is_relative_to(root) else Path(path).as_posix()

    def _config_file(self) -> Path:
        return Path(self.config_path) if self.config_path else self.root / CONFIG_PATH

    def _folders(self) -> tuple[str, str]:
        """Return the folders of templates and forms; those of no configuration while it cannot be used."""
        try:
            forms = load_config(self.root, self.config_path).forms
        except FormwrightError:
            forms = FormsConfig()
        return forms.source, forms.target

    def _on_github(self) -> str | None:
        """Return the `owner/name` of the repository that `origin` is, where that is on GitHub."""
        try:
            address = open_repository(self.root).find("config", "--get", "remote.origin.url")
        except FormwrightError:
            return None
        match = _GITHUB.fullmatch(address or "")
        return match[1] if match else None


def _texts_below(folder: Path) -> Iterator[Path]:
    return (file for pattern in ("*.md", "*.yml", "*.yaml") for file in folder.rglob(pattern))


def _state(file: Path) -> str:
    """Return what changes when a file is saved; "" where it is not there."""
    try:
        state = file.stat()
    except OSError:
        return ""
    return f"{state.st_mtime_ns}\0{state.st_size}\0{state.st_ino}"
