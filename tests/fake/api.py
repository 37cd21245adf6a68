"""GitHub's API in the process: one repository, with the rules of GitHub that the program counts on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from fake.openapi import ABSENT, openapi
from fake.state import API, BOT, NAME, OWNER, PERSON, RefusedError
from fake.talk import Talk

__all__ = ["API", "BOT", "NAME", "OWNER", "PERSON", "Answer", "FakeGitHub", "RefusedError"]


@dataclass
class Answer:
    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    data: bytes = b""


class FakeGitHub(Talk):
    """A server for one repository. Every request and every answer is held against GitHub's own description."""

    def handle(self, method: str, url: str, body: Any) -> Answer:
        """Answer a request. Raises `DriftError` where GitHub knows no such request, or would not answer so."""
        self.wait(1)
        path, _, search = url.removeprefix(API).partition("?")
        query = {key: unquote(value) for key, _, value in (each.partition("=") for each in search.split("&") if each)}
        operation = openapi().operation(method, path)
        openapi().check_request(operation, query, body)
        try:
            status, changes = self._route(method, unquote(path), query, body)
            if status in (204, 302):
                return Answer(status, None, {"location": f"https://codeload.github.com{path}"} if status == 302 else {})
            found = openapi().answer(operation, status, changes)
        except RefusedError as error:
            status, found = error.status, {"message": error.message, "documentation_url": "https://docs.github.com"}
        openapi().check_answer(operation, status, found)
        return Answer(status, found)

    def _route(self, method: str, path: str, query: Mapping[str, str], body: Any) -> tuple[int, Any]:
        start = f"/repos/{NAME}"
        if path == "/user":
            raise RefusedError(403, "Resource not accessible by integration")
        if not path.startswith(start):
            raise RefusedError(404, "Not Found")
        for verb, pattern, handler in _ROUTES:
            match = re.fullmatch(pattern, path.removeprefix(start)) if verb == method else None
            if match:
                found = handler(self, query if method == "GET" else body, *match.groups())
                return found if isinstance(found, tuple) else (200, found)
        raise AssertionError(f"the fake does not do {method} {path}")

    def repository(self, _: Any) -> Any:
        return {"full_name": NAME, "default_branch": "main", "language": None} | dict.fromkeys(_UNSOUND, ABSENT)


_UNSOUND = ("source", "parent", "template_repository")
"""What GitHub's own example of a repository has otherwise than its own description."""

_ROUTES: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("GET", r"", FakeGitHub.repository),
    ("GET", r"/issues", FakeGitHub.list_issues),
    ("GET", r"/issues/(\d+)", FakeGitHub.issue),
    ("GET", r"/issues/(\d+)/comments", FakeGitHub.list_comments),
    ("POST", r"/issues/(\d+)/comments", FakeGitHub.make_comment),
    ("PATCH", r"/issues/comments/(\d+)", FakeGitHub.change_comment),
    ("DELETE", r"/issues/comments/(\d+)", FakeGitHub.delete_comment),
    ("GET", r"/issues/(\d+)/events", FakeGitHub.list_events),
    ("GET", r"/collaborators/([^/]+)/permission", FakeGitHub.permission),
    ("GET", r"/labels", FakeGitHub.list_labels),
    ("GET", r"/pulls", FakeGitHub.list_pulls),
    ("POST", r"/pulls", FakeGitHub.make_pull),
    ("PATCH", r"/pulls/(\d+)", FakeGitHub.change_pull),
    ("GET", r"/pulls/(\d+)/files", FakeGitHub.list_pull_files),
    ("GET", r"/branches/(.+)", FakeGitHub.branch),
    ("GET", r"/compare/(.+)", FakeGitHub.compare),
    ("GET", r"/commits", FakeGitHub.list_commits),
    ("GET", r"/git/commits/(\w+)", FakeGitHub.git_commit),
    ("GET", r"/git/trees/(\w+)", FakeGitHub.git_tree),
    ("GET", r"/git/blobs/(\w+)", FakeGitHub.git_blob),
    ("GET", r"/git/matching-refs/(.+)", FakeGitHub.matching_refs),
    ("POST", r"/git/trees", FakeGitHub.make_tree),
    ("POST", r"/git/blobs", FakeGitHub.make_blob),
    ("POST", r"/git/commits", FakeGitHub.make_commit),
    ("POST", r"/git/refs", FakeGitHub.make_ref),
    ("PATCH", r"/git/refs/(.+)", FakeGitHub.change_ref),
    ("GET", r"/contents/(.+)", FakeGitHub.get_file),
    ("PUT", r"/contents/(.+)", FakeGitHub.put_file),
    ("GET", r"/tarball/(.+)", FakeGitHub.tarball),
)
