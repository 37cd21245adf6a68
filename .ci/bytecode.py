"""Compile packages, and what they import, to bytecode that is never compared with its source again.

usage: bytecode.py FOLDER MODULE...

For the image, where no file ever changes: the modules are compiled, of a package all, and of everything else, the
standard library too, only what they import. Bytecode lies beside its source; that of the standard library goes to
FOLDER, by its path, because it is not in the part of this stage that the image takes over.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import pkgutil
import py_compile
import sys
import sysconfig
from importlib.machinery import PathFinder
from pathlib import Path


def main(folder: Path, names: list[str]) -> None:
    """Import the modules, and compile them and what came with them."""
    files = {file for name in names for file in import_all(name)}
    files |= {Path(file) for module in list(sys.modules.values()) if (file := getattr(module, "__file__", None))}
    own = Path(sysconfig.get_path("purelib"))
    for file in sorted(file for file in files if file.suffix == ".py"):
        cached = Path(importlib.util.cache_from_source(str(file)))
        target = cached if file.is_relative_to(own) else folder / cached.relative_to("/")
        py_compile.compile(
            str(file), str(target), doraise=True, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH
        )


def import_all(name: str) -> set[Path]:
    """Import a module, or all of a package, and return the files; one that needs what is not here is only compiled.

    The file is the one that Python looks for first: some modules put another one in their place.
    """
    parent = name.rpartition(".")[0]
    spec = PathFinder.find_spec(name, importlib.import_module(parent).__path__ if parent else None)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(name)
    folders = spec.submodule_search_locations or ()
    for each in (name, *(module.name for module in pkgutil.walk_packages(folders, f"{name}."))):
        if not each.endswith("__main__"):
            with contextlib.suppress(ModuleNotFoundError):
                importlib.import_module(each)
    return {Path(spec.origin), *(file for folder in folders for file in Path(folder).rglob("*.py"))}


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
