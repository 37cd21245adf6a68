"""The page of the configuration, made of the model: `python -m formwright.config page > docs/configuration.md`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from formwright.config.model import Config
from formwright.config.presets import PRESETS

_INTRODUCTION = """# Configuration

Everything works without a configuration. What is to be otherwise stands in `.github/formwright.yml`, on the default
branch. Every key is optional. A key that there is not, a value that cannot be, and a form, template, slot or field that
it names and the repository has not, are said with their line and the nearest right word: by `formwright lint`, `sync`
and `propose`, and by the Action's check.

There is a [JSON Schema](https://github.com/formwright/formwright/blob/main/schema/formwright.schema.json). Editors
use it where the first line tells them of it (`formwright init` writes that line):

```yaml
# yaml-language-server: $schema=https://raw.githubusercontent.com/formwright/formwright/v1/schema/formwright.schema.json
```

An example with most of the keys:

```yaml
forms:
  source: forms                      # the templates: *.md directly in it
  target: .github/ISSUE_TEMPLATE
  delivery: pull-request
proposals:
  feature-request:                   # a form, by the file name of its template
    document: enhancement            # whose template the document follows
    folder: enhancements
    name: "{number:04}-{slug}.md"
    number: issue                    # or: sequential
    labels: [proposal]               # only issues with all of these
    carry:                           # the document's slot: the form's field, or a list of them
      executive-summary: proposed-solution
statuses:
  preset: enhancement
  label: "status: {status}"
permissions:
  move: write
registry:
  table: enhancements/README.md
  json: enhancements/index.json
```

This page is generated: `python -m formwright.config page > docs/configuration.md`

## Which issues become proposals

An issue becomes a document when it was opened with a form that `proposals` names. Its text tells which form that was,
so that a blank issue becomes none.

| in `.github/formwright.yml` | the issues that become documents |
|---|---|
| no file, or no key `proposals` | those of all forms, bug reports too |
| `proposals: {}` | none |
| `proposals: {feature-request: {}}` | those of the form `feature-request`, with the defaults below |
| `labels: [proposal]` below a form | of those, only the ones that have the label |

A label that is asked for is put on by a person, and the document is made then. No form may give it by itself (F45).
`formwright init` names the forms whose names say that they propose something, and writes `{}` where there is none.
"""

_PRESETS = """## The presets

What `statuses.preset` stands for. The first status is that of a new proposal; a final one is a proposal's last.
"""


def configuration_page() -> str:
    """Return the page as Markdown: an example, a table of keys for each part, and the presets."""
    return "\n".join([_INTRODUCTION, *_parts(Config.model_json_schema()), _PRESETS, *_presets()]).rstrip("\n") + "\n"


def _parts(schema: Mapping[str, Any]) -> Iterator[str]:
    """Yield a section for each part, from the JSON Schema: what editors are told is what the page says."""
    for key, part in schema["properties"].items():
        definition = schema["$defs"][_reference(part)]
        title = f"{key}.FORM" if key == "proposals" else key
        # A description that the part and its definition share stands at the definition only.
        said = part.get("description", definition["description"])
        yield f"## `{title}`\n\n{said}\n\n| key | default | |\n|---|---|---|"
        for name, field in definition["properties"].items():
            yield f"| `{name}` | {_default(field)} | {_description(field, schema)} |"
        yield ""


def _reference(part: Mapping[str, Any]) -> str:
    """Return the name of the definition that a part's value follows."""
    if "$ref" in part:
        return str(part["$ref"]).rpartition("/")[2]
    (table,) = [each for each in part["anyOf"] if "additionalProperties" in each]
    return _reference(table["additionalProperties"])


def _default(field: Mapping[str, Any]) -> str:
    value = field.get("default")
    return f"`{value}`" if isinstance(value, str) else ""


def _description(field: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    choices = field.get("enum", ())
    one_of = f" One of {', '.join(f'`{choice}`' for choice in choices)}." if choices else ""
    return f"{field['description']}{one_of}".replace("|", "\\|")


def _presets() -> Iterator[str]:
    yield "| preset | statuses | final | moves |\n|---|---|---|---|"
    for name, preset in PRESETS.items():
        final = ", ".join(status for status in preset.names if status in preset.final)
        moves = ", ".join(f"{move} → {status}" for move, status in preset.moves.items())
        yield f"| `{name}` | {', '.join(preset.names)} | {final} | {moves} |"
