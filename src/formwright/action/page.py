"""The page on the Action, made of its interface: docs/action.md. Print it with `python -m formwright.action.page`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from formwright.action.interface import EVENTS, INPUTS, OUTPUTS, VERBS

_HEAD = """\
# The Action

<!-- Made by `make pages` from src/formwright/action/interface.py. -->

One step does it all: it looks at the event, and does what that asks for. It needs no checkout.

```yaml
      - uses: formwright/formwright@v1
```

[The workflows](workflows.md) are ready to copy. [Security](security.md) says which rights they need, and why.
"""

_TAIL = """\
## What a run leaves

- **Annotations** at the lines of templates and forms, ten of a level at most: the runner shows no more. All of them are
  in the summary.
- **A summary** of the job: what was done and why, what was found and what to do about it, and a picture of the form's
  fields in a table.
- **The exit code** of the step: 0 where it is done, or there was nothing to do; 1 where an input has a fault that its
  writer can mend; 2 where the call makes no sense; 3 where GitHub or the network refused.
- With `RUNNER_DEBUG`, which *Enable debug logging* sets, the event and the inputs as they were read. The token is not
  among them.
"""


def action_page() -> str:
    """Return the page in Markdown."""
    parts = [_HEAD, *_section("Events", "Event", EVENTS), _ELSE, *_section("Commands", "`command`", VERBS)]
    return "\n".join([*parts, *_inputs(), *_section("Outputs", "Output", OUTPUTS), _EMPTY, _TAIL])


_ELSE = "Any other event does nothing, and says so. `command` chooses otherwise, whatever the event is.\n"
_EMPTY = "All of them are there in every run, empty where a command has nothing to put in: `{}` and `[]` for JSON.\n"


def _section(title: str, name: str, rows: Mapping[str, str]) -> Iterator[str]:
    yield f"## {title}\n"
    yield from _table((name, ""), (f"| `{key}` | {text} |" for key, text in rows.items()))


def _inputs() -> Iterator[str]:
    yield "## Inputs\n"
    rows = (f"| `{each.name}` | {each.description} | {_code(each.default)} |" for each in INPUTS)
    yield from _table(("Input", "", "Without it"), rows)
    yield "One that is empty is one that is not set. Lists are written with commas, or a line each.\n"


def _table(head: Iterable[str], rows: Iterable[str]) -> Iterator[str]:
    names = list(head)
    yield f"| {' | '.join(names)} |"
    yield f"|{'---|' * len(names)}"
    yield from rows
    yield ""


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


if __name__ == "__main__":
    print(action_page(), end="")
