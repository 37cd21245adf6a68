"""GitHub's REST API, spoken through PyGithub: it signs in, paces, and repeats what may be repeated.

What GitHub refuses becomes a finding that says what to do. No message holds the token, or what GitHub answered (S27).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import requests
from github import Auth, Github, GithubException, GithubRetry

from formwright.errors import HostError
from formwright.findings import Finding

API = "https://api.github.com"
UNAUTHORIZED, FORBIDDEN, NOT_FOUND, GONE, INVALID, TOO_MANY = 401, 403, 404, 410, 422, 429

PAGE = 100
"""How many items a page has at most ("Using pagination in the REST API")."""


class ApiError(Exception):
    """GitHub answered with an error: its status, and its message, which is for decisions and not for people."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(f"{status}")
        self.status = status
        self.message = message


class Rest:
    """The API as one repository sees it. Paths are relative to the repository, unless they begin with `/`."""

    def __init__(self, token: str, repository: str, api: str = API) -> None:
        retry = GithubRetry(total=3)
        client = Github(
            auth=Auth.Token(token), base_url=api, retry=retry, seconds_between_requests=0, seconds_between_writes=0
        )
        self._requester = client.requester
        self._repository = repository

    def get(self, path: str, /, **parameters: object) -> Any:  # noqa: ANN401 - JSON is anything
        """Return what the API has at `path`. Raises `ApiError`, and `HostError` where GitHub cannot be reached."""
        return self._send("GET", path, parameters=parameters)

    def find(self, path: str, /, **parameters: object) -> Any:  # noqa: ANN401 - JSON is anything
        """Return what the API has at `path`, None where there is nothing."""
        try:
            return self.get(path, **parameters)
        except ApiError as error:
            if error.status != NOT_FOUND:
                raise
            return None

    def pages(self, path: str, /, **parameters: object) -> Iterator[Any]:
        """Yield the items of all pages of a list."""
        page = 1
        while True:
            items = self.get(path, **parameters, per_page=PAGE, page=page)
            yield from items
            if len(items) < PAGE:
                return
            page += 1

    def post(self, path: str, /, **values: object) -> Any:  # noqa: ANN401 - JSON is anything
        """Make something, and return it. Raises as `get`."""
        return self._send("POST", path, input=values)

    def patch(self, path: str, /, **values: object) -> Any:  # noqa: ANN401 - JSON is anything
        """Change something, and return it. Raises as `get`."""
        return self._send("PATCH", path, input=values)

    def _send(self, verb: str, path: str, **values: Mapping[str, object]) -> Any:  # noqa: ANN401 - JSON is anything
        url = path if path.startswith("/") else f"/repos/{self._repository}/{path}".rstrip("/")
        try:
            return self._requester.requestJsonAndCheck(verb, url, **values)[1]  # type: ignore[arg-type]
        except GithubException as error:
            raise ApiError(error.status, _message(error)) from None
        except requests.RequestException as error:
            message = f"GitHub cannot be reached ({type(error).__name__})"
            raise HostError(Finding("G20", message, "run this again later")) from None


def _message(error: GithubException) -> str:
    """Return all that GitHub said, in small letters."""
    data = error.data if isinstance(error.data, dict) else {}
    details = [each.get("message") or "" for each in data.get("errors") or [] if isinstance(each, dict)]
    return " ".join([str(data.get("message") or ""), *map(str, details)]).lower()


@contextmanager
def explaining(doing: str, permission: str) -> Iterator[None]:
    """Turn what GitHub refuses into what it means for whoever runs this; `permission` is what `doing` needs."""
    try:
        yield
    except ApiError as error:
        raise explained(error, doing, permission) from None


def explained(error: ApiError, doing: str, permission: str) -> HostError:
    """Return what a refusal means."""
    for applies, rule, message, remedy in _REFUSALS:
        if applies(error):
            return HostError(Finding(rule, message.format(doing=doing), remedy.format(permission=permission)))
    return HostError(Finding("G25", f"GitHub refused to {doing} ({error.status})", "run this again later"))


_REFUSALS: tuple[tuple[Callable[[ApiError], bool], str, str, str], ...] = (
    (
        lambda error: error.status == UNAUTHORIZED,
        "G21",
        "GitHub does not accept the token",
        "give a `token` that is valid",
    ),
    (
        lambda error: "not permitted to create or approve pull requests" in error.message,
        "G22",
        "GitHub Actions may not create pull requests in this repository",
        "switch on Settings → Actions → General → “Allow GitHub Actions to create and approve pull requests”",
    ),
    (
        lambda error: error.status in (FORBIDDEN, TOO_MANY) and "rate limit" in error.message,
        "G23",
        "GitHub's rate limit is used up",
        "run this again in an hour",
    ),
    (
        lambda error: error.status == FORBIDDEN,
        "G24",
        "the token may not {doing}",
        "add `{permission}` to the job's `permissions:`",
    ),
    (
        lambda error: error.status == NOT_FOUND,
        "G24",
        "GitHub shows nothing where the token was to {doing}",
        "check the repository's name, and add `{permission}` to the job's `permissions:`",
    ),
)
