"""The plan that adopts a repository: what is there, in; moves, new files and what stands in the way, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from formwright.config import CONFIG_PATH, Config, FormsConfig, read_config
from formwright.findings import Severity
from formwright.form import lint
from formwright.jobs.init import InitPlan, Move, Repository, plan_init
from formwright.jobs.proposed import config_text, is_proposal
from formwright.jobs.sync import Action, plan_sync

TARGET = ".github/ISSUE_TEMPLATE"
FLOWS = ".github/workflows"
PROPOSED = {CONFIG_PATH, f"{FLOWS}/formwright-check.yml", f"{FLOWS}/formwright-sync.yml"}
NOTHING = Repository({}, {}, {}, {})


def template(name: str = "Bug report") -> str:
    return f"---\nname: {name}\nabout: Tell us\n---\n\n## What happened\n<!-- In order. -->\n"


BY_HAND = "name: By hand\ndescription: Ours\nbody:\n  - type: input\n    id: a\n    attributes:\n      label: A\n"


def repository(files: Mapping[str, str | None], **others: object) -> Repository:
    """Return a repository with these files where GitHub and `init` look for them."""
    texts = {path: text or "" for path, text in files.items()}
    found = Repository(
        markdown={
            path: text for path, text in files.items() if path.lower().endswith(".md") and not path.startswith("forms/")
        },
        templates={path: text for path, text in files.items() if path.startswith("forms/") and path.count("/") == 1},
        fragments={path: text for path, text in texts.items() if path.startswith("forms/")},
        forms={path: text for path, text in texts.items() if path.startswith(f"{TARGET}/")},
        present=frozenset(path for path in files if path == CONFIG_PATH or path.startswith(f"{FLOWS}/")),
    )
    return replace(found, **others)  # type: ignore[arg-type]


def carried_out(plan: InitPlan, files: Mapping[str, str | None]) -> dict[str, str | None]:
    """Return the files when the plan was carried out: nothing is overwritten, nothing is lost but forms and twins."""
    after = dict(files)
    for move in plan.moves:
        assert move.target not in after
        after[move.target] = after.pop(move.source)
    for change in plan.changes:
        assert after.get(change.path) == change.before
        if change.after is None:
            del after[change.path]
        else:
            after[change.path] = change.after
    return after


def plan_of(files: Mapping[str, str | None], **others: object) -> InitPlan:
    """Return the plan, of which a second run has nothing left to do."""
    plan = plan_init(repository(files, **others), Config())
    after = carried_out(plan, files)
    again = plan_init(repository(after, **others), read_config(after.get(CONFIG_PATH) or "")[0])
    assert (again.moves, again.changes) == ([], [])
    return plan


def rules(plan: InitPlan) -> list[tuple[str, str | None]]:
    return [(finding.rule, finding.path) for finding in plan.findings]


def paths(plan: InitPlan) -> set[str]:
    return {change.path for change in plan.changes}


def test_the_templates_of_the_chooser_move_and_get_forms() -> None:
    plan = plan_of({f"{TARGET}/bug.md": template(), f"{TARGET}/Ask.MD": template("A question")})
    assert plan.moves == [Move(f"{TARGET}/Ask.MD", "forms/Ask.MD"), Move(f"{TARGET}/bug.md", "forms/bug.md")]
    assert paths(plan) == {f"{TARGET}/Ask.yml", f"{TARGET}/bug.yml", *PROPOSED}
    assert {change.action for change in plan.changes} == {Action.CREATE}
    assert plan.findings == []
    for change in plan.changes:
        assert not change.path.startswith(TARGET) or lint(change.after or "") == []


@pytest.mark.parametrize("path", [".github/ISSUE_TEMPLATE.md", "ISSUE_TEMPLATE.md", "docs/issue_template.md"])
def test_a_single_older_template_moves(path: str) -> None:
    plan = plan_of({path: "## What happened\n"})
    assert plan.moves == [Move(path, "forms/issue.md")]
    assert paths(plan) == {f"{TARGET}/issue.yml", *PROPOSED}
    assert [(finding.rule, finding.severity) for finding in plan.findings] == [("R11", Severity.NOTE)]


def test_of_several_single_templates_github_takes_one() -> None:
    plan = plan_of({"docs/ISSUE_TEMPLATE.md": "## A\n", "issue_template.md": "## B\n", f"{TARGET}/config.yml": ""})
    assert plan.moves == [Move("issue_template.md", "forms/issue.md")]
    assert rules(plan) == [("F51", "docs/ISSUE_TEMPLATE.md")]


def test_a_place_that_is_taken_stays_as_it_is() -> None:
    ours = "## Something else\n"
    plan = plan_of({f"{TARGET}/bug.md": template(), "forms/Bug.md": ours, f"{TARGET}/ask.md": template("A question")})
    assert plan.moves == [Move(f"{TARGET}/ask.md", "forms/ask.md")]
    assert rules(plan) == [("F53", f"{TARGET}/bug.md")]
    assert "forms/Bug.md has its name" in plan.findings[0].message
    assert paths(plan) == {f"{TARGET}/ask.yml", *PROPOSED}


def test_the_form_of_a_template_whose_name_is_taken_stays() -> None:
    ours = template("Something else")
    made = plan_sync({"forms/bug.md": ours}, {}, TARGET).changes[0]
    plan = plan_of({f"{TARGET}/bug.md": template(), "forms/bug.md": ours, made.path: made.after})
    assert plan.moves == []
    assert paths(plan) == PROPOSED


def test_two_templates_that_differ_in_case_do_not_both_move() -> None:
    plan = plan_of({f"{TARGET}/Bug.md": template(), f"{TARGET}/bug.md": template("Other")})
    assert plan.moves == [Move(f"{TARGET}/Bug.md", "forms/Bug.md")]
    assert rules(plan) == [("F53", f"{TARGET}/bug.md")]


def test_a_template_that_was_copied_before_goes() -> None:
    plan = plan_of({f"{TARGET}/bug.md": template(), "forms/bug.md": template().replace("\n", "\r\n")})
    assert plan.moves == []
    assert (Action.DELETE, f"{TARGET}/bug.md") in [(change.action, change.path) for change in plan.changes]


def test_a_form_that_somebody_wrote_keeps_its_place() -> None:
    files = {f"{TARGET}/bug.md": template(), f"{TARGET}/bug.yaml": BY_HAND, f"{TARGET}/ask.yml": BY_HAND}
    plan = plan_of(files)
    assert (plan.moves, plan.changes) == ([], [])
    assert rules(plan) == [("F54", f"{TARGET}/bug.md")]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("name: Bug\ndescription: Tell us\nbody:\n- type: input\n  attributes:\n    label: A\n", "T05"),
        (template() + "<!-- form: {type: nonsense} -->\n", "R48"),
        (template() + "<!-- include: gone.md -->\n", "T30"),
    ],
)
def test_what_gives_no_form_stays_and_the_others_move(text: str, rule: str) -> None:
    plan = plan_of({f"{TARGET}/bug.md": text, f"{TARGET}/ask.md": template("A question")})
    assert plan.moves == [Move(f"{TARGET}/ask.md", "forms/ask.md")]
    assert (rule, f"{TARGET}/bug.md") in rules(plan)
    assert paths(plan) == {f"{TARGET}/ask.yml", *PROPOSED}


def test_what_cannot_be_read_is_a_link_or_is_no_template_stays() -> None:
    files = {f"{TARGET}/a.md": None, f"{TARGET}/b.md": template(), f"{TARGET}/README.md": "# About\n"}
    plan = plan_of(files, links=frozenset([f"{TARGET}/b.md"]))
    assert (plan.moves, plan.changes) == ([], [])
    assert rules(plan) == [("F52", f"{TARGET}/b.md")]


def test_the_choosers_configuration_has_no_template() -> None:
    plan = plan_of({f"{TARGET}/config.md": template(), f"{TARGET}/config.yml": "blank_issues_enabled: false\n"})
    assert (plan.moves, plan.changes) == ([], [])
    assert rules(plan) == [("F42", f"{TARGET}/config.md")]


def test_templates_that_share_a_name_stay_where_they_are() -> None:
    plan = plan_of({f"{TARGET}/a.md": template(), f"{TARGET}/b.md": template(), f"{TARGET}/c.md": template("Other")})
    assert [move.source for move in plan.moves] == [f"{TARGET}/c.md"]
    assert rules(plan) == [("R4", f"{TARGET}/a.md"), ("R4", f"{TARGET}/b.md")]
    assert f"the name of {TARGET}/b.md too" in plan.findings[0].message


def test_where_nothing_is_there_is_nothing_to_adopt() -> None:
    plan = plan_of({})
    assert (plan.moves, plan.changes) == ([], [])
    assert [finding.rule for finding in plan.findings] == ["F50"]
    assert [finding.rule for finding in plan_of({f"{TARGET}/a.yml": BY_HAND}).findings] == ["F50"]


def test_templates_that_are_in_their_place_already_are_adopted() -> None:
    plan = plan_of({"forms/bug.md": template()})
    assert (plan.moves, paths(plan)) == ([], {f"{TARGET}/bug.yml", *PROPOSED})


def test_a_configuration_that_is_there_says_where_and_is_not_touched() -> None:
    files = {f"{TARGET}/bug.md": template(), CONFIG_PATH: "", f"{FLOWS}/formwright-sync.yml": "ours"}
    config = Config(forms=FormsConfig(source="docs/templates"))
    plan = plan_init(repository(files), config)
    assert plan.moves == [Move(f"{TARGET}/bug.md", "docs/templates/bug.md")]
    # Without a word on proposals in the configuration, all issues are some.
    flows = {f"{FLOWS}/formwright-{name}.yml" for name in ("check", "proposals", "backfill", "registry")}
    assert paths(plan) == {f"{TARGET}/bug.yml", *flows}


def test_what_asks_for_a_change_becomes_a_proposal() -> None:
    plan = plan_of({f"{TARGET}/bug.md": template(), f"{TARGET}/feature_request.md": template("Feature")})
    texts = {change.path: change.after or "" for change in plan.changes}
    assert f"{FLOWS}/formwright-proposals.yml" in texts
    config, findings = read_config(texts[CONFIG_PATH])
    assert findings == []
    assert config.proposals is not None and list(config.proposals) == ["feature_request"]
    none = {change.path: change.after or "" for change in plan_of({f"{TARGET}/bug.md": template()}).changes}
    assert read_config(none[CONFIG_PATH])[0].proposals == {}


@pytest.mark.parametrize(
    ("stem", "name", "expected"),
    [
        ("feature_request", "Feature", True),
        ("FEATURE-REQUEST", "x", True),
        ("02", "💡 Suggest an idea", True),
        ("rfc", "RFC", True),
        ("adr", "Decision", True),
        ("bug", "Bug report", False),
        ("question", "Question", False),
        ("featured", "Featured", False),
    ],
)
def test_which_forms_ask_for_a_change(stem: str, name: str, expected: bool) -> None:
    assert is_proposal(stem, name) is expected


FORMS = FormsConfig(source="docs/[odd] *names*", target="made/yes")


@pytest.mark.parametrize("forms", [FormsConfig(), FORMS])
@pytest.mark.parametrize("stems", [[], ["a"], ["no", "1", "a: b", "功能请求", "b"]])
def test_the_configuration_says_what_it_should(forms: FormsConfig, stems: list[str]) -> None:
    text = config_text(forms, stems)
    assert text.startswith("# yaml-language-server: $schema=https://")
    config, findings = read_config(text)
    assert findings == []
    assert config.forms == forms
    assert list(config.proposals or {}) == sorted(stems)
