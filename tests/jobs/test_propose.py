"""Propose, on real git repositories: what is written, what is not, and that people's work survives."""

from __future__ import annotations

from pathlib import Path

import pytest

import formwright
from formwright.builtin import builtin_fragments, builtin_templates
from formwright.errors import InputError
from formwright.form import Answers
from formwright.proposal.trailers import content_digest, marks
from proposals import ANSWERS, TEMPLATE, Repository, body_of, event, metadata, run

CONTRACT_KEYS = [
    "operation",
    "reason",
    "form",
    "document",
    "branch",
    "commit",
    "status",
    "number",
    "pull_request",
    "comment",
    "problems",
]


@pytest.mark.parametrize("bare", [False, True])
def test_opened_leads_to_a_commit_and_the_same_event_to_nothing(tmp_path: Path, bare: bool) -> None:
    repository = Repository(tmp_path, bare=bare)
    first = run(repository)
    assert list(first) == CONTRACT_KEYS
    assert (first["operation"], first["status"], first["number"]) == ("created", "proposed", 42)
    assert first["document"] == "enhancements/0042-faster-start.md"
    assert repository.heads()["proposals/42"] == first["commit"]
    assert first["pull_request"]["number"] is None
    changed = repository.git("diff", "--name-status", "main...proposals/42", at=repository.folder)
    assert changed == "A\tenhancements/0042-faster-start.md\n"
    heads = repository.heads()
    again = run(repository)
    assert (again["operation"], again["commit"]) == ("unchanged", None)
    assert repository.heads() == heads


def test_the_commit_tells_what_it_was_made_from(repository: Repository) -> None:
    run(repository, labels=["status: accepted"], action="labeled", label={"name": "status: accepted"})
    issue = event(labels=["status: accepted"]).as_issue()
    [mark] = marks(repository.git("log", "-1", "--format=%B", "proposals/42"), issue)
    assert mark.fits(repository.show("proposals/42", mark.path))
    assert mark.blob == repository.git("rev-parse", f"proposals/42:{mark.path}").strip()
    assert (mark.content, mark.status, mark.cause, mark.round, mark.number) == (
        content_digest(issue),
        "accepted",
        "label",
        1,
        42,
    )
    assert mark.accepted is not None and mark.accepted.content == mark.content


def test_a_dry_run_says_the_same_and_writes_nothing(repository: Repository) -> None:
    objects = repository.git("count-objects", "-v")
    planned = run(repository, dry_run=True)
    assert repository.git("count-objects", "-v") == objects
    assert list(repository.heads()) == ["main"]
    assert planned == {**run(repository), "commit": None}


def test_the_built_in_templates(tmp_path: Path) -> None:
    repository = Repository(tmp_path, {"README.md": "x\n"})
    templates = builtin_templates()
    assert sorted(templates) == ["enhancement", "feature-prd", "feature-request"]
    for number, (stem, text) in enumerate(templates.items(), 1):
        conversion = formwright.convert(text, source=f"forms/{stem}.md", fragments=builtin_fragments("forms"))
        form = conversion.form
        assert form is not None and conversion.yaml is not None
        answers = {field.key: "A text of its own." for field in form.fields if field.type == "textarea"}
        outcome = run(repository, number, body=formwright.submit(form, answers, line_ends="github"))
        assert (outcome["operation"], outcome["form"]) == ("created", f".github/ISSUE_TEMPLATE/{stem}.yml")
        document = repository.show(f"proposals/{number}", outcome["document"])
        assert document.count("A text of its own.") == len(answers)
        meta = metadata(document)
        assert meta["status"] == "proposed" and str(meta.get("rfc", meta.get("number"))).lstrip("0") == str(number)
        assert [name.lstrip("@") for name in meta["authors"]] == ["octocat"]


def test_the_repositorys_own_template_and_form_go_first(tmp_path: Path) -> None:
    own = TEMPLATE.replace("Problem", "Trouble")
    form = formwright.convert(own, source="forms/enhancement.md")
    assert form.yaml is not None and form.form is not None
    edited = form.yaml.replace("label: Trouble", "label: What hurts")
    repository = Repository(
        tmp_path, {"forms/enhancement.md": own, ".github/ISSUE_TEMPLATE/enhancement.yml": edited, "forms/README": "x"}
    )
    outcome = run(
        repository, body="### What hurts\n\nThe start\n\n### Solution\n\n_No response_\n\n### Risks\n\nNone\n"
    )
    assert outcome["form"] == ".github/ISSUE_TEMPLATE/enhancement.yml"
    document = repository.show("proposals/42", outcome["document"])
    assert "## Trouble\n\nThe start\n" in document and "## Risks\n\nNone\n" in document


