"""YAML in, whatever the text.

libyaml is fast, but what PyYAML puts on it calls itself for each level, and ends the process where there are too many.
"""

from __future__ import annotations

from typing import Any

import yaml

MOST_DEPTH = 50
"""The deepest nesting that is read: front matter has two levels, a form six."""

LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's, where it was built, with the same results."""

_OPENING = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_CLOSING = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


class TooDeepError(yaml.YAMLError):
    """The text is nested deeper than `MOST_DEPTH`; `problem` and `problem_mark` are as in PyYAML's own errors."""

    def __init__(self, mark: Any) -> None:  # noqa: ANN401 - libyaml has a type of mark of its own
        super().__init__("it is nested too deeply")
        self.problem = "it is nested too deeply"
        self.problem_mark = mark


def refuse_depth(text: str) -> None:
    """Raise `TooDeepError` where `text` is nested too deeply, and what PyYAML raises where it is no YAML."""
    # Going through the events needs no recursion; most texts have not even as many signs that could nest.
    if sum(map(text.count, "[{-?:")) <= MOST_DEPTH:
        return
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        depth += isinstance(event, _OPENING) - isinstance(event, _CLOSING)
        if depth > MOST_DEPTH:
            raise TooDeepError(event.start_mark)


def read_yaml(text: str) -> tuple[yaml.Node | None, object]:
    """Return the node and the value of the one YAML document of `text`; None and None where it has none.

    Raises what PyYAML raises where `text` is no YAML: a `YAMLError`, and for values that cannot be, such as a date of
    the 30th of February, a `ValueError`, a `TypeError` or an `OverflowError`.
    """
    refuse_depth(text)
    loader = LOADER(text)
    try:
        node = loader.get_single_node()
        return node, loader.construct_document(node) if node is not None else None
    finally:
        loader.dispose()


_TEXTS: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Constructs lists, mappings and texts only."""


def read_texts(text: str) -> dict[str, Any]:
    """Return a YAML mapping whose scalars are all texts, as they are written; {} where `text` is none."""
    try:
        refuse_depth(text)
        data = yaml.load(text, Loader=_TEXTS)  # noqa: S506 - it makes texts, lists and mappings only
    except (yaml.YAMLError, ValueError):
        return {}
    return {key: value for key, value in data.items() if isinstance(key, str)} if isinstance(data, dict) else {}
