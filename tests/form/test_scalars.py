"""What plain scalars are, held against PyYAML where the two agree on YAML 1.1."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from formwright.form.quoting import can_be_plain
from formwright.form.scalars import Kind, integer, plain_kind, truth

BY_PYYAML = {
    "tag:yaml.org,2002:bool": Kind.BOOL,
    "tag:yaml.org,2002:int": Kind.INT,
    "tag:yaml.org,2002:float": Kind.FLOAT,
    "tag:yaml.org,2002:null": Kind.NULL,
    "tag:yaml.org,2002:timestamp": Kind.TIME,
    "tag:yaml.org,2002:merge": Kind.OTHER,
    "tag:yaml.org,2002:value": Kind.OTHER,
    "tag:yaml.org,2002:str": Kind.TEXT,
}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *[(word, Kind.BOOL) for word in ("yes", "No", "TRUE", "off", "On", "yEs")],
        *[(word, Kind.TEXT) for word in ("y", "N", "yess", "none", "truth", "on/off", ".", "-", "+.")],
        *[(word, Kind.NULL) for word in ("", "~", "null", "Null")],
        *[(word, Kind.INT) for word in ("0", "-1", "1_000", "1,000", "0x1F", "0b1", "010", "12:30", "1:2:3")],
        *[(word, Kind.FLOAT) for word in ("1.0", "3.10", ".5", "1.", "1.5e+3", "-.inf", ".NaN", "1:30.5")],
        *[(word, Kind.TIME) for word in ("2024-01-31", "2024-1-3 10:00:00", "2024-01-31T10:00:00Z")],
        *[(word, Kind.TEXT) for word in ("1.2.3", "09", "1e3", "2024-01", "10 apples", "v1.0", "1/2", "1 - 2")],
        *[(word, Kind.OTHER) for word in ("<<", "=")],
    ],
)
def test_kinds(text: str, kind: Kind) -> None:
    assert plain_kind(text) is kind


WORDS = st.text("0123456789+-.:_,eExXobBaf~=<nNyYtTruslfoO TZ", max_size=12)


@given(WORDS)
def test_what_pyyaml_takes_for_another_kind_is_never_plain_text(text: str) -> None:
    tag = yaml.SafeLoader("").resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    # Psych knows commas in numbers and fewer exponents; so equality is asked for words without either.
    if BY_PYYAML[tag] is not Kind.TEXT:
        assert not can_be_plain(text)
        if "," not in text and "_" not in text:
            assert plain_kind(text) is not Kind.TEXT


@pytest.mark.parametrize(
    "text",
    [
        "Plain words",
        "C# and F#",
        "a:b",
        "http://example.org",
        "🐞 Bug",
        "it's",
        'e.g. "x"',
        "a, [b] {c}",
        "100%",
        "日本",
        "a - b",
    ],
)
def test_what_needs_no_quotes_gets_none(text: str) -> None:
    assert can_be_plain(text)
    assert yaml.safe_load(f"- {text}") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " a",
        "a ",
        "a: b",
        "a:",
        "a #b",
        "#a",
        "- a",
        "-a",
        "?",
        "*a",
        "&a",
        "!a",
        "|",
        ">",
        "%a",
        "@a",
        "`a`",
        "'a'",
        '"a"',
        "[a]",
        "{a}",
        ",",
        ":bug:",
        "y",
        "n",
        "1e3",
        "0o17",
        "1.2.3",
        "a\tb",
        "a\nb",
        "a\x85b",
        "a\u2028b",
        "\ufeffa",
        "\x00",
        "_",
    ],
)
def test_what_needs_quotes_gets_them(text: str) -> None:
    assert not can_be_plain(text)


def test_words_of_truth_and_number() -> None:
    assert [truth(word) for word in ("true", "Yes", "ON", "1", "no", "")] == [True, True, True, False, False, False]
    assert [integer(word) for word in ("7", "-1", "1.0", "", "٣", "9" * 19)] == [7, -1, None, None, None, None]
