"""Read a template: text in, slots and a partition of its lines out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from formwright.findings import Finding, Severity
from formwright.template.body import Draft
from formwright.template.composition import Composed, compose
from formwright.template.directives import stray_findings
from formwright.template.footer import read_footer, split_footer
from formwright.template.ids import assign_ids
from formwright.template.misspelt import misspelt_findings
from formwright.template.mistaken import mistaken_for_template
from formwright.template.model import Piece, Role, Section, Slot, Span, Template
from formwright.template.outline import Outline, is_document, read_outline, title_section
from formwright.template.pieces import heading_pieces, partition
from formwright.template.walk import Walk, ask_for_something, read_section
from formwright.text.frontmatter import FrontMatter, is_issue_head, read_front_matter
from formwright.text.lines import broken_findings, split_lines, without_surrogates
from formwright.text.links import Definition, Linked, linked, with_targets
from formwright.text.markdown import Block, BlockKind, read_blocks

MOST_LINES = 10_000
"""What has more lines is no template: nobody fills it in, and what is filled in has to fit into an issue (R64)."""


def read_template(text: str, source: str | None = None, fragments: Mapping[str, str] | None = None) -> Template:
    """Read a template. Every text is a template; what is wrong with it is in `findings`.

    `fragments` are the texts that it may include, by their paths; `source` is its own path.
    """
    # JSON and Python hold halves of characters, no file does: a form could not say what its YAML says.
    given = split_lines(without_surrogates(text))
    if len(given) > MOST_LINES:
        return _too_long(given, source)
    composed = compose(given, source, fragments or {})
    lines = tuple(composed.lines)
    if len(lines) > MOST_LINES:
        return _too_long(given, source, len(lines))
    front_matter, links, blocks, findings = _read_blocks(lines)
    files = [path for path, _ in composed.origins] if composed.included else []
    outline, footer = _without_footer(read_outline(blocks, front_matter.end, len(lines), files, source), len(lines))
    title = title_section(outline)
    issue_template = _is_issue_template(front_matter, outline, title, source)
    reading = Walk(outline, links.lines, title, issue_template, findings)
    for section in outline.sections:
        if section.parent is None:
            read_section(reading, section)
    sections, head = _take_footer(reading, footer)
    ask_for_something(reading)
    slots = [_with_targets(slot, links.definitions) for slot in _name(reading.drafts, sections, title)]
    return Template(
        lines,
        front_matter,
        sections,
        tuple(slots),
        tuple(partition(_pieces(reading, slots, sections, front_matter), lines)),
        title=reading.title,
        head=head,
        is_issue_template=issue_template,
        directives=tuple(reading.directives),
        origins=tuple(composed.origins) if composed.included else (),
        included=tuple(composed.included),
        definitions=links.definitions,
        findings=tuple(sorted(_placed(findings, composed, source), key=_order)),
        source=source,
    )


def _read_blocks(lines: Sequence[str]) -> tuple[FrontMatter, Linked, tuple[Block, ...], list[Finding]]:
    """Return the front matter, the lines with the targets of their links, their blocks, and what is wrong with them."""
    front_matter, findings = read_front_matter(lines)
    findings += broken_findings(lines)
    mistaken = mistaken_for_template(lines, front_matter.end)
    findings += [mistaken] if mistaken else []
    links = linked(lines, front_matter.end)
    blocks = read_blocks(links.lines, front_matter.end)
    findings += [*_unclosed(blocks), *stray_findings(blocks, lines), *misspelt_findings(blocks)]
    return front_matter, links, blocks, findings


def _is_issue_template(front_matter: FrontMatter, outline: Outline, title: Section | None, source: str | None) -> bool:
    """Say whether it is an issue's template, by its head, its file's name or its headings, and not a document's."""
    if front_matter.end:
        return is_issue_head(front_matter)
    return _is_named_so(source) or not (title or is_document(outline))


