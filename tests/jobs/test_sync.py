"""The plan of a sync: what is there and what should be, in; the changes and what was wrong, out."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formwright.findings import Severity
from formwright.form import lint
from formwright.form.provenance import provenance
from formwright.jobs.sync import Action, SyncPlan, plan_sync
from template_strategies import templates as template_texts

TARGET = ".github/ISSUE_TEMPLATE"
BUG, BUG_FORM = "forms/bug.md", f"{TARGET}/bug.yml"
IDEA, IDEA_FORM = "forms/idea.md", f"{TARGET}/idea.yml"
CHOOSER = f"{TARGET}/config.yml"


def template(name: str = "Bug report", label: str = "What happened") -> str:
    return f"---\nname: {name}\nabout: Tell us\n---\n\n## {label}\n<!-- In order. -->\n"


BY_HAND = "name: By hand\ndescription: Ours\nbody:\n  - type: input\n    id: a\n    attributes:\n      label: A\n"
EDITED = "one word of somebody else's\n"


def after(plan: SyncPlan, existing: Mapping[str, str]) -> dict[str, str]:
    """Return the files of the folder when the plan was carried out."""
    files = dict(existing)
    for change in plan.changes:
        assert files.get(change.path) == change.before
        if change.after is None:
            del files[change.path]
        else:
            files[change.path] = change.after
    return files


def made(templates: Mapping[str, str | None]) -> dict[str, str]:
    """Return the folder of forms that these templates give."""
    return after(plan_sync(templates, {}, TARGET), {})


def rules(plan: SyncPlan) -> list[tuple[str, str | None]]:
    return [(finding.rule, finding.path) for finding in plan.findings]


def steps(plan: SyncPlan) -> list[tuple[Action, str]]:
    return [(change.action, change.path) for change in plan.changes]


def test_a_new_template_gets_a_form() -> None:
    plan = plan_sync({BUG: template(), IDEA: template("Idea of mine")}, {CHOOSER: "x"}, TARGET)
    assert steps(plan) == [(Action.CREATE, BUG_FORM), (Action.CREATE, IDEA_FORM)]
    assert not plan.failed
    assert all(lint(change.after or "", path=change.path) == [] for change in plan.changes)
    assert "from forms/bug.md." in (plan.changes[0].after or "").split("\n")[0]


def test_a_changed_template_changes_its_form_only() -> None:
    existing = made({BUG: template(), IDEA: template("Idea of mine")})
    plan = plan_sync({BUG: template(label="What you saw"), IDEA: template("Idea of mine")}, existing, TARGET)
    assert steps(plan) == [(Action.UPDATE, BUG_FORM)]
    assert "label: What you saw" in (plan.changes[0].after or "")


def test_the_first_form_of_all_switches_the_organisations_defaults_off() -> None:
    plan = plan_sync({BUG: template()}, {}, TARGET)
    assert [(f.rule, f.severity, f.path) for f in plan.findings] == [("R11", Severity.NOTE, TARGET)]
    assert plan_sync({BUG: template()}, {CHOOSER: ""}, TARGET).findings == []


def test_a_form_edited_by_hand_stays_and_is_said() -> None:
    existing = made({BUG: template()})
    existing[BUG_FORM] += EDITED
    plan = plan_sync({BUG: template()}, existing, TARGET)
    assert steps(plan) == []
    assert plan.failed
    assert rules(plan) == [("F40", BUG_FORM)]
    assert "edited by hand" in plan.findings[0].message
    assert "--force" in plan.findings[0].remedy


def test_a_form_that_somebody_wrote_stays_and_is_said() -> None:
    """S32."""
    plan = plan_sync({BUG: template()}, {BUG_FORM: BY_HAND}, TARGET)
    assert steps(plan) == []
    assert rules(plan) == [("F40", BUG_FORM)]
    assert "not made by Formwright" in plan.findings[0].message


@pytest.mark.parametrize("text", [BY_HAND, made({BUG: template()})[BUG_FORM] + EDITED])
def test_force_replaces_it(text: str) -> None:
    plan = plan_sync({BUG: template()}, {BUG_FORM: text}, TARGET, force=True)
    assert steps(plan) == [(Action.UPDATE, BUG_FORM)]
    assert not plan.failed
    assert after(plan, {BUG_FORM: text}) == made({BUG: template()})


def test_an_edit_that_comes_to_the_same_is_none() -> None:
    changed = template(label="What you saw")
    existing = {BUG_FORM: made({BUG: changed})[BUG_FORM]}
    assert plan_sync({BUG: changed}, existing, TARGET).findings == []


def test_the_form_of_a_template_that_is_gone_goes() -> None:
    existing = {**made({BUG: template(), IDEA: template("Idea of mine")}), CHOOSER: BY_HAND, f"{TARGET}/own.yml": "a"}
    plan = plan_sync({BUG: template()}, existing, TARGET)
    assert steps(plan) == [(Action.DELETE, IDEA_FORM)]
    assert plan.changes[0].reason == "its template `forms/idea.md` is gone"


def test_a_form_that_was_edited_does_not_go_with_its_template() -> None:
    """S32."""
    existing = made({BUG: template(), IDEA: template("Idea of mine")})
    existing[IDEA_FORM] += EDITED
    plan = plan_sync({BUG: template()}, existing, TARGET)
    assert (steps(plan), rules(plan)) == ([], [("F40", IDEA_FORM)])
    assert plan.findings[0].remedy.startswith("delete it")
    assert steps(plan_sync({BUG: template()}, existing, TARGET, force=True)) == [(Action.DELETE, IDEA_FORM)]


def test_a_form_that_was_renamed_by_hand_is_not_there_twice() -> None:
    existing = {f"{TARGET}/01-bug.yml": made({BUG: template()})[BUG_FORM]}
    plan = plan_sync({BUG: template()}, existing, TARGET)
    assert steps(plan) == [(Action.DELETE, f"{TARGET}/01-bug.yml"), (Action.CREATE, BUG_FORM)]
    assert plan.changes[0].reason == f"its template's form is {BUG_FORM}"


@pytest.mark.parametrize("name", ["bug.md", "BUG.MD", "Bug.md"])
def test_the_markdown_twin_goes_in_any_case(name: str) -> None:
    existing = {f"{TARGET}/{name}": template(), f"{TARGET}/other.md": template("Other"), CHOOSER: ""}
    plan = plan_sync({BUG: template()}, existing, TARGET)
    assert sorted(steps(plan)) == [(Action.CREATE, BUG_FORM), (Action.DELETE, f"{TARGET}/{name}")]
    assert not plan.failed


def test_a_twin_that_is_left_over_goes_when_its_form_is_there_already() -> None:
    existing = {**made({BUG: template()}), f"{TARGET}/bug.md": template()}
    assert steps(plan_sync({BUG: template()}, existing, TARGET)) == [(Action.DELETE, f"{TARGET}/bug.md")]


@pytest.mark.parametrize("name", ["bug.yaml", "Bug.yml", "BUG.YAML"])
def test_another_form_of_the_same_name_is_somebodys(name: str) -> None:
    existing = {f"{TARGET}/{name}": BY_HAND}
    plan = plan_sync({BUG: template()}, existing, TARGET)
    assert (steps(plan), rules(plan)) == ([], [("F40", f"{TARGET}/{name}")])
    plan = plan_sync({BUG: template()}, existing, TARGET, force=True)
    assert after(plan, existing) == made({BUG: template()})


@pytest.mark.parametrize("twin", ["bug.md", "bug.yml"])
def test_a_twin_stays_where_its_form_is_refused(twin: str) -> None:
    broken = template().replace("## What", "<!-- form: {type: nonsense} -->\n## What", 1)
    broken = broken.replace("<!-- In order. -->", "<!-- form: {type: nonsense} -->")
    plan = plan_sync({BUG: broken}, {f"{TARGET}/{twin}": template()}, TARGET)
    assert steps(plan) == []
    assert plan.failed


@pytest.mark.parametrize("name", ["config.yml", "config.yaml", "CONFIG.yml"])
def test_the_choosers_configuration_is_left_alone(name: str) -> None:
    existing = {f"{TARGET}/{name}": "blank_issues_enabled: false\n"}
    assert steps(plan_sync({BUG: template()}, existing, TARGET, force=True)) == [(Action.CREATE, BUG_FORM)]


def test_no_template_may_take_its_name() -> None:
    """S7."""
    plan = plan_sync({"forms/config.md": template(), BUG: template("Other")}, {CHOOSER: "a: 1\n"}, TARGET, force=True)
    assert steps(plan) == [(Action.CREATE, BUG_FORM)]
    assert rules(plan) == [("F42", "forms/config.md")]


def test_two_templates_cannot_have_one_form() -> None:
    plan = plan_sync({"forms/Bug.md": template(), BUG: template("Other")}, {CHOOSER: ""}, TARGET)
    assert steps(plan) == [(Action.CREATE, f"{TARGET}/Bug.yml")]
    assert rules(plan) == [("F42", BUG)]


def test_templates_among_the_forms_are_never_taken_for_twins() -> None:
    existing = {f"{TARGET}/bug.md": template()}
    plan = plan_sync(existing, existing, f"{TARGET}/", force=True)
    assert (steps(plan), rules(plan)) == ([], [("F43", f"{TARGET}/bug.md")])


def test_a_checkout_with_crlf_is_in_step_and_not_edited() -> None:
    existing = {path: text.replace("\n", "\r\n") for path, text in made({BUG: template()}).items()}
    plan = plan_sync({BUG: template().replace("\n", "\r\n")}, existing, TARGET)
    assert (steps(plan), rules(plan)) == ([], [])
    plan = plan_sync({BUG: template(label="What you saw")}, existing, TARGET)
    assert (steps(plan), rules(plan)) == ([(Action.UPDATE, BUG_FORM)], [])


@pytest.mark.parametrize("text", [None, "---\nname: Bug report\n---\n## A\n<!-- form: {type: nonsense} -->\n"])
def test_a_broken_template_leaves_its_old_form_and_the_others_go_on(text: str | None) -> None:
    existing = made({BUG: template()})
    plan = plan_sync({BUG: text, IDEA: template("Idea of mine")}, existing, TARGET)
    assert steps(plan) == [(Action.CREATE, IDEA_FORM)]
    assert plan.failed is (text is not None)  # That it cannot be read is said by whoever tried.
    assert all(path == BUG for _, path in rules(plan))


def test_a_broken_template_leaves_its_old_form_under_its_old_name_too() -> None:
    existing = {f"{TARGET}/01-bug.yml": made({BUG: template()})[BUG_FORM]}
    assert steps(plan_sync({BUG: None}, existing, TARGET)) == []


def test_names_that_forms_share_are_said_at_the_templates() -> None:
    texts = {BUG: template("Same name"), IDEA: f"---\ntype: Bug\n{template('Same name')[4:]}"}
    plan = plan_sync(texts, {CHOOSER: ""}, TARGET)
    assert plan.failed
    assert [(f.rule, f.path, f.line) for f in plan.findings] == [("R4", BUG, 2), ("R4", IDEA, 3)]
    assert IDEA in plan.findings[0].message


def test_a_name_that_a_markdown_template_has_is_said_and_its_own_faults_are_not() -> None:
    existing = {f"{TARGET}/other.md": template(), f"{TARGET}/broken.yml": "a: b: c"}
    assert rules(plan_sync({BUG: template()}, existing, TARGET)) == [("R4", BUG)]


def test_fragments_are_part_of_the_form() -> None:
    texts = {BUG: template() + "\n<!-- include: fragments/more.md -->\n"}
    fragments = {"forms/fragments/more.md": "# Impact\n"}
    plan = plan_sync(texts, {CHOOSER: ""}, TARGET, fragments=fragments)
    assert "label: Impact" in (plan.changes[0].after or "")
    existing = after(plan, {CHOOSER: ""})
    fragments = {"forms/fragments/more.md": "# Effects\n"}
    assert steps(plan_sync(texts, existing, TARGET, fragments=fragments)) == [(Action.UPDATE, BUG_FORM)]


def test_the_order_of_what_is_given_does_not_matter() -> None:
    texts = {BUG: template(), IDEA: template("Idea of mine")}
    existing = {f"{TARGET}/idea.md": "x", f"{TARGET}/bug.yaml": BY_HAND, f"{TARGET}/Idea.yaml": BY_HAND}
    one = plan_sync(texts, existing, TARGET)
    two = plan_sync(dict(reversed(texts.items())), dict(reversed(existing.items())), TARGET)
    assert (one.changes, one.findings) == (two.changes, two.findings)


NAMES = st.sampled_from(["a", "b", "B", "config", "issue.2"])
FORMS = st.sampled_from([BY_HAND, "", "a: [", made({"forms/a.md": template()})[f"{TARGET}/a.yml"], template()])


@given(
    st.dictionaries(NAMES.map(lambda name: f"forms/{name}.md"), st.none() | template_texts(), max_size=3),
    st.dictionaries(
        st.tuples(NAMES, st.sampled_from(["yml", "yaml", "md", "MD", "png"])).map(
            lambda parts: f"{TARGET}/{'.'.join(parts)}"
        ),
        st.one_of(FORMS, FORMS, template_texts()),
        max_size=4,
    ),
    st.booleans(),
)
@settings(max_examples=settings().max_examples // 5)
def test_a_second_run_changes_nothing(texts: dict[str, str | None], existing: dict[str, str], force: bool) -> None:
    first = plan_sync(texts, existing, TARGET, force=force)
    files = after(first, existing)
    second = plan_sync(texts, files, TARGET, force=force)
    assert steps(second) == []
    assert [change.path for change in first.changes] == sorted(change.path for change in first.changes)
    for change in first.changes:
        assert change.path not in (f"{TARGET}/config.yml", f"{TARGET}/config.yaml")
        origin = provenance(change.before or "")
        somebodys = change.before is not None and (origin is None or origin.is_edited)
        assert force or not somebodys or change.path.lower().endswith(".md")


def test_forms_that_would_share_a_name_are_not_written() -> None:
    texts = {BUG: template("Same name"), IDEA: template("Same name"), "forms/other.md": template("Other name")}
    plan = plan_sync(texts, {CHOOSER: ""}, TARGET)
    assert steps(plan) == [(Action.CREATE, f"{TARGET}/other.yml")]
    assert rules(plan) == [("R4", BUG), ("R4", IDEA)] and plan.failed


def test_a_form_that_has_the_name_already_stays_and_the_new_one_is_not_written() -> None:
    existing = made({BUG: template("Same name")})
    plan = plan_sync({BUG: template("Same name"), IDEA: template("Same name")}, existing, TARGET)
    assert steps(plan) == []
    assert rules(plan) == [("R4", BUG), ("R4", IDEA)]


def test_a_name_that_becomes_free_may_be_taken() -> None:
    existing = made({BUG: template("Same name")})
    plan = plan_sync({IDEA: template("Same name")}, existing, TARGET)
    assert steps(plan) == [(Action.DELETE, BUG_FORM), (Action.CREATE, IDEA_FORM)]
    assert plan.findings == []


def test_a_template_that_nobody_saved_does_not_go() -> None:
    twin = f"{TARGET}/bug.md"
    existing = {twin: "## Something of mine\n"}
    plan = plan_sync({BUG: template()}, existing, TARGET, unsaved=[twin])
    assert steps(plan) == [] and rules(plan) == [("F44", twin)] and plan.failed
    forced = plan_sync({BUG: template()}, existing, TARGET, unsaved=[twin], force=True)
    assert (Action.DELETE, twin) in steps(forced) and forced.findings == []
    same = plan_sync({BUG: template()}, {twin: template().replace("\n", "\r\n")}, TARGET, unsaved=[twin])
    assert (Action.DELETE, twin) in steps(same) and same.findings == []


def test_a_readme_is_no_template() -> None:
    plan = plan_sync({"forms/README.md": "# How to write templates\n", BUG: template()}, {CHOOSER: ""}, TARGET)
    assert steps(plan) == [(Action.CREATE, BUG_FORM)] and plan.findings == []


OPEN = template() + "\n<!-- Tell more.\n\n## Version\n\n**Severity**\n"


@pytest.mark.parametrize("fragment", [False, True])
def test_a_comment_that_hides_fields_does_not_take_them_from_the_form(fragment: bool) -> None:
    whole = OPEN.replace("more.", "more. -->")
    text, fragments = OPEN, {}
    if fragment:
        text, part = (
            OPEN[: OPEN.index("<!-- Tell")] + "<!-- include: parts/more.md -->\n",
            OPEN[OPEN.index("<!-- Tell") :],
        )
        fragments = {"forms/parts/more.md": part}
    existing = made({BUG: whole})
    for before in (existing, {}):
        plan = plan_sync({BUG: text, IDEA: template("Idea of mine")}, before, TARGET, fragments=fragments)
        assert steps(plan) == [(Action.CREATE, IDEA_FORM)] and plan.failed
    [found] = [finding for finding in plan.findings if finding.rule == "F47"]
    assert (found.path, found.line) == (("forms/parts/more.md", 1) if fragment else (BUG, 9))
    assert found.message == (
        "the comment is never closed and hides 2 headings, such as `Version`: the form was left as it is"
    )
    forced = plan_sync({BUG: text}, existing, TARGET, fragments=fragments, force=True)
    assert steps(forced) == [(Action.UPDATE, BUG_FORM)] and not forced.failed


@pytest.mark.parametrize(
    "end",
    [
        "<!-- Thank you.\n\nWe answer soon.\n",
        "```sh\n# a remark\nmake test\n",
        "<!-- A hint --!>\n",
    ],
)
def test_what_is_never_closed_and_hides_no_heading_is_a_warning(end: str) -> None:
    plan = plan_sync({BUG: f"{template()}\n{end}"}, {}, TARGET)
    assert steps(plan) == [(Action.CREATE, BUG_FORM)] and not plan.failed
