"""What a directive says overrides what the template's text suggests: one small function per key of the form schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from formwright.findings import Finding, Severity, has_errors
from formwright.form.model import Element, Form, Option
from formwright.nearest import nearest
from formwright.template.directives import Directive


class _ShapeError(Exception):
    """A value is not what its key takes: `must_be` says what that is."""

    def __init__(self, must_be: str, remedy: str = "mend the directive's value") -> None:
        super().__init__(must_be)
        self.must_be = must_be
        self.remedy = remedy


def override_element(element: Element, directive: Directive | None) -> tuple[Element, list[Finding]]:
    """Return the field with the directive's keys put in, and a finding for each value that its key cannot take.

    Where there is one the field is returned as it was: a half of what was meant would only make further findings.
    """
    findings: list[Finding] = []
    if directive is None:
        return element, findings
    steered = element
    for key in sorted(directive.keys, key=_ORDER.index):
        if steered.type == "markdown" and key in _OF_ANSWERS:
            findings.append(_idle(key, directive))
            continue
        try:
            steered = _FIELD[key](steered, directive.keys[key])
        except _ShapeError as shape:
            findings.append(_finding(key, shape, directive))
    return element if has_errors(findings) else steered, findings


_OF_ANSWERS = ("id", "required", "min_length", "accept")
"""Keys that say something of an answer (R26, R33)."""


def _idle(key: str, directive: Directive) -> Finding:
    message = f"`{key}` does nothing: markdown is read, and takes no answer"
    return Finding("T43", message, f"take `{key}` out", line=directive.line_of(key), severity=Severity.WARNING)


def override_head(form: Form, directives: tuple[Directive, ...]) -> tuple[Form, list[Finding]]:
    """Return the form's head with the keys of the template's own directives put in."""
    findings: list[Finding] = []
    for directive in directives:
        for key, value in directive.keys.items():
            try:
                form = _HEAD[key](form, value)
            except _ShapeError as shape:
                findings.append(_finding(key, shape, directive))
    return form, findings


def _finding(key: str, shape: _ShapeError, directive: Directive) -> Finding:
    return Finding("T43", f"`{key}` must be {shape.must_be}", shape.remedy, line=directive.line_of(key))


_QUOTE = "write a text; put numbers, dates, yes and no in quotes"


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _ShapeError("a text that is not blank", _QUOTE)
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise _ShapeError("true or false")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _ShapeError("a number, 0 or more")
    return value


def _words(value: object) -> tuple[str, ...]:
    values = value.split(",") if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(word, str) and word.strip() for word in values):
        raise _ShapeError("a list of texts, or a text with commas")
    return tuple(word.strip() for word in values)


def _option(value: object) -> Option:
    if not isinstance(value, Mapping):
        return Option(_text(value))
    for key in value:
        if key not in _OPTION_KEYS:
            near = nearest(str(key), _OPTION_KEYS) or ("" if "label" in value else "label")
            remedy = f"write `{near}` for `{key}`" if near else f"take `{key}` out"
            raise _ShapeError("a label and what is required of it", remedy)
    return Option(_text(value.get("label")), _flag(value.get("required", False)))


_OPTION_KEYS = ("label", "required")


def _options(element: Element, value: object) -> Element:
    if not isinstance(value, list) or not value:
        raise _ShapeError("a list with at least one option")
    try:
        return replace(element, options=tuple(map(_option, value)))
    except _ShapeError as shape:
        raise _ShapeError("a list of texts, or of `label` and `required`", shape.remedy) from None


def _default(element: Element, value: object) -> Element:
    labels = [option.label for option in element.options]
    if isinstance(value, str):
        if value not in labels:
            raise _ShapeError(f"one of the options: {', '.join(labels)}" if labels else "one of the options")
        return replace(element, default=labels.index(value))
    return replace(element, default=_number(value))


def _required(element: Element, value: object) -> Element:
    required = _flag(value)
    if element.type != "checkboxes":
        return replace(element, required=required)
    return replace(element, options=tuple(replace(option, required=required) for option in element.options))


def _type(element: Element, value: object) -> Element:
    """Change the type; what the new type has no attribute for goes."""
    kind = _text(value)
    if kind == "markdown":
        # It takes no answer, so all that it has is a text: the label as a heading, and what is said below it.
        text = "\n\n".join(filter(None, (f"## {element.label}", element.description, element.value)))
        return Element(kind, value=text, line=element.line)
    keep_text = kind in ("textarea", "input")
    return replace(
        element,
        type=kind,
        options=element.options if kind in ("dropdown", "checkboxes") else (),
        default=element.default if kind == "dropdown" else None,
        placeholder=element.placeholder if keep_text else None,
        value=element.value if keep_text else None,
        render=element.render if kind == "textarea" else None,
        required=element.required and kind != "checkboxes",
    )


_FIELD: Mapping[str, Callable[[Element, object], Element]] = {
    "type": _type,
    "id": lambda element, value: replace(element, id=_text(value)),
    "label": lambda element, value: replace(element, label=_text(value)),
    "description": lambda element, value: replace(element, description=_text(value)),
    "placeholder": lambda element, value: replace(element, placeholder=_text(value)),
    "value": lambda element, value: replace(element, value=_text(value)),
    "options": _options,
    "multiple": lambda element, value: replace(element, multiple=_flag(value)),
    "default": _default,
    "required": _required,
    "render": lambda element, value: replace(element, render=_text(value)),
    "min_length": lambda element, value: replace(element, min_length=_number(value)),
    "accept": lambda element, value: replace(element, accept=_text(value)),
}
# The type first, the options before the default that is one of them.
_ORDER = list(_FIELD)
_HEAD: Mapping[str, Callable[[Form, object], Form]] = {
    "name": lambda form, value: replace(form, name=_text(value)),
    "description": lambda form, value: replace(form, description=_text(value)),
    "title": lambda form, value: replace(form, title=_text(value)),
    "labels": lambda form, value: replace(form, labels=_words(value)),
    "assignees": lambda form, value: replace(form, assignees=_words(value)),
    "projects": lambda form, value: replace(form, projects=_words(value)),
    "type": lambda form, value: replace(form, type=_text(value)),
}
