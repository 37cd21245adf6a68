"""The report of a conversion: what became of each line of the template."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from formwright.conversion.fates import REASONS, STEERED, View, fate, is_shown_target, make_view, texts_of
from formwright.conversion.headkeys import HEAD_KEYS, refused
from formwright.findings import Finding
from formwright.form.languages import linguist_name
from formwright.form.model import Form
from formwright.template import Piece, Role, Template
from formwright.text.frontmatter import FrontMatter, is_issue_head


@dataclass(frozen=True, slots=True)
class FieldReport:
    """One field of the form, and the lines of the template (from 1, the last one included) that it came from."""

    id: str
    label: str
    type: str
    lines: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Dropped:
    """Lines of the template that are not in the form, and why."""

    lines: tuple[int, int]
    text: str
    reason: str


@dataclass(frozen=True)
class Report:
    """What became of a template in a form. All but the findings is worked out when it is asked for."""

    template: Template = field(repr=False)
    form: Form = field(repr=False)
    findings: tuple[Finding, ...] = ()

    @cached_property
    def fields(self) -> tuple[FieldReport, ...]:
        """The fields of the form that slots of the template became."""
        spans = {slot.id: slot.span for slot in self.template.slots}
        return tuple(
            FieldReport(each.key, each.label, each.type, (spans[each.key].start + 1, spans[each.key].end))
            for each in self.form.fields
            if each.key in spans
        )

    @cached_property
    def dropped(self) -> tuple[Dropped, ...]:
        """The lines of the template that are not in the form."""
        template, form = self.template, self.form
        everything = (*_dropped(template, form), *_dropped_head(template, form), *_unshown(template, form))
        return tuple(sorted(everything, key=lambda drop: drop.lines))

    @cached_property
    def fates(self) -> tuple[tuple[tuple[int, int], str], ...]:
        """What became of each run of lines; together they are the whole template.

        Where fragments are included, lines are those of the composed text.
        """
        view = make_view(self.template, self.form)
        body = (((p.span.start + 1, p.span.end), _fate(p, view)) for p in _runs(self.template))
        return (*_head_fates(self.template), *body)

    @cached_property
    def included(self) -> tuple[str, ...]:
        """The places of the includes."""
        return tuple(f"{path}:{line}: `{target}` stands here" for (path, line), target in self.template.included)

    def __str__(self) -> str:
        """Return the text report: a line for each run of lines of the template, then the findings."""
        width = len(str(self.fates[-1][0][1])) if self.fates else 1
        rows = (f"{first:>{width}}-{last:<{width}}  {said}" for (first, last), said in self.fates)
        return "\n".join([*rows, *self.included, *map(str, self.findings)])

    def as_json(self) -> dict[str, object]:
        """Return the report with the keys of the command line's JSON."""
        return {
            "fields": [
                {"id": field.id, "label": field.label, "type": field.type, "lines": list(field.lines)}
                for field in self.fields
            ],
            "dropped": [{"lines": list(drop.lines), "text": drop.text, "reason": drop.reason} for drop in self.dropped],
            "findings": [finding.as_json() for finding in self.findings],
        }


def _fate(piece: Piece, view: View) -> str:
    """Return what became of a piece; of a fragment's lines, where they stand as well."""
    said = fate(piece, view)
    if not view.template.origins:
        return said
    path, line = view.template.place(piece.span.start + 1)
    return f"{said} ({path}:{line})"


def _runs(template: Template) -> Iterator[Piece]:
    """Yield the pieces, blank lines between sections as one."""
    last: Piece | None = None
    for piece in template.pieces:
        if piece.role is Role.FRONT_MATTER:
            continue
        if last is not None and piece.role is last.role is Role.LAYOUT:
            last = Piece(type(last.span)(last.span.start, piece.span.end), Role.LAYOUT)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


COMMENTED = "a comment above the first key"


