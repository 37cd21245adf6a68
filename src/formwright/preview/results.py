"""What becomes of answers: the issue's body, the answers as they are read back, and the document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from formwright.form import Answers, Form
from formwright.preview.gallery import Entry, Gallery
from formwright.preview.markdown import document_html
from formwright.proposal.model import Issue, Plan, State
from formwright.proposal.reconcile import Case, reconcile
from formwright.proposal.subject import Catalogue, read_subject
from formwright.submission import check_answers, parse, recognise, submit

NUMBER = 42
AUTHOR = "octocat"
"""The issue's number and author that a preview makes up; GitHub gives them."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a person should look at; `where` says in what."""

    where: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Document:
    """The file that the proposal's branch would hold."""

    path: str
    text: str
    title: str
    branch: str
    status: str


@dataclass(frozen=True, slots=True)
class Results:
    """What becomes of answers. `document` is None where there is none, and `reason` then says why."""

    body: str
    answers: dict[str, Any]
    document: Document | None
    reason: str
    problems: tuple[Problem, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the results with the keys that the page's script reads."""
        made = self.document
        document = made and {
            "path": made.path,
            "branch": made.branch,
            "title": made.title,
            "status": made.status,
            "source": made.text,
            "html": document_html(made.text),
        }
        problems = [{"where": each.where, "code": each.code, "message": each.message} for each in self.problems]
        return {
            "body": self.body,
            "answers": self.answers,
            "document": document,
            "reason": self.reason,
            "problems": problems,
        }


def make_results(gallery: Gallery, entry: Entry, form: Form, title: str, answers: Answers, day: str) -> Results:
    """Return what these answers to an entry's form become; `day` is an ISO date.

    The whole way is gone, as it would be gone for a real issue: the answers are those that are read out of the body.
    """
    # As GitHub stores it: what is typed has CRLF line ends (R71).
    body = submit(form, answers, line_ends="github")
    submission = parse(body, form)
    issue = _issue(form, title, body, day, gallery.sources.repository)
    plan = _plan(gallery, entry, form, issue)
    problems = [
        *(Problem("form", finding.rule, finding.message) for finding in check_answers(form, answers)),
        *_recognised(gallery, entry, issue),
        *(Problem("document" if each.code == "carry" else "issue", each.code, each.message) for each in plan.problems),
    ]
    return Results(body, submission.as_json(), _document(plan), plan.reason, tuple(dict.fromkeys(problems)))


def _issue(form: Form, title: str, body: str, day: str, repository: str | None) -> Issue:
    moment = f"{day}T12:00:00Z"
    name = repository or "OWNER/REPOSITORY"
    url = f"https://github.com/{name}/issues/{NUMBER}"
    return Issue(NUMBER, title.strip(), body, AUTHOR, moment, moment, url, labels=form.labels, repository=name)


def _plan(gallery: Gallery, entry: Entry, form: Form, issue: Issue) -> Plan:
    """Return the plan for the issue in a repository that knows nothing of it yet."""
    config = gallery.sources.config
    subject = read_subject(issue, Catalogue(gallery.templates, {entry.path: form}), config)
    if isinstance(subject, Plan):
        return subject
    nothing = "0" * 40
    return reconcile(Case(issue, subject.config, State(nothing, None, nothing), config, subject))


def _recognised(gallery: Gallery, entry: Entry, issue: Issue) -> Iterator[Problem]:
    """Yield that the issue would be taken for one of another form: the body does not name its form."""
    forms = {each.path: each.form for each in gallery.entries if each.form is not None}
    found = recognise(issue.body, forms, issue.labels, issue.title)
    if found.form == entry.path:
        return
    for problem in found.problems:
        yield Problem("issue", problem.code, problem.message)
    if found.form is not None:
        message = f"this body fits `{found.form}` as well, and would be read with that: tell the labels apart"
        yield Problem("issue", "ambiguous", message)


def _document(plan: Plan) -> Document | None:
    if plan.document is None or not plan.commits or plan.pull_request is None:
        return None
    text = plan.commits[-1].changes[0].text or ""
    return Document(plan.document, text, plan.pull_request.title, plan.branch or "", plan.status or "")
