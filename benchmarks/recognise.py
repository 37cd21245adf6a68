"""How often is the right form recognised among many? Measured from the body alone.

    python benchmarks/recognise.py [--rounds N] [--forms FOLDER] [--evidence] [--show]

Every form of FOLDER (default: those in the folder `shared` beside the project) is filled with random answers, N times;
some hold headings and whole sections of the other forms. The body is recognised among all forms: as it was written,
then edited in some ways. Counted apart are the forms whose labels another form has as well: there, "one of these" is
right. An edited body may be, to the letter, what another form writes; nobody can know its form from the body, and it is
counted as `another`. `wrong` is also "one of these" without the right one. `--evidence` gives the form's labels and
title as those of the issue. `--show` lists what was not recognised.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from formwright.form.model import Element, Form
from formwright.form.reading import read_form
from formwright.submission import Recognition, recognise, submit
from formwright.submission.reading import read_generated
from formwright.submission.values import keys

SHARED = Path(__file__).parents[2] / "shared" / "corpus" / "forms"
EDITS: dict[str, Callable[[str, random.Random], str]] = {
    "as written": lambda body, _: body,
    "text before it": lambda body, _: f"Moved here from the chat.\n\n{body}",
    "headings of level 2": lambda body, _: f"\n{body}".replace("\n### ", "\n## ").lstrip("\n"),
    "a section removed": lambda body, chance: without_one(body, chance),
    "two sections removed": lambda body, chance: without_one(without_one(body, chance), chance),
    "a section moved": lambda body, chance: with_one_moved(body, chance),
    "a heading of level 2": lambda body, chance: with_one_changed(body, "## ", chance),
    "a heading in bold": lambda body, chance: with_one_changed(body, "**", chance),
    "a heading renamed": lambda body, chance: with_one_changed(body, "### About the ", chance),
}


def sections(body: str) -> list[str]:
    """Return what is before the first heading, and then each heading with what is under it, typed or not."""
    return f"\n\n{body}".split("\n\n### ")


def without_one(body: str, chance: random.Random) -> str:
    """Return the body without one of its sections."""
    parts = sections(body)
    if len(parts) > 3:
        del parts[chance.randrange(1, len(parts))]
    return "\n\n### ".join(parts).lstrip("\n")


def with_one_moved(body: str, chance: random.Random) -> str:
    """Return the body with one of its sections in another place."""
    first, *parts = sections(body)
    parts.insert(chance.randrange(len(parts)), parts.pop(chance.randrange(len(parts))))
    return "\n\n### ".join([first, *parts]).lstrip("\n")


def with_one_changed(body: str, mark: str, chance: random.Random) -> str:
    """Return the body with another mark before one of its headings, and behind it where that is of stars."""
    first, *parts = sections(body)
    changed = chance.randrange(len(parts))
    for index, part in enumerate(parts):
        heading, line, answer = part.partition("\n")
        close = "**" if mark == "**" else ""
        parts[index] = f"{mark}{heading}{close}{line}{answer}" if index == changed else f"### {part}"
    return "\n\n".join([first, *parts]).lstrip("\n")


def load(folder: Path) -> dict[str, Form]:
    """Return the forms below `folder` by their paths."""
    forms: dict[str, Form] = {}
    for file in sorted(folder.rglob("*.y*ml")):
        read = read_form(file.read_text("utf-8", "replace")).form
        if read and read.fields:
            forms[file.relative_to(folder).as_posix()] = read
    return forms


def answer(element: Element, others: list[Form], chance: random.Random) -> str | list[str] | dict[str, bool] | None:
    """Return a random answer; a text may hold sections of other forms."""
    labels = [option.label for option in element.options]
    if element.type == "checkboxes":
        return {label: chance.random() < 0.5 for label in labels}
    if element.type == "dropdown":
        return chance.sample(labels, chance.randint(0, len(labels))) if element.multiple else chance.choice(labels)
    if element.type == "input" or chance.random() < 0.5:
        return chance.choice([None, "one line", "1.2.3"])
    field = chance.choice(chance.choice(others).fields)
    pieces = ["word", "- item", "```\ncode\n```", "### Notes\n\nmore", f"### {field.label}\n\n_No response_"]
    return "\n\n".join(chance.choice(pieces) for _ in range(chance.randint(1, 4)))


WIDTHS = {"right": 8, "one of": 8, "none": 8, "another": 9, "wrong": 7}
"""What can come out, and the widths of its columns."""


def outcome(body: str, path: str, found: Recognition, forms: dict[str, Form]) -> str:
    """Return what became of a body of the form at `path`."""
    if found.form == path:
        return "right"
    if found.form:
        return "another" if read_generated(body, forms[found.form]) else "wrong"
    return "one of" if path in found.candidates else "wrong" if found.candidates else "none"


def main(arguments: list[str]) -> int:
    """Measure, print, and return 1 where a wrong form was recognised, or none for a form of its own labels."""
    options = argparse.ArgumentParser(description="Count how often the right form is recognised.")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--forms", type=Path, default=SHARED)
    options.add_argument("--evidence", action="store_true")
    options.add_argument("--show", action="store_true")
    given = options.parse_args(arguments)
    forms = load(given.forms)
    if not forms:
        print(f"no forms in {given.forms}")
        return 0
    alike = Counter(frozenset(element.label.strip() for element in form.fields) for form in forms.values())
    alone = {path for path, form in forms.items() if alike[frozenset(e.label.strip() for e in form.fields)] == 1}
    print(f"{len(forms)} forms, of which {len(alone)} have labels like no other")
    print(f"{'body':<22}{'right':>8}{'one of':>8}{'none':>8}{'another':>9}{'wrong':>7}{'of alone':>10}{'ms each':>9}")
    failed = False
    for name, edit in EDITS.items():
        counts, right_alone, shown = Counter[str](), 0, list[str]()
        chance, begun = random.Random(7), time.perf_counter()  # noqa: S311 - not for secrets
        for path, form in [*forms.items()] * given.rounds:
            answers = {
                key: answer(element, [*forms.values()], chance)
                for key, element in zip(keys(form), form.fields, strict=True)
            }
            body = edit(submit(form, answers), chance)
            issue = (form.labels, form.title) if given.evidence else ((), None)
            kind = outcome(body, path, found := recognise(body, forms, *issue), forms)
            counts[kind] += 1
            right_alone += kind == "right" and path in alone
            shown += [f"  {kind}: {path} → {found.form or found.candidates}"] if kind != "right" else []
        each = (time.perf_counter() - begun) * 1000 / (len(forms) * given.rounds)
        total = f"{right_alone}/{len(alone) * given.rounds}"
        numbers = "".join(f"{counts[kind]:>{width}}" for kind, width in WIDTHS.items())
        print(f"{name:<22}{numbers}{total:>10}{each:>9.1f}")
        failed |= name == "as written" and (counts["wrong"] > 0 or right_alone < len(alone) * given.rounds)
        if given.show:
            print("\n".join(dict.fromkeys(shown)))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