def _head_fates(template: Template) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield what became of each key of the front matter, its rules included."""
    front = template.front_matter
    if not front.end:
        return
    if not is_issue_head(front) or not front.entries:
        yield (1, front.end), "front matter of the document: it stays there"
        return
    yield (1, 1), "the rule that opens the front matter"
    if front.entries[0].start > 1:
        yield (2, front.entries[0].start), f"not in the form: {COMMENTED}"
    sharing: list[str] = []
    for entry in front.entries:
        said = f"not in the form: {STEERED}" if _is_steered(entry.key, template) else _head_fate(entry.key, front)
        sharing.append(f"`{entry.key}`: {said}")
        if entry.end > entry.start:
            yield (entry.start + 1, entry.end), "; ".join(sharing)
            sharing.clear()
    yield (front.end, front.end), "the rule that closes the front matter"


def _is_steered(key: str, template: Template) -> bool:
    return any(HEAD_KEYS.get(key) in directive.keys for directive in template.directives)


def _head_fate(key: str, front: FrontMatter) -> str:
    if key not in HEAD_KEYS:
        return "not in the form: GitHub's forms have no such key"
    if why := refused(key, front):
        return f"not in the form: {why}"
    if not front.words(key) and not front.text(key):
        return "not in the form: GitHub takes no empty values"
    return f"`{HEAD_KEYS[key]}` of the form"


def _dropped(template: Template, form: Form) -> Iterator[Dropped]:
    for piece in template.pieces:
        text = template.text(piece.span) if piece.role in REASONS else ""
        if text.strip() and not is_shown_target(piece, template, form):
            yield Dropped((piece.span.start + 1, piece.span.end), text, REASONS[piece.role])


_LABELS = (Role.HEADING, Role.KEY, Role.OPTIONS)


def _unshown(template: Template, form: Form) -> Iterator[Dropped]:
    """Yield what is not in the form: what directives replaced, and what labels and options cannot show.

    Those take plain text, so that links, images and comments in them are lost.
    """
    texts = list(texts_of(form))
    shown, whole = _words("\n".join(texts)), set(texts)
    steered = {slot.id: slot for slot in template.slots if slot.directive is not None}
    sections = {slot.section for slot in steered.values()}
    for piece in template.pieces:
        by_directive = piece.slot in steered or (piece.role is Role.HEADING and piece.section in sections)
        if not by_directive and piece.role not in _LABELS:
            continue
        text = template.text(piece.span)
        if text.strip("#*_: ") not in whole and not _words(text) <= shown:
            reason = STEERED if by_directive else "labels and options are plain text on GitHub"
            yield Dropped((piece.span.start + 1, piece.span.end), text, reason)
    for slot in template.slots:
        if slot.language and linguist_name(slot.language) != slot.language:
            name = linguist_name(slot.language)
            reason = f"GitHub knows the language as `{name}`" if name else "GitHub knows no language of that name"
            yield Dropped((slot.span.start + 1, slot.span.end), slot.language, reason)


_WORDS = re.compile(r"[^\W_]+")


def _words(text: str) -> set[str]:
    return set(_WORDS.findall(text.lower()))


def _dropped_head(template: Template, form: Form) -> Iterator[Dropped]:
    front = template.front_matter
    if front.end and not is_issue_head(front):
        text = template.text(template.pieces[0].span)
        yield Dropped((1, front.end), text, "the document's own front matter: it stays there")
        return
    first = front.entries[0].start if front.entries else front.end
    if text := "\n".join(template.lines[1:first]).strip():
        yield Dropped((2, first), text, COMMENTED)
    shown = _words("\n".join(_head_texts(form)))
    last = {entry.key: entry for entry in front.entries}
    keys: dict[int, str] = {}
    for entry in front.entries:
        keys[entry.start] = f"{keys.get(entry.start, '')} {entry.key}"
    for entry in front.entries:
        end = max(entry.end, entry.start + 1)
        text = "\n".join(template.lines[entry.start : end])
        if entry.key not in HEAD_KEYS:
            reason = "GitHub's forms have no such key"
        elif _is_steered(entry.key, template):
            reason = STEERED
        elif entry != last[entry.key]:
            reason = "the key stands twice: the last one counts"
        elif _words(text) - shown - _words(keys[entry.start]):
            reason = "what is no text, no list of texts, or too long is left out"
        else:
            continue
        yield Dropped((entry.start + 1, end), text, reason)


def _head_texts(form: Form) -> Iterator[str]:
    yield from filter(None, (form.name, form.description, form.title, form.type))
    yield from (*form.labels, *form.assignees, *form.projects)
