"""Does the time of a call grow as its input does? Hostile templates and forms, each twice as long as the one before.

    python benchmarks/linear.py [--most BYTES] [--doublings N] [--only PART_OF_A_NAME] [--slowest N]

Of each sign that Markdown, YAML or the reading of templates gives a meaning to, three templates are made: one line of
it, 9,999 lines of it (one more, and a template is refused), and 300 sections of it. Others nest, or repeat whole
sections. Of a template `convert`, the text of its report, `lint` of the form that comes out, and `fill` are measured;
of a form `lint`, and of both the processor's time, so that other work on the machine does not count.

`--most 1048576` tries what a megabyte does, which takes hours for all and seconds with `--only`.

Printed are the milliseconds for the longest input, the slowest first, and the growth: by how much the time is
multiplied when the input doubles, as the mean over the doublings. 2 is linear; what is below 30 ms is not shown.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from formwright import convert, fill, lint
from formwright.form.model import Answer

Result = TypeVar("Result")
Make = Callable[[int], str]
"""A length in bytes to a text of about that length."""

LINES = 9_999
SECTIONS = 300
LEAST_SHOWN = 0.03
LONGEST = 60.0
"""After a call of so many seconds the input is not doubled again."""

SIGNS = tuple(
    (
        "#¦# ¦## a ¦- [ ]¦- [ ] ¦- [ ] a ¦[ ] ¦- ¦* ¦+ ¦1. ¦1) ¦<!--¦-->¦<!-- -->¦<!-- a --> ¦<!---¦--¦<¦>¦> ¦"
        "[¦]¦[]¦[a]¦[a] ¦![¦[x](¦](¦[a][¦[^¦]: ¦(¦)¦()¦{¦}¦{a}¦{{¦`¦``¦```¦~¦~~¦*¦**¦*_¦**a**¦**a** ¦**a ¦"
        "_a_ ¦__¦_a¦*a ¦a*¦|¦| ¦| a ¦|-¦a|¦:¦: ¦a: ¦a:¦**a**: ¦- a: ¦&¦&amp;¦\\¦\\*¦\\[¦=¦---¦- - ¦___ ¦***¦"
        "<a>¦</¦<details>¦</details>¦<a href='¦<!¦<?¦&#¦http://a.b ¦a@b.c ¦www.¦e.g. ¦Example: ¦(e.g. ¦"
        "if any ¦(optional) ¦one of: ¦required, ¦a ¦A ¦a¦A¦é¦一¦🚀¦:a: ¦\t¦ ¦a  ¦\xa0¦\u2028¦\x00¦\ufeff¦\x0c¦"
        "☐ ¦☑¦…¦...¦TODO ¦XXX¦YYYY ¦___¦1¦1 ¦1.¦0¦N ¦âœ…¦Ã¦?¦?! ¦!¦\"¦'¦%¦@¦$¦;¦,¦, ¦/¦form: ¦<!-- form: ¦"
        "include: ¦<!-- include: ¦password ¦none "
    ).split("¦")
)
"""What is repeated, in a line and in many."""

UNITS = {
    "rules": "---\n",
    "underlined": "a\n---\n",
    "double underlined": "a\n===\n",
    "sections": "## a\n\n",
    "sections with a hint": "## a\n<!-- b -->\n",
    "sections, each another": "## a%d\n\nText %d.\n\n",
    "sections, optional": "## a (optional)\n\n[b]\n\n",
    "numbered sections": "### Part %d: [name]\n\n[a]\n\n",
    "sections of placeholders": "### [a]\n\n",
    "bold sections": "**a**\n\nb\n\n",
    "quotes for headings": "> a\n\nb\n\n",
    "keys": "- a: \n",
    "keys, each another": "- key %d: [b]\n",
    "bold keys": "**a**: [b]\n",
    "choices": "**a**: [ ] b [ ] c\n",
    "boxes": "- [ ] a\n",
    "boxes, each another": "- [ ] a%d\n",
    "boxes apart": "- [ ] a\n\n",
    "comments": "<!-- a -->\n",
    "comments apart": "<!-- a -->\n\n",
    "comments and text": "<!-- a -->\nb\n\n",
    "fences": "```\na\n```\n",
    "open fences": "```a\n~~~\n",
    "tables": "| a | b |\n|---|---|\n| [c] | |\n\n",
    "table rows": "| a | b |\n",
    "details": "<details>\n\na\n\n</details>\n",
    "details, never closed": "<details>\n\na\n\n",
    "hidden notes": "[//]: # (a)\n",
    "link definitions": "[a%d]: b\n",
    "one definition": "[a]: <\n",
    "texts over sections": "## a%d\n\nWhy?\n\n### b%d\n\n",
    "comments in headings": "## a%d <!-- b -->\n\n",
    "misspelt directives": "## a%d\n<!-- from: skip -->\n\n",
    "directives": "## a%d\n<!-- form: {type: input} -->\n\n",
    "one section's directives": "<!-- form: {label: b%d} -->\n\n",
    "skipped sections": "## a\n<!-- form: skip -->\n\n",
    "merged sections": "## a\n<!-- form: merge -->\n\n",
    "split lists": "## a\n<!-- form: split -->\n- b\n- c\n\n",
    "stray directives": "a <!-- form: skip -->\n",
    "missing includes": "<!-- include: a%d.md -->\n\n",
    "broken characters": "âœ… a\n",
    "one of several": "## a%d\nOne of: b, c, d\n\n",
    "priorities": "## Priority\n- [ ] High\n- [ ] Low\n\n",
    "deeper headings": "# a\n## a\n### a\n#### a\n##### a\n###### a\n",
    "footer": "**Labels**: a%d, b\n",
    "mixed": "## a%d\n\n- b: [c]\n- [ ] d\n\n> e\n\n```\nf\n```\n\n| g | h |\n|---|---|\n| | |\n\n",
}
"""Whole lines that are repeated; `%d` is the number of the repetition."""

YAML_HEAD = "name: A form\ndescription: Of a hostile kind\n"
YAML_SIGNS = tuple(
    (
        "[¦]¦{¦}¦[a, ¦{a: ¦- ¦? ¦: ¦a: ¦a¦ ¦\t¦#¦# ¦&a ¦*a ¦*a, ¦!a ¦!!¦'¦\"¦\\¦|¦>¦%¦@¦`¦---¦---\n¦...\n¦\n¦"
        "\r¦<<: ¦~¦,¦- a\n¦é¦\x00¦\u2028¦\"\\x41¦''¦0¦1:¦1_¦-¦=¦\ufeff¦🚀"
    ).split("¦")
)
_FIELD = "  - type: textarea\n    id: %s\n    attributes:\n      label: %s\n"
YAML_UNITS = {
    "fields": _FIELD % ("a%d", "A%d"),
    "fields of one id": _FIELD % ("a", "A%d"),
    "fields of one label": _FIELD % ("a%d", "A"),
    "fields of like labels": _FIELD % ("a%d", "A! #%d"),
    "fields of other signs": _FIELD % ("a%d", "'?%d!'"),
    "markdown": "  - type: markdown\n    attributes:\n      value: a%d\n",
    "elements without a type": "  - id: a%d\n",
    "elements of no type": "  - type: tex\n",
    "elements that are texts": "  - a\n",
    "wrong keys": "  - type: input\n    lable: a%d\n    require: true\n",
    "checkboxes": "  - type: checkboxes\n    id: a%d\n    attributes: {label: b%d, options: [{label: a%d}]}\n",
}
YAML_LISTS = {
    "options": "        - a%d\n",
    "equal options": "        - a\n",
    "options of booleans": "        - yes\n",
    "options called none": "        - none\n",
    "options of numbers": "        - 1.%d\n",
    "options with labels": "        - label: a%d\n",
}
YAML_KEYS = {"keys": "a%d: b\n", "one key": "a: b\n", "forbidden keys": "on: a\n", "labels": "labels: [a%d]\n"}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was measured: its name, and the seconds for each length."""

    name: str
    seconds: list[float]

    @property
    def growth(self) -> float:
        """By how much the time is multiplied when the input doubles."""
        steps = len(self.seconds) - 1
        return float((self.seconds[-1] / max(self.seconds[0], 1e-4)) ** (1 / steps)) if steps else 0.0


