"""Backfill of many issues on GitHub: requests, time and memory, against a server in a process of its own.

    python benchmarks/backfill.py [ISSUES...] [--delivery pull-request|commit]

The server makes issues when they are asked for and keeps git's objects as GitHub does. It answers at once and has no
limits: what is measured is the program's own part, and how many requests GitHub would get.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import json
import multiprocessing
import re
import resource
import sys
import tarfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from typing import Any, cast
from urllib.parse import parse_qs, unquote, urlsplit

import formwright
from formwright.form import Answers
from formwright.host.github import GitHub
from formwright.jobs.backfill import backfill
from formwright.jobs.delivery import By
from formwright.jobs.progress import Wanted

NAME = "octo/app"
PAGE = 100
SLUG = "idea"
Json = Any
"""What JSON may be."""


TEMPLATE = """\
---
title: Title
number: XXXX
status: draft
---

# Idea: [Title]

## Problem

[What is wrong?]

## Solution

[What should be done?]

## Risks

[What could go wrong?]
"""


def body() -> str:
    """Return the body of an issue, as GitHub writes it."""
    form = formwright.convert(TEMPLATE, source=f"forms/{SLUG}.md").form
    if form is None:
        raise SystemExit("the benchmark's own template gives no form")
    answers: Answers = {each.key: "It is slow, and people wait.\n\n- one\n- two" for each in form.fields}
    return formwright.submit(form, answers, line_ends="github")


@dataclass
class Fake:
    """One repository with `count` issues. Trees are kept flat, by path."""

    count: int
    body: str
    trees: dict[str, dict[str, str]] = field(default_factory=dict)
    commits: dict[str, dict[str, Json]] = field(default_factory=dict)
    blobs: dict[str, str] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)
    pulls: list[dict[str, Json]] = field(default_factory=list)
    comments: dict[int, list[dict[str, Json]]] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        tree = self.tree({f"forms/{SLUG}.md": TEMPLATE})
        self.refs["heads/main"] = self.commit({"message": "Start", "tree": tree, "parents": []})

    def tree(self, files: dict[str, str], base: str | None = None) -> str:
        """Keep a tree, and return its id: a name for what it holds, of the length that git's have."""
        entries = dict(self.trees[base]) if base else {}
        for path, text in files.items():
            data = text.encode()
            sha = hashlib.sha1(b"blob %d\0%s" % (len(data), data), usedforsecurity=False).hexdigest()
            self.blobs[sha] = text
            entries[path] = sha
        sha = self.name(json.dumps(sorted(entries.items())) if base is None else f"{base}{files}")
        self.trees[sha] = entries
        return sha

    def commit(self, value: dict[str, Json]) -> str:
        """Keep a commit, and return its id."""
        sha = self.name(json.dumps(value))
        self.commits[sha] = value
        return sha

    @staticmethod
    def name(text: str) -> str:
        """Return an id for what `text` says, of the length that git's have."""
        return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()

    def issue(self, number: int) -> dict[str, Json]:
        """Return an issue, made when it is asked for."""
        day = f"2025-01-{number % 28 + 1:02}T10:00:00Z"
        return {
            "id": 10**9 + number,
            "number": number,
            "title": f"Feature no. {number}",
            "body": self.body,
            "state": "open",
            "labels": [],
            "user": {"login": "octocat", "type": "User"},
            "created_at": day,
            "updated_at": day,
            "comments": len(self.comments.get(number, [])),
            "html_url": f"https://github.com/{NAME}/issues/{number}",
            "repository_url": f"https://api.github.com/repos/{NAME}",
        }

    def answer(self, verb: str, path: str, query: dict[str, str], value: Json) -> tuple[int, Json]:
        """Return status and body of an answer."""
        for method, pattern, function in ROUTES:
            match = re.fullmatch(pattern, path)
            if method == verb and match:
                self.asked[f"{verb} {pattern}"] += 1
                return function(self, match.groups(), query, value)
        self.asked[f"{verb} {path} (unknown)"] += 1
        return 404, {"message": "Not Found"}

    def whole(self, sha: str) -> dict[str, Json]:
        """Return a commit as lists and branches show it."""
        found = self.commits[sha]
        people = {"name": "octocat", "email": "octocat@example.org", "date": "2025-02-01T10:00:00Z"}
        inner = {"message": found["message"], "tree": {"sha": found["tree"]}, "author": people, "committer": people}
        return {"sha": sha, "commit": inner, "parents": [{"sha": each} for each in found["parents"]], "files": []}


