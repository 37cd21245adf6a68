"""YAML that people wrote, changed at single places: everything else stays as it is, byte for byte."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import yaml

from formwright.form.scalars import Kind
from formwright.form.source import Place, load


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Characters `start` to `end` of a text (from 0, `end` not included) become `text`."""

    start: int
    end: int
    text: str = ""


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with the edits made; of two that overlap, the first."""
    out: list[str] = []
    at = 0
    for edit in sorted(set(edits)):
        if edit.start >= at:
            out += [text[at : edit.start], edit.text]
            at = edit.end
    return "".join([*out, text[at:]])


@dataclass(frozen=True, slots=True)
class Spot:
    """One value in its place: of a mapping with its key, of a list without one (`key` is None)."""

    text: str
    parent: yaml.MappingNode | yaml.SequenceNode
    key: yaml.ScalarNode | None
    value: yaml.Node

    @property
    def name(self) -> str:
        """The key, "" where there is none."""
        return str(self.key.value) if self.key is not None else ""

    @property
    def written(self) -> str:
        """The value as it is written, quotes included."""
        return self.text[self.value.start_mark.index : self.value.end_mark.index]

    @property
    def is_plain(self) -> bool:
        """Whether the value is a scalar in one line without quotes, tag or anchor."""
        value = self.value
        return isinstance(value, yaml.ScalarNode) and value.style is None and self.written == value.value != ""

    def replaced(self, text: str) -> Edit:
        """Return the edit that writes another value."""
        return Edit(self.value.start_mark.index, self.value.end_mark.index, text)

    def renamed(self, name: str) -> Iterator[Edit]:
        """Yield the edit that writes another key."""
        if self.key is not None and self.key.style is None:
            yield Edit(self.key.start_mark.index, self.key.end_mark.index, name)

    def deleted(self) -> Iterator[Edit]:
        """Yield the edit that takes the lines of the value out, where nothing else stands in them."""
        first = self.key if self.key is not None else self.value
        start = self.text.rfind("\n", 0, first.start_mark.index) + 1
        end = self.text.find("\n", self.value.end_mark.index) + 1 or len(self.text)
        before = self.text[start : first.start_mark.index].strip()
        after = self.text[self.value.end_mark.index : end].strip()
        in_one_line = self.value.end_mark.line == first.start_mark.line and not self.parent.flow_style
        if not in_one_line or after.removeprefix(":"):
            return
        if before == ("" if self.key is not None else "-"):
            yield Edit(start, end)
        elif before == "-" and (follows := self._next()) is not None:
            # The first key of a list's item: the next one takes its place behind the dash.
            gap = self.text[end : follows.start_mark.index]
            if not gap.strip():
                yield Edit(first.start_mark.index, follows.start_mark.index)

    def _next(self) -> yaml.Node | None:
        keys = [key for key, _ in self.parent.value] if isinstance(self.parent, yaml.MappingNode) else []
        at = next((number for number, key in enumerate(keys) if key is self.key), len(keys))
        return keys[at + 1] if at + 1 < len(keys) else None


def read_tree(text: str) -> yaml.MappingNode | None:
    """Return the mapping that the first document of `text` is, with the places of its parts; None where it is none."""
    source = load(text)
    if source.root is None or source.root.kind is not Kind.MAP:
        return None
    loader = yaml.SafeLoader(text)
    try:
        tree = loader.get_node() if loader.check_node() else None
    except (yaml.YAMLError, RecursionError, ValueError):
        # Where libyaml is more lenient than PyYAML itself.
        return None
    finally:
        loader.dispose()
    return tree if isinstance(tree, yaml.MappingNode) else None


def find_spots(text: str, tree: yaml.Node) -> Mapping[Place, Spot]:
    """Return the values of a tree by the places of their keys and by their own."""
    return {
        _place(node): spot for spot in _spots(text, tree, set()) for node in (spot.value, spot.key) if node is not None
    }


def _spots(text: str, node: yaml.Node, seen: set[int]) -> Iterator[Spot]:
    """Yield what is in a node, and below it; a list's item before the first key in it, which has the same place."""
    if id(node) in seen:  # An alias.
        return
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield Spot(text, node, None, item)
            yield from _spots(text, item, seen)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield Spot(text, node, key, value)
            yield from _spots(text, value, seen)


def _place(node: yaml.Node) -> Place:
    return node.start_mark.line + 1, node.start_mark.column + 1


def value_of(node: yaml.Node, name: str) -> yaml.Node | None:
    """Return the value of a key of a mapping, the last of equal ones; None where there is none."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for key, value in reversed(list(pairs)) if key.value == name), None)
