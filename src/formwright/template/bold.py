"""Bold lines that are headings, or ask for something themselves: `**Why?** (one sentence)`, `**Size**: S / M / L`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from formwright.template.marks import read_mark
from formwright.template.offers import offered, says_one
from formwright.template.shapes import inline_choices, plain_key
from formwright.template.vocabulary import REMARKS, SAYS_ONE_OF, SAYS_SEVERAL
from formwright.template.words import (
    IMPERATIVE,
    has_placeholder,
    is_blank,
    is_open,
    is_placeholder,
    split_example,
    unwrap,
)
from formwright.text.markdown import COMMENT, Block, BlockKind, plain_text

_LONGEST_LABEL = 120
_LONGEST_HEADING = 600
"""What is bold and has more characters than this is no heading, but a warning."""
_LONGEST_LINE = 2_000

_BOLD = re.compile(r"(?P<mark>\*\*|__)(?P<label>(?:(?!(?P=mark)).)+?)(?P=mark)(?P<rest>.*)", re.DOTALL)
_REMARK = re.compile(
    r"[(（](?P<inside>(?:[^()（）]++|[(（][^()（）]*+[)）])*+)[)）]"
    r"|(?P<sign>\*\*?|__?)(?![\s*_])(?P<words>[^*_]+)(?<!\s)(?P=sign)(?!\w)"
    r"|[-–—]\s+(?P<more>[^:：]+?)(?=\s*(?:[:：]|$))"
    r"|(?:\\?\*)++(?=\s|[:：]|$)"
)
_COLONS = (":", "：")


@dataclass(frozen=True, slots=True)
class BoldLine:
    """A line that begins with something bold.

    `label` is that (Markdown, with the marks of required and optional behind it), `said` what remarks in brackets or
    emphasis behind it say, `value` what follows these. `led` says that a colon is there, `has_place` that the value is
    open, or offers something, `tells` that it is a sentence on what to write,
    `offers` that one of what it names is to be taken.
    """

    label: str
    said: str
    value: str
    led: bool = False
    has_place: bool = False
    tells: bool = False
    offers: bool = False

    @property
    def asks(self) -> bool:
        """Whether the line is a heading, or a question."""
        return self.is_heading or self.has_place or self.tells

    @property
    def is_heading(self) -> bool:
        """Whether there is no value: what is asked for goes below the line."""
        return not self.value

    @property
    def hint(self) -> str:
        """All that the line says behind its label."""
        shown = COMMENT.sub("", self.value).strip()
        comments = [match[1].strip(" -") for match in COMMENT.finditer(self.value)]
        return "\n\n".join(filter(None, [self.said, unwrap(shown), *comments]))


@lru_cache(maxsize=256)
def read_bold_line(text: str) -> BoldLine | None:
    """Read a line of a paragraph (with the lines of a comment in it) that begins with something bold; else None."""
    text = text.strip()
    match = _BOLD.fullmatch(text) if text.startswith(("**", "__")) and len(text) <= _LONGEST_LINE else None
    if match is None or is_placeholder(match["label"]) or not re.search(r"\w", match["label"]):
        return None
    label, rest = _upright(match["label"], match["rest"])
    led = label.rstrip().endswith(_COLONS)
    if not led and rest[:1].isalnum():
        return None
    rest, led = _without_colon(rest.strip(), led)
    marks: list[str] = []
    said: list[str] = []
    while (remark := _REMARK.match(rest)) and _is_remark(remark, led=led):
        inside = _inside(remark)
        is_mark = not inside or read_mark(f"_ ({inside})")[0] == "_"
        (marks if is_mark else said).append((f"({inside})" if inside else "*") if is_mark else inside)
        rest, led = _without_colon(rest[remark.end() :].strip(), led)
    line = BoldLine(_marked(label, marks), "\n".join(said), rest, led)
    if line.is_heading:
        # A long one asks where it ends as a question or a request does; else it is a warning.
        longest = _LONGEST_HEADING if led or label.rstrip().endswith("?") else _LONGEST_LABEL
        return line if len(label) <= longest else None
    if len(label) > _LONGEST_LABEL:
        return None
    if _tells(line):
        return replace(line, tells=True)
    offers = _offers(text, line)
    return replace(line, has_place=offers or _is_open(line), offers=offers)


def _upright(label: str, rest: str) -> tuple[str, str]:
    """Take the emphasis off what is bold as well."""
    return (label[1:], rest[1:]) if label[0] in "*_" and rest[:1] == label[0] else (label, rest)


def _without_colon(text: str, led: bool) -> tuple[str, bool]:
    return (text[1:].strip(), True) if text[:1] in _COLONS and text else (text, led)


def _is_remark(remark: re.Match[str], *, led: bool) -> bool:
    """Say whether something in brackets or emphasis speaks of the answer, and is not shown in its place."""
    inside = _inside(remark)
    if not inside:
        return True
    if read_mark(f"_ ({inside})")[1] is not None or SAYS_ONE_OF.search(inside) or SAYS_SEVERAL.search(inside):
        return True
    only_marks = remark["more"] or len(remark["sign"] or "") > 1
    return not (led or only_marks or is_placeholder(inside) or split_example(inside)[1])


def _inside(remark: re.Match[str]) -> str:
    """Return what a remark says; "" for a star."""
    return (remark["inside"] or remark["words"] or remark["more"] or "").strip("()（） ")


def _marked(label: str, marks: list[str]) -> str:
    colon = label.rstrip()[-1:] if marks and label.rstrip().endswith(_COLONS) else ""
    return f"{label.rstrip().removesuffix(colon) if colon else label} {' '.join(marks)}{colon}" if marks else label


def _tells(line: BoldLine) -> bool:
    """Say whether what stands behind something bold only says what to write: a comment, or a sentence at a question."""
    bare = COMMENT.sub("", line.value).strip()
    if is_blank(bare):
        return line.led or "<!--" in line.value
    label = plain_text(line.label).rstrip(" :：")
    if has_placeholder(bare) or REMARKS.fullmatch(label):
        return False
    if len(bare.split()) < (_FEWEST_WORDS - 1 if IMPERATIVE.match(bare) else _FEWEST_WORDS):
        return False
    asks = label.endswith(("?", "？")) or any(map(IMPERATIVE.match, (label, bare))) or _SAYS_WHAT.match(bare)
    if not _is_led(line) or not asks:
        return False
    return not offered(bare, one_said=lambda: says_one(label, line.said), is_value=True)


_FEWEST_WORDS = 3
"""A value of fewer words is a fact; a request may have one less."""
_SAYS_WHAT = re.compile(
    r"\W*(?:(?:an?|the|any|some|your|more|other|further|short|brief|clear|concise|detailed)\s+(?:[\w-]+,?\s+){0,5})?"
    r"(?:descriptions?|explanations?|summary|overview|examples?|details?|information|screenshots?|reasons?|steps)\b",
    re.IGNORECASE,
)


def _is_led(line: BoldLine) -> bool:
    return line.led or plain_text(line.label).rstrip().endswith(("?", "？"))


def _is_open(line: BoldLine) -> bool:
    bare = COMMENT.sub("", line.value).strip()
    return is_placeholder(bare) or (_is_led(line) and is_open(bare))


def _offers(text: str, line: BoldLine) -> bool:
    """Say whether a bold line names what there is to choose from."""
    if not _is_led(line):
        return False
    if inline_choices(text, 0):
        return True
    return bool(offered(line.value, one_said=lambda: says_one(plain_key(line.label), line.said), is_value=True))


def parted(block: Block) -> tuple[Part, ...]:
    """Part a paragraph where bold lines begin in it that are headings or ask for something."""
    if block.kind is not BlockKind.PARAGRAPH or not ("**" in block.text or "__" in block.text):
        return ((None, block),)
    lines = _whole_lines(block.text)
    read = [read_bold_line(line) for line in lines]
    run = _is_run(read)
    parts: list[tuple[BoldLine | None, list[str]]] = []
    for line, bold in zip(lines, read, strict=True):
        begins = bold is not None and (run or (bold.asks and (not parts or _ends(parts[-1][1][-1]))))
        if begins or not parts or parts[-1][0] is not None:
            parts.append((bold if begins else None, [line]))
        else:
            parts[-1][1].append(line)
    return tuple(_placed(parts, block)) if any(bold for bold, _ in parts) else ((None, block),)


Part = tuple[BoldLine | None, Block]
"""A block, and what its line says where that is a bold one."""


def _placed(parts: Sequence[tuple[BoldLine | None, list[str]]], block: Block) -> Iterator[Part]:
    start = block.start
    for bold, lines in parts:
        text = "\n".join(lines)
        end = start + text.count("\n") + 1
        yield bold, replace(block, start=start, end=end, text=text)
        start = end


def is_run(parts: Sequence[Part]) -> bool:
    """Say whether the parts of one paragraph are keys, one a line, which as a rule ask for the parts of one thing."""
    return _is_run([line for line, _ in parts])


def _is_run(lines: Sequence[BoldLine | None]) -> bool:
    """Say so of lines that all have a colon, most with an open value; the first of all may be the heading of them."""
    keys = [line for line in lines if line is not None and line.led]
    if not 1 < len(keys) == len(lines) or 2 * sum(key.asks for key in keys) < len(keys):
        return False
    return not keys[0].is_heading or any(key.is_heading for key in keys[1:])


def _whole_lines(text: str) -> list[str]:
    """Return the lines of a text; those of one comment are one."""
    whole: list[list[str]] = []
    opened = False
    for line in text.split("\n"):
        if opened:
            whole[-1].append(line)
        else:
            whole.append([line])
        opened = "<!--" in COMMENT.sub("", line.partition("-->")[2] if opened and "-->" in line else line) or (
            opened and "-->" not in line
        )
    return ["\n".join(lines) for lines in whole]


_END = re.compile(r"(?:[.?!:)\]…。？！：）>`*_]|\d)\s*$")


def _ends(line: str) -> bool:
    """Say whether a line ends as a sentence does, so that what is bold in the next one does not belong to it."""
    return bool(_END.search(line))
