"""Put fragments where a template includes them: `<!-- include: fragments/impact.md -->`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from formwright.findings import Finding, Severity
from formwright.text.frontmatter import read_front_matter
from formwright.text.lines import split_lines, without_surrogates
from formwright.text.markdown import Block, BlockKind, read_blocks, shift_headings

_INCLUDE = re.compile(r"\s*include\s*:\s*(?P<path>\S.*?)\s*")
_BEGINS = re.compile(r"\s*include\s*:")
_MENTION = re.compile(r"(?:^|<!--[-]*|[(\"'])\s*include\s*:")
"""Most templates include nothing, and need not be parsed to know it."""

MOST_INCLUDES = 1000
DEEPEST = 20
"""More fragments in a template, or deeper ones, are a mistake: ten files of ten lines can ask for ten billion."""

Origin = tuple[str | None, int]
"""A file (None: the text that was given) and a line in it, from 1."""


@dataclass
class Composed:
    """A template's lines with its fragments in their places, where each line comes from, and what was wrong.

    `included` are the places of the includes, each with the fragment that took its place. `origins` is empty where no
    line includes anything.
    """

    lines: list[str] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    included: list[tuple[Origin, str]] = field(default_factory=list)

    def add(self, lines: Sequence[str], path: str | None, first: int) -> None:
        """Add lines of the file `path` that begin at its line `first` (from 1)."""
        self.lines += lines
        self.origins += [(path, first + number) for number in range(len(lines))]

    def part(self, following: str, origin: Origin) -> None:
        """Put a blank line before `following` where none is, so that nothing runs together at an include's edges."""
        if self.lines and self.lines[-1].strip() and following.strip():
            self.lines.append("")
            self.origins.append(origin)


def compose(lines: Sequence[str], source: str | None, fragments: Mapping[str, str]) -> Composed:
    """Return `lines` with every include replaced by its fragment, headings shifted to where the include stands.

    Right under a heading, or under the template's title, the fragment's sections become parts of that one. Below a
    section with a text of its own they follow it as its equals: as parts they would take its field from it. Where bold
    lines are all the headings of a file, they are of the second level at most.

    `fragments` are texts by path, as `source` is a path. A path in a template is relative to the file that it stands
    in, and must stay below the folder of the template. What cannot be included stays as it is, with a finding.
    """
    out = Composed()
    if not any("include" in line and _MENTION.search(line) for line in lines):
        out.lines += lines
        return out
    texts = {posixpath.normpath(path): text for path, text in fragments.items()}
    folder = posixpath.normpath(posixpath.dirname(source or ""))
    _Composer(out, texts, folder).file(list(lines), source, _Section(), ())
    return out


@dataclass(slots=True)
class _Section:
    """The section that an include stands in: its level (0: before all headings), and whether it has a text."""

    level: int = 0
    is_title: bool = False
    filled: bool = False
    bold: bool = False

    def shifted(self, lines: list[str]) -> list[str]:
        """Return a fragment's lines with their headings below this section's, or, where it is filled, beside it."""
        if not self.level:
            # What has bold lines for headings gets its title from elsewhere, and takes no other heading of its level.
            return shift_headings(lines, 1, only_deeper=True) if self.bold else lines
        return shift_headings(lines, self.level - 1 if self.filled and not self.is_title else self.level)


