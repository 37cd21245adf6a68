"""Read the answers of one issue, with the forms of the default branch; nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from formwright.config import CONFIG_PATH
from formwright.errors import UsageError
from formwright.findings import Finding
from formwright.form.model import Answers, Form
from formwright.host import Host
from formwright.jobs.events import IssueEvent
from formwright.proposal.model import Issue, Trouble
from formwright.submission import parse, recognise


@dataclass(frozen=True, slots=True)
class Parsed:
    """What an issue answers. Without a form, `reason` says why none fits."""

    reason: str
    form: str | None = None
    answers: Answers = field(default_factory=dict)
    problems: tuple[Trouble, ...] = ()


def parse_issue(host: Host, number: int, event: IssueEvent | None, *, config_path: str = CONFIG_PATH) -> Parsed:
    """Return the answers of the issue as it is now (S23). Raises `UsageError` where there is none to read."""
    issue = host.issue(number) or (event.as_issue() if event is not None else None)
    if issue is None:
        raise UsageError(Finding("A14", "issues are only on GitHub", "give an event"))
    base = host.base(None)
    # Loaded here: the host is asked before the converter is loaded, which takes as long as all else at the start.
    from formwright.jobs.catalogue import load_catalogue
    from formwright.jobs.configuration import load_config

    config = load_config(host, base, config_path)
    return _read(issue, load_catalogue(host, base, config.forms).forms)


def _read(issue: Issue, forms: Mapping[str, Form]) -> Parsed:
    recognition = recognise(issue.body, forms, issue.labels, issue.title)
    if recognition.form is None:
        problems = tuple(Trouble(each.code, each.message, each.field, each.line) for each in recognition.problems)
        return Parsed("; ".join(each.message for each in problems), problems=problems)
    submission = parse(issue.body, forms[recognition.form])
    problems = tuple(Trouble(each.code, each.message, each.field, each.line) for each in submission.problems)
    return Parsed(f"with the form {recognition.form}", recognition.form, submission.answers, problems)
