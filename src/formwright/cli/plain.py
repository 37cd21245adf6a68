"""A plain call of `parse`, read without click: loading click takes as long as all else that such a call needs.

Only options that stand in full and once are read here. Every other call, also a wrong one, is left to click, so that
there is one place for help and for complaints.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from formwright.cli.terminal import Terminal

_VALUES = {"--form": "form", "--forms": "forms"}
_FLAGS = {"--no-history": "no_history", "--strict": "strict"}


def plain_parse(arguments: Sequence[str]) -> Callable[[Terminal], int] | None:
    """Return the call that `arguments` ask for; None where it is no plain call of `parse`."""
    if arguments[:1] != ["parse"]:
        return None
    given: dict[str, str | bool] = {}
    rest = iter(arguments[1:])
    for word in rest:
        name, equals, value = word.partition("=")
        found: str | bool = word
        key = "body"
        if word in _FLAGS:
            key, found = _FLAGS[word], True
        elif name in _VALUES:
            key, found = _VALUES[name], value if equals else next(rest, "")
        if key in given or (isinstance(found, str) and found[:1] in ("", "-") and (key, found) != ("body", "-")):
            return None
        given[key] = found
    if ("form" in given) == ("forms" in given):
        return None
    from formwright.cli.parsing import ParseCall

    return ParseCall(**given)  # type: ignore[arg-type]
