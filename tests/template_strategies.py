"""Random templates for the laws: real shapes in any order, and plain noise."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = st.sampled_from(
    [
        "Problem",
        "Steps to reproduce",
        "Version",
        "Länge",
        "问题描述",
        "وصف",
        "🚀 Ship it",
        "Priority",
        "OS",
        "a",
        "`code`",
        "**b**",
    ]
)
LINES = st.sampled_from(
    [
        "",
        "",
        "Plain words.",
        "What happened?",
        "[What happened]",
        "{name} and <version>",
        "<!-- Say what you saw. -->",
        "<!-- Example:",
        "-->",
        "<!---",
        "- ",
        "- [ ] ",
        "- [ ] Unit tests",
        "- [x] Done",
        "- []",
        "1. ",
        "1. **Lead**: [text]",
        "- OS: [e.g. Linux]",
        "- Browser:",
        "**Size**: [ ] S [ ] M [x] L",
        "**Bold alone**",
        "| a | b |",
        "|---|---|",
        "| [x] | |",
        "```sh",
        "```",
        "~~~",
        "> quote",
        "---",
        "===",
        "<details>",
        "</details>",
        "[//]: # (hint)",
        "    indented",
        "\tTab",
        "\u2028odd\u0085ends\x0c",
        "\x00NUL",
        "âœ… broken",
    ]
)
REMARKS = st.sampled_from(["", "", "", " <!-- Say it. -->", " (optional, DD/MM)", " <!-- e.g. 1.2 --> *"])
HEADINGS = st.builds(lambda level, text, more: f"{'#' * level} {text}{more}", st.integers(1, 6), WORDS, REMARKS)
FRONT = st.sampled_from(
    [
        "",
        "---\nname: Bug report\nabout: Tell us\ntitle: ''\nlabels: bug, help\nassignees: ''\n---\n",
        "---\ntitle: [Title]\nstatus: draft\nauthors: [you]\ncreated: YYYY-MM-DD\nrfc: XXXX\n---\n",
        "---\na: b: c\nname: 'x\n---\n",
        "---\n\nprose between rules\n\n---\n",
        "---\nname: never closed\n",
        "\ufeff---\r\nname: Bug\r\n---\r\n",
    ]
)


@st.composite
def templates(draw: st.DrawFn) -> str:
    """Draw a template's text."""
    front = draw(FRONT)
    body = draw(st.lists(st.one_of(LINES, LINES, HEADINGS, st.text(max_size=12)), max_size=30))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return front + end.join(body) + draw(st.sampled_from(["", end]))


ANSWER_TEXT = st.one_of(
    st.lists(st.one_of(LINES, HEADINGS, st.text(max_size=12)), max_size=8).map("\n".join),
    st.sampled_from(
        ["---\nstatus: accepted\n---", "{title} [Title] \\1 & |", "```\nopen", "<!-- open", "# Top\n\n## Next"]
    ),
)
ANSWERS = st.one_of(
    st.none(),
    ANSWER_TEXT,
    st.lists(st.sampled_from(["S", "M", "Unit tests", "not offered"]), max_size=3),
    st.dictionaries(st.sampled_from(["Unit tests", "Done", "not offered"]), st.booleans(), max_size=3),
)