@dataclass(frozen=True, slots=True)
class _Composer:
    """Where the lines go, what may be included (by normal paths), and the folder that it must be in."""

    out: Composed
    fragments: Mapping[str, str]
    folder: str

    def file(self, lines: list[str], path: str | None, section: _Section, trail: tuple[Origin, ...]) -> None:
        """Add a file's lines, which begin in `section`; `trail` are the includes that led to it.

        What stands before the file's first heading belongs to that section, which then is filled.
        """
        start = 0 if trail else read_front_matter(lines)[0].end
        at = 0
        blocks = read_blocks(lines, start)
        title = None if trail else _title(blocks)
        if not section.level:
            section.bold = section.bold or _begins_in_bold(blocks)
        for block in blocks:
            if block.kind is BlockKind.HEADING:
                section = _Section(block.level, is_title=block is title)
                continue
            match = _INCLUDE.fullmatch(block.text) if block.kind is BlockKind.COMMENT else None
            if match is None:
                if is_include(block):
                    self._say(_at(_NAMELESS, (path, block.start + 1), trail))
                section.filled = True
                continue
            place = (path, block.start + 1)
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path or ""), match["path"]))
            finding = self._refusal(target, path, trail)
            if finding is not None:
                self._say(_at(finding, place, trail))
                continue
            self._add(lines[at : block.start], path, at)
            self._fragment(target, place, section, trail)
            at = block.end
        self._add(lines[at:], path, at)

    def _say(self, finding: Finding) -> None:
        """Add a finding; that there are too many fragments is said once."""
        if finding.rule != "T34" or all(other.rule != "T34" for other in self.out.findings):
            self.out.findings.append(finding)

    def _add(self, lines: list[str], path: str | None, at: int) -> None:
        """Add lines of a file from its line `at` (from 0), parted from the fragment before them."""
        if lines and at:
            self.out.part(lines[0], (path, at))
        self.out.add(lines, path, at + 1)

    def _fragment(self, target: str, place: Origin, section: _Section, trail: tuple[Origin, ...]) -> None:
        self.out.included.append((place, target))
        lines = list(split_lines(without_surrogates(self.fragments[target])))
        front, findings = read_front_matter(lines)
        if front.end:
            findings = [_HEADED]
            lines[: front.end] = [""] * front.end
        # Only a template has a head: what stands there in the place of one is the fragment's text.
        findings = [replace(finding, remedy=_HEADED.remedy) for finding in findings if finding.rule != "T08"]
        self.out.findings += [_at(finding, (target, finding.line), (*trail, place)) for finding in findings]
        if lines:
            self.out.part(lines[0], place)
        self.file(section.shifted(lines), target, section, (*trail, place))

    def _refusal(self, target: str, path: str | None, trail: tuple[Origin, ...]) -> Finding | None:
        """Return why a file cannot be included."""
        if not _is_in(target, self.folder):
            return Finding("T31", f"`{target}` is outside of the templates' folder", "include a file below that folder")
        way = [posixpath.normpath(file) for file in (*(file for file, _ in trail), path) if file is not None]
        if target in way:
            circle = " → ".join([*way[way.index(target) :], target])
            return Finding("T32", f"the file includes itself: {circle}", "take one of these includes out")
        if target not in self.fragments:
            return Finding("T30", f"there is no file `{target}`", "mend the path, or write the fragment")
        if len(trail) >= DEEPEST or len(self.out.included) >= MOST_INCLUDES:
            message = f"more than {MOST_INCLUDES} fragments, or fragments more than {DEEPEST} deep, are not included"
            return Finding("T34", message, "include fewer of them")
        return None


def _begins_in_bold(blocks: Sequence[Block]) -> bool:
    """Say whether paragraphs that begin with something bold are all that could be headings."""
    headed = any(block.kind is BlockKind.HEADING for block in blocks)
    return not headed and any(
        block.kind is BlockKind.PARAGRAPH and block.text.startswith(("**", "__")) for block in blocks
    )


def _title(blocks: Sequence[Block]) -> Block | None:
    """Return the heading that is a template's title: the first one, where it alone is of the highest level."""
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    highest = [block for block in headings if block.level == 1]
    return headings[0] if len(highest) == 1 and headings[0] is highest[0] else None


def _is_in(path: str, folder: str) -> bool:
    """Say whether a path (both are normal) is below a folder."""
    rest = path if folder == "." else path.removeprefix(folder.rstrip("/") + "/")
    inside = folder == "." or rest != path
    return inside and not posixpath.isabs(rest) and rest != ".." and not rest.startswith("../")


_HEADED = Finding(
    "T33",
    "a fragment's front matter is left out: only a template has a head",
    "move its keys to the templates that include it",
    severity=Severity.WARNING,
)


_NAMELESS = Finding("T30", "the include names no file, or several", "write `<!-- include: fragments/NAME.md -->`")


def _at(finding: Finding, place: Origin, trail: tuple[Origin, ...]) -> Finding:
    """Return the finding at its place, with the includes that led there."""
    places = " → ".join(f"{path or '-'}:{line}" for path, line in trail)
    message = f"{finding.message} (included from {places})" if trail else finding.message
    return Finding(finding.rule, message, finding.remedy, line=place[1], severity=finding.severity, path=place[0])


def is_include(block: Block) -> bool:
    """Say whether a block is an include, whether or not it can be followed."""
    return block.kind is BlockKind.COMMENT and bool(_BEGINS.match(block.text))
