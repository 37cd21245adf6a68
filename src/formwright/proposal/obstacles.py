"""What a person has to settle before anything can be written: it is said, and nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from formwright.proposal.matter import status_of_document
from formwright.proposal.model import Issue, State, Trouble


def obstacle_of(issue: Issue, state: State, status: str) -> Trouble | None:
    """Return the first thing that is in the way of the issue's proposal, None where nothing is."""
    ways: tuple[Callable[[], Trouble | None], ...] = (
        partial(_several, state),
        partial(_closed, issue, state, status),
        partial(_removed, state),
        partial(_branch_removed, state),
    )
    return next((trouble for way in ways if (trouble := way()) is not None), None)


def _several(state: State) -> Trouble | None:
    if len(state.documents) < 2:
        return None
    paths = " and ".join(f"`{path}`" for path in sorted(state.documents))
    return Trouble("several-documents", f"{paths} have the same number: leave one of them")


def _closed(issue: Issue, state: State, status: str) -> Trouble | None:
    """A closed issue gets no branch again (S25); a document in the default branch's archive needs none."""
    if not issue.closed or state.archived or (state.documents and not (state.on_base and state.head is None)):
        return None
    for path, text in state.documents.items():
        said = status_of_document(text)
        if said not in (None, status):
            message = (
                f"the issue is closed, and a closed issue gets no branch again: `{path}` still says `{said}`, and the "
                f"issue `{status}`. Reopen the issue, or change that line by hand"
            )
            return Trouble("closed-behind", message)
    return Trouble("closed", "the issue is closed")


def _removed(state: State) -> Trouble | None:
    if state.documents or state.generated is None:
        return None
    path = state.generated.path
    return Trouble("document-removed", f"`{path}` was generated and then removed: restore it, or close the issue")


def _branch_removed(state: State) -> Trouble | None:
    """A pull request that a person closed, and whose branch went, is not made anew (S25)."""
    last = state.pulls[0] if state.pulls else None
    if state.head is not None or state.on_base or last is None or last.state != "closed":
        return None
    message = (
        f"the pull request #{last.number} was closed and its branch removed, so nothing is written any more: restore "
        "the branch there to go on, or close the issue"
    )
    return Trouble("branch-removed", message)


def unknown(path: str) -> Trouble:
    """Return what is said of a document of this number that is somebody's own work."""
    message = (
        f"`{path}` is there already, and no commit of this issue's proposal made it: rename or remove that file, and "
        "the document is written anew"
    )
    return Trouble("no-history", message)
