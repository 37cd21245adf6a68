"""The Action's inputs and outputs, as `action.yml` declares them; a test holds the two together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Input:
    """One input: its name in `with:`, what it means, and the value that it has when a workflow does not set it."""

    name: str
    description: str
    default: str = ""

    @property
    def variable(self) -> str:
        """The variable of the environment that holds it: the runner keeps the hyphens ("Metadata syntax", `inputs`)."""
        return f"INPUT_{self.name.replace(' ', '_').upper()}"


COMMANDS = ("auto", "sync", "check", "propose", "parse", "backfill", "registry")
DELIVERIES = ("pull-request", "commit")

INPUTS = (
    Input(
        "token",
        "The token for GitHub's API. It needs `contents`, `pull-requests` and `issues` with `write`.",
        "${{ github.token }}",
    ),
    Input(
        "command",
        "What to do, one of `auto`, `sync`, `check`, `propose`, `parse`, `backfill` and `registry`. "
        "`auto` chooses by the event.",
        "auto",
    ),
    Input(
        "config",
        "The path of the configuration in the repository. Nothing is wrong where it does not exist.",
        ".github/formwright.yml",
    ),
    Input(
        "issue",
        "The number of the issue to work on, for runs by hand. With `backfill` several, by comma or line.",
    ),
    Input(
        "delivery",
        "How generated files get to the default branch, `pull-request` or `commit`. Empty, the configuration says.",
    ),
    Input("dry-run", "With `true`, say what would be done and write nothing.", "false"),
    Input("strict", "With `true`, any problem in a submission, and any warning, fails the run.", "false"),
    Input("shard", "With `backfill`, the share of the issues to work on, such as `3/16`. Empty, all of them."),
    Input(
        "preview",
        "With `check`, a file in the workspace to write the forms to, as one page to look at, such as `preview.html`. "
        "Empty, none is written.",
    ),
    Input(
        "repository",
        "The repository to work on, `owner/name`. Empty, the workflow's own; for another, `sync` takes the templates "
        "of the workflow's own.",
    ),
)

OUTPUTS = {
    "operation": "What was done, one of `created`, `updated`, `unchanged`, `closed` and `skipped`.",
    "form": "The path of the form that the issue was opened with.",
    "answers": "The answers as a JSON object, from field id to value.",
    "problems": "What is wrong with the submission, as a JSON list.",
    "document": "The path of the RFC file.",
    "branch": "The branch of the proposal.",
    "commit": "The SHA of the commit, empty where there was nothing to commit.",
    "status": "The status of the proposal.",
    "number": "The number of the proposal.",
    "pull-request-number": "The number of the pull request.",
    "pull-request-url": "The address of the pull request.",
    "changed": "The paths that were written, as a JSON list.",
    "preview": "The path of the page to look at, in the workspace; empty where none was written.",
}
"""An output's name to what it holds."""

EVENTS = {
    "issues": "`propose`, for every action of it; where there is nothing to do, it says why",
    "pull_request": "`check`; where a proposal's pull request was closed, `propose` for its issue",
    "push": "to the default branch `sync`, to any other branch nothing",
    "workflow_dispatch": "what the inputs say: `propose` where `issue` has a number, else `sync`",
    "schedule": "`sync`",
}
"""An event to what `command: auto` does for it; for any other event, nothing."""

VERBS = {
    "sync": "Brings the forms into step with the templates, in a pull request of its own or a commit.",
    "check": "Says what is wrong with a commit's templates, forms and configuration, at their lines; writes nothing.",
    "propose": "Brings the document of one issue into step with it, on its branch and in its pull request.",
    "parse": "Reads the answers of one issue; it writes nothing.",
    "backfill": "Does what `propose` does for all issues that there are, or for a share of them.",
    "registry": "Brings the list of all proposals into step with their documents, as `sync` does.",
}
"""A command to what it does."""
