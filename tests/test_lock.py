"""What the image installs: all that pyproject.toml asks for, exact, with hashes, and from nowhere in particular."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text()
ENTRIES = re.findall(
    r"^([\w.-]+)==([\w.]+)([^\n]*)\\\n((?: {4}--hash=sha256:[0-9a-f]{64}[ \\]*\n)+)", LOCK, re.MULTILINE
)
PINS = {canonicalize_name(name): version for name, version, _, _ in ENTRIES}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
# The Action writes the preview's page, but it serves none.
DEPENDENCIES = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["preview-page"]
LINUX = {"python_version": "3.13", "sys_platform": "linux", "platform_python_implementation": "CPython", "extra": ""}


@pytest.mark.parametrize("dependency", DEPENDENCIES)
def test_every_dependency_is_pinned_to_a_version_that_satisfies_it(dependency: str) -> None:
    requirement = Requirement(dependency)
    assert canonicalize_name(requirement.name) in PINS, "run `make lock`"
    assert requirement.specifier.contains(PINS[canonicalize_name(requirement.name)]), "run `make lock`"


@pytest.mark.parametrize("name", PINS)
def test_what_a_dependency_needs_is_pinned_too(name: NormalizedName) -> None:
    """`pip install --no-deps` takes what is listed and nothing else."""
    if distribution(name).version != PINS[name]:
        pytest.skip("another version is installed here, and may need something else")
    needs = [Requirement(need) for need in distribution(name).requires or ()]
    wanted = {canonicalize_name(need.name) for need in needs if not need.marker or need.marker.evaluate(LINUX)}
    assert wanted <= PINS.keys()


def test_every_line_is_a_pin_with_hashes_or_a_comment() -> None:
    """S29: nothing is installed that is not checked."""
    known = re.compile(r"[\w.-]+==[\w.]+( ; [^\n]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?|\s*#[^\n]*|")
    assert not [line for line in LOCK.split("\n") if not known.fullmatch(line)]
    assert len(PINS) == LOCK.count("==") - len(re.findall(r" ; .*==", LOCK))


def test_the_image_installs_what_is_listed_and_nothing_else() -> None:
    """S29: each file is checked against its hash, asks for no other, and brings no script that is run to build it."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    [install] = [line for line in text.split("\n") if re.search(r"\binstall\b", line) and line.startswith("RUN")]
    assert {"--require-hashes", "--no-deps", "--only-binary :all:"} <= set(re.findall(r"--[\w-]+(?: :all:)?", install))
    assert "--requirement /build/requirements.lock" in install
    assert not re.search(r"(?m)^ADD|\b(curl|wget|git clone|apt-get|apk|npm)\b", text)


def test_no_address_and_no_path_of_a_machine() -> None:
    assert "://" not in LOCK
    assert not re.search(r"--(index|extra|find)|/(home|root|tmp|work)/", LOCK)
