"""The form's head: name, description, title, labels, assignees, from front matter, footer, title and file name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from formwright.conversion.headkeys import is_login
from formwright.findings import Finding, Severity
from formwright.form.model import Form
from formwright.template import Template
from formwright.template.words import is_placeholder, placeholders, title_places
from formwright.text.frontmatter import FrontMatter
from formwright.text.markdown import plain_text

MOST_DESCRIPTION = 200
"""GitHub drops a form with a longer description from its chooser without a word (R5)."""
LEAST_NAME = 4
"""A form with a shorter name is not shown (R3)."""
LEAST_DESCRIPTION = 3

_ACRONYMS = frozenset(
    {
        "adr",
        "api",
        "bip",
        "ci",
        "cip",
        "cli",
        "cps",
        "dip",
        "eip",
        "hip",
        "jep",
        "kep",
        "pep",
        "prd",
        "rfc",
        "rfd",
        "sdk",
        "sip",
        "tep",
        "ui",
        "ux",
        "xep",
    }
)
_EMPTY_STEMS = frozenset({"", "template", "readme", "issue template", "md", "nnnn", "xxxx"})


_NUMBER = re.compile(r"\d+|[xX]{2,}|[nN]{2,}")
"""A number in a file's name, or what stands for one."""


@dataclass
class Head:
    """The head of a form while it is put together, with what had to be decided on the way."""

    values: Form
    findings: list[Finding] = field(default_factory=list)


def read_head(template: Template) -> Head:
    """Return the form's head (a form without a body) for a template."""
    findings: list[Finding] = []
    name = _name(template, findings)
    front = template.front_matter
    form = Form(
        name=name,
        description=_description(template, name, findings),
        body=(),
        title=_title(front) if template.is_issue_template else None,
        labels=_merged(front.words("labels"), template.head.get("labels", ())),
        assignees=_merged(_users((*front.words("assignees"), *template.head.get("assignees", ())))),
        projects=front.words("projects"),
        type=front.text("type") if template.is_issue_template else None,
    )
    return Head(form, findings)


def _title(front: FrontMatter) -> str | None:
    """Return the issue's title as it stands: a blank after a prefix ("[bug] ") is where the writer goes on."""
    title = front.data.get("title")
    return title if isinstance(title, str) and title.strip() else None


def _merged(*lists: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for values in lists for value in values))


def _users(names: Iterable[str]) -> Iterator[str]:
    return (login for name in names if is_login(login := name.lstrip("@")))


def _name(template: Template, findings: list[Finding]) -> str:
    front = template.front_matter
    name = front.text("name") or _title_name(template) or _stem_name(template)
    name = name or ("Issue" if template.is_issue_template else "Proposal")
    if len(name) >= LEAST_NAME:
        return name
    if not template.is_issue_template:
        return f"New {name}"
    longer = f"{name} report"
    findings.append(
        Finding(
            "T20",
            f"GitHub hides a form whose name has fewer than {LEAST_NAME} characters, so `{name}` became `{longer}`",
            "give the template a longer `name`",
            line=front.line("name"),
            severity=Severity.WARNING,
        )
    )
    return longer


_TEMPLATE = re.compile(r"\s+templates?$", re.IGNORECASE)
_SEPARATORS = (":", "-", "–", "—")


def _title_name(template: Template) -> str:
    """Return what the title says besides its placeholder: "Enhancement: [Title]" is an "Enhancement".

    Where the file's name says the same and more, as "feature-prd" does of "Feature", that is the better name.
    """
    if template.title is None:
        return ""
    label = template.title.label
    for match in placeholders(label):
        label = label.replace(match[0], "")
    places = title_places(label)
    for match in reversed(places):
        before = label[: match.start()]
        # "Plan: Title" is a plan, "Title of the plan" says nothing.
        says = match["number"] or before.rstrip().endswith(_SEPARATORS)
        label = before + (label[match.end() :] if match["number"] else "") if says else ""
    label = "" if is_placeholder(label.strip(" .:–—-")) else label
    if places and not label.strip(" .:–—-"):
        return next((word for word in re.findall(r"[A-Za-z]+", template.title.label) if word.lower() in _ACRONYMS), "")
    title = _TEMPLATE.sub("", plain_text(label).strip(" .:–—-")).strip(" .:–—-")
    stem = _stem_name(template)
    return stem if set(title.lower().split()) <= set(stem.lower().split()) else title


def _stem_name(template: Template) -> str:
    """Return the file's name as words, without numbers and the word "template"."""
    stem = PurePosixPath((template.source or "").replace("\\", "/")).stem
    words = [word for word in re.split(r"[^\w]+|_", stem) if word and not _NUMBER.fullmatch(word)]
    if not words or " ".join(words).lower() in _EMPTY_STEMS:
        return ""
    words = [word for word in words if word.lower() != "template"]
    first, *rest = [word.upper() if word.lower() in _ACRONYMS else word.lower() for word in words]
    return " ".join([first if first.isupper() else first.capitalize(), *rest])


def _description(template: Template, name: str, findings: list[Finding]) -> str:
    front = template.front_matter
    text = front.text("about") or front.text("description") or ""
    text = " ".join(text.split())
    if 0 < len(text) < LEAST_DESCRIPTION:
        message = f"GitHub takes no description of fewer than {LEAST_DESCRIPTION} characters, so `{text}` is left out"
        line = front.line("about")
        findings.append(Finding("T23", message, "say more in `about`", line=line, severity=Severity.WARNING))
    if len(text) < LEAST_DESCRIPTION:
        thing = name.removeprefix("New ")
        is_name = any(word[:1].isupper() for word in thing.split()[1:]) or thing[:2].isupper()
        return _short(f"Start a new {thing if is_name else thing[:1].lower() + thing[1:]}")
    if len(text) <= MOST_DESCRIPTION:
        return text
    findings.append(
        Finding(
            "T21",
            f"GitHub drops a form whose description has more than {MOST_DESCRIPTION} characters, so it was cut:"
            f" `{text[len(_short(text)) - 1 :].strip()}` is left out",
            "say it shorter in `about`",
            line=front.line("about"),
            severity=Severity.WARNING,
        )
    )
    return _short(text)


def _short(text: str) -> str:
    """Cut a description at a word, so that it has at most as many characters as GitHub takes."""
    if len(text) <= MOST_DESCRIPTION:
        return text
    cut = text[: MOST_DESCRIPTION - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[MOST_DESCRIPTION // 2 :] else cut).rstrip(" ,;:.") + "…"
