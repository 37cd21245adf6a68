"""The files of an upload field."""

from __future__ import annotations

import pytest

from formwright.submission import Attachment, attachments

ASSET = "https://github.com/user-attachments/assets/0000"
FILE = "https://github.com/user-attachments/files/1/log.txt"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (None, []),
        ("no link", []),
        (f"![a shot]({ASSET})", [("a shot", ASSET)]),
        (f"[log.txt]({FILE})\n\n![]({ASSET})", [("log.txt", FILE), ("", ASSET)]),
        (f'<img width="10" alt="a shot" src="{ASSET}" />', [("a shot", ASSET)]),
        (f"<IMG SRC='{ASSET}'> then [log.txt]({FILE})", [("", ASSET), ("log.txt", FILE)]),
        ("<img alt='no address'>", []),
        ("[local](./file.txt)", []),
        ("[script](javascript:alert(1))", []),
    ],
)
def test_files(answer: str | None, expected: list[tuple[str, str]]) -> None:
    assert attachments(answer) == tuple(Attachment(name, address) for name, address in expected)


@pytest.mark.parametrize("text", ["[" * 60_000, "<img " * 12_000, "![](" * 15_000, "[](https://" * 6_000])
def test_hostile_text_has_no_files(text: str) -> None:
    assert attachments(text) == ()
