"""What a configuration names must be there: forms, templates, slots, fields; what is not is said at its line (C12)."""

from __future__ import annotations

import pytest

from formwright.config import Config, read_config
from formwright.config.names import Names, missing_names
from formwright.nearest import remedy_for

FIELDS = {"idea": ["problem", "size"], "by-hand": ["version"]}
SLOTS = {"idea": ["problem", "solution"], "rfc": ["summary", "motivation"]}
NAMES = Names(["idea", "rfc", "by-hand"], ["idea", "rfc"], FIELDS.get, SLOTS.get)

HEAD = "# what becomes of issues\nproposals:\n"
CASES = [
    ("  idea:\n  rfc: {}\n", []),
    ("  idea: {document: rfc, carry: {summary: problem, motivation: [size, problem]}}\n", []),
    ("  by-hand: {document: rfc}\n", []),
    ("  idae: {}\n", ["3 `proposals.idae`: there is no form `idae`, did you mean `idea`?"]),
    ("  zzz: {}\n", ["3 `proposals.zzz`: there is no form `zzz`, known here: `by-hand`, `idea`, `rfc`"]),
    ("  idea:\n    document: rcf\n", ["4 `proposals.idea.document`: there is no template `rcf` did you mean `rfc`?"]),
    (
        "  by-hand:\n",
        ["3 `proposals.by-hand`: the form `by-hand` has no template that name one with `document:`;"],
    ),
    (
        "  idea:\n    document: rfc\n    carry:\n      sumary: problem\n      motivation:\n      - size\n      - a\n",
        [
            "6 `proposals.idea.carry.sumary`: the document has no slot `sumary` did you mean `summary`?",
            "9 `proposals.idea.carry.motivation.1`: the form has no field `a` known here: `problem`",
        ],
    ),
    (
        "  idae: {document: rcf, carry: {a: b}}\n",
        ["3 `proposals.idae`: there is no form", "3 `proposals.idae.document`: there is no template `rcf`"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_names_that_are_not_there_are_said_at_their_lines(text: str, expected: list[str]) -> None:
    config, findings = read_config(HEAD + text)
    assert findings == []
    found = [finding for _, finding in missing_names(HEAD + text, "conf.yml", config, NAMES)]
    assert {(each.path, each.rule) for each in found} <= {("conf.yml", "C12")}
    assert len(found) == len(expected)
    for finding, said in zip(found, expected, strict=True):
        words = f"{finding.line} {finding.message} {finding.remedy}".replace(",", "").split()
        assert [word for word in said.replace(",", "").split() if word not in words] == []


def test_each_comes_with_the_form_whose_proposals_suffer() -> None:
    text = HEAD + "  zzz: {}\n  idea: {document: nix}\n"
    assert [stem for stem, _ in missing_names(text, "c", read_config(text)[0], NAMES)] == ["zzz", "idea"]


def test_a_configuration_that_names_nothing_has_none() -> None:
    assert list(missing_names("", "c", Config(), NAMES)) == []


def test_many_names_are_not_all_shown() -> None:
    assert remedy_for("zzz", [f"form-{n:02}" for n in range(14)]).endswith("`form-11`, and 2 more")
    assert remedy_for("zzz", []) == "there is none of its kind: take it out"
