"""Ids: never longer than the limit, whatever stands before them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from formwright.template import read_template
from formwright.template.ids import ID_LIMIT

LABEL = st.text("abc xyz-äß高1", min_size=1, max_size=90)


@given(st.lists(st.tuples(LABEL, LABEL), min_size=1, max_size=6))
def test_no_id_is_longer_than_the_limit_and_all_differ(labels: list[tuple[str, str]]) -> None:
    text = "\n\n".join(f"## {section}\n\n### {label}\n\n### {label}" for section, label in labels)
    ids = [slot.id for slot in read_template(text).slots]
    assert len(set(ids)) == len(ids)
    assert all(0 < len(name) <= ID_LIMIT and not name.endswith("-") for name in ids)


def test_as_many_words_of_the_section_as_there_is_room_for() -> None:
    text = "## Tell us about your whole environment\n- Operating system: \n- Version: "
    assert [slot.id for slot in read_template(text).slots] == [
        "tell-us-about-your-operating-system",
        "tell-us-about-your-whole-version",
    ]
