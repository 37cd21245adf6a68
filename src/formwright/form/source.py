"""YAML text to a tree whose every value knows its line.

The tree is built from PyYAML's events, not from its nodes: that is faster than its composer, needs no recursion, so
that no depth can break it, and shows anchors, aliases, repeated keys and further documents, which a loader hides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from formwright.findings import Finding, Severity
from formwright.form.faults import broken, forbidden_character, too_deep
from formwright.form.scalars import Kind, plain_kind

MAX_DEPTH = 50
"""The deepest nesting that is read. A form needs six levels."""

_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAGS = {"bool": Kind.BOOL, "int": Kind.INT, "float": Kind.FLOAT, "null": Kind.NULL, "str": Kind.TEXT}
_TAGS |= {"timestamp": Kind.TIME}


class Node(NamedTuple):
    """One value. A tuple, since a frozen dataclass would take as long to make as the C parser takes to read.

    `line` and `column` count from 1. `text` is the scalar as it is written, without its quotes. `items` are a list's,
    `pairs` a mapping's.
    """

    kind: Kind
    line: int
    column: int
    text: str = ""
    items: tuple[Node, ...] = ()
    pairs: tuple[Pair, ...] = ()

    def entries(self) -> dict[str, Pair]:
        """Return the pairs of a mapping by key; the last of equal keys counts, as in Psych."""
        return {pair.key.text: pair for pair in self.pairs}

    @property
    def is_blank(self) -> bool:
        """Whether this is a text of blanks only, or no value at all."""
        return self.kind is Kind.NULL or (self.kind is Kind.TEXT and not self.text.strip())

    @property
    def is_text(self) -> bool:
        """Whether this is a text with something in it."""
        return self.kind is Kind.TEXT and bool(self.text.strip())


class Pair(NamedTuple):
    """A key of a mapping and its value."""

    key: Node
    value: Node


Place = tuple[int, int]
"""A line and a column, both counted from 1."""


@dataclass(frozen=True, slots=True)
class Source:
    """A YAML text as it was read.

    `root` is its first document, None where it has none or is broken. `anchors` are the places of anchors and aliases
    (R59), `second` is the place where a second document starts (R23).
    """

    root: Node | None
    findings: tuple[Finding, ...] = ()
    anchors: tuple[Place, ...] = ()
    second: Place | None = None


def load(text: str) -> Source:
    """Read the first YAML document of `text`.

    Findings: `F01` no YAML, `F02` characters that YAML forbids, `F03` nested too deeply, `F04` a repeated key.
    """
    text = text.removeprefix("\ufeff")
    forbidden = forbidden_character(text)
    if forbidden is not None:
        return Source(None, (forbidden,))
    builder = _Builder()
    try:
        builder.run(text)
    except yaml.YAMLError as error:
        return Source(None, (broken(error, text),))
    except _TooDeepError as error:
        return Source(None, (too_deep(MAX_DEPTH, *error.place),))
    return Source(builder.root, tuple(builder.findings), tuple(sorted(builder.anchors)), builder.second)


class _TooDeepError(Exception):
    """The text is nested deeper than `MAX_DEPTH`."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.place = place


class _Builder:
    """Makes nodes of events.

    `_open` holds the start events of what is not yet closed, `_nodes` the values seen in each of them (of a mapping,
    keys and values in turn); its first entry holds the document.
    """

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.anchors: list[Place] = []
        self.second: Place | None = None
        self._named: dict[str, Node] = {}
        self._open: list[yaml.CollectionStartEvent] = []
        self._nodes: list[list[Node]] = [[]]

    @property
    def root(self) -> Node | None:
        """The first document's value; None where the document holds nothing at all."""
        nodes = self._nodes[0]
        return nodes[0] if nodes and nodes[0].kind is not Kind.NULL else None

    def run(self, text: str) -> None:
        """Read events to the end of the first document.

        What stands after it is not read: Psych stops there too, so that a fault in it would mean nothing.
        """
        handlers: dict[type[yaml.Event], Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start,
            yaml.SequenceStartEvent: self._start,
            yaml.MappingEndEvent: self._end_mapping,
            yaml.SequenceEndEvent: self._end_list,
            yaml.AliasEvent: self._alias,
        }
        loader = _LOADER(text)
        try:
            while (event := loader.get_event()) is not None:
                handler = handlers.get(type(event))
                if handler is not None:
                    handler(event)
                elif isinstance(event, yaml.DocumentStartEvent) and self._nodes[0]:
                    self.second = _place(event)
                    return
        finally:
            loader.dispose()

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        kind = plain_kind(event.value) if event.implicit[0] and event.tag is None else _kind(event.tag)
        self._add(Node(kind, *_place(event), event.value), event.anchor)

    def _add(self, node: Node, anchor: str | None) -> None:
        if anchor is not None:
            self.anchors.append((node.line, node.column))
            self._named[anchor] = node
        self._nodes[-1].append(node)

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        if len(self._open) == MAX_DEPTH:
            raise _TooDeepError(_place(event))
        self._open.append(event)
        self._nodes.append([])

    def _end_list(self, _: yaml.SequenceEndEvent) -> None:
        start = self._open.pop()
        self._add(Node(Kind.LIST, *_place(start), items=tuple(self._nodes.pop())), start.anchor)

    def _end_mapping(self, _: yaml.MappingEndEvent) -> None:
        start = self._open.pop()
        nodes = self._nodes.pop()
        pairs = tuple(map(Pair, nodes[::2], nodes[1::2]))
        if len({key.text for key in nodes[::2]}) < len(pairs):
            self.findings.extend(_repeated(pairs))
        self._add(Node(Kind.MAP, *_place(start), pairs=pairs), start.anchor)

    def _alias(self, event: yaml.AliasEvent) -> None:
        """Put in what the alias stands for. One that points into itself, or to nothing, is a text."""
        place = _place(event)
        self.anchors.append(place)
        self._nodes[-1].append(self._named.get(event.anchor or "", Node(Kind.TEXT, *place, f"*{event.anchor}")))


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


def _kind(tag: str | None) -> Kind:
    """Return the kind of a scalar that is quoted or has a tag."""
    if tag is None or tag == "!":
        return Kind.TEXT
    return _TAGS.get(tag.removeprefix("tag:yaml.org,2002:"), Kind.OTHER)


def _repeated(pairs: tuple[Pair, ...]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for key, _ in pairs:
        if key.text in first and key.kind not in (Kind.LIST, Kind.MAP):
            yield Finding(
                "F04",
                f"`{key.text}` stands here a second time (first in line {first[key.text]}): only the last counts",
                "keep one of the two",
                key.line,
                key.column,
                Severity.WARNING,
            )
        first.setdefault(key.text, key.line)
