"""What a configuration names: forms, templates, slots and fields. One that there is not is a finding (C12)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from formwright.config.model import Config, ProposalConfig
from formwright.config.reading import KeyPath, dotted, lines_of
from formwright.findings import Finding
from formwright.nearest import remedy_for


def _unknown(stem: str) -> Collection[str] | None:
    return None


@dataclass(frozen=True, slots=True)
class Names:
    """The names that there are: forms and templates by their stems, fields of a form, slots of a template.

    What nobody knows the fields or slots of is None, and is not looked into.
    """

    forms: Collection[str]
    templates: Collection[str]
    fields: Callable[[str], Collection[str] | None] = _unknown
    slots: Callable[[str], Collection[str] | None] = _unknown


def missing_names(text: str, path: str, config: Config, names: Names) -> Iterator[tuple[str, Finding]]:
    """Yield what `config`, read from `text`, names and is not there: the form that it is about, and the finding."""
    lines: Mapping[KeyPath, int] = lines_of(text) if config.proposals else {}
    for stem, proposal in (config.proposals or {}).items():
        for at, message, remedy in _missing(stem, proposal, names):
            yield stem, Finding("C12", f"`{dotted(at)}`: {message}", remedy, lines.get(at, 1), path=path)


_Missing = tuple[KeyPath, str, str]
"""Where a name stands, what is wrong with it, and what to do."""


def _missing(stem: str, proposal: ProposalConfig, names: Names) -> Iterator[_Missing]:
    at: KeyPath = ("proposals", stem)
    document = proposal.document or stem
    if stem not in names.forms:
        yield at, f"there is no form `{stem}`, and no template of that name", remedy_for(stem, names.forms)
    elif proposal.document is None and stem not in names.templates:
        remedy = f"name one with `document:`; {remedy_for(stem, names.templates)}"
        yield at, f"the form `{stem}` has no template that its documents could follow", remedy
    if proposal.document is not None and document not in names.templates:
        yield (*at, "document"), f"there is no template `{document}`", remedy_for(document, names.templates)
    yield from _not_carried((*at, "carry"), proposal, names.fields(stem), names.slots(document))


def _not_carried(
    at: KeyPath, proposal: ProposalConfig, fields: Collection[str] | None, slots: Collection[str] | None
) -> Iterator[_Missing]:
    for slot, named in proposal.carry.items():
        if slots is not None and slot not in slots:
            yield (*at, slot), f"the document has no slot `{slot}`", remedy_for(slot, slots)
        places = {(*at, slot): named} if isinstance(named, str) else {(*at, slot, n): f for n, f in enumerate(named)}
        for place, field in places.items():
            if fields is not None and field not in fields:
                yield place, f"the form has no field `{field}`", remedy_for(field, fields)
