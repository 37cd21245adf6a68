"""The verbs of the action, a module each: a task in, what a run leaves out. Each calls a job and decides nothing."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from formwright.action.environment import Command, Inputs
from formwright.action.occasion import Task
from formwright.action.result import Result
from formwright.host import Host
from formwright.jobs.origin import Origin


@dataclass(frozen=True, slots=True)
class Run:
    """What a verb has to work with. `origin` is where the templates are, where that is another repository.

    `open_host` gives a host that has read nothing yet. `repository` is the name of the one that is worked on.
    """

    inputs: Inputs
    task: Task
    host: Host
    origin: Origin | None = None
    open_host: Callable[[], Host] | None = None
    repository: str = ""


VERBS: Mapping[Command, str] = {
    "propose": "formwright.action.verbs.propose",
    "parse": "formwright.action.verbs.parse",
    "sync": "formwright.action.verbs.sync",
    "check": "formwright.action.verbs.check",
    "registry": "formwright.action.verbs.registry",
    "backfill": "formwright.action.verbs.backfill",
}
"""A command, and the module whose function `verb` does it."""


def verb_of(command: Command) -> Callable[[Run], Result]:
    """Return what does a command. It is loaded now: a run has one verb, and people wait for it to start."""
    verb: Callable[[Run], Result] = importlib.import_module(VERBS[command]).verb
    return verb