def _page(items: list[Json], query: dict[str, str]) -> list[Json]:
    size, page = int(query.get("per_page", 30)), int(query.get("page", 1))
    return items[(page - 1) * size : page * size]


def _issues(fake: Fake, _: Json, query: dict[str, str], __: Json) -> tuple[int, Json]:
    size, page = int(query["per_page"]), int(query["page"])
    return 200, [fake.issue(n) for n in range((page - 1) * size + 1, min(page * size, fake.count) + 1)]


def _branch(fake: Fake, groups: Json, _: Json, __: Json) -> tuple[int, Json]:
    sha = fake.refs.get(f"heads/{unquote(groups[0])}")
    return (200, {"name": unquote(groups[0]), "commit": fake.whole(sha)}) if sha else (404, {"message": "Not Found"})


def _compare(fake: Fake, groups: Json, _: Json, __: Json) -> tuple[int, Json]:
    base, head = (unquote(each) for each in groups)
    ends = [fake.refs.get(f"heads/{each}", each) for each in (base, head)]
    if any(end not in fake.commits for end in ends):
        return 404, {"message": "Not Found"}
    own, fork = [], ends[1]
    while fork != ends[0] and fake.commits[fork]["parents"]:
        own.append(fork)
        fork = fake.commits[fork]["parents"][0]
    old, new = (fake.trees[fake.commits[end]["tree"]] for end in (fork, ends[1]))
    files = [
        {"filename": path, "status": "added" if path not in old else "modified", "sha": sha}
        for path, sha in new.items()
        if old.get(path) != sha
    ]
    status = "identical" if ends[0] == ends[1] else "ahead" if fork == ends[0] else "diverged"
    return 200, {
        "status": status,
        "base_commit": fake.whole(ends[0]),
        "merge_base_commit": fake.whole(fork),
        "total_commits": len(own),
        "commits": [fake.whole(sha) for sha in reversed(own)],
        "files": files,
    }


def _tree(fake: Fake, groups: Json, _: Json, __: Json) -> tuple[int, Json]:
    tree = groups[0] if groups[0] in fake.trees else fake.commits[groups[0]]["tree"]
    entries: dict[str, dict[str, str]] = {}
    for path, sha in fake.trees[tree].items():
        parts = path.split("/")
        for depth in range(1, len(parts)):
            folder = "/".join(parts[:depth])
            entries[folder] = {"path": folder, "mode": "040000", "type": "tree", "sha": fake.name(folder)}
        entries[path] = {"path": path, "mode": "100644", "type": "blob", "sha": sha}
    return 200, {"sha": tree, "tree": list(entries.values()), "truncated": False}


def _make_tree(fake: Fake, _: Json, __: Json, value: Json) -> tuple[int, Json]:
    files = {entry["path"]: entry["content"] for entry in value["tree"]}
    return 201, {"sha": fake.tree(files, value["base_tree"]), "tree": []}


def _make_ref(fake: Fake, _: Json, __: Json, value: Json) -> tuple[int, Json]:
    name = value["ref"].removeprefix("refs/")
    if name in fake.refs:
        return 422, {"message": "Reference already exists"}
    fake.refs[name] = value["sha"]
    return 201, {"ref": value["ref"], "object": {"sha": value["sha"]}}


