"""What the forms on the disk were before: their templates beside them, and the git history that they lie in.

Loaded only where a body does not fit today's forms: reading a body that does must start fast.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from formwright.cli.files import STDIN, read_text
from formwright.cli.forms import load_fragments, template_file
from formwright.config import FormsConfig
from formwright.errors import FormwrightError
from formwright.form import Form
from formwright.host.git import open_repository
from formwright.host.worktree import Worktree
from formwright.jobs.past import past_of
from formwright.proposal.answering import Answered, Past, read_answers, read_as
from formwright.submission import Submission
from formwright.template import Template, read_template

_Version = TypeVar("_Version")


def read_with_past(text: str, path: str, form: Form, *, history: bool) -> Submission:
    """Return the answers in `text` to the form in the file `path`, or to what that was before."""
    return read_as(text, form, path, load_template(path), _past([path]) if history else Past())


def recognise_with_past(text: str, forms: Mapping[str, Form], *, history: bool) -> Answered:
    """Return the form among `forms` (path to form) that `text` was written with, and the answers."""
    templates = {path: template for path in forms if (template := load_template(path)) is not None}
    return read_answers(text, forms, templates, _past(forms) if history else Past())


def load_template(path: str) -> Template | None:
    """Return the Markdown template that the form in the file `path` comes from; None where there is none to read."""
    found = template_file(path)
    if found is None:
        return None
    try:
        text = read_text(found)
    except FormwrightError:
        return None
    return read_template(text, found, load_fragments(found, text))


def _past(paths: Iterable[str]) -> Past:
    """Return the past of the files `paths`; none where they lie in no git repository, or it has no commit."""
    whole: dict[str, tuple[Past, str]] = {}
    for path in paths:
        if path == STDIN:
            continue
        file = Path(path).resolve()
        try:
            root = open_repository(file.parent).find("rev-parse", "--show-toplevel")
            if root is None:
                continue
            host = Worktree(Path(root))
            past = past_of(host, host.base(None), FormsConfig())
        except FormwrightError:
            continue
        whole[path] = past, file.relative_to(Path(root).resolve()).as_posix()
    return Past(
        lambda path: _readable(whole[path][0].forms(whole[path][1])) if path in whole else (),
        lambda path: _readable(whole[path][0].templates(whole[path][1])) if path in whole else (),
    )


def _readable(versions: Iterable[_Version]) -> Iterator[_Version]:
    """Yield versions as far as git has them: without its past a body is still read with today's form."""
    with contextlib.suppress(FormwrightError):
        yield from versions
