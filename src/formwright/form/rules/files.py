"""What is found while a file is read as YAML, before any rule of GitHub's is asked."""

from __future__ import annotations

from formwright.findings import Severity
from formwright.form.rules.base import YAML, Entry

_HEAD = "name: Fault report\ndescription: Tell us what is broken\n"
_BODY = "body:\n  - type: textarea\n    id: details\n    attributes:\n      label: Details"

FILE_ENTRIES = (
    Entry(
        "F01",
        "The file is YAML",
        YAML,
        "name: Fault report\ndescription: Important: read this\n" + _BODY,
        'name: Fault report\ndescription: "Important: read this"\n' + _BODY,
        Severity.ERROR,
        "Nothing can be said of a file that YAML readers refuse; the finding has the line where reading stopped.",
    ),
    Entry(
        "F02",
        "The file has no characters that YAML forbids",
        YAML,
        "name: Fault\x00report\ndescription: Tell us what is broken\n" + _BODY,
        _HEAD + _BODY,
        Severity.ERROR,
        "Control characters and lone surrogates are forbidden; mostly they come with pasted text.",
    ),
    Entry(
        "F03",
        "The file is not nested too deeply",
        YAML,
        _HEAD + "body: " + "[" * 60 + "]" * 60,
        _HEAD + _BODY,
        Severity.ERROR,
        "More than 50 levels are not read. A form has six.",
    ),
    Entry(
        "F04",
        "No key stands twice",
        YAML,
        "name: Fault report\nname: Bug report\ndescription: Tell us what is broken\n" + _BODY,
        _HEAD + _BODY,
        Severity.WARNING,
        "YAML forbids it; GitHub's reader takes the last one without a word, others refuse the file.",
    ),
    Entry(
        "F05",
        "The file is a mapping",
        YAML,
        "- name: Fault report\n- description: Tell us what is broken",
        _HEAD + _BODY,
        Severity.ERROR,
        "A form has keys with values at its top. An empty file, a list or a text has none.",
    ),
)
