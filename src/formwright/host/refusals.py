"""What GitHub refuses, as findings that say what to do: the exact lines to add, or the setting to change.

No message holds the token, or what GitHub answered (S27).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from formwright.errors import HostError
from formwright.findings import Finding
from formwright.host.rest import (
    FORBIDDEN,
    GONE,
    NOT_FOUND,
    TOO_MANY,
    UNAUTHORIZED,
    ApiError,
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal by which it is known (`applies`), and what it means; both texts are formats."""

    applies: Callable[[ApiError], bool]
    rule: str
    message: str
    remedy: str


@contextmanager
def explaining(doing: str, permission: str) -> Iterator[None]:
    """Turn what GitHub refuses into what it means for whoever runs this; `permission` is what `doing` needs."""
    try:
        yield
    except ApiError as error:
        raise explained(error, doing, permission) from None


def explained(error: ApiError, doing: str, permission: str) -> HostError:
    """Return what a refusal means. GitHub's own word on the permission that it misses goes before ours."""
    wanted = _permission(error.accepted) or permission
    scope = wanted.partition(":")[0]
    for refusal in _REFUSALS:
        if refusal.applies(error):
            message = refusal.message.format(doing=doing, status=error.status)
            return HostError(Finding(refusal.rule, message, refusal.remedy.format(permission=wanted, scope=scope)))
    return HostError(Finding("G25", f"GitHub refused to {doing} ({error.status})", "run this again later"))


def _permission(accepted: str) -> str | None:
    """Return the permission that `x-accepted-github-permissions` names, as a workflow writes it.

    The header lists what would do: sets with `;` between them, permissions of a set with `,` ("Troubleshooting the
    REST API").
    """
    match = re.match(r"\s*([a-z_]+)=(read|write|admin)\b", accepted)
    return f"{match[1].replace('_', '-')}: {match[2]}" if match else None


def says(*words: str) -> Callable[[ApiError], bool]:
    """Return what knows a refusal by words of GitHub's message, in small letters."""
    return lambda error: any(each in error.message for each in words)


def has(*statuses: int) -> Callable[[ApiError], bool]:
    """Return what knows a refusal by its status."""
    return lambda error: error.status in statuses


protected = says("protected branch", "protected ref", "repository rule violations", "through a pull request")
"""Whether a rule of the repository keeps a branch from being written."""

_FORK = "on `pull_request` from a fork the token may only read, whatever the workflow says"

_REFUSALS = (
    Refusal(has(UNAUTHORIZED), "G21", "GitHub does not accept the token", "give a `token` that is valid"),
    Refusal(
        says("not permitted to create or approve pull requests"),
        "G22",
        "GitHub Actions may not create pull requests in this repository",
        "switch on Settings → Actions → General → Workflow permissions → “Allow GitHub Actions to create and approve "
        "pull requests” (an organisation may have to allow it first), or give the `token` of an App",
    ),
    Refusal(
        lambda error: error.limited,
        "G23",
        "GitHub's rate limit is used up",
        "run this again in an hour: nothing is lost, the next run goes on from here",
    ),
    Refusal(
        protected,
        "G28",
        "a branch protection rule or a ruleset forbids to {doing}",
        "leave `formwright/**` and `proposals/**` out of the rule, or let the token's App bypass it; for the default "
        "branch use `delivery: pull-request`",
    ),
    Refusal(says("archived"), "G29", "the repository is archived, so nobody may {doing}", "take it out of the archive"),
    Refusal(
        says("saml enforcement", "sso"),
        "G24",
        "the token may not {doing}: its organisation asks for single sign-on",
        "authorize the token for the organisation (Settings → Developer settings → the token → Configure SSO)",
    ),
    Refusal(
        says("ip allow list"),
        "G24",
        "the token may not {doing} from this runner's address",
        "add the runner to the organisation's IP allow list",
    ),
    Refusal(
        says("locked"),
        "G30",
        "GitHub does not let the program {doing}: the conversation is locked",
        "unlock it, or leave it: nothing else is missing",
    ),
    Refusal(
        has(FORBIDDEN),
        "G24",
        "the token may not {doing}",
        "add the line `{permission}` below the job's `permissions:` (" + _FORK + ")",
    ),
    Refusal(
        has(GONE),
        "G30",
        "GitHub does not let the program {doing}: issues are switched off, or this one is gone",
        "switch on Settings → General → Features → Issues",
    ),
    Refusal(
        has(NOT_FOUND),
        "G24",
        "GitHub shows nothing where the token was to {doing}",
        "check the repository's name, and add the line `{permission}` below the job's `permissions:`",
    ),
    Refusal(has(TOO_MANY), "G23", "GitHub's rate limit is used up", "run this again in an hour"),
    Refusal(
        lambda error: error.status == 0 or error.status >= 500,
        "G20",
        "GitHub did not answer as it should when the program was to {doing} ({status})",
        "run this again later: nothing is lost, the next run goes on from here",
    ),
)
