"""Import packages, and copy the bytecode of the standard library's modules that they need to a folder.

usage: bytecode.py FOLDER PACKAGE...

For the image: its base comes without that bytecode, and what is in it cannot be written to when it runs.
"""

from __future__ import annotations

import importlib
import pkgutil
import shutil
import sys
import sysconfig
from pathlib import Path


def main(folder: Path, packages: list[str]) -> None:
    """Import all modules of the packages, and copy the bytecode that Python wrote beside its library, by its path."""
    for package in packages:
        import_all(package)
    library = Path(sysconfig.get_path("stdlib"))
    own = Path(sysconfig.get_path("purelib"))
    for file in sorted(library.rglob("*.pyc")):
        if not file.is_relative_to(own) and "site-packages" not in file.parts:
            target = folder / file.relative_to("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, target)


def import_all(name: str) -> None:
    """Import a package and its modules; one that needs what is not installed here is nobody's to start."""
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, f"{name}."):
        if not module.name.endswith("__main__"):
            try:
                importlib.import_module(module.name)
            except ImportError as error:
                sys.stderr.write(f"left out: {module.name}: {error}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
