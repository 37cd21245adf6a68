"""Walk through the sections of a template and gather its slots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from formwright.findings import Finding
from formwright.template.asking import asks_above
from formwright.template.body import Body, Draft, Found, read_body
from formwright.template.directives import Directive, is_directive
from formwright.template.model import Piece, Role, Section, Slot, SlotKind, Span
from formwright.template.outline import Outline
from formwright.template.parts import Parts, find_parts, is_numbered
from formwright.template.slots import bold_question, find_slots
from formwright.template.steering import (
    one_field,
    section_directives,
    skipped_pieces,
    split_findings,
    steer,
    within_parts,
)
from formwright.text.markdown import Block


@dataclass
class Walk:
    """What a template's reading gathers on its way through the sections."""

    outline: Outline
    lines: Sequence[str]
    title: Section | None
    issue_template: bool
    findings: list[Finding]
    drafts: list[Draft] = field(default_factory=list)
    kept: list[Piece] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    skipped: list[Span] = field(default_factory=list)

    def take(self, section: Section, found: Found) -> None:
        """Gather what was found in a section."""
        self.drafts += found.drafts
        self.kept += [Piece(span, role, section.index) for span, role in found.kept]


def read_section(reading: Walk, section: Section) -> None:
    """Find the slots of a section and, below it, of its sub-sections; repeated ones are one slot."""
    directives = _directives(reading, section)
    skipped = any(directive.action == "skip" for directive in directives)
    if skipped and _skip(reading, section):
        return
    first_draft = len(reading.drafts)
    parts = find_parts(section, reading.outline, reading.lines) if section != reading.title else ()
    body = _body(reading, section, parts)
    found = Found() if skipped else _found(reading, body, parts, directives)
    reading.take(section, found)
    repeated = {member.index for group in parts for member in group.members}
    groups = {group.members[0].index: group for group in parts}
    asks_already = bool(found.drafts)
    for index in section.children:
        child = reading.outline.sections[index]
        group = groups.get(index)
        if group is not None:
            named = not asks_already and index == section.children[0]
            reading.take(section, Found((_parts_draft(reading, body, group, own_label=named),)))
            reading.findings += within_parts(group.span, _blocks_in(reading, index, group.span))
        elif index not in repeated:
            read_section(reading, child)
    own = [n for n in range(first_draft, len(reading.drafts)) if reading.drafts[n].slot.section == section.index]
    steer(reading.drafts, own, section, body, [directive for directive in directives if directive.keys])


def _directives(reading: Walk, section: Section) -> list[Directive]:
    """Read a section's directives; those before the first heading, or under the title, are the template's own."""
    on_template = section.is_preface or section == reading.title
    blocks = reading.outline.blocks[section.index]
    directives, findings, pieces = section_directives(section, blocks, on_template=on_template)
    reading.findings += findings
    reading.kept += pieces
    if on_template:
        reading.directives += [directive for directive in directives if directive.keys]
        return [directive for directive in directives if not directive.keys]
    return directives


def _skip(reading: Walk, section: Section) -> bool:
    """Leave a section out, of the title the text under it; say whether its sub-sections are left out as well."""
    titled = section == reading.title
    start = section.span.start if section.heading and not titled else section.body.start
    span = Span(start, section.body.end if titled else section.span.end)
    reading.skipped.append(span)
    reading.kept += skipped_pieces(section, span, filter(is_directive, _blocks_in(reading, section.index, span)))
    return not titled


def _blocks_in(reading: Walk, first: int, span: Span) -> Iterator[Block]:
    """Yield the blocks, but for headings, of the section of index `first` and of those after it, as far as `span`."""
    for section in islice(reading.outline.sections, first, None):
        if section.body.start >= span.end and section.index > first:
            return
        yield from reading.outline.blocks[section.index]


def _body(reading: Walk, section: Section, groups: tuple[Parts, ...]) -> Body:
    blocks, above = reading.outline.blocks[section.index], reading.outline.above[section.index]
    below_title = section == reading.title and not reading.issue_template
    body = read_body(section, blocks, reading.lines, issue_template=reading.issue_template)
    if below_title:
        body = replace(body, section=replace(section, label="", hint=None))
    if not (above or section.children):
        return body
    divided = below_title or _is_divided(reading, body, groups)
    return replace(body, above=above, below_title=below_title, divided=divided)