def test_fragments_are_included(tmp_path: Path) -> None:
    template = TEMPLATE.replace("## Risks\n\n[What could go wrong?]", "<!-- include: fragments/risks.md -->")
    fragment = "## Risks\n\n[What could go wrong?]\n"
    repository = Repository(tmp_path, {"forms/idea.md": template, "forms/fragments/risks.md": fragment})
    outcome = run(repository, body=body_of({**ANSWERS, "risks": "None."}))
    assert "## Risks\n\nNone.\n" in repository.show("proposals/42", outcome["document"])


CONFIG = """\
proposals:
  idea:
    document: record
    folder: docs/decisions
    name: "{number}-{slug}.md"
    number: sequential
    labels: [rfc]
    carry: {context: [problem, risks]}
statuses: {preset: madr}
"""


RECORD = "---\nid: 0\nstatus: draft\n---\n\n# [Title]\n\n## Context\n\n[Why?]\n\n## Solution\n\n[What?]\n"


def test_the_configuration(tmp_path: Path) -> None:
    files = {"forms/idea.md": TEMPLATE, "forms/record.md": RECORD, ".github/formwright.yml": CONFIG}
    repository = Repository(tmp_path, {**files, "docs/decisions/7-old.md": "# Old\n"})
    assert run(repository)["reason"] == "the issue lacks the label `rfc`"
    body = body_of({**ANSWERS, "risks": "None."})
    outcome = run(repository, labels=["rfc"], body=body)
    assert (outcome["document"], outcome["number"]) == ("docs/decisions/8-faster-start.md", 8)
    assert repository.show("proposals/42", outcome["document"]) == (
        "---\nid: 8\nstatus: proposed\nissue: https://github.com/octo/app/issues/42\n---\n\n"
        "# Faster start\n\n## Context\n\n**Problem**\n\nIt is slow.\n\n"
        "**Risks**\n\nNone.\n\n## Solution\n\nMake it fast.\n"
    )


OWN_HEAD = TEMPLATE.replace("number: XXXX\n", "").replace("issue: URL\n", "owner: team-a # who decides\n")


def test_a_head_without_a_place_for_the_issue_gets_one_that_people_may_take_away(tmp_path: Path) -> None:
    repository = Repository(tmp_path, {"forms/idea.md": OWN_HEAD})
    path = run(repository)["document"]
    document = repository.show("proposals/42", path)
    link = "issue: https://github.com/octo/app/issues/42\n"
    assert f"owner: team-a # who decides\n{link}---\n" in document and "number" not in document
    repository.edit("proposals/42", {path: document.replace(link, "")})
    run(repository, body=body_of({**ANSWERS, "risks": "Few."}), updated_at="2024-05-02T10:00:00Z")
    later = repository.show("proposals/42", path)
    assert "Few." in later and "issue" not in later.split("---")[1]


def test_by_its_link_a_document_is_known_whose_history_was_lost(tmp_path: Path) -> None:
    repository = Repository(tmp_path, {"forms/idea.md": OWN_HEAD})
    path = run(repository)["document"]
    document = repository.show("proposals/42", path)
    repository.git("branch", "-q", "-D", "proposals/42")
    repository.commit({path: document}, "Squashed, and nothing said of where it comes from")
    outcome = run(repository, body=body_of({**ANSWERS, "risks": "Few."}), updated_at="2024-05-02T10:00:00Z")
    assert outcome["document"] == path
    assert "adopted" in [problem["code"] for problem in outcome["problems"]]


def test_sequential_numbers_do_not_collide_and_stay(tmp_path: Path) -> None:
    """S33: numbers are looked for on the base and on all open proposal branches."""
    files = {"forms/idea.md": TEMPLATE, ".github/formwright.yml": "proposals: {idea: {number: sequential}}\n"}
    repository = Repository(tmp_path, files)
    numbers = [run(repository, issue)["number"] for issue in (50, 40, 60)]
    assert numbers == [1, 2, 3]
    assert run(repository, 40, title="Another title", body=body_of({"problem": "p"}))["document"] == (
        "enhancements/0002-faster-start.md"
    )
    repository.git("merge", "-q", "proposals/60")
    repository.git("branch", "-D", "proposals/60")
    assert run(repository, 70)["number"] == 4


def test_a_persons_other_files_on_the_branch_stay(repository: Repository) -> None:
    """S32."""
    run(repository)
    repository.edit("proposals/42", {"enhancements/picture.svg": "<svg/>", "README.md": "changed\n"})
    outcome = run(repository, body=body_of({"problem": "New."}))
    assert outcome["operation"] == "updated"
    assert repository.show("proposals/42", "enhancements/picture.svg") == "<svg/>"
    assert repository.show("proposals/42", "README.md") == "changed\n"


