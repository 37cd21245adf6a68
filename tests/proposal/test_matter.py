"""What front matter says of proposals, and documents with other values in it."""

from __future__ import annotations

import pytest

from formwright.proposal.matter import (
    is_superseded,
    linked,
    number_of_document,
    refreshed,
    status_of_document,
    superseded_by,
    with_keys,
)

DOCUMENT = "---\ntitle: Old\nstatus: accepted # since May\n# a comment\nauthors: [a]\n---\n\n# Old\n\ntext\n"


@pytest.mark.parametrize(
    ("value", "numbers"),
    [
        ("12", [12]),
        ("'0012'", [12]),
        ("[12, 15]", [12, 15]),
        ("0012-old-title.md", [12]),
        ("'#12'", [12]),
        ("[RFC-0012](0012-old.md)", [12]),
        ("'[RFC 12](0012-old.md)'", [12]),
        ("\n  - 12\n  - 12", [12]),
        ("", []),
        ("[]", []),
        ("none", []),
        ("'0'", []),
        ("9" * 30, []),
        ("{a: 1}", []),
        ("2024-01-01", []),
        ("1.5", []),
    ],
)
def test_what_a_document_supersedes(value: str, numbers: list[int]) -> None:
    assert superseded_by(f"---\nsupersedes: {value}\n---\n\n# New\n") == numbers


def test_the_key_goes_by_any_of_its_spellings() -> None:
    assert superseded_by("---\nSupersedes: 3\n---\n") == [3]
    assert is_superseded("---\nsuperseded_by: 4\n---\n")
    assert not is_superseded("---\nsuperseded-by: ''\n---\n") and not is_superseded("superseded-by: 4\n")


def test_a_key_is_set_and_all_else_stays_to_the_byte() -> None:
    changed = with_keys(DOCUMENT, {"status": "superseded", "superseded-by": 7})
    assert changed == (
        "---\ntitle: Old\nstatus: superseded\n# a comment\nauthors: [a]\nsuperseded-by: 7\n---\n\n# Old\n\ntext\n"
    )
    assert with_keys(changed, {"status": "superseded", "superseded-by": 7}) == changed


def test_line_ends_and_the_mark_at_the_start_stay() -> None:
    text = "\ufeff---\r\nstatus: accepted\r\n---\r\n\r\nmixed\nends\r\nlast"
    assert with_keys(text, {"status": "superseded"}) == text.replace("accepted", "superseded")


@pytest.mark.parametrize("text", ["# No front matter\n", "---\nstatus: [\n---\n", "", "---\nnever closed\n"])
def test_without_front_matter_nothing_changes(text: str) -> None:
    assert with_keys(text, {"status": "superseded"}) == text


def test_number_and_status_of_a_document() -> None:
    text = "---\nrfc: RFC-0042\nstate: draft\nissue: https://github.com/o/r/issues/42\n---\n"
    assert (number_of_document(text, ""), status_of_document(text)) == (42, "draft")
    text = "---\nissue: https://github.com/o/r/issues/42\n---\n"
    assert number_of_document(text, "https://github.com/o/r/issues/42") == 42
    assert number_of_document(text, "https://github.com/o/r/issues/4") is None
    assert number_of_document("# nothing\n", "x") is None


def test_refreshing_touches_the_front_matter_only() -> None:
    text = "---\ntitle: '[Old]'\nstatus: draft\nextra: 1\n---\n\n# [Title]\n\n<!-- form: skip -->\n- [ ] a\n"
    fresh = refreshed(text, {"title": "New", "status": "accepted"})
    assert fresh == text.replace("'[Old]'", "New").replace("draft", "accepted")
    assert refreshed("# [Title]\n", {"title": "New"}) == "# [Title]\n"


@pytest.mark.parametrize(
    ("head", "after"),
    [
        ("---\ntitle: A # here\n---\n", "---\ntitle: A # here\nissue: https://x/issues/7\n---\n"),
        ("---\n# nothing yet\n---\n", "---\n# nothing yet\nissue: https://x/issues/7\n---\n"),
        ("---\ntracking-issue: later\n---\n", "---\ntracking-issue: later\n---\n"),
        ("---\n{title: A, status: b}\n---\n", "---\n{title: A, status: b}\n---\n"),
        ("---\na: b: c\n---\n", "---\na: b: c\n---\n"),
        ("", ""),
    ],
)
def test_a_document_names_its_issue_where_nothing_else_changes(head: str, after: str) -> None:
    assert linked(f"{head}\n# A\n", "https://x/issues/7") == f"{after}\n# A\n"
    assert linked(f"{head}\n# A\n", "") == f"{head}\n# A\n"
