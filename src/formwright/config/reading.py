"""Read the configuration: YAML with lines, checked by the model; what is wrong comes back as findings (C…)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from formwright.config.model import CONFIG_PATH, Config
from formwright.findings import Finding
from formwright.nearest import remedy_for

KeyPath = tuple[str | int, ...]
"""The keys, and the places in lists, that lead to a value."""


def read_config(text: str, path: str = CONFIG_PATH) -> tuple[Config, list[Finding]]:
    """Return the configuration that `text` holds and its findings; the default one where there are any."""
    try:
        node = yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.SafeLoader)
        findings = [finding.at(path) for finding in _shape(node)]
        data = None if findings or node is None else yaml.safe_load(text.removeprefix("\ufeff"))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return Config(), [_no_yaml(error).at(path)]
    if findings or data is None:
        return Config(), findings
    try:
        return Config.model_validate(data), []
    except ValidationError as error:
        lines = dict(_lines(node))
        found = {finding.message.split("` ")[0]: finding for finding in (_finding(e, lines) for e in error.errors())}
        return Config(), sorted((each.at(path) for each in found.values()), key=lambda each: each.line)


def lines_of(text: str) -> dict[KeyPath, int]:
    """Return the line of each key, and of each item of a list; `text` is one that `read_config` has nothing against."""
    return dict(_lines(yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.SafeLoader)))


def _no_yaml(error: Exception) -> Finding:
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or "it cannot be read"
    return Finding(
        "C01",
        f"the configuration is no YAML: {reason}",
        "mend this line; values with `:`, `#`, `{` or `[` need quotes",
        line=mark.line + 1 if mark else 1,
    )


def _shape(node: yaml.Node | None) -> Iterator[Finding]:
    """Yield what YAML allows and a configuration does not: another root than a mapping, aliases, a key twice."""
    if node is not None and not isinstance(node, yaml.MappingNode):
        yield Finding("C02", "the configuration is no mapping", "write keys and values, such as `forms:`")
        return
    seen: set[int] = set()
    for path, child in _nodes(node):
        line = child.start_mark.line + 1
        if id(child) in seen:
            yield Finding("C03", f"`{dotted(path)}` is an alias", "write the value out", line=line)
            return
        seen.add(id(child))
        if isinstance(child, yaml.MappingNode):
            yield from _repeated(child)


def _repeated(node: yaml.MappingNode) -> Iterator[Finding]:
    lines: dict[str, int] = {}
    for key, _ in node.value:
        line = key.start_mark.line + 1
        if key.tag != "tag:yaml.org,2002:str":
            yield Finding("C05", "a key is no text", "write a name, in quotes where it is a number or `yes`", line=line)
        elif key.value in lines:
            yield Finding("C04", f"`{key.value}` stands in line {lines[key.value]} already", "keep one", line=line)
        else:
            lines[key.value] = line


def _nodes(
    node: yaml.Node | None, path: KeyPath = (), seen: frozenset[int] = frozenset()
) -> Iterator[tuple[KeyPath, yaml.Node]]:
    """Yield each node with its path, an alias again but not what is in it."""
    if node is None:
        return
    yield path, node
    if id(node) in seen:
        return
    inner = seen | {id(node)}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _nodes(value, (*path, str(key.value)), inner)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _nodes(value, (*path, index), inner)


def _lines(node: yaml.Node | None, path: KeyPath = ()) -> Iterator[tuple[KeyPath, int]]:
    """Yield the line of each key and item."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*path, str(key.value)), key.start_mark.line + 1
            yield from _lines(value, (*path, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield (*path, index), value.start_mark.line + 1
            yield from _lines(value, (*path, index))


def _finding(error: ErrorDetails, lines: Mapping[KeyPath, int]) -> Finding:
    path = _known(error["loc"], lines)
    line = lines.get(path, 1)
    if error["type"] == "extra_forbidden":
        return _unknown(path, line)
    if error["loc"][-1:] == ("[key]",):
        return _unknown(path, line, error.get("ctx", {}).get("expected"))
    message, remedy = _words(error)
    return Finding("C11", f"`{dotted(path)}` {message}", remedy, line=line)


def _known(location: KeyPath, lines: Mapping[KeyPath, int]) -> KeyPath:
    """Return the longest start of a location that stands in the file: pydantic adds names of types to it."""
    path: KeyPath = ()
    for part in location:
        if (*path, part) in lines:
            path = (*path, part)
    return path


def _unknown(path: KeyPath, line: int, expected: str | None = None) -> Finding:
    known = (
        sorted(_keys(path[:-1])) if expected is None else expected.replace(" or ", ", ").replace("'", "").split(", ")
    )
    return Finding("C10", f"`{dotted(path)}` is an unknown key", remedy_for(str(path[-1]), known), line=line)


def _keys(path: KeyPath) -> list[str]:
    """Return the keys of the section at `path`."""
    model: Any = Config
    for part in path:
        if not (isinstance(model, type) and issubclass(model, BaseModel)):
            continue
        field = next(
            (field for name, field in model.model_fields.items() if (field.alias or name) == part),
            None,
        )
        model = _section_of(field.annotation) if field else model
    return [field.alias or name for name, field in model.model_fields.items()]


def _section_of(annotation: Any) -> Any:  # noqa: ANN401 - an annotation has no narrower type
    """Return the model in an annotation: itself, or that of a mapping's values."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_section_of(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in inner if model is not None), None)


def _words(error: ErrorDetails) -> tuple[str, str]:
    """Return what is wrong, and the remedy, in plain words."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "literal_error":
        return f"is {_shown(error['input'])}", f"write {context['expected'].replace(chr(39), '`')}"
    if kind == "value_error":
        reason = str(context["error"])
        name, _, rest = reason.partition(": ")
        return (f"is {_shown(error['input'])}", reason) if not rest else (f"has a `{name}` that cannot be used", rest)
    return _TYPES.get(kind, (f"is {_shown(error['input'])}", error["msg"].lower()))


_TYPES = {
    "string_type": ("is no text", "write a word, in quotes where it looks like a number or `yes`"),
    "string_pattern_mismatch": ("is no stem of a file", "write the template's file name without `.md`"),
    "list_type": ("is no text and no list", "write a text, or a list of texts"),
    "tuple_type": ("is no list", "write a list, such as `[one, two]`"),
    "dict_type": ("is no mapping", "write keys and values below it"),
    "model_type": ("is no mapping", "write keys and values below it"),
}


def _shown(value: object) -> str:
    return f"`{value}`" if isinstance(value, str | int | float) else "no such value"


def dotted(path: KeyPath) -> str:
    """Return a path as people write it: `proposals.bug.document`."""
    return ".".join(map(str, path)) or "the configuration"
