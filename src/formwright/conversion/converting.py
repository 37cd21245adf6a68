"""Template to form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from formwright.conversion.elements import element_of, option_findings
from formwright.conversion.guidance import guidance_elements, merge_neighbours
from formwright.conversion.head import read_head
from formwright.conversion.headkeys import key_findings
from formwright.conversion.judgement import context_of
from formwright.conversion.overrides import override_element, override_head
from formwright.conversion.refusals import refusals
from formwright.conversion.report import Report
from formwright.findings import Finding, has_errors
from formwright.form.model import Element, Form
from formwright.form.writing import write_form
from formwright.template import Template, read_template


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a template became: the form, its YAML (None where GitHub would refuse the form), and the report."""

    form: Form | None
    yaml: str | None
    report: Report


Pass = Callable[[Template, Form], Form]
"""A step of one's own: the template as it was read, and the form so far, in; the form as it should be, out."""


def convert(
    text: str,
    *,
    source: str | None = None,
    fragments: Mapping[str, str] | None = None,
    passes: Sequence[Pass] = (),
) -> Conversion:
    """Convert a Markdown template to a GitHub issue form. Raises on no text whatever.

    `source` is the template's path: it is named in the findings and in the form's first line, and gives the form a name
    where the template has none. `fragments` are the texts that it may include, by their paths. `passes` are steps of
    one's own; GitHub's rules are held against what they leave.
    """
    return convert_template(read_template(text, source, fragments), passes)


def convert_template(template: Template, passes: Sequence[Pass] = ()) -> Conversion:
    """Convert a template that was read before."""
    head = read_head(template)
    fields, findings = _fields(template)
    # Markdown stands before the field of the same line, and `sorted` keeps the order of what is equal.
    body = sorted(
        [*fields, *guidance_elements(template)], key=lambda element: (element.line, element.type != "markdown")
    )
    form, problems = override_head(replace(head.values, body=merge_neighbours(body)), template.directives)
    for step in passes:
        form = step(template, form)
    yaml = write_form(form, source=template.source)
    said_otherwise = {_DECIDES.get(key) for directive in template.directives for key in directive.keys}
    findings += [finding for finding in head.findings if finding.rule not in said_otherwise]
    findings += key_findings(template)
    findings += [*problems, *(refusals(yaml, form, template) if template.slots else ())]
    placed = [*template.findings, *(_placed(finding, template) for finding in findings)]
    said = tuple(sorted(placed, key=lambda finding: (finding.path or "", finding.line, finding.rule)))
    usable = template.slots and not has_errors(said)
    return Conversion(form, yaml if usable else None, Report(template, form, said))


_DECIDES = {"name": "T20", "description": "T21"}
"""What is decided for a key of the head where the template's words do not do; nothing, where a directive says it."""


def _fields(template: Template) -> tuple[list[Element], list[Finding]]:
    """Return a field for each slot, as its directive has it, and what had to be decided or was not possible."""
    context = context_of(template)
    fields: list[Element] = []
    findings: list[Finding] = []
    for slot in template.slots:
        field = element_of(slot, context)
        findings += option_findings(slot, field)
        field, problems = override_element(field, slot.directive)
        fields.append(field)
        findings += problems
    return fields, findings


def _placed(finding: Finding, template: Template) -> Finding:
    path, line = template.place(finding.line)
    return replace(finding, path=path, line=line)
