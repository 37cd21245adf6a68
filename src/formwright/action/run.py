"""Run the action: read what the runner says, choose by the event, call a job, leave outputs and a summary."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from formwright.action import toolkit
from formwright.action.environment import Environment, Inputs, read_environment, read_inputs
from formwright.action.occasion import Task, task_of
from formwright.action.result import Result
from formwright.action.summary import document, findings_table
from formwright.action.verbs import Run, verb_of
from formwright.action.workspace import write_into
from formwright.errors import FormwrightError, UsageError
from formwright.findings import Finding
from formwright.host import Host
from formwright.host.github import GitHub
from formwright.jobs.origin import Origin

Connect = Callable[[Inputs, Environment], Host]


def connect(inputs: Inputs, environment: Environment) -> Host:
    """Return the repository that the run works on: the one that an input names, else the workflow's own."""
    return _open(inputs, environment, inputs.repository or environment.repository)


def _open(inputs: Inputs, environment: Environment, repository: str) -> Host:
    if not inputs.token or not repository:
        missing = "variable `GITHUB_REPOSITORY`" if inputs.token else "input `token`"
        raise UsageError(Finding("A11", f"the {missing} is empty", "leave it to its default"))
    if not re.match(r"https?://[^\s/]", environment.api):
        message = f"the variable `GITHUB_API_URL` is no address: `{environment.api}`"
        raise UsageError(Finding("A18", message, "leave it to the runner"))
    workspace = Path(environment.workspace) if environment.workspace else None
    return GitHub(inputs.token, repository, environment.api, workspace=workspace)


def run(variables: Mapping[str, str], connect: Connect = connect) -> int:
    """Do what the run is for, and return the exit code. What is wrong is shown as annotations."""
    inputs, findings = read_inputs(variables)
    environment = read_environment(variables)
    try:
        if findings:
            raise UsageError(*findings)
        return _leave(_run(inputs, environment, connect), environment)
    except FormwrightError as error:
        toolkit.annotate(error.findings)
        lines = ["Nothing was done, or not all of it.", *findings_table(error.findings)]
        toolkit.write_summary(document("Formwright stopped", lines), environment.summary)
        return error.exit_code


def _run(inputs: Inputs, environment: Environment, connect: Connect) -> Result:
    task = task_of(inputs, environment)
    for line in _told(inputs, environment, task):
        toolkit.debug(line)
    if task.command is None:
        return Result(f"nothing to do: {task.reason}", {"operation": "skipped"})
    origin = _origin(inputs, environment)
    with toolkit.group(f"formwright {task.command}"):
        result = verb_of(task.command)(
            Run(
                inputs,
                task,
                connect(inputs, environment),
                origin,
                lambda: connect(inputs, environment),
                inputs.repository or environment.repository,
            )
        )
        for line in result.details:
            toolkit.say(line)
    return result


def _told(inputs: Inputs, environment: Environment, task: Task) -> Iterator[str]:
    """Yield what helps whoever looks into a run that went otherwise than expected; the token is not among it (S27)."""
    yield f"event {environment.event}, repository {environment.repository}, ref {environment.ref}"
    yield f"inputs {inputs.model_dump(exclude={'token'}, mode='json')}"
    yield f"task {task.command or 'none'} {task.reason} issue={task.issue} commit={task.commit}"


def _origin(inputs: Inputs, environment: Environment) -> Origin | None:
    """Return where the templates are: with the workflow, where it works on another repository."""
    own = environment.repository
    if not inputs.repository or inputs.repository.lower() == own.lower():
        return None
    return Origin(_open(inputs, environment, own), own)


def _leave(result: Result, environment: Environment) -> int:
    """Write what the run leaves: the log, the annotations, outputs and summary."""
    toolkit.say(result.line)
    toolkit.annotate(result.findings)
    for path, text in result.files.items():
        write_into(environment.workspace, path, text)
    toolkit.write_outputs(result.texts(), environment.output)
    if result.summary:
        toolkit.write_summary(result.summary, environment.summary)
    return result.exit_code
