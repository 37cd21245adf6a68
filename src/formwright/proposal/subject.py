"""What an issue is about: its form, its answers and its document's template; or why it is no proposal."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from formwright.config import Config, ProposalConfig
from formwright.form.model import Answers, Form
from formwright.proposal.answering import Past, read_answers
from formwright.proposal.carrying import carry
from formwright.proposal.model import Issue, Plan, Trouble
from formwright.proposal.skipping import obstacle, skip
from formwright.submission import Submission
from formwright.template import Template

OTHER_TEXT = "Other text"
"""The heading, in the document's appendix, of what the issue says outside of the form's fields."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The templates of a repository by their stems, its forms by their paths, and what both were before."""

    templates: Mapping[str, Template] = field(default_factory=dict)
    forms: Mapping[str, Form] = field(default_factory=dict)
    past: Past = field(default_factory=Past)


@dataclass(frozen=True, slots=True)
class Subject:
    """An issue that is a proposal: how it was read, and what its document follows.

    `answers` are the form's, by field; `filling` are the same where the configuration carries them.
    """

    issue: Issue
    config: ProposalConfig
    path: str
    form: Form
    template: Template
    answers: Answers
    filling: Answers
    problems: tuple[Trouble, ...] = ()


def read_subject(issue: Issue, catalogue: Catalogue, config: Config) -> Subject | Plan:
    """Return the proposal that `issue` is; a plan that skips it, with the reason, where it is none."""
    reason = obstacle(issue)
    if reason is not None:
        return skip(issue, reason)
    sources = {
        path: catalogue.templates[stem] for path in catalogue.forms if (stem := _stem(path)) in catalogue.templates
    }
    read = read_answers(issue.body, catalogue.forms, sources, catalogue.past, issue.labels, issue.title)
    path = read.path
    if path is None:
        problems = tuple(Trouble(each.code, each.message, each.field, each.line) for each in read.problems)
        return skip(issue, "; ".join(each.message for each in problems), problems=problems)
    stem = _stem(path)
    proposal = config.proposal(stem)
    if proposal is None:
        return skip(issue, f"the configuration names no proposals for the form `{stem}`", form=path)
    missing = [label for label in proposal.labels if label not in issue.labels]
    if missing:
        return skip(issue, f"the issue lacks the label {', '.join(f'`{label}`' for label in missing)}", form=path)
    template = catalogue.templates.get(proposal.document or stem)
    if template is None:
        return skip(issue, f"there is no template `{proposal.document or stem}` for its document", form=path)
    return _read(issue, proposal, path, catalogue.forms[path], template, read.submission)


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]


def _read(
    issue: Issue, config: ProposalConfig, path: str, form: Form, template: Template, submission: Submission
) -> Subject:
    filling, troubles = carry(submission.answers, form, template, config.carry)
    problems = [Trouble(each.code, each.message, each.field, each.line) for each in submission.problems]
    if submission.rest.strip():
        filling = {**filling, OTHER_TEXT: submission.rest}
    return Subject(issue, config, path, form, template, submission.answers, filling, (*problems, *troubles))
