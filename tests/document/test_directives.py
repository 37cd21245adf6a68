"""Directives steer the form; in the document there is nothing of them."""

from __future__ import annotations

import pytest

from formwright.document import fill
from formwright.form import Answer

TEMPLATE = """\
# Enhancement: [Title]

<!-- form: {labels: enhancement} -->

## What

<!-- form: {required: true} -->

<!-- Tell it. -->

### Order
<!-- form: merge -->
1. [step]
<!-- form: {id: what} -->
2. [step]

## Gone
<!-- form: skip -->
For maintainers.

### Below
<!-- form: {id: x} -->
- [ ] Checked

## Words
<!-- form: {type: textarea} -->
- [ ] One
- [ ] Two
"""

BLANK = """\
# Enhancement: [Title]

## What

<!-- Tell it. -->

<!--
### Order
1. [step]
2. [step]
-->

## Gone
For maintainers.

### Below
- [ ] Checked

## Words
- [ ] One
- [ ] Two
"""


def test_a_document_without_answers_has_no_directives() -> None:
    assert fill(TEMPLATE, {}) == BLANK


@pytest.mark.parametrize("answer", ["- [x] One\n- [ ] Two\n\nand *more*", "just words"])
def test_boxes_that_were_asked_for_as_a_text_are_a_text(answer: Answer) -> None:
    assert fill(TEMPLATE, {"words": answer}).endswith(f"## Words\n\n{answer}\n")
