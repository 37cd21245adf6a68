"""Links that name their target elsewhere: `[text][name]` and, at the end of the file, `[name]: target`.

Each text of a form is rendered by itself, so a link in it has to bear its target. Source: CommonMark, "Link reference
definitions".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it.common.utils import normalizeReference

from formwright.text.parsers import block_parser, whole_parser

_LINK = re.compile(
    r"(?<!\])\[((?:[^\[\]\\]|\\.|!\[[^\[\]]*\]\([^()]*\))*)\](?:\[((?:[^\[\]\\]|\\.)*)\])?(?![(\[:])",
)
"""A link or an image without a target; its text may be an image that has one."""
_BRACKETED = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]")
_PLAIN_TARGET = re.compile(r"[^\s<>()]+")


@dataclass(frozen=True, slots=True)
class Definition:
    """What a name stands for, as it is written in a link (`target "title"`), and its lines, the end not included."""

    target: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Linked:
    """Definitions by their names, which are compared without case and white space, and lines with targets in them."""

    definitions: Mapping[str, Definition]
    lines: Sequence[str]


def linked(lines: Sequence[str], offset: int = 0) -> Linked:
    """Return the definitions in `lines[offset:]`, and all lines with the targets of their links, where it is possible.

    Code and comments stay as they are.
    """
    if not any("]:" in line and line.lstrip(" >").startswith("[") for line in lines[offset:]):
        return Linked({}, lines)
    env: dict[str, dict[str, dict[str, Any]]] = {}
    tokens = block_parser().parse("\n".join(lines[offset:]) + "\n", env)
    definitions = {name: _definition(found, offset) for name, found in env.get("references", {}).items()}
    shown = list(lines)
    inline = (token for token in tokens if token.type == "inline" and definitions)
    for start, end in {(each.map[0] + offset, each.map[1] + offset) for each in inline if each.map}:
        if any("[" in line for line in lines[start:end]):
            shown[start:end] = _in_place(lines[start:end], definitions)
    return Linked(definitions, shown)


def _in_place(lines: Sequence[str], definitions: Mapping[str, Definition]) -> Sequence[str]:
    """Return the lines of a paragraph with targets: all of them, or those lines for which it is possible."""
    text = "\n".join(lines)
    definitions = _used(text, definitions)
    if not definitions:
        return lines
    whole = with_targets(text, definitions, below=False)
    if whole != text or len(lines) == 1:
        return whole.split("\n")
    each = [with_targets(line, definitions, below=False) for line in lines]
    return each if _rendered("\n".join(each)) == _beside(text, definitions) else lines


def _definition(found: Mapping[str, Any], offset: int) -> Definition:
    [start, end], target = found["map"], str(found["href"])
    title = str(found["title"] or "").replace("\\", "\\\\").replace('"', '\\"')
    written = target if _PLAIN_TARGET.fullmatch(target) else f"<{target}>"
    return Definition(f'{written} "{title}"' if title else written, start + offset, end + offset)


def with_targets(text: str, definitions: Mapping[str, Definition], *, below: bool = True) -> str:
    """Return Markdown in which each link bears its target; it renders as `text` does beside the definitions.

    Where that cannot be written, as in a text that shows a link as code as well, the definitions stand below it; it
    stays as it is then, without `below`.
    """
    used = _used(text, definitions)
    wanted = _beside(text, used) if used else ""
    if not used or wanted == _rendered(text):
        return text
    inline = text
    for _ in range(2):  # An image first, then the link around it.
        inline = _LINK.sub(lambda match: _with_target(match, definitions), inline)
    named = "\n".join([text, "", *_lines_of(used)])
    return next((each for each in (inline, *([named] if below else ())) if _rendered(each) == wanted), text)


def _beside(text: str, definitions: Mapping[str, Definition]) -> str:
    """Return what a text renders as beside definitions."""
    return _rendered("\n".join([*_lines_of(definitions), "", text]))


def _lines_of(definitions: Mapping[str, Definition]) -> Iterable[str]:
    return (f"[{name.lower()}]: {found.target}" for name, found in definitions.items())


def _used(text: str, definitions: Mapping[str, Definition]) -> Mapping[str, Definition]:
    """Return the definitions of names that a text has in brackets."""
    names = (normalizeReference(name) for name in _BRACKETED.findall(text)) if definitions else ()
    return {name: definitions[name] for name in dict.fromkeys(names) if name in definitions}


def _name(match: re.Match[str]) -> str:
    return normalizeReference(match[2] or match[1])


def _with_target(match: re.Match[str], definitions: Mapping[str, Definition]) -> str:
    found = definitions.get(_name(match))
    return f"[{match[1]}]({found.target})" if found else match[0]


def _rendered(text: str) -> str:
    return str(whole_parser().render(text))