def _take_footer(reading: Walk, blocks: Sequence[Block]) -> tuple[tuple[Section, ...], Mapping[str, tuple[str, ...]]]:
    """Gather what stands in the footer; return the sections, of which it is the last, and what it says for the head."""
    sections = reading.outline.sections
    if not blocks:
        return sections, {}
    span = Span(blocks[0].start, len(reading.lines))
    section = Section(len(sections), level=0, label="", heading=None, body=span, span=span)
    footer = read_footer(blocks, section)
    reading.take(section, footer.found)
    return (*sections, section), footer.head


def _pieces(
    reading: Walk, slots: Sequence[Slot], sections: Sequence[Section], front_matter: FrontMatter
) -> Iterator[Piece]:
    """Yield what each line is for, as far as something says it."""
    if front_matter.end:
        yield Piece(Span(0, front_matter.end), Role.FRONT_MATTER)
    yield from heading_pieces(sections, reading)
    yield from reading.kept
    for slot, draft in zip(slots, reading.drafts, strict=True):
        yield from (Piece(span, role, slot.section, slot.id) for span, role in draft.roles)


def _is_named_so(source: str | None) -> bool:
    """Say whether a file's path is that of an issue template, GitHub's older ones included (R9)."""
    return "issue_template" in (source or "").lower().replace("-", "_")


def _too_long(lines: tuple[str, ...], source: str | None, count: int | None = None) -> Template:
    """Return a template that asks for nothing, with the finding that says why."""
    count = count or len(lines)
    message = f"the template has {count:,} lines: nobody could fill it in, and an issue has at most 65,536 characters"
    finding = Finding("T07", message, f"make it shorter than {MOST_LINES:,} lines", path=source)
    front, _ = read_front_matter(lines)
    span = Span(front.end, len(lines))
    section = Section(0, level=0, label="", heading=None, body=span, span=span)
    pieces = [Piece(Span(0, front.end), Role.FRONT_MATTER)] if front.end else []
    pieces.append(Piece(span, Role.KEPT, 0))
    return Template(lines, front, (section,), (), tuple(pieces), findings=(finding,), source=source)


def _placed(findings: Iterable[Finding], composed: Composed, source: str | None) -> Iterator[Finding]:
    """Yield the findings at their files and lines."""
    yield from (finding if finding.path else finding.at(source) for finding in composed.findings)
    for finding in findings:
        path, line = composed.origins[finding.line - 1] if composed.origins else (source, finding.line)
        yield replace(finding, path=path, line=line)


def _order(finding: Finding) -> tuple[str, int, int, str]:
    return finding.path or "", finding.line, finding.column, finding.rule


def _unclosed(blocks: Iterable[Block]) -> Iterator[Finding]:
    for block in blocks:
        if not block.closed:
            mark = "-->" if block.kind is BlockKind.COMMENT else "the same fence"
            name = "comment" if block.kind is BlockKind.COMMENT else "code fence"
            yield Finding(
                "T03",
                f"the {name} is never closed, so the rest of the file is inside it",
                f"close it with {mark}",
                line=block.start + 1,
                severity=Severity.WARNING,
            )


def _without_footer(outline: Outline, end: int) -> tuple[Outline, tuple[Block, ...]]:
    last, footer = split_footer(outline.blocks[-1])
    if not footer:
        return outline, ()
    stop = footer[0].start

    def cut(span: Span) -> Span:
        return Span(span.start, stop) if span.end == end else span

    sections = tuple(replace(s, body=cut(s.body), span=cut(s.span)) for s in outline.sections)
    return Outline(sections, (*outline.blocks[:-1], last), outline.above), footer


def _name(drafts: Sequence[Draft], sections: Sequence[Section], title: Section | None) -> list[Slot]:
    slots = [draft.slot for draft in drafts]
    return [replace(slot, id=name) for slot, name in zip(slots, assign_ids(slots, sections, title), strict=True)]


def _with_targets(slot: Slot, definitions: Mapping[str, Definition]) -> Slot:
    """Return a slot whose hint bears the targets of its links: where it is shown, the definitions are not."""
    return replace(slot, hint=with_targets(slot.hint, definitions)) if definitions and slot.hint else slot
