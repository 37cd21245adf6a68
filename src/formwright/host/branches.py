"""Where branches are, and what they have beyond the default branch.

A run needs the default branch and the branch of one proposal. One request tells both where the branch exists, which its
pull requests tell before. All of it is read again when a run begins again (S31).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from formwright.errors import InputError
from formwright.findings import Finding
from formwright.host.comparison import Comparison
from formwright.host.posting import Posting
from formwright.host.refusals import explaining
from formwright.host.rest import PAGE, Rest
from formwright.host.store import READING, Store

HISTORY_PAGES = 5
"""How far back the default branch's history of the documents' folder is read."""


class Branches:
    """The branches of one repository."""

    def __init__(self, rest: Rest, store: Store, posting: Posting) -> None:
        self._rest, self._store, self._posting = rest, store, posting
        self._heads: dict[str, str | None] = {}
        self._comparisons: dict[tuple[str, str], Comparison] = {}
        self._last: str | None = None
        self.base_name = ""

    def base(self, name: str | None, beside: str | None) -> str:
        """Return the commit of the default branch as it is now, and look at the branch `beside` on the way.

        A branch that never had a pull request is taken not to exist: making it tells whether that was right, and then
        it is looked for.
        """
        again, self._last = beside is not None and beside == self._last, beside
        self._heads.clear()
        self._comparisons.clear()
        self._posting.forget()
        self._store.forget()
        self.base_name = name or self.default()
        compared = self._look(beside, again=again) if beside else None
        if compared is not None:
            return self._store.base
        branch = self._find(self.base_name)
        if branch is None:
            message = f"the branch `{self.base_name}` does not exist"
            raise InputError(Finding("G04", message, "make a first commit, and check the token's repository"))
        self._store.base = self._heads[self.base_name] = branch
        return branch

    def default(self) -> str:
        """Return the name of the default branch."""
        if not self.base_name:
            with explaining("read the repository", READING):
                self.base_name = str(self._rest.get("")["default_branch"])
        return self.base_name

    def _look(self, branch: str, *, again: bool) -> Comparison | None:
        """Compare a branch with the default branch, if it seems to exist."""
        pulls = self._posting.pulls(branch)
        if not pulls and not again:
            self._heads[branch] = None
        if not again and not any(pull["state"] == "open" for pull in pulls):
            return None
        found = self._compare(self.base_name, branch)
        if found is not None:
            self._store.base = str(found.base["sha"])
            self._store.compared(found)
            self._heads[branch] = str(found.head["sha"])
        return found

    def moved(self, branch: str) -> None:
        """Take note that a branch is no longer where it was."""
        self._heads.pop(branch, None)

    def head(self, branch: str) -> str | None:
        """Return the commit of a branch."""
        if branch not in self._heads:
            self._heads[branch] = self._find(branch)
        return self._heads[branch]

    def began(self, branch: str) -> str | None:
        """Return when the last commit of a branch was made, where a comparison told it."""
        head = self._heads.get(branch)
        heads = (found.head for found in self._comparisons.values() if found.head["sha"] == head)
        return next((str(commit["commit"]["committer"]["date"]) for commit in heads), None)

    def refs(self, prefix: str) -> Mapping[str, str]:
        """Return the refs whose full names begin with `prefix`."""
        with explaining("read refs", READING):
            refs = list(self._rest.linked(f"git/matching-refs/{quote(prefix.removeprefix('refs/'))}"))
        return {ref["ref"]: ref["object"]["sha"] for ref in refs}

    def compared(self, base: str, head: str) -> Comparison:
        """Return the comparison of two commits."""
        if (base, head) not in self._comparisons:
            with explaining("compare branches", READING):
                found = self._read(base, head)
            if base == self._store.base:
                self._store.compared(found)
            self._comparisons[base, head] = found
        return self._comparisons[base, head]

    def contains(self, commit: str, ancestor: str) -> bool:
        """Say whether `ancestor` led to `commit`."""
        return commit == ancestor or self.compared(commit, ancestor).status in ("behind", "identical")

    def history(self, commit: str, line: str, base: str, folder: str) -> Iterator[tuple[str, str]]:
        """Yield the branch's own commits, then those of the default branch that touch `folder`."""
        if commit != base:
            yield from _with_line(reversed(self.compared(base, commit).commits), line)
        with explaining("read the history", READING):
            for page in range(1, HISTORY_PAGES + 1):
                items = self._rest.get("commits", sha=base, path=folder, per_page=PAGE, page=page)
                for item in items:
                    self._store.remember(item)
                yield from _with_line(items, line)
                if len(items) < PAGE:
                    return

    def _find(self, branch: str) -> str | None:
        with explaining("read branches", READING):
            found = self._rest.find(f"branches/{quote(branch)}")
        return self._store.remember(found["commit"]) if found else None

    def _compare(self, base: str, branch: str) -> Comparison | None:
        """Compare by names, so that one answer tells where both are; None where the branch is not there."""
        with explaining("compare branches", READING):
            found = self._rest.find(f"compare/{quote(base)}...{quote(branch)}", per_page=PAGE, page=1)
        if found is None:
            return None
        start, last = str(found["base_commit"]["sha"]), found["merge_base_commit"]
        if found["total_commits"] > PAGE:
            # Between two pages the branch might move: its commit is read, and the two are compared by their ids.
            head = self._find(branch)
            if head is None:
                return None
            self._store.base = start
            return self.compared(start, head)
        comparison = Comparison(found, list(found["commits"]))
        self._comparisons[start, str((found["commits"] or [last])[-1]["sha"])] = comparison
        return comparison

    def _read(self, base: str, head: str) -> Comparison:
        found = self._rest.get(f"compare/{base}...{head}", per_page=PAGE, page=1)
        commits = list(found["commits"])
        for page in range(2, -(-found["total_commits"] // PAGE) + 1):
            commits += self._rest.get(f"compare/{base}...{head}", per_page=PAGE, page=page)["commits"]
        return Comparison(found, commits)


def _with_line(commits: Iterable[Mapping[str, Any]], line: str) -> Iterator[tuple[str, str]]:
    """Yield the commits whose message has a line; squashing indents those of the commits that it joins."""
    for commit in commits:
        message = str(commit["commit"]["message"])
        if line in map(str.strip, message.splitlines()):
            yield str(commit["sha"]), message
