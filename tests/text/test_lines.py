from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from formwright.text.lines import broken_findings, find_broken, repair, split_lines, without_surrogates


def test_line_ends_and_the_byte_order_mark_go() -> None:
    assert split_lines("\ufeffa\r\nb\rc\nd") == ("a", "b", "c", "d")
    assert split_lines("") == ()
    assert split_lines("\n") == ("",)


def test_only_line_ends_end_lines() -> None:
    assert split_lines("a\u2028b\x0cc\x85d\n") == ("a\u2028b\x0cc\x85d",)


def test_utf8_that_was_read_as_windows_1252_is_found_with_its_repair() -> None:
    lines = ["# Research âœ…", "plain", "Itâ€™s GrÃ¼n"]
    assert [(b.line, b.column, b.repaired) for b in find_broken(lines)] == [
        (1, 12, "✅"),
        (3, 1, "It’s"),
        (3, 8, "Grün"),
    ]
    assert [(f.rule, f.line, f.column) for f in broken_findings(lines)] == [
        ("T10", 1, 12),
        ("T10", 3, 1),
        ("T10", 3, 8),
    ]


def test_the_repair_changes_nothing_else() -> None:
    assert repair("a âœ… b\r\n  âœ…\n\ttab â\n") == "a ✅ b\r\n  ✅\n\ttab â\n"


def test_right_text_in_other_languages_is_left_alone() -> None:
    text = "Ça va, Ângela? Größe – naïve “quotes” € 5 … 漢字 ✅ ðóttir"
    assert list(find_broken([text])) == []


@given(st.text())
def test_text_without_halves_of_characters_can_be_saved(text: str) -> None:
    without_surrogates(text).encode("utf-8")


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_text_that_can_be_saved_is_left_as_it_is(text: str) -> None:
    assert without_surrogates(text) == text