def _is_divided(reading: Walk, body: Body, groups: tuple[Parts, ...]) -> bool:
    """Say whether what stands over sub-sections asks for nothing itself; over repeated ones a hint is theirs."""
    parts = [reading.outline.sections[index] for index in body.section.children]
    repeats = bool(groups) and groups[0].members[0].index == body.section.children[0]
    if not parts or repeats or body.section.heading is None or is_numbered(parts[0]):
        return bool(parts)
    return not asks_above(body, [part.label for part in parts])


def _found(reading: Walk, body: Body, parts: tuple[Parts, ...], directives: Sequence[Directive]) -> Found:
    """Find the slots of a section's own body; comments right above its heading are its slot's hints, if it has one."""
    found = one_field(body, _in_body(reading, body, parts), directives)
    reading.findings += split_findings(body, found)
    takes_hints = len(found.drafts) == 1 and found.drafts[0].slot.hint is not None
    takes_hints = takes_hints and found.drafts[0].slot.kind is not SlotKind.ENTRY
    role = Role.HINT if takes_hints or (_own_parts(body, parts) and not found.drafts) else Role.GUIDANCE
    return Found(found.drafts, (*((Span(block.start, block.end), role) for block in body.above), *found.kept))


def _in_body(reading: Walk, body: Body, parts: tuple[Parts, ...]) -> Found:
    section = body.section
    if section.is_question:
        return bold_question(body)
    headed = len(reading.outline.sections) > 1
    if section.heading is None and headed and not body.content:
        return Found(kept=tuple((Span(hint.start, hint.end), Role.GUIDANCE) for hint in body.hints))
    if not body.content and (body.divided or section.heading is None):
        # Over sub-sections a hint is for whoever reads the form; over repeated ones it is theirs.
        role = Role.HINT if _own_parts(body, parts) else Role.GUIDANCE
        return Found(kept=tuple((Span(hint.start, hint.end), role) for hint in body.hints))
    if section.heading is None and headed:
        return find_slots(replace(body, divided=True))
    return find_slots(body)


def _own_parts(body: Body, parts: tuple[Parts, ...]) -> bool:
    """Say whether the first thing below a heading are parts that repeat, so that its hints are theirs."""
    return bool(parts) and not body.content and parts[0].members[0].index == body.section.children[0]


def _parts_draft(reading: Walk, body: Body, parts: Parts, *, own_label: bool) -> Draft:
    """Make one slot of repeated sections, named by the section over them if nothing else there is."""
    section = body.section
    hint = body.guidance()[0] if own_label and not body.content else None
    shown = ["\n".join(reading.lines[part.span.start : part.span.end]).strip("\n") for part in parts.shown]
    span = _trimmed(parts.span, reading.lines)
    slot = Slot(
        id="",
        kind=SlotKind.PARTS,
        label=section.label if own_label and section.label else parts.stem or section.label,
        section=section.index,
        span=_with_hints(span, body) if hint and _own_parts(body, (parts,)) else span,
        hint=hint,
        skeleton="\n\n".join(shown),
        parts=len(shown),
        required=section.required,
    )
    visible = {part.index for part in parts.shown}
    roles = ((part.span, Role.SKELETON if part.index in visible else Role.REPEAT) for part in parts.members)
    return Draft(slot, tuple((_trimmed(span, reading.lines), role) for span, role in roles))


def _with_hints(span: Span, body: Body) -> Span:
    """Return the span of parts with the hints above them: an answer takes the place of these, too."""
    return Span(min([span.start, *(hint.start for hint in body.hints)]), span.end)


def _trimmed(span: Span, lines: Sequence[str]) -> Span:
    """Leave out the blank lines and the rule between a part and what follows it."""
    end = span.end
    while end > span.start and (not lines[end - 1].strip() or lines[end - 1].strip(" ") in ("---", "***", "___")):
        end -= 1
    return Span(span.start, end)


def ask_for_something(reading: Walk) -> None:
    """A template that asks for nothing still gets one place to write."""
    if reading.drafts:
        return
    last = reading.outline.sections[-1]
    body = replace(read_body(last, (), reading.lines), section=last)
    draft = body.draft(SlotKind.TEXT, (), label="Description", span=Span(last.span.end, last.span.end))
    reading.drafts.append(draft)
