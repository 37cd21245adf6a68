"""Compile packages, and what they import, to bytecode that is never compared with its source again.

usage: bytecode.py FOLDER PACKAGE...

For the image, where no file ever changes: all modules of the packages are compiled, and of everything else, the
standard library too, only what they import. Bytecode lies beside its source; that of the standard library goes to
FOLDER, by its path, because it is not in the part of this stage that the image takes over.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
import py_compile
import sys
import sysconfig
from pathlib import Path


def main(folder: Path, packages: list[str]) -> None:
    """Import all modules of the packages, and compile them and what came with them."""
    files = {file for package in packages for file in import_all(package)}
    files |= {Path(file) for module in list(sys.modules.values()) if (file := getattr(module, "__file__", None))}
    own = Path(sysconfig.get_path("purelib"))
    for file in sorted(file for file in files if file.suffix == ".py"):
        cached = Path(importlib.util.cache_from_source(str(file)))
        target = cached if file.is_relative_to(own) else folder / cached.relative_to("/")
        py_compile.compile(
            str(file), str(target), doraise=True, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH
        )


def import_all(name: str) -> set[Path]:
    """Import a package and its modules, and return its files; one that needs what is not here is only compiled."""
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, f"{name}."):
        if not module.name.endswith("__main__"):
            try:
                importlib.import_module(module.name)
            except ModuleNotFoundError:
                continue
    return {file for folder in package.__path__ for file in Path(folder).rglob("*.py")}


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