def repeated(before: str, unit: str, length: int) -> str:
    """Return lines again and again, below `before`, no more often than a template has lines."""
    count = max(1, min(length // len(unit), (LINES - 2) // max(1, unit.count("\n"))))
    # What is left of the length then goes into the lines.
    wider = unit.replace("a", "a" * max(1, length // (count * len(unit))))
    return before + "".join(wider.replace("%d", str(number)) for number in range(count))


def every_template() -> Iterator[tuple[str, Make]]:
    """Yield the names of the hostile templates and what makes them."""
    for sign in SIGNS:
        name = repr(sign)
        yield f"a line of {name}", within("", sign)
        yield f"a heading of {name}", within("## ", sign, "\n\na\n")
        yield f"an item of {name}", within("## a\n\n- b: ", sign, "\n")
        yield f"lines of {name}", partial(lines_of, "", sign, "")
        yield f"sections of {name}", partial(sections, sign)
    for name, unit in UNITS.items():
        yield name, partial(repeated, "", unit)
        yield f"{name}, below a heading", partial(repeated, "## A\n\n", unit)
    yield from nested()
    yield from heads()


def run_of(before: str, sign: str, after: str, length: int) -> str:
    """Return a run of one sign between two texts."""
    return f"{before}{sign * (length // len(sign))}{after}"


def within(before: str, sign: str, after: str = "") -> Make:
    """Return what makes a run of one sign between two texts."""
    return partial(run_of, before, sign, after)


def lines_of(before: str, sign: str, after: str, length: int) -> str:
    """Return as many lines of one sign as a template may have, between two texts."""
    line = sign.strip("\n") * (length // LINES // len(sign) or 1)
    return before + f"{line}\n" * (LINES - before.count("\n") - after.count("\n")) + after


def sections(sign: str, length: int) -> str:
    """Return sections of a number of lines of one sign."""
    lines = f"{sign * (length // (LINES - 3 * SECTIONS) // len(sign) or 1)}\n" * (LINES // SECTIONS - 3)
    return "".join(f"## a{number}\n\n{lines}\n" for number in range(SECTIONS))


def nested() -> Iterator[tuple[str, Make]]:
    """Yield what is nested as deep as its length allows: in lines, each deeper than the one before, and in one line."""
    for name, mark, text in (
        ("lists", "  ", "- a"),
        ("boxes", "  ", "- [ ] "),
        ("numbered lists", "   ", "1. a"),
        ("quotes", ">", " a"),
        ("blank", " ", ""),
        ("lists and comments", "  ", "- a <!-- b -->"),
        ("keys", "  ", "- a: [b]"),
    ):
        yield f"nested {name}", partial(deeper, mark, text)
    for name, opening, closing in (
        ("html", "<details>\n", "</details>\n"),
        ("brackets", "[", "]"),
        ("braces", "{", "}"),
        ("links", "[", "](b)"),
        ("emphasis", "*_", "_*"),
    ):
        yield f"nested {name}", partial(pairs, opening, closing)


def pairs(opening: str, closing: str, length: int) -> str:
    """Return as many of one sign as of the other, which closes it."""
    count = length // (len(opening) + len(closing))
    return opening * count + closing * count


def deeper(mark: str, text: str, length: int) -> str:
    """Return lines of which each stands deeper than the one before, to a length."""
    count = int((2 * length / len(mark)) ** 0.5)
    return "".join(f"{mark * depth}{text}\n" for depth in range(count))


def heads() -> Iterator[tuple[str, Make]]:
    """Yield hostile front matter, directives and files that are no templates."""
    for sign in YAML_SIGNS:
        name = repr(sign)
        yield f"front matter of {name}", within("---\na: ", sign, "\n---\n## A\n")
        yield f"front matter, lines of {name}", partial(lines_of, "---\n", sign, "---\n## A\n")
        yield f"a directive of {name}", within("## A\n<!-- form: ", sign, " -->\n")
        yield f"a file of {name}", within("body:\n  ", sign)
    yield "front matter of keys", partial(repeated, "---\n", "a%d: b\n")
    yield "front matter of labels", within("---\nname: A form\nlabels: ", "a, ", "\n---\n## A\n")
    yield "front matter of a name", within("---\nname: ", "a ", "\n---\n## A\n")
    yield "front matter of a description", within("---\nname: A form\nabout: ", "a ", "\n---\n## A\n")


def every_form() -> Iterator[tuple[str, Make]]:
    """Yield the names of the hostile forms and what makes them."""
    head = f"{YAML_HEAD}body:\n"
    label, name_ = f"{head}{_FIELD[:-3]}" % "a", f"{head}  - type: textarea\n    id: "
    options = f"{head}  - type: dropdown\n    id: a\n    attributes:\n      label: A\n      options:\n"
    for sign in YAML_SIGNS:
        name = repr(sign)
        yield f"a form of {name}", within(f"{YAML_HEAD}body: ", sign)
        yield f"a label of {name}", within(label, sign, "\n")
        yield f"a quoted label of {name}", within(f'{label}"', sign, '"\n')
        yield f"an id of {name}", within(name_, sign, "\n    attributes: {label: A}\n")
        yield f"lines of {name} in a form", within(head, f"  {sign}\n")
    for begin, units in ((head, YAML_UNITS), (options, YAML_LISTS), (YAML_HEAD, YAML_KEYS)):
        for name, unit in units.items():
            yield f"{name} in a form", partial(numbered, begin, unit)


def numbered(before: str, unit: str, length: int) -> str:
    """Return lines again and again, below `before`, as often as the length allows."""
    return before + "".join(unit.replace("%d", str(number)) for number in range(length // len(unit)))


def seconds(work: Callable[[], Result]) -> tuple[float, Result]:
    """Return the processor's time that a call takes, and its result."""
    begun = time.process_time()
    result = work()
    return time.process_time() - begun, result


def measure_template(name: str, make: Make, lengths: list[int]) -> Iterator[Row]:
    """Measure all that is done with a template."""
    times: dict[str, list[float]] = {verb: [] for verb in ("convert", "report", "lint", "fill")}
    for length in lengths:
        text = make(length)
        taken, conversion = seconds(partial(convert, text))
        times["convert"].append(taken)
        times["report"].append(seconds(partial(str, conversion.report))[0])
        times["lint"].append(seconds(partial(lint, conversion.yaml or ""))[0])
        answers: dict[str, Answer] = {field.id: "An answer." for field in conversion.report.fields}
        times["fill"].append(seconds(partial(fill, text, answers))[0])
        if max(taken[-1] for taken in times.values()) > LONGEST:
            break
    yield from (Row(f"{verb}: {name}", taken) for verb, taken in times.items())


def measure_form(name: str, make: Make, lengths: list[int]) -> Iterator[Row]:
    """Measure `lint` on a form."""
    times: list[float] = []
    for length in lengths:
        times.append(seconds(partial(lint, make(length)))[0])
        if times[-1] > LONGEST:
            break
    yield Row(f"lint: {name}", times)


def main() -> int:
    """Measure all, and print the slowest and those that grow the fastest."""
    options = argparse.ArgumentParser(description="Time hostile input of growing length.")
    options.add_argument("--most", type=int, default=1 << 15, help="the longest input, in bytes")
    options.add_argument("--doublings", type=int, default=2)
    options.add_argument("--only", default="", help="a part of the names to measure")
    options.add_argument("--slowest", type=int, default=25, help="how many rows to print")
    options.add_argument("--part", default="1/1", help="this part of all, to run several at once")
    given = options.parse_args()
    lengths = [given.most >> (given.doublings - step) for step in range(given.doublings + 1)]
    works = [(name, make, measure_template) for name, make in every_template()]
    works += [(name, make, measure_form) for name, make in every_form()]
    works = [work for work in works if given.only in work[0]]
    part, parts = map(int, given.part.split("/"))
    rows: list[Row] = []
    for name, make, measure in works[part - 1 :: parts]:
        rows += measure(name, make, lengths)
        if sys.stderr.isatty():
            print(f"\r{name[:60]:<60}", end="", file=sys.stderr)
    print(f"{len(works)} inputs, {sum(len(row.seconds) for row in rows)} calls; bytes: {lengths}")
    shown = [row for row in rows if row.seconds[-1] >= LEAST_SHOWN]
    slowest = sorted(shown, key=lambda row: row.seconds[-1], reverse=True)
    growing = sorted(shown, key=lambda row: row.growth, reverse=True)
    for title, found in (("the slowest", slowest), ("what grows fastest", growing)):
        print(f"\n{title:<60}{'ms':>10}{'growth':>8}")
        for row in found[: given.slowest]:
            print(f"{row.name[:58]:<60}{1000 * row.seconds[-1]:>10.0f}{row.growth:>8.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
