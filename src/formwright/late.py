"""Names of a package that are loaded when they are first used (PEP 562): a process loads no more than it needs."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping


def loading(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """Return the `__getattr__` of a package; `homes` are the modules in it that have its names.

    What it returns raises `AttributeError` for any other name.
    """

    def load(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value: object = getattr(importlib.import_module(f"{package}.{homes[name]}"), name)
        setattr(sys.modules[package], name, value)
        return value

    return load
