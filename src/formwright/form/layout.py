"""What is written of a form: its keys, in the order of GitHub's documentation, with their values."""

from __future__ import annotations

from formwright.form.model import Element, Form, Option

Value = str | bool | int | tuple[str, ...] | tuple[Option, ...] | None
Keys = tuple[tuple[str, Value], ...]
"""Keys and their values; those without one (None, or an empty list) are not written."""


def head_keys(form: Form) -> Keys:
    """Return the keys above the body."""
    return (
        ("name", form.name),
        ("description", form.description),
        ("title", form.title),
        ("labels", form.labels),
        ("assignees", form.assignees),
        ("projects", form.projects),
        ("type", form.type),
    )


def element_keys(element: Element) -> Keys:
    """Return the keys of an element itself."""
    return (("type", element.type), ("id", element.id))


def attribute_keys(element: Element) -> Keys:
    """Return the keys below `attributes`."""
    options = element.options
    as_mappings = element.type == "checkboxes" or any(option.required for option in options)
    return (
        ("label", element.label or None),
        ("description", element.description),
        ("placeholder", element.placeholder),
        ("value", element.value),
        ("render", element.render),
        ("options", options if as_mappings else tuple(option.label for option in options)),
        ("multiple", element.multiple or None),
        ("default", element.default),
    )


def validation_keys(element: Element) -> Keys:
    """Return the keys below `validations`."""
    return (("required", element.required or None), ("min_length", element.min_length), ("accept", element.accept))


def option_keys(option: Option) -> Keys:
    """Return the keys of an option that is not a text alone."""
    return (("label", option.label), ("required", option.required or None))
