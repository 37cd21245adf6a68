"""Directives: comments that steer the conversion, `<!-- form: {type: dropdown, options: [Low, High]} -->`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from formwright.findings import Finding
from formwright.nearest import nearest
from formwright.template.composition import is_include
from formwright.text.markdown import Block, BlockKind
from formwright.text.yamlinput import read_yaml

_FORM = re.compile(r"\s*form\s*:(?P<body>.*)", re.DOTALL)

ACTIONS = ("skip", "merge", "split")
"""`skip`: no field for the section; `merge`: one field with the section above; `split`: a field for each list item."""
FIELD_KEYS = (
    "type id label description placeholder value options multiple default required render min_length accept".split()
)
HEAD_KEYS = "name description title labels assignees projects type".split()


@dataclass(frozen=True, slots=True)
class Directive:
    """What a directive says: an action, or keys of GitHub's form schema; `line` and `lines` (by key) count from 1."""

    line: int
    action: str | None = None
    keys: Mapping[str, object] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    def line_of(self, key: str) -> int:
        """Return the line at which `key` stands, or else the directive's."""
        return self.lines.get(key, self.line)


def is_directive(block: Block) -> bool:
    """Say whether a block is a directive: it is never a hint."""
    return block.kind is BlockKind.COMMENT and bool(_FORM.fullmatch(block.text))


def steers(comment: str) -> bool:
    """Say whether the inside of a comment is written as a directive or an include."""
    return bool(_STEERING.match(comment))


def says(block: Block, action: str) -> bool:
    """Say whether a block is the directive `form: ACTION`."""
    match = _FORM.fullmatch(block.text) if block.kind is BlockKind.COMMENT else None
    return match is not None and match["body"].strip() == action


def joined(directives: Sequence[Directive]) -> Directive:
    """Return several directives of one place (at least one) as one: of equal keys the last counts."""
    keys = {key: value for directive in directives for key, value in directive.keys.items()}
    lines = {key: directive.line_of(key) for directive in directives for key in directive.keys}
    return Directive(directives[0].line, keys=keys, lines=lines)


def read_directives(blocks: Iterable[Block], known: Sequence[str]) -> tuple[list[Directive], list[Finding]]:
    """Read the directives among `blocks`; `known` are the keys that make sense where they stand."""
    directives: list[Directive] = []
    findings: list[Finding] = []
    for block in blocks:
        match = _FORM.fullmatch(block.text) if block.kind is BlockKind.COMMENT else None
        if match is not None:
            place = _Place(block.start + 1 + block.text.count("\n", 0, match.start("body")), block.end, match["body"])
            directive = _read(place, known, findings)
            directives += [directive] if directive is not None else []
    return directives, findings


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands after `form:`, from the line `first` on. The block's last line is `last`; both count from 1."""

    first: int
    last: int
    text: str

    def line(self, index: int) -> int:
        """Return the line of a character. Comments that share the last line stand in several lines of `text`.

        Lines are counted here: to YAML 1.1 a line ends at U+0085, U+2028 and U+2029, too.
        """
        return min(self.first + self.text.count("\n", 0, index), self.last)


def _read(place: _Place, known: Sequence[str], findings: list[Finding]) -> Directive | None:
    """Read what stands after `form:`; add to `findings` what is wrong with it."""
    text, line = place.text, place.line(0)
    if text.strip() in ACTIONS:
        return Directive(line, action=text.strip())
    try:
        node, value = read_yaml(text)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError, OverflowError) as error:
        findings.append(_no_yaml(error, place))
        return None
    if not isinstance(value, dict) or not isinstance(node, yaml.MappingNode):
        said = " ".join(text.split())
        message = f"the directive says nothing that is known: `{said[:60]}`" if said else "the directive is empty"
        near = nearest(said, ACTIONS)
        remedy = f"write `{near}`" if near else f"write one of {', '.join(ACTIONS)}, or keys of GitHub's form schema"
        findings.append(Finding("T41", message, remedy, line=line))
        return None
    lines: dict[str, int] = {}
    for key, _ in node.value:
        name, at = str(key.value), place.line(key.start_mark.index)
        if name not in known:
            near = nearest(name, known)
            remedy = f"write `{near}`" if near else f"keys that may stand here: {', '.join(known)}"
            findings.append(Finding("T42", f"`{name}` is no key of a form", remedy, line=at))
        elif name in lines:
            findings.append(Finding("T42", f"`{name}` stands here a second time", "keep one of the two", line=at))
        lines.setdefault(name, at)
    return Directive(line, keys={key: value[key] for key in known if key in value}, lines=lines)


def _no_yaml(error: Exception, place: _Place) -> Finding:
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or "it cannot be read"
    at = place.line(mark.index if mark is not None else 0)
    return Finding("T40", f"the directive is no YAML: {reason}", "write `form: {key: value}`", line=at)


_STEERING = re.compile(r"\s*(form|include)\s*:")
_STRAY = re.compile(rf"<!--+{_STEERING.pattern}")
_CODE = re.compile(r"`[^`]*`")


def stray_findings(blocks: Iterable[Block], lines: Sequence[str]) -> Iterator[Finding]:
    """Yield directives and includes that stand within something else, where they would be taken for text."""
    found = {number: match for number, line in enumerate(lines) if "<!--" in line and (match := _stray(line))}
    alone = {number for block in blocks for number in _verbatim(block)} if found else set()
    for number, match in found.items():
        if number not in alone:
            message = f"`{match[1]}:` steers nothing here, where it stands within something else"
            yield Finding("T44", message, "give the comment lines of its own, not indented", line=number + 1)


def _stray(line: str) -> re.Match[str] | None:
    return _STRAY.search(_CODE.sub("", line)) if _STRAY.search(line) else None


def _verbatim(block: Block) -> Iterator[int]:
    """Yield the lines of directives and includes that stand alone, and of code, which may show some."""
    if block.kind is BlockKind.FENCE or is_directive(block) or is_include(block):
        yield from range(block.start, block.end)
    for inner in (*block.blocks, *(inner for item in block.items for inner in item.blocks)):
        yield from _verbatim(inner) if inner.kind is not BlockKind.COMMENT else ()
