"""The laws of `test_laws` over examples that are drawn plainly: fifty times as many in the same time.

`FORMWRIGHT_EXAMPLES=100000` runs them deep; `FORMWRIGHT_SEED` makes it others.
"""

from __future__ import annotations

import os
import random
import re
from dataclasses import replace
from typing import Any

from formwright.form.model import Element, Form, Option
from formwright.submission import parse, submit
from formwright.submission.values import keys, lf
from submission_laws import LABELS, LINES, MARKS, OPTIONS, TYPES, assert_read, kept, words

EXAMPLES = int(os.environ.get("FORMWRIGHT_EXAMPLES", "1000"))
SEED = int(os.environ.get("FORMWRIGHT_SEED", "1"))
LONGEST = 65_536


def random_element(chance: random.Random, number: int) -> Element:
    kind = chance.choice(TYPES)
    element = Element(type=kind, id=chance.choice([None, f"f{number}"]), label=chance.choice(LABELS))
    if kind == "render":
        return replace(element, type="textarea", render=chance.choice(["shell", "C++", "text"]))
    if kind in ("dropdown", "several", "checkboxes"):
        texts = {text.strip(): text for text in chance.sample(OPTIONS, chance.randint(1, 6))}
        several = kind == "several"
        options = tuple(map(Option, texts.values()))
        return replace(element, type="dropdown" if several else kind, options=options, multiple=several)
    return element


def random_form(chance: random.Random) -> Form:
    return Form("A form", "d", tuple(random_element(chance, number) for number in range(chance.randint(1, 6))))


def random_text(chance: random.Random, form: Form) -> str:
    pieces = []
    for _ in range(chance.choice([0, 1, 1, 2, 3, 5])):
        element = chance.choice(form.fields)
        kind = chance.randrange(6)
        if kind == 0:
            pieces.append(f"### {element.label}")
        elif kind == 1:
            pieces.append(submit(replace(form, body=(element,)), {}))
        elif kind == 2 and element.options:
            pieces.append(f"### {element.label}\n\n{chance.choice(element.options).label}")
        elif kind == 3:
            pieces.append(
                chance.choice([f"## {element.label}", f"**{element.label}**", *(o.label for o in element.options)])
            )
        else:
            pieces.append(chance.choice(LINES))
    text = chance.choice(["\n\n", "\n\n", "\n"]).join(pieces)
    if chance.random() < 0.002:
        text += "\n" + "word " * (LONGEST // 5)
    return text.replace("\n", chance.choice(["\n", "\n", "\r\n", "\r"]))


def random_answer(chance: random.Random, form: Form, element: Element) -> Any:
    labels = [option.label for option in element.options]
    if element.type == "checkboxes":
        return {label: chance.random() < 0.5 for label in labels}
    if element.type == "dropdown":
        return (
            chance.sample(labels, chance.randint(0, len(labels)))
            if element.multiple
            else chance.choice([None, *labels])
        )
    text = random_text(chance, form)
    return chance.choice([None, text, text]) if element.type != "input" else lf(text).replace("\n", " ")


def random_answers(chance: random.Random, form: Form) -> dict[str, Any]:
    return {key: random_answer(chance, form, element) for key, element in zip(keys(form), form.fields, strict=True)}


def test_what_was_submitted_is_read() -> None:
    for number in range(EXAMPLES):
        chance = random.Random(f"{SEED}-{number}")  # noqa: S311
        form = random_form(chance)
        answers = random_answers(chance, form)
        body = submit(form, answers, line_ends=chance.choice(["lf", "github"]))
        try:
            assert_read(parse(body, form), form, answers)
        except Exception as error:
            raise AssertionError(f"seed {SEED}-{number}: {form!r} {body!r}") from error


def random_edit(chance: random.Random, lines: list[str]) -> list[str]:
    first = chance.randint(0, len(lines))
    last = min(len(lines), first + chance.choice([1, 1, 2, 4, 8, 99]))
    part = lines[first:last]
    new = chance.choice(
        [
            [],
            part * 2,
            part[::-1],
            [line.removeprefix("#") for line in part],
            [line.replace("### ", "###") for line in part],
            [line.replace("### ", "### 1. ") for line in part],
            [re.sub(r"^### (.*)$", r"**\1**", line) for line in part],
            [re.sub(r"^### (.*)$", r"\1\n---", line) for line in part],
            [line for line in part if line.strip()],
            [*part, chance.choice([*LINES, "### A heading", "- [x] new"])],
            [line + "  " for line in part],
            [line + "\r" for line in part],
            [f"> {line}" for line in part],
            [f"  {line}" for line in part],
            [line.swapcase() for line in part],
            [line.replace("- [ ]", "* []").replace("[x]", "[X ]") for line in part],
            [line.replace(", ", chance.choice([",", "; ", " / "])) for line in part],
            [" ".join(part)],
        ]
    )
    return [*lines[:first], *new, *lines[last:]]


def test_no_word_of_an_edited_body_is_lost() -> None:
    for number in range(EXAMPLES):
        chance = random.Random(f"{SEED}-{number}-edited")  # noqa: S311
        form = random_form(chance)
        lines = submit(form, random_answers(chance, form)).split("\n")
        for _ in range(chance.randint(1, 4)):
            lines = random_edit(chance, lines)
        body = "\n".join(lines)
        read = parse(body, form)
        languages = words(" ".join(re.findall(r"(?:```|~~~)[ \t]*(\S+)[ \t]*$", lf(body), re.MULTILINE)))
        lost = {word for word in words(body) - kept(read, body) - languages if word not in MARKS}
        assert not lost, (SEED, number, lost, form, body)
