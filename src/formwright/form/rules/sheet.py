"""A form as the rules look at it: elements with their keys, attributes and validations, each with its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from formwright.form.model import ELEMENT_TYPES
from formwright.form.source import Node, Pair, Source

Entries = dict[str, Pair]

TEXT_ATTRIBUTES = ("label", "description", "placeholder", "value", "render")
ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "markdown": ("value",),
    "textarea": ("label", "description", "placeholder", "value", "render"),
    "input": ("label", "description", "placeholder", "value"),
    "dropdown": ("label", "description", "options", "multiple", "default"),
    "checkboxes": ("label", "description", "options"),
    "upload": ("label", "description"),
}
REQUIRED: dict[str, tuple[str, ...]] = {
    "markdown": ("value",),
    "textarea": ("label",),
    "input": ("label",),
    "dropdown": ("label", "options"),
    "checkboxes": ("label", "options"),
    "upload": ("label",),
}
VALIDATIONS = ("required", "min_length", "accept")


@dataclass(frozen=True, slots=True)
class Block:
    """One entry of the body. `type` is None where it is missing or not one of GitHub's; `id`, `label`: no text."""

    index: int
    node: Node
    type: str | None
    keys: Entries
    attributes: Entries
    validations: Entries
    id: Node | None
    label: Node | None

    @property
    def where(self) -> str:
        """What GitHub puts before a message about this entry; it counts from zero."""
        return f"body[{self.index}]"

    @property
    def options(self) -> tuple[Node, ...]:
        """The entries of `options`, whatever they are."""
        return self.attributes["options"].value.items if "options" in self.attributes else ()

    @property
    def option_labels(self) -> Iterator[Node]:
        """The labels of the options that are texts."""
        for option in self.options:
            label = option if not option.pairs else _text(option.entries(), "label")
            if label is not None and label.is_text:
                yield label


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form; `inputs` are the blocks that take an answer.

    `discussion` says that it is one for discussions, which have no name and no description (R8).
    """

    source: Source
    root: Node
    entries: Entries
    blocks: tuple[Block, ...]
    inputs: tuple[Block, ...]
    discussion: bool = False

    def of(self, *types: str) -> Iterator[Block]:
        """Yield the elements of these types."""
        return (block for block in self.blocks if block.type in types)


def make_sheet(source: Source, root: Node, *, discussion: bool = False) -> Sheet:
    """Return the sheet of a form whose `root` is a mapping."""
    entries = root.entries()
    body = entries["body"].value.items if "body" in entries else ()
    blocks = tuple(map(_block, range(len(body)), body))
    inputs = tuple(block for block in blocks if block.type not in (None, "markdown"))
    return Sheet(source, root, entries, blocks, inputs, discussion)


def _block(index: int, node: Node) -> Block:
    keys = node.entries()
    type_ = keys["type"].value.text if "type" in keys else None
    attributes = keys["attributes"].value.entries() if "attributes" in keys else {}
    return Block(
        index,
        node,
        type_ if type_ in ELEMENT_TYPES else None,
        keys,
        attributes,
        keys["validations"].value.entries() if "validations" in keys else {},
        _text(keys, "id"),
        _text(attributes, "label"),
    )


def _text(entries: Entries, key: str) -> Node | None:
    value = entries[key].value if key in entries else None
    return value if value is not None and value.is_text else None
