"""How often is the right form recognised among many? Measured from the body alone.

    python benchmarks/recognise.py [--rounds N] [--forms FOLDER] [--show]

Every form of FOLDER (default: those in the folder `shared` beside the project) is filled with random answers, N times;
some hold headings and whole sections of the other forms. The body is recognised among all forms: as it was written,
then with a heading rewritten, then with text before it. Counted apart are the forms whose labels another form has as
well: there, "one of these two" is right. `--show` lists what was not recognised.
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
from formwright.submission import recognise, submit
from formwright.submission.values import keys

SHARED = Path(__file__).parents[2] / "shared" / "corpus" / "forms"
EDITS: dict[str, Callable[[str, random.Random], str]] = {
    "as written": lambda body, _: body,
    "text before it": lambda body, _: f"Moved here from the chat.\n\n{body}",
    "headings of level 2": lambda body, _: f"\n{body}".replace("\n### ", "\n## ").lstrip("\n"),
    "a section removed": lambda body, chance: without_one(body, chance),
}


def without_one(body: str, chance: random.Random) -> str:
    """Return the body without one of its sections."""
    parts = f"\n\n{body}".split("\n\n### ")
    if len(parts) > 3:
        del parts[chance.randrange(1, len(parts))]
    return "\n\n### ".join(parts).lstrip("\n")


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


def main(arguments: list[str]) -> int:
    """Measure, print, and return 1 where a wrong form was recognised, or none for a form of its own labels."""
    options = argparse.ArgumentParser(description="Count how often the right form is recognised.")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--forms", type=Path, default=SHARED)
    options.add_argument("--show", action="store_true")
    given = options.parse_args(arguments)
    forms = load(given.forms)
    if not forms:
        print(f"no forms in {given.forms}")
        return 0
    alike = Counter(frozenset(element.label.strip() for element in form.fields) for form in forms.values())
    alone = {path for path, form in forms.items() if alike[frozenset(e.label.strip() for e in form.fields)] == 1}
    print(f"{len(forms)} forms, of which {len(alone)} have labels like no other")
    print(f"{'body':<22}{'right':>8}{'one of':>8}{'none':>8}{'wrong':>8}{'of alone':>10}{'ms each':>9}")
    failed = False
    for name, edit in EDITS.items():
        counts, right_alone, shown = Counter[str](), 0, list[str]()
        chance, begun = random.Random(7), time.perf_counter()  # noqa: S311 - not for secrets
        for path, form in [*forms.items()] * given.rounds:
            answers = {
                key: answer(element, [*forms.values()], chance)
                for key, element in zip(keys(form), form.fields, strict=True)
            }
            found = recognise(edit(submit(form, answers), chance), forms)
            kind = "right" if found.form == path else "one of" if path in found.candidates else "none"
            kind = "wrong" if found.form not in (path, None) else kind
            counts[kind] += 1
            right_alone += kind == "right" and path in alone
            shown += [f"  {kind}: {path} → {found.form or found.candidates}"] if kind != "right" else []
        each = (time.perf_counter() - begun) * 1000 / (len(forms) * given.rounds)
        total = f"{right_alone}/{len(alone) * given.rounds}"
        numbers = "".join(f"{counts[kind]:>8}" for kind in ("right", "one of", "none", "wrong"))
        print(f"{name:<22}{numbers}{total:>10}{each:>9.1f}")
        failed |= name == "as written" and (counts["wrong"] > 0 or right_alone < len(alone) * given.rounds)
        if given.show:
            print("\n".join(dict.fromkeys(shown)))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
