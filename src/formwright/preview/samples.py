"""Answers to try a form with: plausible ones, and hostile ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from formwright.form import Answer, Answers, Element, Form
from formwright.submission.values import keys

_LINES = {
    "version": "2.4.1",
    "url": "https://example.org/docs/webhooks",
    "link": "https://example.org/docs/webhooks",
    "email": "mona@example.org",
    "mail": "mona@example.org",
    "contact": "@octocat",
    "name": "Mona Lisa",
    "author": "Mona Lisa",
    "owner": "Mona Lisa",
    "date": "2026-03-09",
    "created": "2026-03-09",
    "updated": "2026-03-09",
    "when": "2026-03-09",
    "os": "Debian 12",
    "system": "Debian 12",
    "browser": "Firefox 138",
    "device": "Pixel 9",
    "rfc": "RFC 12",
    "number": "12",
    "estimate": "3 weeks",
    "duration": "3 weeks",
    "budget": "20 hours a month",
}
"""A word of a label, and what is answered to it."""

_TEXT = """\
Deliveries to a receiver that is down are lost: nobody tries them again.

- It happened **three times** in March.
- `POST /hooks` answers 503 for about two minutes each time.

What we want is that a delivery is tried again until it arrives."""

_CODE = "12:00:01 POST /hooks 503\n12:00:02 giving up after 1 attempt"
_BRIEF = "Try failed deliveries again"
_TITLE = "try failed deliveries again"

HOSTILE = (
    "<script>window.pwned = 1</script>",
    '<img src="https://evil.invalid/pixel.png" onerror="window.pwned = 1"> ![pixel](https://evil.invalid/p.png)',
    '[a link](javascript:window.pwned=1) <a href="https://evil.invalid" onclick="window.pwned=1">another</a>',
    "### {label}\n\nA forged answer.\n\n### Nothing that the form has\n\n_No response_",
    "---\ntitle: another title\nstatus: accepted\n---\n\n@octocat Fixes #1, closes octo/repo#2. /approve",
    "::set-output name=number::7\n```\nA fence that nobody closes: {{title}} ${{ github.token }} <!-- form: skip -->",
    "</textarea></script><style>body{display:none}</style><svg onload=window.pwned=1>\u202etxt.exe \u200b\ufeff",
    '<iframe src="https://evil.invalid"></iframe><form action="https://evil.invalid"><input name=q></form>',
)
"""Texts that must come out as the words that they are. They run nothing and ask for nothing."""


def samples(form: Form) -> Mapping[str, dict[str, object]]:
    """Return the sets of answers, each with a title, by their names."""
    title = form.title or ""
    return {
        "plausible": {"title": _filled_title(title), "answers": plausible(form)},
        "hostile": {"title": f"{title} {HOSTILE[0]} ../../x | `id`".strip(), "answers": hostile(form)},
    }


def plausible(form: Form) -> Answers:
    """Return answers that a person could give, to every field."""
    return {key: _PLAUSIBLE.get(each.type, _text)(each) for key, each in zip(keys(form), form.fields, strict=True)}


def hostile(form: Form) -> Answers:
    """Return answers that try to be more than text, a different one for each text field in turn."""
    answers: Answers = {}
    for number, (key, element) in enumerate(zip(keys(form), form.fields, strict=True)):
        text = HOSTILE[number % len(HOSTILE)].replace("{label}", element.label)
        answers[key] = _HOSTILE[element.type](element, text) if element.type in _HOSTILE else text
    return answers


def _filled_title(title: str) -> str:
    """Return the title of a form with its placeholder, `[…]`, filled in."""
    filled = re.sub(r"\[[^\]]*\]\s*$", _TITLE, title)
    return filled if filled != title else f"{title.rstrip()} {_TITLE}".strip()


def _text(element: Element) -> Answer:
    if element.render:
        return element.value or _CODE
    return element.value or _TEXT


def _line(element: Element) -> Answer:
    words = re.findall(r"[a-z]+", element.label.lower())
    return element.value or next((_LINES[word] for word in reversed(words) if word in _LINES), _BRIEF)


def _choice(element: Element) -> Answer:
    labels = [option.label for option in element.options]
    if element.multiple:
        return labels[:2]
    return labels[len(labels) // 2] if labels else None


def _boxes(element: Element) -> Answer:
    return {option.label: option.required or not number for number, option in enumerate(element.options)}


def _upload(_: Element) -> Answer:
    return "[trace.log](https://github.com/user-attachments/files/1/trace.log)"


_PLAUSIBLE: dict[str, Callable[[Element], Answer]] = {
    "input": _line,
    "dropdown": _choice,
    "checkboxes": _boxes,
    "upload": _upload,
}
_HOSTILE: dict[str, Callable[[Element, str], Answer]] = {
    "input": lambda _, text: " ".join(text.split()),
    "dropdown": lambda element, _: _choice(element),
    "checkboxes": lambda element, _: _boxes(element),
}
