"""YAML out, one top-level key at a time: what is read back is exactly what was written (S8)."""

from __future__ import annotations

import re

import yaml

from formwright.text.lines import without_surrogates

_NEEDS_ESCAPES = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class _Dumper(yaml.SafeDumper):
    """A safe dumper that writes no aliases, and escapes what a reader could take for a line end."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    text = without_surrogates(text)
    style = '"' if _NEEDS_ESCAPES.search(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def dump_entry(key: str, value: object, *, flow: bool = False) -> list[str]:
    """Return the lines of one key of a YAML mapping. `flow` writes a list as `[a, b]`."""
    text = yaml.dump(
        {key: value},
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=float("inf"),
        default_flow_style=None if flow and isinstance(value, list) else False,
    )
    return text.rstrip("\n").split("\n")
