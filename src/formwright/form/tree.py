"""A form as the tree that its YAML reads as, without writing it and reading it again."""

from __future__ import annotations

from formwright.form.layout import Keys, Value, attribute_keys, element_keys, head_keys, option_keys, validation_keys
from formwright.form.model import Element, Form, Option
from formwright.form.scalars import Kind
from formwright.form.source import Node, Pair

_KEYS = "name description title labels assignees projects type body id attributes validations".split()
_KEYS += "label placeholder value render options multiple default required min_length accept".split()
_KEY_NODES = {key: Node(Kind.TEXT, 1, 1, key) for key in _KEYS}


def tree_of(form: Form) -> Node:
    """Return the root of what `load` reads of `write_form(form)`; only the places are not known, and are 1, 1."""
    body = Node(Kind.LIST, 1, 1, items=tuple(map(_element, form.body)))
    return _mapping((*_pairs(head_keys(form)), _pair("body", body)))


def _element(element: Element) -> Node:
    attributes, validations = _pairs(attribute_keys(element)), _pairs(validation_keys(element))
    groups = (("attributes", attributes), ("validations", validations))
    below = (_pair(key, _mapping(pairs)) for key, pairs in groups if pairs)
    return _mapping((*_pairs(element_keys(element)), *below))


def _mapping(pairs: tuple[Pair, ...]) -> Node:
    return Node(Kind.MAP, 1, 1, pairs=pairs)


def _pair(key: str, value: Node) -> Pair:
    return Pair(_KEY_NODES[key], value)


def _pairs(keys: Keys) -> tuple[Pair, ...]:
    return tuple([_pair(key, _node(value)) for key, value in keys if value is not None and value != ()])


def _node(value: Value | Option) -> Node:
    if isinstance(value, str):
        return Node(Kind.TEXT, 1, 1, value)
    if isinstance(value, tuple):
        return Node(Kind.LIST, 1, 1, items=tuple(map(_node, value)))
    if isinstance(value, Option):
        return _mapping(_pairs(option_keys(value)))
    return Node(Kind.BOOL if isinstance(value, bool) else Kind.INT, 1, 1, str(value).lower())
