"""What is left for a person to do when a repository was adopted: nothing of it can be done from a folder on disk."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from formwright.config import CONFIG_PATH, Config
from formwright.jobs.init import InitPlan
from formwright.jobs.workflows import PROPOSALS, WORKFLOWS

_SETTING = "Settings, Actions, General, Workflow permissions: allow GitHub Actions to create and approve pull requests"


def next_steps(plan: InitPlan, config: Config) -> Iterator[str]:
    """Yield what to do next, a line each; nothing where nothing was changed."""
    made = {change.path for change in plan.changes if change.after is not None}
    if not (plan.moves or made):
        return
    yield f"next: read the forms in {config.forms.target}, and change in {config.forms.source} what should be otherwise"
    yield "next: commit all of it and push: GitHub shows forms, and runs workflows, from the default branch"
    if _begins(made, ("sync",)):
        yield f"next: once, in the repository's settings on GitHub ({_SETTING})"
    if _begins(made, PROPOSALS):
        names = config.statuses.process.names
        labels = [f"`{config.statuses.label.replace('{status}', name)}`" for name in names[1:]]
        yield f"next: make the labels that you will use of {', '.join(labels)}: GitHub gives none that it does not know"
    elif CONFIG_PATH in made:
        yield (
            "no template's name says that it proposes something (feature, idea, RFC …): no issue becomes a document; "
            f"to change that, name a form below `proposals` in {CONFIG_PATH}, and run `formwright init` again, which "
            "adds the workflows for it"
        )


def _begins(made: Collection[str], names: Collection[str]) -> bool:
    return any(f"{WORKFLOWS}/formwright-{name}.yml" in made for name in names)
