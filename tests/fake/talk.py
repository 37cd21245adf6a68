"""Issues, comments, labels and pull requests of the fake."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fake.objects import Objects
from fake.openapi import ABSENT
from fake.state import API, BOT, NAME, RefusedError, page, user


class Talk(Objects):
    """What people read and write."""

    def issue(self, _: Any, number: str) -> Any:
        if int(number) not in self.issues:
            raise RefusedError(404, "Not Found")
        return self._issue(int(number))

    def _issue(self, number: int) -> Any:
        found = self.issues[number]
        return {
            "id": 5000 + number,
            "number": number,
            "title": found["title"],
            "body": found["body"],
            "state": found["state"],
            "state_reason": found["reason"],
            "labels": [_label(name) for name in found["labels"]],
            "user": user(found["user"]),
            "locked": found["locked"],
            "comments": sum(each["issue"] == number for each in self.comments.values()),
            "created_at": found["created"],
            "updated_at": found["updated"],
            "html_url": f"https://github.com/{NAME}/issues/{number}",
            "repository_url": f"{API}/repos/{NAME}",
            "pull_request": ABSENT,
        }

    def list_issues(self, query: Mapping[str, str]) -> Any:
        found = [number for number, each in self.issues.items() if query["state"] in ("all", each["state"])]
        return [self._issue(number) for number in page(found, query)]

    def list_comments(self, query: Mapping[str, str], issue: str) -> Any:
        found = [each for each in self.comments.values() if each["issue"] == int(issue)]
        return [_comment(each) for each in page(found, query)]

    def make_comment(self, body: Any, issue: str) -> Any:
        if int(issue) not in self.issues:
            raise RefusedError(404, "Not Found")
        made = {"id": self._id(), "issue": int(issue), "body": body["body"], "user": BOT}
        self.comments[made["id"]] = made
        return 201, _comment(made)

    def change_comment(self, body: Any, number: str) -> Any:
        self.comments[int(number)]["body"] = body["body"]
        return _comment(self.comments[int(number)])

    def delete_comment(self, _: Any, number: str) -> Any:
        if self.comments.pop(int(number), None) is None:
            raise RefusedError(404, "Not Found")
        return 204, None

    def list_events(self, query: Mapping[str, str], issue: str) -> Any:
        found = [each for each in self.events if each["issue"] == int(issue)]
        return [
            {"event": each["event"], "actor": user(each["actor"]), "created_at": each["at"]}
            | ({"label": {"name": each["label"], "color": "ededed"}} if "label" in each else {})
            for each in page(found, query)
        ]

    def permission(self, _: Any, login: str) -> Any:
        role = self.roles.get(login)
        if role is None:
            raise RefusedError(404, "Not Found")
        permission = {"maintain": "write", "triage": "read"}.get(role, role)
        return {"permission": permission, "role_name": role, "user": {**user(login), "role_name": role}}

    def list_labels(self, query: Mapping[str, str]) -> Any:
        return [{"name": name} for name in page(self.labels, query)]

    # Pull requests.

    def list_pulls(self, query: Mapping[str, str]) -> Any:
        head = query.get("head", "").partition(":")[2]
        found = [n for n, each in sorted(self.pulls.items(), reverse=True) if head in ("", each["head"])]
        found = [n for n in found if query.get("state", "open") in ("all", self.pulls[n]["state"])]
        return [self._pull(number) for number in page(found, query)]

    def make_pull(self, body: Any) -> Any:
        head, base = f"refs/heads/{body['head']}", f"refs/heads/{body['base']}"
        if head not in self.git.refs or base not in self.git.refs:
            raise RefusedError(422, "Validation Failed")
        if any(each["head"] == body["head"] and each["state"] == "open" for each in self.pulls.values()):
            raise RefusedError(422, f"A pull request already exists for octo:{body['head']}.")
        if self.git.refs[head] in self.git.ancestors(self.git.refs[base]):
            raise RefusedError(422, f"No commits between {body['base']} and {body['head']}")
        number = self._number()
        self.pulls[number] = {"title": body["title"], "body": body["body"], "head": body["head"], "state": "open"}
        self.pulls[number] |= {"created": self.date, "merged": None}
        return 201, self._pull(number)

    def change_pull(self, body: Any, number: str) -> Any:
        self.pulls[int(number)] |= {key: body[key] for key in ("title", "body") if key in body}
        return self._pull(int(number))

    def _pull(self, number: int) -> Any:
        found = self.pulls[number]
        sha = found.get("head_sha") or self.git.refs.get(f"refs/heads/{found['head']}", "0" * 40)
        return {
            "number": number,
            "title": found["title"],
            "body": found["body"],
            "state": found["state"],
            "created_at": found["created"],
            "merged_at": found["merged"],
            "requested_teams": [],
            "user": user(BOT),
            "html_url": f"https://github.com/{NAME}/pull/{number}",
            "head": {"ref": found["head"], "sha": sha},
        }

    def list_pull_files(self, query: Mapping[str, str], number: str) -> Any:
        head = self.git.refs[f"refs/heads/{self.pulls[int(number)]['head']}"]
        return self._diff(self.git.fork(self.git.refs["refs/heads/main"], head), head)


def _label(name: str) -> Any:
    return {"id": 1, "node_id": "L", "url": API, "name": name, "color": "ededed", "default": False, "description": ""}


def _comment(found: Mapping[str, Any]) -> Any:
    return {"id": found["id"], "body": found["body"], "user": user(found["user"])}
