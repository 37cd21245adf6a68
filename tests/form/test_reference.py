"""References as Rails makes them. The expected values follow from ActiveSupport's and I18n's own description."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formwright.form.reference import parameterize


@pytest.mark.parametrize(
    ("label", "reference"),
    [
        ("Name?", "name"),
        ("Name???????", "name"),
        ("  Your   name  ", "your-name"),
        ("Donald E. Knuth", "donald-e-knuth"),
        ("^très|Jolie-- ", "tres-jolie"),
        ("snake_case stays", "snake_case-stays"),
        ("_private_", "_private_"),
        ("a -- b", "a-b"),
        ("What's wrong?", "what-s-wrong"),
        ("C++", "c"),
        ("Größe", "grosse"),
        ("Øre, Æble, Łódź, Đuro", "ore-aeble-lodz-duro"),
        ("I\u0301tem", "item"),
        ("🐞 What happened?", "what-happened"),
        ("バージョン 2", "2"),
        ("Über 日本", "uber"),
        ("ﬁne", "ne"),
        ("½", ""),
        ("影響", ""),
        ("---", ""),
        ("", ""),
    ],
)
def test_known_references(label: str, reference: str) -> None:
    assert parameterize(label) == reference


@given(st.text())
def test_a_reference_is_an_id_and_its_own_reference(label: str) -> None:
    reference = parameterize(label)
    assert set(reference) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-")
    assert parameterize(reference) == reference
