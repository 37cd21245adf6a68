"""The title and the number of a document, in the heading that the template has for them."""

from __future__ import annotations

import pytest

from formwright.document import fill
from formwright.document.reading import answers_of

PLACES = {
    "# [Title]": "# Speed",
    "# Enhancement: {Title}": "# Enhancement: Speed",
    "# [Title] - [Brief description]": "# Speed",
    "# [Title] for [Team]": "# Speed for [Team]",
    "# ADR [NNNN]: [Title]": "# ADR 0042: Speed",
    "# [number]. [Title]": "# 42. Speed",
    "# RFC-0000: <feature name>": "# RFC-0042: Speed",
    "# KEP-NNNN: Your short, descriptive title": "# KEP-0042: Speed",
    "# NUMBER. TITLE": "# 42. Speed",
    "# RFC 0000 - Feature Name Here": "# RFC 0042 - Speed",
    "# (Your DIP title)": "# Speed",
    "# ::enter feature name here::": "# Speed",
    "# replace this with a descriptive title for the RFC": "# Speed",
    "# RFC Title": "# Speed",
    "# CHANGEME: Title": "# Speed",
    "# Title: a design": "# Speed: a design",
    "# Your title (NNNN)": "# Speed (0042)",
    "# Design: Title of the design": "# Design: Speed",
    "# Template": "# Speed",
    "# CFP-003: Template": "# CFP-003: Speed",
    "# Template RFC": "# RFC: Speed",
    "# Product Requirements Document (PRD) Template": "# Product Requirements Document (PRD): Speed",
    "# <!-- short title, and the solution -->": "# Speed",
    "# Title of ADR <!-- The title should be short -->": "# Speed <!-- The title should be short -->",
    "# Change Request": "# Change Request",
    "# Template-driven builds": "# Template-driven builds",
    "# Meta ##": "# Meta ##",
    "# [Title] ##": "# Speed ##",
    "[Title]\n=======": "Speed\n=======",
}


@pytest.mark.parametrize(("heading", "filled"), PLACES.items(), ids=PLACES)
def test_where_the_title_goes(heading: str, filled: str) -> None:
    template = f"{heading}\n\n## Problem\n"
    document = fill(template, {"problem": "It is slow."}, meta={"title": "Speed", "number": 42})
    assert document.partition("---\n\n")[2] == f"{filled}\n\n## Problem\n\nIt is slow.\n"
    assert answers_of(template, document) == {"problem": "It is slow."}


def test_a_title_is_data() -> None:
    """S10: what stands in a title is no place, nor part of a pattern."""
    for title in (r"\1 \g<0>", "[Title] {title} NNNN", "Your title", "<!-- x -->"):
        document = fill("# RFC NNNN: [Title]\n\n## Problem\n", {}, meta={"title": title, "number": 7})
        assert f"\n# RFC 0007: {title}\n" in document


def test_what_is_not_known_stays() -> None:
    assert fill("# KEP-NNNN: Your title\n\n## Problem\n", {}, meta={"title": "T"}).count("# KEP-NNNN: T\n") == 1
    assert fill("# KEP-NNNN: [Title]\n\n## Problem\n", {}, meta={"number": 1}).count("# KEP-NNNN: [Title]\n") == 1


def test_signs_that_turn_the_line_stay_out_of_the_heading() -> None:
    document = fill("# [Title]\n\n## A\n", {}, meta={"title": "txt\u202e.exe \u2066x\u2069"})
    assert "title: txt\u202e.exe \u2066x\u2069\n" in document and "# txt.exe x\n" in document
