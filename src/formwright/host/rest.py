"""GitHub's REST API, spoken through PyGithub: it signs in and sends; what is sent again, and when, is decided here."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import requests
from github import Auth, Github, GithubException
from urllib3.exceptions import HTTPError

from formwright.host.archive import Archive
from formwright.host.pacing import FREE_WRITES, WRITE_GAP, Answer, delay

API = "https://api.github.com"
OK, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, CONFLICT, GONE, INVALID, TOO_MANY = 200, 401, 403, 404, 409, 410, 422, 429

PAGE = 100
"""How many items a page has at most ("Using pagination in the REST API")."""

PATIENCE = 15 * 60.0
"""How long a run waits, in seconds, for a limit to end; a longer one ends the run."""

TIMEOUT = 30
"""How long one answer may take, in seconds."""

Json = Any
"""What JSON may be."""


class ApiError(Exception):
    """GitHub answered with an error, or not at all (status 0).

    `message` is what GitHub said, in small letters: it is for decisions and not for people. `accepted` is the header
    that names the permissions which would do.
    """

    def __init__(self, status: int, message: str, *, accepted: str = "", limited: bool = False) -> None:
        super().__init__(f"{status}")
        self.status = status
        self.message = message
        self.accepted = accepted
        self.limited = limited

    @property
    def unknown(self) -> bool:
        """Whether nobody knows if GitHub did what it was asked for."""
        return self.status == 0 or self.status >= 500


class Rest:
    """The API as one repository sees it. Paths are relative to the repository, unless they begin with `/`.

    All methods raise `ApiError`. `pause` waits so many seconds; `clock` tells seconds, from any start.
    """

    def __init__(
        self,
        token: str,
        repository: str,
        api: str = API,
        *,
        pause: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        patience: float = PATIENCE,
    ) -> None:
        client = Github(
            auth=Auth.Token(token),
            base_url=api,
            timeout=TIMEOUT,
            retry=0,
            seconds_between_requests=0,
            seconds_between_writes=0,
        )
        self._requester = client.requester
        self._token, self._api = token, api
        self.is_app = token.startswith("ghs_")
        """Whether the token is an App's, or a workflow's own: it stands for no person ("About authentication")."""
        self._repository = repository
        self._pause, self._clock, self._patience = pause, clock, patience
        self._writes, self._last_write = 0, 0.0
        self.date = ""
        """The server's time at its last answer, as HTTP writes it."""

    def get(self, path: str, /, **parameters: object) -> Json:
        """Return what the API has at `path`."""
        return self._send("GET", path, parameters=parameters)

    def find(self, path: str, /, **parameters: object) -> Json:
        """Return what the API has at `path`, None where there is nothing."""
        try:
            return self.get(path, **parameters)
        except ApiError as error:
            if error.status != NOT_FOUND:
                raise
            return None

    def pages(self, path: str, /, **parameters: object) -> Iterator[Json]:
        """Yield the items of all pages of a list."""
        page = 1
        while True:
            items = self.get(path, **parameters, per_page=PAGE, page=page)
            yield from items
            if len(items) < PAGE:
                return
            page += 1

    def linked(self, path: str, /) -> Iterator[Json]:
        """Yield the items of a list that takes no page's number: there may be a link to the next part."""
        next_part: str | None = path
        while next_part is not None:
            answer = self._answered("GET", next_part)
            yield from json.loads(answer.text)
            link = re.search(r'<([^>]+)>; *rel="next"', answer.headers.get("link", ""))
            inside = link is not None and link[1].startswith(f"{self._api}/")
            next_part = link[1].removeprefix(self._api) if link and inside else None

    def post(self, path: str, /, **values: object) -> Json:
        """Make something that may be made twice without harm, such as an object of git, and return it."""
        return self._send("POST", path, input=values)

    def post_once(self, path: str, /, **values: object) -> Json:
        """Make something that must not be made twice: where nobody knows whether it was, the error is `unknown`."""
        return self._send("POST", path, repeatable=False, input=values)

    def patch(self, path: str, /, **values: object) -> Json:
        """Change something, and return it."""
        return self._send("PATCH", path, input=values)

    def put(self, path: str, /, **values: object) -> Json:
        """Put something in its place, and return what came of it."""
        return self._send("PUT", path, input=values)

    def delete(self, path: str, /) -> None:
        """Take something away; what is gone already is no error."""
        try:
            self._send("DELETE", path)
        except ApiError as error:
            if error.status != NOT_FOUND:
                raise

    def archive(self, commit: str) -> Archive | None:
        """Return all files of a commit, in one request; None where that cannot be had: there are other ways."""
        headers = {"Authorization": f"Bearer {self._token}", "Accept": "application/vnd.github+json"}
        url = f"{self._api}/repos/{self._repository}/tarball/{commit}"
        try:
            # The archive is on another server, to which requests does not give the token. No .netrc is looked at.
            with requests.get(
                url, headers=headers, auth=lambda request: request, stream=True, timeout=TIMEOUT
            ) as answer:
                return Archive(answer.raw) if answer.status_code == OK else None
        except (requests.RequestException, HTTPError, OSError, ValueError):
            return None

    def _send(self, verb: str, path: str, *, repeatable: bool = True, **values: Mapping[str, object]) -> Json:
        text = self._answered(verb, path, repeatable=repeatable, **values).text
        return json.loads(text) if text else None

    def _answered(self, verb: str, path: str, *, repeatable: bool = True, **values: Mapping[str, object]) -> Answer:
        url = path if path.startswith("/") else f"/repos/{self._repository}/{path}".rstrip("/")
        attempt = 1
        while True:
            if verb != "GET":
                self._pace()
            answer = self._ask(verb, url, values)
            if 200 <= answer.status < 300:
                return answer
            wait = delay(answer, attempt, repeatable=repeatable, patience=self._patience)
            if wait is None:
                accepted = answer.headers.get("x-accepted-github-permissions", "")
                raise ApiError(answer.status, _message(answer.text), accepted=accepted, limited=answer.limited)
            self._pause(wait)
            attempt += 1

    def _pace(self) -> None:
        """Wait a moment before a write where many went before it (S34)."""
        self._writes += 1
        if self._writes > FREE_WRITES:
            self._pause(max(self._last_write + WRITE_GAP - self._clock(), 0.0))
        self._last_write = self._clock()

    def _ask(self, verb: str, url: str, values: Mapping[str, Any]) -> Answer:
        """Send once. An answer that is no JSON is none at all: something between GitHub and us broke it."""
        try:
            status, headers, text = self._requester.requestJson(verb, url, **values)
        except (requests.RequestException, GithubException, RuntimeError) as error:
            return Answer(0, {}, type(error).__name__)
        self.date = headers.get("date", "")
        try:
            json.loads(text or "null")
        except ValueError:
            status = 0 if status < 300 else status
        return Answer(status, headers, text)


def _message(text: str) -> str:
    """Return all that GitHub said, in small letters."""
    try:
        data = json.loads(text)
    except ValueError:
        return text[:200].lower()
    if not isinstance(data, dict):
        return ""
    details = [each.get("message") or "" for each in data.get("errors") or [] if isinstance(each, dict)]
    return " ".join([str(data.get("message") or ""), *map(str, details)]).lower()
