"""Templates that were cut, spliced, repeated, nested and broken: never a crash; a form that passes, or an error.

A form passes `lint` and the public schema of issue forms, has all words of its template, and is the same twice.

`FORMWRIGHT_EXAMPLES=10000` goes deep.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conversion_laws import against_schema, lost_words
from corpus import SHARED
from formwright import fill, lint
from formwright.conversion import Conversion, convert
from formwright.findings import has_errors
from formwright.form import read_form
from formwright.template import read_template
from formwright.template.reading import MOST_LINES
from formwright.text.lines import split_lines
from template_strategies import templates

ROOT = Path(__file__).parents[2]


def seeds() -> list[str]:
    """Return whole templates to mutate: the project's own and its examples, and real ones where they are."""
    own = [*ROOT.glob("forms/*.md"), *ROOT.glob("tests/examples/con*/*/template.md")]
    real = sorted((SHARED / "corpus").glob("*_templates/*/*.md"))[::7]
    return [path.read_text("utf-8", "replace") for path in (*sorted(own), *real)]


SEEDS = seeds()
SIGNS = [
    *(
        "#",
        "- [ ] ",
        "<!--",
        "-->",
        "[",
        "]",
        ">",
        "> ",
        "- ",
        "1. ",
        "*",
        "**",
        "_",
        "`",
        "```\n",
        "~~~\n",
        "|",
        "{",
        "}",
        "<",
    ),
    *(
        "\n",
        "\n\n",
        " ",
        "\t",
        "---\n",
        "===\n",
        ":",
        "**a**: ",
        "[x](",
        "![",
        "&",
        "\\",
        "<details>\n",
        "\u2028",
        "\x00",
        "\ufeff",
    ),
    *(
        "# a\n",
        "- [ ] a\n",
        "> a\n",
        "- a:\n",
        "[a]\n",
        "<!-- a -->\n",
        "| a |\n",
        "<!-- form: skip -->\n",
        "âœ…",
        "☐ ",
        "e.g. ",
        "| a | b |\n|---|---|\n| [c] | |\n",
        "</details>\n",
        "\ud800",
        "\u202e\u0648\u0635\u0641 ",
        "\u00a0",
        "Low / High\n",
        "[//]: # (a)\n",
        "**a**\n",
        "**a** (b)\n",
        "**a** (pick one): b / c\n",
        "**a:** [b]\n",
        "**a:** Describe b c d.\n",
        "**a:** <!-- b -->\n",
        "a: [b]\n",
    ),
]
HEADS = [
    "---\nname: a: b\nabout: [\n---\n",
    "---\nname: Idea\n",
    "---\n---\n",
    "---\nname: Idea\nname: Bug\nlabels: {a: b}\n---\n",
    "---\nname: *a\nabout: !!python/object:x {}\n---\n",
    "---\nname: Idea\nabout: |\n  two\n  lines\nassignees: [1, null, [a]]\n...\n",
    "\ufeff---\r\nname: Idea\r\ntitle: 2026-02-30\r\n---\r\n---\nname: Bug\n---\n",
    "---\ntitle: {title}\nstatus: [\n\n## Prose\n---\n",
    "---\n\tname: Tab\n---\n",
    "---\n? [a]\n: b\n1: 2\n~: x\n---\n",
    '---\nname: "\\ud800 \\0"\nabout: \u2028\n---\n',
    "name: Idea\nabout: no rules\n---\n",
]
DIRECTIVES = [
    "<!-- form: -->",
    "<!-- form: {type: dropdown} -->",
    "<!-- form: {type: dropdown, options: [a, a, None, yes]} -->",
    "<!-- form: {type: checkboxes, options: [{label: a, required: 1}]} -->",
    "<!-- form: {type: upload, accept: .png} -->",
    "<!-- form: {type: markdown} -->",
    "<!-- form: {id: same, label: Same} -->",
    "<!-- form: {id: 'not an id', required: maybe} -->",
    "<!-- form: {name: x, description: y, labels: [1]} -->",
    "<!-- form: [skip] -->",
    "<!-- form: {a: &a [*a], default: 3} -->",
    '<!-- form: {value: "\\ud800\\0", placeholder: |\n  a\n} -->',
    "<!-- form: skip -->",
    "<!-- form: merge -->",
    "<!-- form: split -->",
    "<!-- form: {label: Password} -->",
    "<!-- form: {render: nothing, min_length: -1, multiple: true} -->",
    "<!-- include: a.md -->",
    "<!-- include: ../../a.md -->",
    "<!-- include: -->",
    "- <!-- form: skip -->",
]


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Draw a template with some mutations, one after the other."""
    text = draw(st.sampled_from(SEEDS) | templates())
    for _ in range(draw(st.integers(1, 4))):
        text = draw(st.sampled_from(_MUTATIONS))(draw, text)
    return text[:20_000]


def _place(draw: st.DrawFn, text: str) -> int:
    return draw(st.integers(0, len(text)))


def _cut(draw: st.DrawFn, text: str) -> str:
    start, end = sorted((_place(draw, text), _place(draw, text)))
    return text[:start] + text[end:]


def _keep(draw: st.DrawFn, text: str) -> str:
    start, end = sorted((_place(draw, text), _place(draw, text)))
    return text[start:end]


def _splice(draw: st.DrawFn, text: str) -> str:
    other = draw(st.sampled_from(SEEDS))
    return text[: _place(draw, text)] + other[_place(draw, other) :]


def _repeat(draw: st.DrawFn, text: str) -> str:
    start = _place(draw, text)
    part = text[start : start + draw(st.integers(1, 80))]
    return text[:start] + part * draw(st.sampled_from([2, 3, 10, 100])) + text[start:]


def _run(draw: st.DrawFn, text: str) -> str:
    at = _place(draw, text)
    return text[:at] + draw(st.sampled_from(SIGNS)) * draw(st.sampled_from([1, 2, 7, 100, 1000])) + text[at:]


def _nest(draw: st.DrawFn, text: str) -> str:
    mark = draw(st.sampled_from(["> ", "  ", "- ", "  - [ ] ", "#", "\t", "| ", "```", "<details>\n", "1. ", "<!-- "]))
    lines = text.split("\n")
    start, end = sorted((draw(st.integers(0, len(lines))), draw(st.integers(0, len(lines)))))
    deeper = draw(st.booleans())
    nested = (mark * (1 + (number if deeper else 0) % 150) + line for number, line in enumerate(lines[start:end]))
    return "\n".join([*lines[:start], *nested, *lines[end:]])


def _shuffle(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    return "\n".join(draw(st.permutations(lines))) if len(lines) < 60 else "\n".join(reversed(lines))


def _head(draw: st.DrawFn, text: str) -> str:
    return draw(st.sampled_from(HEADS)) + text


def _steer(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        lines.insert(draw(st.integers(0, len(lines))), draw(st.sampled_from(DIRECTIVES)))
    return "\n".join(lines)


def _some_line_ends(draw: st.DrawFn, text: str) -> str:
    """Let the lines end in different ways, in turn."""
    ends = draw(
        st.lists(st.sampled_from(["\n", "\r\n", "\r", " \n", "\u2028", "\x0b\n", "\x85"]), min_size=2, max_size=5)
    )
    return "".join(line + ends[number % len(ends)] for number, line in enumerate(text.split("\n")))


def _character(draw: st.DrawFn, text: str) -> str:
    at = _place(draw, text)
    return (
        text[:at]
        + draw(st.text(min_size=1, max_size=6) | st.sampled_from(["\ud83d", "\udc00", "\x00", "\x7f"]))
        + text[at + 1 :]
    )


def _line_ends(draw: st.DrawFn, text: str) -> str:
    return text.replace("\n", draw(st.sampled_from(["\r\n", "\r", "", "\n\n", "\x0c", "\n ", " \n"])))


_MUTATIONS = (
    *(_cut, _keep, _splice, _repeat, _run, _nest, _shuffle, _line_ends),
    *(_head, _steer, _some_line_ends, _character),
)


def test_keys_that_share_a_line_share_its_fate() -> None:
    report = check("---\n{name: Bug report, about: What broke, x: y,\nlabels: bug}\n---\n## A\n").report
    assert str(report).splitlines()[1] == (
        "2-2  `name`: `name` of the form; `about`: `description` of the form; "
        "`x`: not in the form: GitHub's forms have no such key"
    )
    # What is left out of a line is said for every key of it.
    assert {(drop.lines, drop.text) for drop in report.dropped} == {
        ((2, 2), "{name: Bug report, about: What broke, x: y,")
    }


def check(text: str) -> Conversion:
    """Convert a template and hold what must be true of any."""
    conversion = convert(text, source="forms/anything.md")
    lines = split_lines(text)
    covered = [line for (first, last), _ in conversion.report.fates for line in range(first, last + 1)]
    assert covered == list(range(1, len(lines) + 1))
    assert str(conversion.report) or not lines
    assert all(1 <= finding.line <= max(len(lines), 1) for finding in conversion.report.findings)
    if conversion.yaml is None:
        assert has_errors(conversion.report.findings)
    else:
        assert not has_errors(lint(conversion.yaml))
        assert against_schema(conversion.yaml) == []
        assert read_form(conversion.yaml).form == conversion.form
        assert lost_words(text, conversion) == set()
    return conversion


@given(mutated())
@example("---\nname: Idea\nassignees: [1#, null, [a]]\n---\n## A\n")
@example("## A\n\n**Ready?**Yes/No\n\nThen this.\n")
@example("## A\n\nReady?: yes\n\nThen this.\n")
@example(f"## A\n\n**{'Is it ' * 60}?**: Yes/No\n\n- [ ] a\n")
@example("## A\n<!-- form: {type: upload, accept: .png} -->\n<!-- form: {type: markdown} -->\n\n## B\n")
def test_a_form_that_passes_or_an_error(text: str) -> None:
    conversion = check(text)
    again = convert(text, source="forms/anything.md")
    assert (again.yaml, str(again.report)) == (conversion.yaml, str(conversion.report))


@given(mutated(), mutated())
@example("<!-- form: --><!-- form: -->", "")
@settings(max_examples=settings().max_examples // 6)
def test_fragments_can_be_anything(text: str, fragment: str) -> None:
    template = f"# T: [x]\n\n## A\n<!-- include: b.md -->\n\n{text}"
    conversion = convert(template, source="forms/a.md", fragments={"forms/b.md": fragment})
    assert (conversion.yaml is None) is has_errors(conversion.report.findings)
    for finding in conversion.report.findings:
        lines = split_lines(fragment if finding.path == "forms/b.md" else template)
        assert 1 <= finding.line <= max(len(lines), 1)


@given(mutated())
@settings(max_examples=settings().max_examples // 6)
def test_documents_can_be_made_of_anything(text: str) -> None:
    answers = {slot.id: "An answer\n\nof two parts." for slot in read_template(text).slots}
    assert fill(text, answers).endswith("\n")


@pytest.mark.parametrize("sign", SIGNS, ids=repr)
@pytest.mark.parametrize("count", [5_000])
def test_long_runs_of_one_thing(sign: str, count: int) -> None:
    check(sign * (count // len(sign)))
    check(f"## A\n{sign * (count // len(sign))}\n\n## B\n")


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{'  ' * depth}- a\n" for depth in range(300)),
        "".join(f"{'  ' * depth}- [ ] \n" for depth in range(300)),
        "".join(f"{'>' * depth} a\n" for depth in range(300)),
        "> - " * 1000,
        ">" * 5000,
        "- " * 5000,
        "---\na: " + "[" * 50_000 + "\n---\n",
        "---\n" + "- " * 50_000 + "\n---\n",
        "---\n" + "".join(f"{' ' * depth}a:\n" for depth in range(1, 500)) + "---\n",
        "---\nlabels: [&a [x, x], "
        + ", ".join(f"&{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]" for n in range(24))
        + "]\n---\n",
        "body:\n" + "  - type: input\n" * 500,
        "body: " + "[" * 50_000,
        "[" * 100_000,
        '{"a":' * 100_000,
        "## a\n<!-- form: " + "{a: " * 20_000 + " -->\n",
        "**a" + " " * 50_000 + "b**",
        "- **a" + " " * 50_000 + "b",
        "| a " * 20_000,
        "# " + "a 1 " * 20_000,
        "A" * 50_000 + "a",
        "## A\n<!-- " + "add " * 20_000 + "-->\n",
    ],
    ids=lambda text: repr(text[:24]),
)
def test_depth_and_length_that_nobody_wrote(text: str) -> None:
    """These take no time, or minutes: what is read twice, or calls itself, shows here."""
    check(text)


def test_what_is_too_long_is_said() -> None:
    conversion = check("a\n" * (MOST_LINES + 1))
    assert [finding.rule for finding in conversion.report.findings] == ["T07"]
    inside = convert("<!-- include: b.md -->\n", source="some.md", fragments={"b.md": "a\n" * MOST_LINES + "b\n"})
    assert [finding.rule for finding in inside.report.findings] == ["T07"]
    assert check("- a\n" * MOST_LINES).yaml is not None


@pytest.mark.parametrize(
    "text",
    [
        "- []\n[What happened]",
        "## Page\n<!-- e.g. what nobody ticks -->\n- [ ] one\n- [ ] two\n",
        "---\n#name: Crash\nabout: It crashes\n---\n\n## A\n",
        "text]\n0\u2028| a | b |\u2028<details>\n",
        "---\nname: Bug report\u2028about: Two keys in one line\nlabels: bug\n---\n## A\n",
        "---\nname: Idea\nname: Bug report\nlabels: {a: b}\n---\n## A\n",
        "## A\n\n```yaml {copy}\n<!-- a hint in code -->\n```\n",
        "a<!--b\nc\n---\n\n## A\n",
        "\ud83d\n\n## A \udc00\n",
        "-\nname: Bug report\n---\n<!-- Example:\n1. **Lead**: [text]",
        "## A\n<!-- e.g. one -->\n- foo...\n",
        "## A\n<!-- e.g. one -->\n- Version: e.g. two\n",
        "## A\n- Version:\n  ```\n  one\n  ```\n  ```\n  two\n  ```\n",
        "## A\n- Version:\n  - [ ] one\n\n  <!-- between -->\n  * [ ] two\n",
        "## A\n<!-- form: {a: b} --><!-- form: {c: [d] } --><!-- form: [ -->",
        "## A\n<!-- form: {type: input} -->\n\n**One:** <!-- a -->\n\n**Two** <!-- b -->\n",
        "> A\n\ne.gWord one.\n\n> B\n\ne.g.Word two.\n",
        "## A\n<!-- z.B. one -->\n\n## B\n<!-- p. ej. two -->\n",
        "n<!-- Please add items. -->m\n\n**To do**:\n\n- [ ] Bump it\n- [ ] Fix tests\n",
        "## A\n<!-- form: {a: b,\u2028c: d\u2028: [ } -->",
    ],
    ids=repr,
)
def test_what_once_lost_a_word_or_counted_a_line_twice(text: str) -> None:
    check(text)
