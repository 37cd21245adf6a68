"""What GitHub refuses becomes help: the exact line to add, or the setting to change. Nothing else is lost by it."""

from __future__ import annotations

import copy
import io

import pytest

from fake.api import Answer
from fake.flows import FLOWS, act, prepared
from fake.wire import Wire
from formwright.host.refusals import explained
from formwright.host.rest import ApiError

DENIED = "Resource not accessible by integration"
NO_PULLS = "GitHub Actions is not permitted to create or approve pull requests."


@pytest.mark.parametrize(
    ("request_like", "status", "message", "accepted", "help_like"),
    [
        (
            "POST /git/trees",
            403,
            DENIED,
            "contents=write",
            "G24::the token may not write to the repository; add the "
            "line `contents: write` below the job's `permissions:`",
        ),
        ("POST /git/refs", 403, DENIED, "contents=write; contents=write,workflows=write", "`contents: write`"),
        ("POST /pulls", 403, DENIED, "pull_requests=write", "add the line `pull-requests: write`"),
        ("POST /pulls", 403, DENIED, "", "add the line `pull-requests: write`"),
        (
            "POST /pulls",
            403,
            NO_PULLS,
            "",
            "G22::GitHub Actions may not create pull requests in this repository; "
            "switch on Settings → Actions → General → Workflow permissions",
        ),
        ("POST /issues/1/comments", 403, DENIED, "issues=write; pull_requests=write", "add the line `issues: write`"),
        ("POST /issues/1/comments", 403, "Unable to create comment because issue is locked.", "", "G30"),
        (
            "POST /git/refs",
            422,
            "Repository rule violations found",
            "",
            "G28::a branch protection rule or a ruleset "
            "forbids to write to the branch `proposals/1`; leave `formwright/**` and `proposals/**` out of the rule",
        ),
        ("POST /git/refs", 403, "Repository was archived so is read-only.", "", "G29::the repository is archived"),
        ("POST /git/trees", 403, "Resource protected by organization SAML enforcement.", "", "single sign-on"),
        ("GET /issues/1", 401, "Bad credentials", "", "G21::GitHub does not accept the token"),
        ("GET /issues/1", 403, "API rate limit exceeded", "", "G23::GitHub's rate limit is used up"),
        ("GET /branches/main", 403, DENIED, "contents=read", "add the line `contents: read`"),
    ],
)
def test_a_refusal_is_help(
    request_like: str,
    status: int,
    message: str,
    accepted: str,
    help_like: str,
) -> None:
    flow = FLOWS["a new proposal"]
    start = prepared(flow)
    probe = Wire(copy.deepcopy(start))
    act(probe.github, flow, probe)
    at = next(n for n, (verb, url) in enumerate(probe.sent) if f"{verb} {_short(url)}" == request_like)
    headers = {"x-accepted-github-permissions": accepted} if accepted else {}
    wire = Wire(start, lambda _, __: Answer(status, {"message": message}, headers), at, lasting=True)
    out = io.StringIO()
    assert act(start, flow, wire, out) == 3
    text = out.getvalue()
    assert help_like in text and "::error title=G" in text
    assert "ghs_not-a-token" not in text and "Traceback" not in text


def _short(url: str) -> str:
    return url.partition("/repos/octo/app")[2].partition("?")[0]


def test_a_pull_request_that_starts_no_workflow_is_told_once() -> None:
    """S28."""
    flow = FLOWS["a new proposal"]
    github = prepared(flow)
    texts = []
    for _ in range(2):
        out = io.StringIO()
        assert act(github, flow, Wire(github), out) == 0
        texts.append(out.getvalue())
    assert "::notice title=G31::the pull request was made with the workflow's own token" in texts[0]
    assert "G31" not in texts[1]


@pytest.mark.parametrize("message", ["", "oops", DENIED, "::add-mask::x\r\n::error::y"])
@pytest.mark.parametrize("status", [0, 400, 401, 403, 404, 405, 409, 410, 415, 422, 429, 451, 500, 503])
def test_whatever_github_refuses_has_a_remedy_and_none_of_githubs_words(status: int, message: str) -> None:
    """S27."""
    error = explained(ApiError(status, message.lower()), "write", "contents: write")
    assert error.exit_code == 3 and error.findings[0].remedy
    assert "add-mask" not in str(error) and "oops" not in str(error)
