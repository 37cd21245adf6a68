"""The whole way on the built-in templates, in a git repository of its own: what `formwright demo` shows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from formwright.builtin import builtin_fragments, builtin_templates
from formwright.form import read_form
from formwright.form.model import Answers
from formwright.host.git import Git
from formwright.host.stream import BOT_EMAIL, BOT_NAME
from formwright.host.worktree import Worktree
from formwright.jobs.events import IssueEvent
from formwright.jobs.propose import Outcome, propose
from formwright.jobs.sync import plan_sync
from formwright.submission import submit

TARGET = ".github/ISSUE_TEMPLATE"
BRANCH = "main"
BEGINNING = "2026-03-01T08:00:00Z"
"""When the demonstration's repository begins: fixed, so that every run makes the same commits."""

SUBMISSIONS = ("feature-request", "enhancement")
"""The templates whose forms somebody fills in."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """One filled form: the payload of its issue, and what became of it."""

    form: str
    event: Mapping[str, object]
    outcome: Outcome
    again: Outcome
    checkout: Path


def make_repository(folder: Path) -> list[str]:
    """Make a git repository with the built-in templates and their forms; return the paths of the forms."""
    templates = {f"forms/{stem}.md": text for stem, text in builtin_templates().items()}
    fragments = builtin_fragments("forms")
    changes = plan_sync(templates, {}, TARGET, fragments=fragments).changes
    forms = {change.path: change.after or "" for change in changes}
    for path, text in {**templates, **fragments, **forms}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="")
    git = Git(folder)
    git.run("init", "--quiet", f"--initial-branch={BRANCH}")
    git.run("add", "--all")
    who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in _IDENTITY.items()}
    git.run("commit", "--quiet", "--message=Add the templates and their forms", environment=who)
    return sorted(forms)


_IDENTITY = {"NAME": BOT_NAME, "EMAIL": BOT_EMAIL, "DATE": BEGINNING}


def submit_all(folder: Path) -> Iterator[Submitted]:
    """Fill in the forms, open their issues, propose each, and propose each once more; yield what became of each.

    The issues' bodies and payloads are left beside the repository, and each branch is checked out there.
    """
    repository = folder / "repository"
    for stem in SUBMISSIONS:
        told = json.loads((resources.files(__package__) / f"{stem}.json").read_text(encoding="utf-8"))
        event = issue_event(stem, told, (repository / TARGET / f"{stem}.yml").read_text(encoding="utf-8"))
        place = folder / f"issue-{told['number']}"
        place.mkdir()
        (place / "event.json").write_text(json.dumps(event, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        host = Worktree(repository)
        payload = IssueEvent.model_validate(event)
        outcome, again = propose(host, payload), propose(host, payload)
        checkout = place / "checkout"
        Git(repository).run("worktree", "add", "--quiet", "--", str(checkout.resolve()), str(outcome.plan.branch))
        yield Submitted(stem, event, outcome, again, checkout)


def issue_event(stem: str, told: Mapping[str, object], form_text: str) -> dict[str, object]:
    """Return the payload of an `issues` event, `opened`, in GitHub's own shape.

    `told` has the issue's number, title, author and date, and the answers.
    """
    form = read_form(form_text).form
    assert form is not None, f"the form of {stem} is not readable"  # noqa: S101 - it was written a moment ago
    answers: Answers = dict(told["answers"]) if isinstance(told["answers"], dict) else {}
    user = {"login": told["author"], "type": "User"}
    name = "acme/widgets"
    return {
        "action": "opened",
        "issue": {
            "number": told["number"],
            "title": told["title"],
            "body": submit(form, answers, line_ends="github"),
            "state": "open",
            "state_reason": None,
            "locked": False,
            "user": user,
            "labels": [{"name": label} for label in form.labels],
            "created_at": told["created_at"],
            "updated_at": told["created_at"],
            "closed_at": None,
            "html_url": f"https://github.com/{name}/issues/{told['number']}",
        },
        "repository": {"full_name": name, "default_branch": BRANCH},
        "sender": user,
    }


def history(folder: Path) -> str:
    """Return the log of all branches, with the files that each commit changed."""
    shown = Git(folder).run("log", "--all", "--stat", "--format=%C(auto)%h %an, %as%d%n    %s")
    return shown.decode("utf-8", "replace")
