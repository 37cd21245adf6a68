"""How often does the converter decide as people did? Measured on templates that were converted by hand.

    python benchmarks/agreement.py [PAIRS] [--all]

PAIRS is a folder of `*/*/before.md` and `after.yml` (default: the shared corpus beside the project). A field of the
person's form counts where its label is a heading, a bold line or the key of a `Key:` line of the template. Printed are
four rates: the label is there; and of those, the same type, the same required, the hint's words in the same attribute.
The disagreements follow, so that one can read them (`--all`: every one of them).
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from formwright.conversion import convert
from formwright.form.model import Element, Form
from formwright.form.reading import read_form
from formwright.template.marks import read_mark
from formwright.template.words import key_value
from formwright.text.markdown import plain_text

PAIRS = Path(__file__).parents[2] / "shared" / "corpus" / "pairs"
HINT_ATTRIBUTES = ("description", "placeholder", "value")
SHARED_WORDS = 0.6
"""The part of a hint's words that must stand in an attribute for the hint to count as being there."""


@dataclass
class Rate:
    """How many of how many, and the cases that were not."""

    name: str
    hits: int = 0
    total: int = 0
    misses: list[str] = field(default_factory=list)

    def count(self, hit: bool, miss: str) -> None:
        """Count one case; `miss` says what was not as it was by hand."""
        self.total += 1
        self.hits += hit
        if not hit:
            self.misses.append(miss)

    def __str__(self) -> str:
        return f"{self.name:<22} {self.hits:>4} of {self.total:>4}  {100 * self.hits / max(self.total, 1):5.1f} %"


def normal(label: str) -> str:
    """Return a label without its marks, signs, emoji and case, so that two writings of one label are equal."""
    label = read_mark(plain_text(label))[0]
    letters = (c for c in unicodedata.normalize("NFKC", label) if c.isalnum() or c.isspace())
    return " ".join("".join(letters).lower().split())


def template_labels(text: str) -> set[str]:
    """Return the labels that a template offers: headings, bold lines, and keys of `Key:` lines."""
    labels = set()
    lines = text.splitlines()
    for number, line in enumerate(lines):
        bare = re.sub(r"^\s*(?:#{1,6}\s|[-*+]\s+(?:\[[ xX]?\])?|\d+[.)]\s|>\s?)\s*", "", line)
        if re.match(r"\s*#{1,6}\s", line) or (
            number + 1 < len(lines) and re.fullmatch(r"(=+|-+)\s*", lines[number + 1])
        ):
            labels.add(normal(re.sub(r"^\s*#+\s*|\s*#+\s*$", "", line)))
        bold = re.fullmatch(r"\s*(\*\*|__)(.+?)\1\s*:?\s*", bare)
        if bold:
            labels.add(normal(bold[2]))
        pair = key_value(bare)
        if pair:
            labels.add(normal(pair[0]))
    return labels - {""}


def words(text: str | None) -> list[str]:
    """Return the words of a text, in lower case."""
    return re.findall(r"\w+", (text or "").lower())


def pairs(root: Path) -> Iterator[tuple[str, str, Form]]:
    """Yield name, template and the person's form of each pair that can be read."""
    for before in sorted(root.glob("*/*/before.md")):
        form = read_form((before.parent / "after.yml").read_text(encoding="utf-8", errors="replace")).form
        if form is not None:
            yield str(before.parent.relative_to(root)), before.read_text(encoding="utf-8", errors="replace"), form


def sections(text: str) -> dict[str, str]:
    """Return what stands below each label of a template, up to the next one."""
    found: dict[str, list[str]] = {}
    labels = template_labels(text)
    current: list[str] = []
    for line in text.splitlines():
        bare = re.sub(r"^\s*(?:#{1,6}\s|[-*+]\s+(?:\[[ xX]?\])?|\d+[.)]\s|>\s?)\s*", "", line)
        pair = key_value(bare)
        label = normal(pair[0]) if pair else normal(bare)
        if label in labels:
            current = found.setdefault(label, [pair[1]] if pair else [])
        else:
            current.append(line)
    return {label: "\n".join(lines) for label, lines in found.items()}


def compare(name: str, text: str, theirs: Form, rates: dict[str, Rate]) -> None:
    """Count one pair."""
    form = convert(text, source="template.md").form
    ours = {normal(element.label): element for element in reversed(form.fields if form else ())}
    below = sections(text)
    for element in theirs.fields:
        label = normal(element.label)
        if label not in below:
            continue
        mine = ours.get(label)
        where = f"{name}: {element.label!r}"
        rates["label"].count(mine is not None, where)
        if mine is None:
            continue
        rates["type"].count(mine.type == element.type, f"{where}: {mine.type}, by hand {element.type}")
        rates["required"].count(
            is_required(mine) == is_required(element), f"{where}: {is_required(mine)}, by hand {is_required(element)}"
        )
        compare_hints(where, mine, element, set(words(below[label])), rates["hint"])


def is_required(element: Element) -> bool:
    """Say whether anything of a field is required."""
    return element.required or any(option.required for option in element.options)


def compare_hints(where: str, mine: Element, theirs: Element, hint: set[str], rate: Rate) -> None:
    """Count the hint of one section, where the person kept most of its words in one attribute."""
    shares = {a: len(hint & set(words(getattr(theirs, a)))) / max(len(hint), 1) for a in HINT_ATTRIBUTES}
    attribute = max(HINT_ATTRIBUTES, key=lambda a: shares[a])
    if shares[attribute] < SHARED_WORDS:
        return
    kept = hint & set(words(getattr(theirs, attribute)))
    given = kept & set(words(getattr(mine, attribute)))
    elsewhere = [a for a in HINT_ATTRIBUTES if len(kept & set(words(getattr(mine, a)))) >= SHARED_WORDS * len(kept)]
    rate.count(len(given) >= SHARED_WORDS * len(kept), f"{where}: by hand in {attribute}, ours in {elsewhere}")


def main(arguments: list[str]) -> int:
    """Print the rates and the disagreements."""
    roots = [Path(argument) for argument in arguments if not argument.startswith("-")] or [PAIRS]
    rates = {
        "label": Rate("label found"),
        "type": Rate("same type"),
        "required": Rate("same required"),
        "hint": Rate("hint in its attribute"),
    }
    for root in roots:
        for name, text, form in pairs(root):
            compare(name, text, form, rates)
    for rate in rates.values():
        print(rate)
    for rate in rates.values():
        shown = rate.misses if "--all" in arguments else rate.misses[:10]
        print(
            f"\n{rate.name}: {len(rate.misses)} disagreements" + ("" if len(shown) == len(rate.misses) else " (--all)")
        )
        print("\n".join(f"  {miss}" for miss in shown))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
