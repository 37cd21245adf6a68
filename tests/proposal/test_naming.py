"""S5, S6, S33: names of branches and documents, and numbers."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formwright.config import ProposalConfig
from formwright.proposal.model import Generated, State
from formwright.proposal.naming import branch_of, number_in, path_of
from formwright.proposal.number import number_of

PLAIN = ProposalConfig()

HOSTILE_TITLES = [
    "",
    "   ",
    "🚀🚀",
    "日本語の提案",
    "مرحبا بالعالم",
    "\u202eevil\u202c",
    "../../../etc/passwd",
    "..\\..\\x",
    ".git/hooks/post-checkout",
    ".github/workflows/x.yml",
    "CON",
    "aux",
    "x" * 300,
    "word " * 60,
    "--upload-pack=touch /tmp/x",
    "$(id) `id` ; rm -rf / #",
    "a\x00b\r\nc\n::error::x",
    "\ud800",
    "no",
    "---",
    "-",
]


def test_a_branch_is_a_fixed_prefix_and_a_number() -> None:
    """S5."""
    assert branch_of(42) == "proposals/42"
    subprocess.run(["git", "check-ref-format", "--branch", branch_of(2**31 - 1)], check=True, capture_output=True)


@pytest.mark.parametrize(
    ("name", "title", "path"),
    [
        ("{number:04}-{slug}.md", "Dark mode", "enhancements/0042-dark-mode.md"),
        ("{number:04}-{slug}.md", "", "enhancements/0042-proposal.md"),
        ("{number}.md", "Dark mode", "enhancements/42.md"),
        ("RFC-{number:06}.{slug}.md", "Dark mode", "enhancements/RFC-000042.dark-mode.md"),
        ("{slug}.{number}.md", "Con", "enhancements/con-proposal.42.md"),
    ],
)
def test_path(name: str, title: str, path: str) -> None:
    assert path_of(PLAIN.model_copy(update={"name": name}), 42, title) == path


def test_a_number_that_is_longer_than_its_field() -> None:
    assert path_of(PLAIN, 123456, "x") == "enhancements/123456-x.md"


@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_no_title_leads_out_of_the_folder(title: str) -> None:
    """S6."""
    path = path_of(PLAIN, 42, title)
    assert re.fullmatch(r"enhancements/0042-[a-z0-9-]{1,60}\.md", path)
    assert path == path_of(PLAIN, 42, title)


@given(st.text(), st.integers(1, 10**8))
def test_the_number_is_read_back_from_every_name(title: str, number: int) -> None:
    path = path_of(PLAIN, number, title)
    assert number_in(PLAIN, path) == number
    assert path_of(PLAIN, number, "another title", [path]) == path


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("enhancements/0042-dark-mode.md", 42),
        ("enhancements/42-Renamed by hand.md", 42),
        ("enhancements/0042-.md", 42),
        ("enhancements/README.md", None),
        ("enhancements/0042.md", None),
        ("enhancements/old/0042-x.md", None),
        ("elsewhere/0042-x.md", None),
        ("0042-x.md", None),
        ("enhancements/\u0664\u0662-x.md", None),
    ],
)
def test_number_in_a_name(path: str, number: int | None) -> None:
    assert number_in(PLAIN, path) == number


def test_the_number_is_the_issues_or_the_next() -> None:
    sequential = ProposalConfig.model_validate({"number": "sequential"})
    kept = Generated("c0ffee", "enhancements/0003-x.md", "")

    def state(generated: Generated | None, *taken: int, own: int | None = None) -> State:
        return State("base", None, "base", generated=generated, taken=frozenset(taken), own=own)

    assert number_of(42, PLAIN, state(kept, 1, 2)) == 42
    assert number_of(42, sequential, state(None)) == 1
    assert number_of(42, sequential, state(None, 1, 7)) == 8
    assert number_of(42, sequential, state(kept, 1, 7)) == 3
    assert number_of(42, sequential, state(None, 1, 7, own=5)) == 5
    assert number_of(42, sequential, state(replace(kept, path="enhancements/fast.md", number=6), 1, 7)) == 6
