"""Run the action: read what the runner says, choose by the event, call a job, leave outputs and a summary."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from formwright.action.environment import Environment, Inputs, read_environment, read_inputs
from formwright.action.outputs import outputs_of, summary_of, write_outputs, write_summary
from formwright.errors import FormwrightError, InputError, UsageError
from formwright.findings import Finding, Severity
from formwright.host import Host
from formwright.host.github import GitHub
from formwright.jobs.events import proposal_of_pull_request, read_event
from formwright.jobs.propose import Outcome, propose, propose_issue
from formwright.text.console import annotation, one_line

Connect = Callable[[Inputs, Environment], Host]
Job = Callable[[Host, Inputs], Outcome]


def connect(inputs: Inputs, environment: Environment) -> Host:
    """Return the host that the run is about."""
    if not inputs.token or not environment.repository:
        missing = "variable `GITHUB_REPOSITORY`" if inputs.token else "input `token`"
        raise UsageError(Finding("A11", f"the {missing} is empty", "leave it to its default"))
    return GitHub(inputs.token, environment.repository, environment.api)


def run(variables: Mapping[str, str], connect: Connect = connect) -> int:
    """Do what the run is for, and return the exit code. What is wrong is shown as annotations."""
    inputs, findings = read_inputs(variables)
    try:
        if findings:
            raise UsageError(*findings)
        return _run(inputs, read_environment(variables), connect)
    except FormwrightError as error:
        _annotate(error.findings)
        return error.exit_code


def _run(inputs: Inputs, environment: Environment, connect: Connect) -> int:
    job = _job(inputs, environment)
    if job is None:
        _say(f"nothing to do for the event `{environment.event}`: this version of the action makes proposals of issues")
        write_outputs({"operation": "skipped"}, environment.output)
        return 0
    outcome = job(connect(inputs, environment), inputs)
    write_outputs(outputs_of(outcome), environment.output)
    write_summary(summary_of(outcome), environment.summary)
    _say(f"{outcome.plan.operation}: {outcome.plan.reason}")
    _annotate(_warnings(outcome, failed=inputs.strict))
    return InputError.exit_code if inputs.strict and outcome.plan.problems else 0


def _job(inputs: Inputs, environment: Environment) -> Job | None:
    """Return what the run is for: the issue that an input names, or else what the event asks for; None for nothing."""
    if inputs.command not in ("auto", "propose"):
        message = f"the action does not do `{inputs.command}` in this version"
        raise UsageError(Finding("A12", message, f"run `formwright {inputs.command}` in a step of its own"))
    if inputs.issue is not None:
        return _ByNumber(inputs.issue)
    job = _EVENTS[environment.event](environment) if environment.event in _EVENTS else None
    if job is None and inputs.command == "propose":
        raise UsageError(Finding("A13", "nothing says which issue to propose", "give its number as the input `issue`"))
    return job


@dataclass(frozen=True, slots=True)
class _ByNumber:
    """Propose the issue of a number, as it is now."""

    number: int

    def __call__(self, host: Host, inputs: Inputs) -> Outcome:
        issue = host.issue(self.number)
        if issue is None:
            raise UsageError(Finding("A14", "issues are only on GitHub", "give an event"))
        return propose_issue(host, issue, config_path=inputs.config, dry_run=inputs.dry_run)


def _on_issue(environment: Environment) -> Job:
    """Propose the issue of an `issues` event."""
    event, findings = read_event(_payload(environment), environment.event_path)
    if event is None:
        raise InputError(*findings)
    return lambda host, inputs: propose(host, event, config_path=inputs.config, dry_run=inputs.dry_run)


def _on_pull_request(environment: Environment) -> Job | None:
    """Propose the issue whose proposal's pull request was closed."""
    number = proposal_of_pull_request(_payload(environment))
    return None if number is None else _ByNumber(number)


_EVENTS: Mapping[str, Callable[[Environment], Job | None]] = {
    "issues": _on_issue,
    "pull_request": _on_pull_request,
}


def _payload(environment: Environment) -> str:
    try:
        return Path(environment.event_path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        finding = Finding("E05", "the event's file cannot be read", "run this in a job of GitHub Actions")
        raise InputError(finding.at(environment.event_path)) from None


def _warnings(outcome: Outcome, *, failed: bool) -> Iterator[Finding]:
    severity = Severity.ERROR if failed else Severity.WARNING
    for problem in outcome.plan.problems:
        yield Finding(problem.code, problem.message, "see the comment on the issue", severity=severity)


def _annotate(findings: Iterable[Finding]) -> None:
    """Show findings as the runner's annotations; it shows ten of a level at most ("Workflow commands")."""
    for finding in findings:
        sys.stdout.write(f"{annotation(finding)}\n")
    sys.stdout.flush()


def _say(line: str) -> None:
    sys.stdout.write(f"{one_line(line)}\n")