def _move_ref(fake: Fake, groups: Json, _: Json, value: Json) -> tuple[int, Json]:
    fake.refs[groups[0]] = value["sha"]
    return 200, {"ref": f"refs/{groups[0]}", "object": {"sha": value["sha"]}}


def _refs(fake: Fake, groups: Json, query: dict[str, str], _: Json) -> tuple[int, Json]:
    found = [(name, sha) for name, sha in sorted(fake.refs.items()) if name.startswith(groups[0])]
    return 200, [{"ref": f"refs/{name}", "object": {"sha": sha}} for name, sha in _page(found, query)]


def _pulls(fake: Fake, _: Json, query: dict[str, str], __: Json) -> tuple[int, Json]:
    branch = query.get("head", "").partition(":")[2]
    return 200, _page([pull for pull in fake.pulls if not branch or pull["head"]["ref"] == branch], query)


def _make_pull(fake: Fake, _: Json, __: Json, value: Json) -> tuple[int, Json]:
    repo = {"full_name": NAME}
    number = fake.count + len(fake.pulls) + 1
    pull = {
        "number": number,
        "html_url": f"https://github.com/{NAME}/pull/{number}",
        "title": value["title"],
        "body": value["body"],
        "state": "open",
        "merged_at": None,
        "user": {"login": "octocat", "type": "User"},
        "head": {"ref": value["head"], "sha": fake.refs[f"heads/{value['head']}"], "repo": repo},
        "base": {"ref": value["base"], "repo": repo},
    }
    fake.pulls.append(pull)
    return 201, pull


def _make_comment(fake: Fake, groups: Json, _: Json, value: Json) -> tuple[int, Json]:
    made = {"id": int(groups[0]), "body": value["body"], "user": {"login": "octocat", "type": "User"}}
    fake.comments.setdefault(int(groups[0]), []).append(made)
    return 201, made


def _whole_commit(fake: Fake, _: Json, __: Json, value: Json) -> tuple[int, Json]:
    sha = fake.commit({"message": value["message"], "tree": value["tree"], "parents": value["parents"]})
    return 201, {"sha": sha, "tree": {"sha": value["tree"]}}


Route = Callable[[Fake, Json, dict[str, str], Json], tuple[int, Json]]

ROUTES: tuple[tuple[str, str, Route], ...] = (
    ("GET", "", lambda fake, *_: (200, {"full_name": NAME, "default_branch": "main"})),
    ("GET", "issues", _issues),
    ("GET", "branches/(.+)", _branch),
    ("GET", r"compare/(.+)\.\.\.(.+)", _compare),
    ("GET", "git/matching-refs/(.+)", _refs),
    ("GET", "git/trees/([0-9a-f]+)", _tree),
    ("GET", "git/blobs/([0-9a-f]+)", lambda fake, g, *_: (200, _blob(fake.blobs[g[0]]))),
    ("GET", "git/commits/([0-9a-f]+)", lambda fake, g, *_: (200, {"sha": g[0], **fake.whole(g[0])["commit"]})),
    ("GET", "tarball/([0-9a-f]+)", lambda fake, g, *_: (200, _archive(fake, g[0]))),
    ("GET", "commits", lambda fake, *_: (200, [])),
    ("GET", "pulls", _pulls),
    ("GET", r"issues/(\d+)/comments", lambda fake, g, q, _: (200, _page(fake.comments.get(int(g[0]), []), q))),
    ("POST", "git/trees", _make_tree),
    ("POST", "git/commits", _whole_commit),
    ("POST", "git/refs", _make_ref),
    ("PATCH", "git/refs/(.+)", _move_ref),
    ("POST", "pulls", _make_pull),
    ("POST", r"issues/(\d+)/comments", _make_comment),
)


