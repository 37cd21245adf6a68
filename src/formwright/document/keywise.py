"""Merge front matter three ways, key by key: people add keys, move and comment them; the program fills its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from formwright.text.frontmatter import FrontMatter, read_front_matter

_END = "\0end"
"""The key, as it were, of what stands between the last key and the closing rule: comments, if anything."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One key: the comments and blank lines above it, and its own lines."""

    above: tuple[str, ...] = ()
    own: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Block:
    """A front matter: its first and last line, and between them its keys."""

    lines: tuple[str, ...]
    parts: Mapping[str, _Part]


@dataclass(frozen=True, slots=True)
class Clash:
    """Lines that both changed: where they stand in the merged front matter (from 0), theirs and ours."""

    at: int
    theirs: tuple[str, ...]
    ours: tuple[str, ...]


@dataclass
class MergedKeys:
    """The merged lines, those that the next merge starts from, and what clashed."""

    lines: list[str] = field(default_factory=list)
    base: list[str] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)


def front_end(lines: Sequence[str]) -> int:
    """Return how many lines a text's front matter has, rules included; 0 without one that can be merged by key."""
    return front.end if (front := _read(lines)) is not None else 0


def _read(lines: Sequence[str]) -> FrontMatter | None:
    front, _ = read_front_matter([line.rstrip("\n") for line in lines])
    keys = [entry.key for entry in front.entries]
    apart = len({entry.start for entry in front.entries}) == len(keys)
    return front if front.end and not front.broken and len(set(keys)) == len(keys) and apart else None


def merge_keys(base: Sequence[str], theirs: Sequence[str], ours: Sequence[str]) -> MergedKeys | None:
    """Merge three front matters, lines with their ends, rules included; None where that cannot be done by key.

    Keys that people added, their order and their comments stay. A key that only the program changed is as it has it
    now, one that people changed or removed is as they have it; where both did, it is a clash.
    """
    if list(theirs) == list(base):
        return MergedKeys(list(ours), list(ours))
    old, human, generated = (_block(lines) for lines in (base, theirs, ours))
    if old is None or human is None or generated is None:
        return None
    merged = _Merge(old, human, generated).run()
    return merged if all(front_end(lines) == len(lines) for lines in (merged.lines, merged.base)) else None


def _block(lines: Sequence[str]) -> _Block | None:
    front = _read(lines)
    if front is None or front.end != len(lines):
        return None
    parts: dict[str, _Part] = {}
    at = 1
    for entry in front.entries:
        end = max(n + 1 for n in range(entry.start, entry.end) if n == entry.start or not _is_remark(lines[n]))
        parts[entry.key] = _Part(tuple(lines[at : entry.start]), tuple(lines[entry.start : end]))
        at = end
    parts[_END] = _Part(tuple(lines[at:-1]))
    return _Block(tuple(lines), parts)


def _is_remark(line: str) -> bool:
    """Say whether a line is a blank one, or a comment that is not inside a value."""
    return not line.strip() or line.startswith("#")


@dataclass
class _Merge:
    base: _Block
    theirs: _Block
    ours: _Block
    merged: MergedKeys = field(default_factory=MergedKeys)
    next_base: dict[str, _Part] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    """Comments that people put over a key that is gone; they go over the next one."""

    def run(self) -> MergedKeys:
        self.next_base = dict(self.ours.parts)
        self.merged.lines.append(self.theirs.lines[0])
        new = self._new_keys()
        self._put_new(new.get(None, ()))
        for key, part in self.theirs.parts.items():
            if key == _END:
                self._removed()
            self._key(key, part)
            self._put_new(new.get(key, ()))
        self.merged.lines.append(self.theirs.lines[-1])
        inside = (line for part in self.next_base.values() for line in (*part.above, *part.own))
        self.merged.base = [self.ours.lines[0], *inside, self.ours.lines[-1]]
        return self.merged

    def _new_keys(self) -> Mapping[str | None, list[str]]:
        """Return the program's new keys by the key that they follow; None: they come first."""
        new: dict[str | None, list[str]] = {}
        before: str | None = None
        for key in self.ours.parts:
            if key in self.theirs.parts:
                before = key
            elif key not in self.base.parts:
                new.setdefault(before, []).append(key)
        return new

    def _put_new(self, keys: Iterable[str]) -> None:
        for key in keys:
            part = self.ours.parts[key]
            self.merged.lines += [*part.above, *part.own]

    def _key(self, key: str, theirs: _Part) -> None:
        base, ours = self.base.parts.get(key), self.ours.parts.get(key)
        no_part = _Part()
        if base is None and ours is None:
            self.merged.lines += [*self._taken(), *theirs.above, *theirs.own]
            return
        if ours is None and theirs.own == (base or no_part).own:
            self.left += self._taken() + [line for line in theirs.above if line not in (base or no_part).above]
            return
        above = self._choose(key, "above", base or no_part, theirs, ours or base or no_part)
        self.merged.lines += [*self._taken(), *above]
        self.merged.lines += self._choose(key, "own", base or no_part, theirs, ours or no_part)

    def _choose(self, key: str, what: str, base: _Part, theirs: _Part, ours: _Part) -> tuple[str, ...]:
        """Return theirs where people changed it, else ours; where both did, it is a clash, and the base stays."""
        old, human, generated = (getattr(part, what) for part in (base, theirs, ours))
        if human == old:
            return tuple(generated)
        if generated not in (old, human):
            self._clash(key, what, human, generated)
        return tuple(human)

    def _clash(self, key: str, what: str, theirs: tuple[str, ...], ours: tuple[str, ...]) -> None:
        at = len(self.merged.lines)
        self.merged.clashes.append(Clash(at, tuple(map(_bare, theirs)), tuple(map(_bare, ours))))
        self._keep_in_base(key, what)

    def _keep_in_base(self, key: str, what: str) -> None:
        """Let the next merge start from what was generated before, so that it finds the same clash again."""
        old = self.base.parts.get(key)
        if old is None:
            self.next_base.pop(key, None)
        elif key in self.next_base:
            now = self.next_base[key]
            self.next_base[key] = _Part(old.above, now.own) if what == "above" else _Part(now.above, old.own)
        else:
            self.next_base = dict(_inserted(self.next_base, key, old, list(self.base.parts)))

    def _removed(self) -> None:
        """Tell of keys that people removed and that the program changed."""
        for key, part in self.ours.parts.items():
            old = self.base.parts.get(key)
            if key not in self.theirs.parts and old is not None and old.own != part.own:
                self._clash(key, "own", (), part.own)

    def _taken(self) -> list[str]:
        left, self.left = self.left, []
        return left


def _inserted(parts: Mapping[str, _Part], key: str, part: _Part, order: Sequence[str]) -> Iterator[tuple[str, _Part]]:
    """Yield the parts with one more, before the first of them that follows it in `order`."""
    after = set(order[order.index(key) + 1 :])
    done = False
    for other, its in parts.items():
        if not done and (other in after or other == _END):
            yield key, part
            done = True
        yield other, its


def _bare(line: str) -> str:
    return line.rstrip("\r\n")
