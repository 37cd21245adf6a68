"""Front matter: the YAML mapping between two `---` lines at the start of a Markdown file."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from formwright.findings import Finding, Severity
from formwright.text.yamlinput import read_yaml

_KEY = re.compile(r"([A-Za-z_][\w .-]*+)\s*+:(?:\s+(.*)|$)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One top-level key and its lines, counted from 0, `end` not included; none where a next key shares its line."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of a file; without one, `end` is 0 and all else is empty.

    `end` is the line after the closing rule, counted from 0. `broken` says that it is no YAML: `data` then holds what
    could be read line by line.
    """

    data: Mapping[str, object] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    end: int = 0
    broken: bool = False

    def line(self, key: str) -> int:
        """Return the line of `key`, counted from 1; the first line where there is no such key."""
        return next((entry.start + 1 for entry in self.entries if entry.key == key), 1)

    def text(self, key: str) -> str | None:
        """Return the value of `key` where it is a text that is not blank."""
        value = self.data.get(key)
        return value.strip() if isinstance(value, str) and value.strip() else None

    def words(self, key: str) -> tuple[str, ...]:
        """Return the value of `key` as a list: GitHub takes a YAML list or a text with commas (R9, R17).

        Lists and mappings in it are no words; written out, aliases in them could be endless.
        """
        value = self.data.get(key)
        parts = value if isinstance(value, list) else value.split(",") if isinstance(value, str) else []
        words = (str(part).strip() for part in parts if part is not None and not isinstance(part, list | dict | set))
        return tuple(filter(None, words))


def is_issue_head(front: FrontMatter) -> bool:
    """Say whether front matter is an issue template's (R9), and not a document's own."""
    return "name" in front.data or "about" in front.data


def read_front_matter(lines: Sequence[str]) -> tuple[FrontMatter, list[Finding]]:
    """Read the front matter of a file's `lines` (see `split_lines`).

    A first `---` without a second one, or prose between two rules, is no front matter: the file is left as it is.
    """
    if not lines or lines[0].rstrip() != "---":
        return FrontMatter(), []
    end = next((n for n in range(1, len(lines)) if lines[n].rstrip() in ("---", "...")), None)
    if end is None:
        return FrontMatter(), _unclosed(lines)
    block = "\n".join(lines[1:end]) + "\n"
    try:
        node, data = read_yaml(block)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError, OverflowError) as error:
        return _broken(lines, end, error)
    if data is None:
        # `## Summary` between two rules is a comment to YAML; to whoever wrote it, it is a section.
        headings = any(re.match(r"#{1,6}\s+\S", line) for line in lines[1:end]) and "" in lines[1:end]
        return FrontMatter(end=0 if headings else end + 1), []
    if not isinstance(data, dict) or not isinstance(node, yaml.MappingNode):
        return FrontMatter(), _listed(data, lines[1:end])
    entries = _entries(node, block, end)
    return FrontMatter({str(key): value for key, value in data.items()}, entries, end + 1), list(_doubled(entries))


def _listed(data: object, lines: Sequence[str]) -> list[Finding]:
    """Return a warning where a list stands in the place of the keys; one apart from the rules is a list of the text."""
    if not isinstance(data, list) or not all(line.strip() for line in lines):
        return []
    message = "what stands between the rules at the top is a list, and no front matter: it is read as text"
    remedy = "write `key: value` lines without dashes before them"
    return [Finding("T08", message, remedy, line=2, severity=Severity.WARNING)]


def _doubled(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Yield a warning for each key that stands twice: YAML takes the last one, without a word."""
    seen: set[str] = set()
    for entry in entries:
        if entry.key in seen:
            message, remedy = f"the key `{entry.key}` stands twice; the last one counts", "take one of them out"
            yield Finding("T04", message, remedy, line=entry.start + 1, severity=Severity.WARNING)
        seen.add(entry.key)


def _entries(node: yaml.MappingNode, block: str, end: int) -> tuple[Entry, ...]:
    """Return the keys of the mapping with their lines; a key's lines end where the next one's begin.

    Lines are counted here: to YAML 1.1 a line ends at U+0085, U+2028 and U+2029, too.
    """
    breaks = [match.start() for match in re.finditer("\n", block)]
    starts = [(str(key.value), bisect_left(breaks, key.start_mark.index) + 1) for key, _ in node.value]
    ends = [start for _, start in starts[1:]] + [end]
    return tuple(Entry(key, start, stop) for (key, start), stop in zip(starts, ends, strict=True))


def _unclosed(lines: Sequence[str]) -> list[Finding]:
    if len(lines) < 2 or not _KEY.match(lines[1]):
        return []
    return [Finding("T02", "the front matter is never closed", "add a line `---` after its last key")]


def _broken(lines: Sequence[str], end: int, error: Exception) -> tuple[FrontMatter, list[Finding]]:
    """Read line by line what YAML refuses, and say so; what holds no `key: value` line is prose between rules.

    It is an error, for GitHub refuses such a template as well; reading it all the same lets other findings be found.
    """
    matches = [(n, match) for n in range(1, end) if (match := _KEY.match(lines[n]))]
    if not matches:
        return FrontMatter(), []
    data = {match[1].rstrip(): (match[2] or "").strip().strip("'\"") for _, match in matches}
    starts = [n for n, _ in matches]
    entries = tuple(
        Entry(match[1].rstrip(), n, stop) for (n, match), stop in zip(matches, [*starts[1:], end], strict=True)
    )
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 2 if mark is not None else 1
    reason = getattr(error, "problem", None) or "it cannot be read"
    finding = Finding(
        "T01",
        f"the front matter is no YAML: {reason}",
        "put values that hold `:`, `#`, `[`, `{` or quotes in quotes",
        line=min(line, end),
    )
    return FrontMatter(data, entries, end + 1, broken=True), [finding]
