"""Raw text to lines: byte order mark, line ends, and characters that were decoded wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from formwright.findings import Finding, Severity

BOM = "\ufeff"

# What UTF-8 read as Windows-1252 looks like: a lead byte's letter, then at least one continuation byte's sign.
_SUSPECT = re.compile(r"[ÂÃâðïÐÑ][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")


def split_lines(text: str) -> tuple[str, ...]:
    """Return the lines of `text` without a byte order mark and without line ends (LF, CRLF or CR).

    Only those three end a line: a form feed or U+2028 within a line stays where it is. A final line end adds no line.
    """
    text = text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    return tuple(lines)


def without_surrogates(text: str) -> str:
    """Return `text` with U+FFFD for each half of a character: JSON can hold them, UTF-8 and YAML cannot."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


@dataclass(frozen=True, slots=True)
class Broken:
    """Characters that were decoded wrongly, where they stand (line and column from 1), and what was meant."""

    line: int
    column: int
    text: str
    repaired: str


def find_broken(lines: Sequence[str]) -> Iterator[Broken]:
    """Yield the words in which UTF-8 was read as another encoding ("âœ…" for "✅")."""
    if not _SUSPECT.search("\n".join(lines)):
        return
    for number, line in enumerate(lines, 1):
        if not _SUSPECT.search(line):
            continue
        # Imported late: few texts are broken, and ftfy takes longer to load than the rest of the reading.
        from ftfy import fix_encoding

        for match in re.finditer(r"\S+", line):
            repaired = fix_encoding(match[0])
            if repaired != match[0]:
                yield Broken(number, match.start() + 1, match[0], repaired)


def repair(text: str) -> str:
    """Return `text` with its broken characters put right, and everything else as it was."""
    out = text.split("\n")
    for broken in reversed(list(find_broken(out))):
        at, line = broken.column - 1, out[broken.line - 1]
        out[broken.line - 1] = line[:at] + broken.repaired + line[at + len(broken.text) :]
    return "\n".join(out)


def broken_findings(lines: Sequence[str]) -> list[Finding]:
    """Return a warning, with the repair, for each word whose characters were decoded wrongly."""
    return [
        Finding(
            "T10",
            f"`{broken.text}` is UTF-8 that was read as Windows-1252",
            f"write `{broken.repaired}` and save the file as UTF-8 (`formwright lint --fix` does it)",
            line=broken.line,
            column=broken.column,
            severity=Severity.WARNING,
        )
        for broken in find_broken(lines)
    ]
