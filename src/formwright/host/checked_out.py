"""A branch that people have checked out: where, whether its files may go along with it, and taking them along."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from formwright.errors import HostError, InputError
from formwright.findings import Finding
from formwright.host.git import Git, GitError
from formwright.host.protocol import RefMovedError


def place_of(git: Git, branch: str, head: str | None) -> Path | None:
    """Return the folder in which a branch is checked out, None where it is nowhere. Raises `GitError`.

    `head` is the branch's commit: without one it is no ref yet, and may be the one that HEAD waits for.
    """
    ref = f"refs/heads/{branch}"
    if head is None:
        return git.folder if git.find("symbolic-ref", "--quiet", "HEAD") == ref else None
    place = git.line("for-each-ref", "--format=%(worktreepath)", ref)
    # Git names a bare repository as if its HEAD were checked out there.
    return Path(place) if place and git.find("-C", place, "rev-parse", "--is-bare-repository") != "true" else None


def refusal(branch: str, place: Path) -> InputError:
    """Return what to say where a branch cannot move, because somebody works on it in the folder `place`."""
    message = f"the branch `{branch}` is checked out, and moving it would disturb the work on it"
    remedy = "commit what you have there, leave the branch with `git switch --detach`, and run this again"
    return InputError(Finding("G06", message, remedy, path=str(place)))


def refuse_changes(branch: str, place: Path) -> None:
    """Raise `InputError` where the folder holds changes that are not committed: they would be mixed up with ours."""
    status = Git(place).line("status", "--porcelain", "-z", "--untracked-files=no")
    if status:
        changed = status.split("\0")[0][3:]
        message = f"the branch `{branch}` is checked out, with changes that are not committed, such as `{changed}`"
        remedy = "commit them, or put them aside with `git stash`, and run this again"
        raise InputError(Finding("G06", message, remedy, path=str(place)))


def bring_forward(branch: str, place: Path, commit: str, log: Mapping[str, str]) -> None:
    """Move a branch, the index and the files of the folder `place`, where it is checked out, forward to a commit.

    Git does it as a fast-forward, which overwrites nothing that it does not have, and moves all or nothing. Raises
    `InputError` where a file is in the way, `RefMovedError` where the branch moved meanwhile, else `HostError`.
    """
    options = ("--ff-only", "--quiet", "--no-overwrite-ignore", "--no-autostash", "--no-verify-signatures")
    try:
        Git(place).run("merge", *options, commit, environment=log)
    except GitError as error:
        in_the_way = next((line.strip() for line in error.said.splitlines() if line.startswith("\t")), None)
        if in_the_way is not None:
            message = f"the file `{in_the_way}` is in the way, which git does not have: the branch `{branch}` was left"
            raise InputError(
                Finding("G06", message, "move it elsewhere, and run this again", path=str(place))
            ) from error
        if "fast-forward" in error.reason:
            message = f"the branch `{branch}` was moved by somebody else at the same time"
            raise RefMovedError(Finding("G07", message, "run this again", path=str(place))) from error
        message = f"git cannot bring the files of the branch `{branch}` forward: {error.reason}"
        raise HostError(Finding("G09", message, "do what git says, and run this again", path=str(place))) from error
