"""Bad input: one line with the remedy, exit code 1, nothing on standard output, nothing half-written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from command_line import Call

LINE = re.compile(r".+:\d+: [A-Z]\d+ .+; .+")

FILES = {
    "binary": b"\x7fELF\0\0\0",
    "utf16": "# A\n".encode("utf-16"),
    "latin": b"## Caf\xe9\n",
    "empty": b"",
    "zip": b"PK\x03\x04\xff\xff",
}

READERS = {
    "convert": ["convert", "FILE", "-o", "old"],
    "convert several": ["convert", "FILE", "--out-dir", "out"],
    "lint": ["lint", "--quiet", "FILE"],
    "submit, form": ["submit", "--form", "FILE"],
    "submit, answers": ["submit", "--form", "idea.yml", "--answers", "FILE"],
    "parse, form": ["parse", "--form", "FILE", "body.md"],
    "parse, body": ["parse", "--form", "idea.yml", "FILE"],
    "fill, template": ["fill", "--template", "FILE", "--answers", "answers.json", "-o", "old"],
    "fill, answers": ["fill", "--template", "idea.md", "--answers", "FILE", "-o", "old"],
    "fill, form": ["fill", "--template", "idea.md", "--answers", "answers.json", "--form", "FILE", "-o", "old"],
}


USABLE = {("parse, body", "empty"), ("lint", "folder")}
"""An empty body is a body, and `lint` takes folders."""


@pytest.mark.parametrize(
    ("verb", "name"),
    [(verb, name) for verb in READERS for name in (*FILES, "nope", "folder") if (verb, name) not in USABLE],
)
def test_a_file_that_cannot_be_used(verb: str, name: str, call: Call, folder: Path) -> None:
    for file, data in FILES.items():
        (folder / file).write_bytes(data)
    (folder / "folder").mkdir()
    (folder / "answers.json").write_text("{}")
    (folder / "old").write_text("old")
    result = call(*(name if part == "FILE" else part for part in READERS[verb]))
    assert result.code == 1
    assert result.out == ""
    assert len(result.err.splitlines()) == 1
    assert LINE.fullmatch(result.err.rstrip("\n"))
    assert result.err.startswith(f"{name}:")
    assert (folder / "old").read_text() == "old"
    assert not list(folder.glob("out/*"))


@pytest.mark.parametrize("text", ["a: b: c", "- [", "&a *b", "just text", "{}", "name: x\nbody: 3\n", "\t", "%"])
def test_a_form_that_is_none(text: str, call: Call, folder: Path) -> None:
    (folder / "bad.yml").write_text(text)
    for arguments in (["parse", "--form", "bad.yml", "body.md"], ["submit", "--form", "bad.yml"]):
        result = call(*arguments)
        assert (result.code, result.out) == (1, "")
        assert all(LINE.fullmatch(line) for line in result.err.splitlines())
    assert call("lint", "bad.yml").code == 1


@pytest.mark.parametrize("folder_name", ["nope", "empty", "idea.md"])
def test_a_folder_without_forms(folder_name: str, call: Call, folder: Path) -> None:
    (folder / "empty").mkdir()
    result = call("parse", "--forms", folder_name, "body.md")
    assert (result.code, result.out) == (1, "")
    assert LINE.fullmatch(result.err.rstrip("\n"))


@pytest.mark.parametrize("text", ["\n", "   \n\t\n", "---\n---\n", "---\nname: [\n---\n", "---\nname: x\n"])
def test_a_template_without_anything_to_ask(text: str, call: Call, folder: Path) -> None:
    (folder / "bad.md").write_text(text)
    result = call("convert", "bad.md", "-o", "out.yml")
    assert result.code == (0 if (folder / "out.yml").exists() else 1)
    assert result.out == ""
    assert result.err
    assert all(LINE.fullmatch(line) for line in result.err.splitlines() if " -> " not in line)


@pytest.mark.skipif(not Path("/sys").is_dir(), reason="needs a folder that takes no files from anyone")
def test_a_read_only_folder_is_a_fault_of_the_host(call: Call, folder: Path) -> None:
    (folder / "answers.json").write_text("{}")
    for arguments in (
        ["convert", "idea.md", "-o", "/sys/form.yml"],
        ["convert", "idea.md", "--out-dir", "/sys/forms"],
        ["fill", "--template", "idea.md", "--answers", "answers.json", "-o", "/sys/document.md"],
    ):
        result = call(*arguments)
        assert (result.code, result.out) == (3, "")
        assert LINE.fullmatch(result.err.rstrip("\n"))


@given(data=st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_make_the_program_fail(data: bytes, call: Call, folder: Path) -> None:
    for name in ("any.md", "any.yml", "any.json"):
        (folder / name).write_bytes(data)
    for arguments in (
        ["convert", "any.md"],
        ["lint", "any.md", "any.yml"],
        ["parse", "--form", "idea.yml", "any.md"],
        ["parse", "--form", "any.yml", "body.md"],
        ["submit", "--form", "any.yml", "--answers", "any.json"],
        ["fill", "--template", "any.md", "--answers", "any.json"],
    ):
        result = call(*arguments)
        assert result.code in (0, 1), result.err
