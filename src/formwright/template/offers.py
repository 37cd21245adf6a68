"""Recognise what a text offers to choose from: "Low / Medium / High", "always | sometimes", "one of: red, green"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from formwright.template.body import Body, Draft, Found
from formwright.template.finds import single_list, with_role
from formwright.template.model import Choice, Role, Slot, SlotKind
from formwright.template.shapes import Shape, item_shape, task_choices
from formwright.template.vocabulary import DEGREES, ONE_OF, SAYS_ONE_OF, SAYS_SEVERAL
from formwright.template.words import has_placeholder, unwrap
from formwright.text.markdown import COMMENT, plain_text

LONGEST_CHOICE = 40
"""What is longer than this, in characters, is a sentence."""
MOST_CHOICES = 20
_MOST_WORDS = 2
"""So many words have choices at an average, with what parts them; a sentence has more of them."""
_PARTING = re.compile(r"[|/,，、;；]| (?:or|oder|ou|o|of|или) |或|または|또는", re.IGNORECASE)
"""What may part choices."""
_LONGEST_LABEL = 200

_OR = re.compile(r"\b(?:or|oder|ou|o|of|или)\b|或|または|또는", re.IGNORECASE)
_SEPARATORS = (re.compile(r"\|"), re.compile("/"), re.compile("[,，、;；]"), _OR)
_OPEN_END = re.compile(r"(?:\.{2,}|…|\betc\b\.?|\band so on\b|等|など)\W*$", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_a-z]\w*(?:[ .+#-]\w+)*|(?:mac|i|web)[A-Z]?\w+|[^\W\x00-\u024f]+")
_DATE = re.compile(r"(\w)\1+|\d+")
_NUMBERED = re.compile(r"[A-Z]?\d{1,2}\s*(?:[-–—=:]|[.)](?=\s))\s*(?=[^\W\d])|\d{1,2}\s+(?=\()")
"""What stands before each thing of a scale: "1 - nice to have"."""
_CODED = re.compile(r"\s*`[^`]+`(?:\s*[/|]\s*`[^`]+`)+\s*")
_LEAD = re.compile(r"[^:：|/]{1,40}[:：]\s+")
_AT_END = re.compile(r"[(（\[]([^()（）\[\]]+)[)）\]]\W*$")
_ONE_OF_NAMED = re.compile(
    r"(?:\bone of|\b(?:acceptable|allowed|possible|valid|available) (?:values|options|choices)(?: are)?)\s*:\s*"
    r"(?P<choices>[^\n]+)",
    re.IGNORECASE,
)


def offered(text: str, *, one_said: Callable[[], bool] = lambda: False, is_value: bool = False) -> tuple[str, ...]:
    """Return what a text offers, where it offers things and says nothing else; of these one is to be taken.

    `one_said` says whether the words around it speak of one, which takes long to know; `is_value` that it stands where
    a key's value goes.
    """
    if len(text) > MOST_CHOICES * LONGEST_CHOICE:
        return ()
    if len(text.split()) > MOST_CHOICES * _MOST_WORDS or not _PARTING.search(text):
        return ()
    coded = bool(_CODED.fullmatch(text))
    text = _bare(text)
    text = _LEAD.sub("", text) if ":" in text or "：" in text else text
    for number, separator in enumerate(_SEPARATORS):
        pieces = separator.split(text)
        if len(pieces) < 2:
            continue
        pieces[-1:] = filter(None, _OR.split(pieces[-1])) if number == 2 else pieces[-1:]
        parts = [part.strip(" *_`\"'.") for part in pieces]
        if not _are_choices(parts):
            return ()
        known = all(part.casefold() in DEGREES for part in parts)
        named = number < 2 and not known and one_said()
        listed = number == 0 and len(parts) > 2
        numbered = number < 2 and all(map(_NUMBERED.match, parts))
        names = number == 1 and is_value and len(parts) > 2 and all(map(_NAME.fullmatch, parts))
        return tuple(parts) if known or named or listed or numbered or names or coded else ()
    return ()


def _bare(text: str) -> str:
    """Return a text without the marks of a comment, outer brackets and emphasis."""
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip("-*_` \n")
    text = unwrap(COMMENT.sub("", text).strip())
    text = text[1:-1] if re.fullmatch(r"[(（][^()（）]*[)）]", text) else text
    return text.strip("*_` .")


def _are_choices(parts: Sequence[str]) -> bool:
    """Say whether parts of a text can be choices: short, different, no dates, none that is still to be replaced."""
    bare = [_NUMBERED.sub("", part) for part in parts]
    short = all(re.search(r"\w", part) and len(part) <= LONGEST_CHOICE and len(part.split()) <= 4 for part in bare)
    distinct = len({part.casefold() for part in parts}) == len(parts) <= MOST_CHOICES
    is_date = sum(bool(_DATE.fullmatch(part)) for part in parts) > 1
    is_open = any(_OPEN_END.search(part) or has_placeholder(part) or "://" in part for part in parts)
    return short and distinct and not is_date and not is_open


def is_degree(choice: str) -> bool:
    """Say whether a choice is a degree or an answer: its first words, before what explains them, are."""
    plain = re.sub(r"^[\W_]+", "", plain_text(choice)).strip()
    head = re.split(r"\s+[-–—=]+\s+|[:：(（,，;；]", plain)[0].strip(" .!").casefold()
    return head in DEGREES or plain.strip(" .!").casefold() in DEGREES


def says_one(label: str, said: str = "") -> bool:
    """Say whether a label or a hint speaks of one thing to take."""
    text = f"{label}\n{said}"
    return bool(SAYS_ONE_OF.search(text) or ONE_OF.search(label)) and not SAYS_SEVERAL.search(text)


def with_offers(draft: Draft, body: Body) -> Draft:
    """Give a place to write in the choices that its hint or its example offers; they are no hint any more."""
    slot = draft.slot
    if slot.kind not in (SlotKind.TEXT, SlotKind.ENTRY) or slot.choices:
        return draft
    said = [*(slot.hint or "").split("\n"), slot.example or ""]
    one_said = cache(lambda: says_one(slot.label, slot.hint or ""))
    is_value = slot.kind is SlotKind.ENTRY
    for line in said:
        choices = offered(line, one_said=one_said, is_value=is_value)
        if choices:
            return _taken(draft, body, line, choices)
    in_label = _AT_END.search(slot.label) if len(slot.label) <= _LONGEST_LABEL else None
    named = (offered(in_label[1]) if in_label else ()) or tuple(_named(slot.hint or ""))
    return Draft(replace(slot, choices=_choices(slot, named)), draft.roles) if named else draft


def _taken(draft: Draft, body: Body, line: str, choices: tuple[str, ...]) -> Draft:
    """Take the choices of one line of the hint, or of the example, out of it."""
    slot = draft.slot
    said = (slot.hint or "").split("\n")
    hint = "\n".join(other for other in said if other != line or _LEAD.match(_bare(line))).strip() or None
    example = None if line == slot.example else slot.example
    slot = replace(slot, hint=hint, example=example, choices=_choices(slot, choices))
    roles = tuple(
        (
            span,
            Role.OPTIONS
            if role in _SAYING and _bare("\n".join(body.lines[span.start : span.end])) == _bare(line)
            else role,
        )
        for span, role in draft.roles
    )
    return Draft(slot, roles)


_SAYING = (Role.HINT, Role.EXAMPLE)


def _choices(slot: Slot, choices: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(Choice(choice, plain_text(choice) or choice, slot.span.start) for choice in choices)


def _named(hint: str) -> Iterator[str]:
    """Yield the choices that a hint names, where they are at least two, and short: "one of: macOS, Linux, Windows"."""
    match = _ONE_OF_NAMED.search(hint)
    names = [name.strip(" .`\"'") for name in re.split(r",|\bor\b|/|\|", match["choices"])] if match else []
    names = list(dict.fromkeys(filter(None, names)))
    if len(names) > 1 and all(len(name) <= LONGEST_CHOICE for name in names):
        yield from names


def chosen_list(body: Body) -> Found | None:
    """A plain list of which one item is to be kept: the template says so, or its items are degrees."""
    items = single_list(body)
    plain = all(item.checked is None and not item.blocks and item_shape(item) in _PLAIN for item in items)
    if not 1 < len(items) <= MOST_CHOICES or not plain:
        return None
    said = f"{body.label}\n{body.guidance()[0] or ''}"
    one_said = bool(SAYS_ONE_OF.search(said)) and not SAYS_SEVERAL.search(said)
    if not one_said and not all(is_degree(item.text) for item in items):
        return None
    draft = body.draft(SlotKind.TEXT, body.rest, choices=task_choices(items))
    return Found((with_role(draft, body.rest, Role.OPTIONS),))


_PLAIN = (Shape.TEXT, Shape.FACT)