def _archive(fake: Fake, commit: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz", compresslevel=1) as archive:
        for path, sha in fake.trees[fake.commits[commit]["tree"]].items():
            data = fake.blobs[sha].encode()
            member = tarfile.TarInfo(f"app-{commit}/{path}")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


def _blob(text: str) -> dict[str, str]:
    return {"content": base64.b64encode(text.encode()).decode(), "encoding": "base64"}


def serve(count: int, text: str, pipe: Connection) -> None:
    """Serve until the pipe says to end; whatever else it says is answered with what was asked for so far."""
    fake = Fake(count, text)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 1 << 16  # an answer in one piece: two would wait for each other

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Say nothing."""

        def handle_all(self) -> None:
            parts = urlsplit(self.path)
            query = {key: values[0] for key, values in parse_qs(parts.query).items()}
            size = int(self.headers.get("Content-Length") or 0)
            value = json.loads(self.rfile.read(size)) if size else None
            path = parts.path.removeprefix(f"/repos/{NAME}").strip("/")
            status, found = (
                (200, {"login": "octocat"}) if parts.path == "/user" else fake.answer(self.command, path, query, value)
            )
            data = found if isinstance(found, bytes) else json.dumps(found).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = handle_all  # noqa: N815 - the names that the library wants

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    pipe.send(server.server_address[1])
    threading.Thread(target=server.serve_forever, daemon=True).start()
    while pipe.recv() == "asked":
        pipe.send(dict(fake.asked))
        fake.asked.clear()
    server.shutdown()


@dataclass(frozen=True)
class Measured:
    """One run: what became of the issues, its requests by kind, its seconds, the process's memory at the end in MiB."""

    said: str
    asked: dict[str, int]
    seconds: float
    cpu: float
    memory: float

    def __str__(self) -> str:
        total, writes = sum(self.asked.values()), sum(n for kind, n in self.asked.items() if not kind.startswith("GET"))
        time = f"{self.seconds:.0f} s, {self.cpu:.0f} of the processor"
        return f"{self.said}; {total} requests, {writes} of them write; {time}; {self.memory:.0f} MiB"


def measure(port: int, pipe: Connection, by: By) -> Measured:
    """Run once against the server."""
    pauses: list[float] = []

    def open_host() -> GitHub:
        return GitHub("not-a-token", NAME, f"http://127.0.0.1:{port}", pause=pauses.append)

    began, busy = time.perf_counter(), time.process_time()
    host = open_host()
    last = ""
    for progress in backfill(open_host, lambda page: host.issues("all", page=page), Wanted(by=by)):
        last = str(progress)
    seconds, cpu = time.perf_counter() - began, time.process_time() - busy
    pipe.send("asked")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(f"{last} (would have paused {sum(pauses):.0f} s)", pipe.recv(), seconds, cpu, memory)


def run(count: int, by: By, result: Connection) -> None:
    """Measure two runs, the second with nothing to do, in a process of its own."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(count, body(), theirs), daemon=True)
    server.start()
    port = ours.recv()
    result.send([measure(port, ours, by) for _ in range(2)])
    ours.send("end")
    server.terminate()


def main() -> int:
    """Print a line for each number of issues and each of its two runs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("issues", type=int, nargs="*", default=[1000, 10_000])
    parser.add_argument("--delivery", choices=["pull-request", "commit"], action="append")
    parser.add_argument("--kinds", action="store_true", help="show the requests by kind")
    given = parser.parse_args()
    for by in given.delivery or ["pull-request", "commit"]:
        for count in given.issues:
            ours, theirs = multiprocessing.Pipe()
            process = multiprocessing.Process(target=run, args=(count, cast(By, by), theirs))
            process.start()
            theirs.close()
            for name, measured in zip(("first", "again"), cast(list[Measured], ours.recv()), strict=True):
                print(f"{by}, {count} issues, {name}: {measured}", flush=True)
                if given.kinds:
                    print("".join(f"  {n:>7}  {kind}\n" for kind, n in sorted(measured.asked.items())), end="")
            process.join()
    return 0


if __name__ == "__main__":
    sys.exit(main())
