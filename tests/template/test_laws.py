"""Laws of a template's reading that hold for every text."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from formwright.template import read_template
from template_strategies import templates


@given(st.one_of(templates(), st.text()))
def test_every_line_is_in_exactly_one_piece(text: str) -> None:
    template = read_template(text)
    covered = [line for piece in template.pieces for line in range(piece.span.start, piece.span.end)]
    assert covered == list(range(len(template.lines)))


@given(templates())
def test_slots_have_short_ascii_unique_ids_and_lines_of_their_own(text: str) -> None:
    slots = read_template(text).slots
    assert slots
    assert len({slot.id for slot in slots}) == len(slots)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]*", slot.id) for slot in slots)
    spans = sorted(slot.span for slot in slots)
    assert all(first.end <= second.start for first, second in pairwise(spans))


@given(templates())
def test_line_ends_and_a_byte_order_mark_change_nothing(text: str) -> None:
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    ours = read_template(plain)
    theirs = read_template("\ufeff" + plain.replace("\n", "\r\n"))
    assert (ours.lines, ours.slots, ours.pieces) == (theirs.lines, theirs.slots, theirs.pieces)


@given(templates())
def test_reading_is_deterministic(text: str) -> None:
    assert read_template(text) == read_template(text)


@given(templates(), st.sampled_from(["Impact", "Zeit", "Unrelated matter"]))
def test_an_id_does_not_change_when_a_section_is_added_at_the_end(text: str, label: str) -> None:
    before = read_template(text + "\n\n## Last words\n\n<!-- Say more. -->\n")
    # A comment or fence that the text leaves open holds the next sections: there are none to compare then.
    assume(before.sections[-1].label == "Last words")
    after = read_template(text + f"\n\n## Last words\n\n<!-- Say more. -->\n\n## {label}\n\n<!-- Tell. -->\n")
    assert [slot.id for slot in before.slots] == [slot.id for slot in after.slots][: len(before.slots)]
