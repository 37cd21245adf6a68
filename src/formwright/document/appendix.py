"""The appendix of a document: what no slot of its template takes, so that no word of an answer is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from formwright.document.answers import as_markdown, trimmed
from formwright.form.model import Answer, Form
from formwright.text.markdown import BlockKind, read_blocks

APPENDIX = "From the issue"
"""Its heading."""

_LEVEL = 2


def write_appendix(others: Mapping[str, Answer], form: Form | None) -> Iterator[str]:
    """Yield its lines: a section for each field, by its label, in the form's order; none where nothing is left."""
    if not others:
        return
    labels = {field.key: field.label for field in form.fields} if form else {}
    order = list(labels)
    yield from ("", f"{'#' * _LEVEL} {APPENDIX}")
    for key in sorted(others, key=lambda key: (order.index(key) if key in labels else len(order), key)):
        answer = others[key]
        text = trimmed(answer) if isinstance(answer, str) else answer
        label = " ".join(labels.get(key, key).split())
        yield from ("", f"{'#' * (_LEVEL + 1)} {label}", "", *as_markdown(text, _LEVEL + 1))


def read_appendix(lines: Sequence[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the lines above the appendix, and its sections: their labels and texts."""
    headings = [block for block in read_blocks(lines) if block.kind is BlockKind.HEADING]
    start = next((block.start for block in reversed(headings) if _is_its_heading(lines[block.start])), None)
    if start is None or any(block.level <= _LEVEL and block.start > start for block in headings):
        return list(lines), []
    sections = [block.start for block in headings if block.start > start and block.level == _LEVEL + 1]
    mark = "#" * (_LEVEL + 1)
    others = [
        (lines[at].removeprefix(mark).strip(), trimmed("\n".join(lines[at + 1 : end])))
        for at, end in zip(sections, [*sections[1:], len(lines)], strict=True)
    ]
    return list(lines[:start]), others


def _is_its_heading(line: str) -> bool:
    return line == f"{'#' * _LEVEL} {APPENDIX}"
