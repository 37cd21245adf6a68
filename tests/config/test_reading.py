"""The configuration: the contract's example, every key optional, and findings with line and remedy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from formwright.config import Config, ProposalConfig, read_config, schema_text
from formwright.config.__main__ import main
from formwright.config.presets import PRESETS

EXAMPLE = """\
forms:
  source: forms                      # folder of the templates; *.md directly in it
  target: .github/ISSUE_TEMPLATE
  delivery: pull-request
proposals:
  feature-request:
    document: enhancement
    folder: enhancements
    name: "{number:04}-{slug}.md"
    number: issue
    labels: []
    carry:
      executive-summary: proposed-solution
      motivation: [problem-statement, benefits]
statuses:
  preset: enhancement
  label: "status: {status}"
permissions:
  move: write
registry:
  table: enhancements/README.md
  json: enhancements/index.json
"""


def test_the_example_of_the_contract() -> None:
    config, findings = read_config(EXAMPLE)
    assert findings == []
    assert config.forms.source == "forms"
    assert config.proposals is not None and list(config.proposals) == ["feature-request"]
    feature = config.proposal("feature-request")
    assert feature is not None and feature.document == "enhancement"
    assert feature.carry == {
        "executive-summary": "proposed-solution",
        "motivation": ["problem-statement", "benefits"],
    }
    assert config.proposal("bug-report") is None
    assert config.registry.json_file == "enhancements/index.json"


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "forms:\n", "forms:\n  # source: x\n", "\ufeffproposals:\n"])
def test_every_key_is_optional(text: str) -> None:
    config, findings = read_config(text)
    assert findings == []
    assert config == Config()
    assert config.proposal("anything") == ProposalConfig()


def test_a_form_that_is_only_named_has_the_defaults() -> None:
    config, findings = read_config("proposals:\n  feature-request:\n")
    assert findings == []
    assert config.proposals == {"feature-request": ProposalConfig()}


FAULTS = [
    ("forms: [", 1, "C01", "is no YAML"),
    ("a: \x00", 1, "C01", "is no YAML"),
    ("- a\n", 1, "C02", "is no mapping"),
    ("forms: &a\n  source: x\nregistry: *a\n", 1, "C03", "is an alias"),
    ("forms: &a {source: *a}\n", 1, "C03", "is an alias"),
    ("forms: {}\nstatuses: {}\nforms: {}\n", 3, "C04", "stands in line 1 already"),
    ("proposals:\n  3: {}\n", 2, "C05", "in quotes"),
    ("? [a]\n: b\n", 1, "C05", "is no text"),
    ("forms:\n  soruce: x\n", 2, "C10", "did you mean `source`?"),
    ("permission: {}\n", 1, "C10", "did you mean `permissions`?"),
    ("zzz: 1\n", 1, "C10", "known here: `forms`, `permissions`, `proposals`, `registry`, `statuses`"),
    ("proposals:\n  a:\n    nubmer: issue\n", 3, "C10", "did you mean `number`?"),
    ("registry:\n  jsn: a\n", 2, "C10", "did you mean `json`?"),
    ("statuses:\n  moves:\n    compleded: implemented\n", 3, "C10", "did you mean `completed`?"),
    ("forms: 3\n", 1, "C11", "`forms` is no mapping"),
    ("proposals: [a]\n", 1, "C11", "`proposals` is no mapping"),
    ("forms:\n  source: yes\n", 2, "C11", "in quotes where it looks like a number or `yes`"),
    ("forms:\n  delivery: push\n", 2, "C11", "`forms.delivery` is `push`; write `pull-request` or `commit`"),
    ("proposals:\n  a:\n    labels: x\n", 3, "C11", "write a list"),
    ("proposals:\n  a:\n    labels: [x, 3]\n", 3, "C11", "`proposals.a.labels.1` is no text"),
    ("proposals:\n  a:\n    carry: {x: 3}\n", 3, "C11", "`proposals.a.carry.x` is no text"),
    ("proposals:\n  a:\n    document: a/b.md\n", 3, "C11", "write the template's file name without `.md`"),
    ("statuses:\n  label: x\n", 1, "C11", "must hold `{status}` once"),
    ("statuses:\n  names: []\n", 1, "C11", "at least one name"),
    ("statuses:\n  names: [a, b]\n  moves: {completed: c}\n", 1, "C11", "must lead to one of `a`, `b`"),
]


@pytest.mark.parametrize(("text", "line", "rule", "words"), FAULTS)
def test_fault(text: str, line: int, rule: str, words: str) -> None:
    config, findings = read_config(text, "conf.yml")
    assert config == Config()
    assert [(each.path, each.line, each.rule) for each in findings] == [("conf.yml", line, rule)]
    assert words in str(findings[0])


FOLDERS = ["../up", "/etc", "a/../../b", ".git", ".git/hooks", "a\\b", "c:x", "", ".", "a\nb", ".github", ".GitHub/x"]
NAMES = ["x.md", "{slug}.md", "{number}", "{number}.txt", "a/{number}.md", "../{number}.md", ".{number}.md"]
NAMES += ["{number}-{number}.md", "{number:x}.md", "{number}-{title}.md", "{number!r}.md", "{number}-{slug}-{slug}.md"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_documents_stay_inside_the_repository_and_out_of_github(folder: str) -> None:
    """S6, S7."""
    _, findings = read_config(f"proposals: {{a: {{folder: {json.dumps(folder)}}}}}")
    assert [each.rule for each in findings] == ["C11"]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_name_is_plain_and_numbered(name: str) -> None:
    """S6."""
    _, findings = read_config(f"proposals: {{a: {{name: '{name}'}}}}")
    assert [each.rule for each in findings] == ["C11"]


@pytest.mark.parametrize(
    "name", ["{number}.md", "{number:04}-{slug}.md", "RFC-{number:05}.{slug}.md", "{slug}_{number}.md"]
)
def test_names_that_can_be_used(name: str) -> None:
    assert read_config(f"proposals: {{a: {{name: '{name}'}}}}")[1] == []


def test_findings_come_in_the_order_of_the_lines_one_for_a_place() -> None:
    text = "zzz: 1\nforms:\n  delivery: x\n  soruce: x\nproposals:\n  a: {carry: {b: 3}}\n"
    assert [each.line for each in read_config(text)[1]] == [1, 3, 4, 6]


def test_presets_lead_where_they_have_a_name() -> None:
    for preset in PRESETS.values():
        assert set(preset.moves.values()) | preset.final <= set(preset.names)


def test_names_of_ones_own_keep_the_moves_that_they_have() -> None:
    config, findings = read_config("statuses: {names: [idea, accepted, gone], moves: {not-planned: gone}}")
    assert findings == []
    process = config.statuses.process
    assert process.moves == {"opened": "idea", "reopened": "idea", "not-planned": "gone", "merged": "accepted"}
    assert process.final == {"gone"}


@given(st.text(alphabet="abforms:{}[]-&*!|>'\"\n #?,0", max_size=80))
def test_no_text_raises(text: str) -> None:
    config, findings = read_config(text)
    assert config == Config() or not findings


def test_the_committed_schema_is_the_models() -> None:
    path = Path(__file__).parents[2] / "schema" / "formwright.schema.json"
    assert path.read_text(encoding="utf-8") == schema_text(), (
        "run: python -m formwright.config schema > schema/formwright.schema.json"
    )


def test_the_schema_takes_the_example_and_refuses_an_unknown_key() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(json.loads(schema_text()))
    assert list(validator.iter_errors(yaml.safe_load(EXAMPLE))) == []
    assert list(validator.iter_errors({"forms": {"soruce": "x"}}))


def test_the_module_prints_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == schema_text()
    assert main([]) == 2