def test_a_persons_lines_survive_many_edits_of_the_issue(repository: Repository) -> None:
    """S32."""
    path = run(repository)["document"]
    for round_ in range(4):
        text = repository.show("proposals/42", path)
        place = text.index("## Solution") if round_ % 2 else len(text)
        repository.edit("proposals/42", {path: f"{text[:place]}Human line {round_}.\n\n{text[place:]}"})
        answers: Answers = {"problem": f"Version {round_}.", "solution": f"Solution {round_}.\n\nMore."}
        outcome = run(repository, body=body_of(answers), updated_at=f"2024-06-0{round_ + 1}T00:00:00Z")
        text = repository.show("proposals/42", path)
        assert outcome["operation"] == "updated"
        assert [f"Human line {old}." in text for old in range(round_ + 1)] == [True] * (round_ + 1)
        assert f"Version {round_}." in text and f"Solution {round_}." in text
    assert text.count("Version") == 1


def test_a_renamed_document_is_followed(repository: Repository) -> None:
    path = run(repository)["document"]
    text = repository.show("proposals/42", path)
    repository.edit("proposals/42", {path: None, "enhancements/0042-renamed.md": text})
    outcome = run(repository, body=body_of({"problem": "New."}))
    assert (outcome["operation"], outcome["document"]) == ("updated", "enhancements/0042-renamed.md")
    assert "New." in repository.show("proposals/42", "enhancements/0042-renamed.md")
    assert run(repository, body=body_of({"problem": "New."}))["operation"] == "unchanged"


def test_a_removed_document_is_not_written_again(repository: Repository) -> None:
    """S32."""
    path = run(repository)["document"]
    repository.edit("proposals/42", {path: None})
    outcome = run(repository, body=body_of({"problem": "New."}))
    assert (outcome["operation"], [each["code"] for each in outcome["problems"]]) == ("skipped", ["document-removed"])


def test_two_documents_of_one_number(repository: Repository) -> None:
    path = run(repository)["document"]
    repository.edit("proposals/42", {"enhancements/0042-copy.md": repository.show("proposals/42", path)})
    outcome = run(repository, body=body_of({"problem": "New."}))
    assert outcome["operation"] == "skipped"
    assert outcome["reason"] == (
        "`enhancements/0042-copy.md` and `enhancements/0042-faster-start.md` have the same number: leave one of them"
    )


def test_a_document_that_nobody_generated_is_not_touched(tmp_path: Path) -> None:
    """S32."""
    repository = Repository(tmp_path, {"forms/idea.md": TEMPLATE, "enhancements/0042-mine.md": "# Mine\n"})
    outcome = run(repository)
    assert (outcome["operation"], [each["code"] for each in outcome["problems"]]) == ("skipped", ["no-history"])
    assert list(repository.heads()) == ["main"]


def test_after_a_squash_with_a_persons_edits_the_document_still_follows(repository: Repository) -> None:
    """S32: the squash's message has our trailers, its file is not what they tell of, git still has what was made."""
    path = run(repository)["document"]
    message = repository.git("log", "-1", "--format=%B", "proposals/42")
    text = repository.show("proposals/42", path).replace("Make it fast.", "Human line.")
    repository.git("branch", "-D", "proposals/42")
    repository.commit({path: text}, message)
    outcome = run(repository, body=body_of({"problem": "New.", "solution": "Make it fast."}))
    assert (outcome["operation"], outcome["status"]) == ("updated", "review")
    text = repository.show("proposals/42", path)
    assert "New." in text and "Human line." in text and "Make it fast." not in text


def test_after_the_merge_the_status_moves_on_the_branch(repository: Repository) -> None:
    run(repository)
    repository.git("merge", "-q", "--no-ff", "-m", "Merge", "proposals/42")
    outcome = run(repository, action="edited")
    assert (outcome["operation"], outcome["status"]) == ("updated", "accepted")
    assert repository.git("rev-list", "--count", "main..proposals/42") == "1\n"
    assert run(repository, action="edited")["operation"] == "unchanged"


def test_a_broken_configuration_is_said(tmp_path: Path) -> None:
    repository = Repository(tmp_path, {"forms/idea.md": TEMPLATE, ".github/formwright.yml": "proposal: {}\n"})
    with pytest.raises(InputError, match=r"\.github/formwright\.yml:1: C10 .* did you mean `proposals`\?"):
        run(repository)
