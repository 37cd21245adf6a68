"""Sync and registry on both hosts: one pull request, nothing written twice, nothing of people's overwritten."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from emulator import KEEPER, TOKENS, Emulator
from formwright.errors import InputError
from formwright.findings import Severity
from formwright.form.provenance import provenance
from formwright.host import Host, RefMovedError
from formwright.host.github import GitHub
from formwright.jobs.bringing import Synced
from formwright.jobs.forms import sync, sync_registry
from formwright.jobs.origin import Origin
from hosts import OnDisk, OnGitHub, Place, hub_of, place_on
from proposals import Repository

TARGET = ".github/ISSUE_TEMPLATE"
BUG, BUG_FORM, IDEA_FORM = "forms/bug.md", f"{TARGET}/bug.yml", f"{TARGET}/idea.yml"
CHOOSER = f"{TARGET}/config.yml"
SYNC = "formwright/sync"


def template(name: str = "Bug report", more: str = "", about: str = "Tell us") -> str:
    return f"---\nname: {name}\nabout: {about}\n{more}---\n\n## What happened\n<!-- In order. -->\n"


START = {BUG: template(), CHOOSER: "blank_issues_enabled: true\n", "README.md": "x\n"}


@pytest.fixture(params=["worktree", "github"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    return place_on(request, tmp_path, START)


def outcome(synced: Synced) -> tuple[str, list[str]]:
    return synced.delivered.operation.value, [change.path for change in synced.delivered.changes]


def rules(synced: Synced) -> list[str]:
    return [finding.rule for finding in synced.delivered.findings]


def test_a_sync_makes_one_pull_request_and_then_keeps_it_in_step(place: Place) -> None:
    first = sync(place.host())
    assert outcome(first) == ("created", [BUG_FORM])
    assert place.show(SYNC, BUG_FORM) == first.forms[BUG_FORM]
    heads = place.heads()
    assert outcome(sync(place.host())) == ("unchanged", [])
    assert place.heads() == heads and len(place.pulls()) == place.pull_requests
    place.commit("main", {BUG: template("Fault report")})
    assert outcome(sync(place.host())) == ("updated", [BUG_FORM])
    assert "name: Fault report" in place.show(SYNC, BUG_FORM)
    assert len(place.pulls()) == place.pull_requests
    place.merge(SYNC)
    heads = place.heads()
    done = sync(place.host())
    assert (outcome(done), done.delivered.reason) == (("unchanged", []), "everything is in step")
    assert place.heads() == heads


def test_after_a_merge_a_new_pull_request_brings_what_came_later(place: Place) -> None:
    sync(place.host())
    place.merge(SYNC)
    place.commit("main", {BUG: template("Fault report")})
    assert outcome(sync(place.host())) == ("updated", [BUG_FORM])
    place.merge(SYNC)
    assert "name: Fault report" in place.show("main", BUG_FORM)
    assert len(place.pulls()) == 2 * place.pull_requests


def test_what_people_commit_to_the_pull_request_is_not_overwritten(place: Place) -> None:
    """S32."""
    sync(place.host())
    theirs = place.show(SYNC, BUG_FORM).replace("Bug report", "Our own words")
    place.commit(SYNC, {BUG_FORM: theirs})
    heads = place.heads()
    place.commit("main", {BUG: template("Fault report")})
    done = sync(place.host())
    assert (outcome(done), rules(done)[-1:]) == (("skipped", []), ["F46"])
    assert (place.show(SYNC, BUG_FORM), place.heads()[SYNC]) == (theirs, heads[SYNC])


def test_what_people_commit_besides_does_not_stop_it(place: Place) -> None:
    """S32."""
    sync(place.host())
    place.commit(SYNC, {"notes.md": "mine\n"})
    place.commit("main", {BUG: template("Fault report")})
    assert outcome(sync(place.host())) == ("updated", [BUG_FORM])
    assert place.show(SYNC, "notes.md") == "mine\n"


def test_a_form_that_people_edited_stays_and_is_said(place: Place) -> None:
    """S32."""
    sync(place.host())
    place.merge(SYNC)
    theirs = place.show("main", BUG_FORM).replace("Bug report", "Our own words")
    place.commit("main", {BUG_FORM: theirs, BUG: template("Fault report")})
    done = sync(place.host())
    assert (outcome(done), rules(done)) == (("unchanged", []), ["F40"])
    assert place.show("main", BUG_FORM) == theirs


def test_a_dry_run_writes_nothing(place: Place) -> None:
    heads = place.heads()
    assert outcome(sync(place.host(), dry_run=True)) == ("created", [BUG_FORM])
    assert place.heads() == heads and not place.pulls()


def test_a_form_that_opens_a_gate_is_not_delivered(place: Place) -> None:
    """S21."""
    place.commit("main", {"forms/idea.md": template("Idea of mine", "labels: [idea, 'Status: Accepted']\n")})
    done = sync(place.host())
    assert outcome(done) == ("created", [BUG_FORM])
    [finding] = [each for each in done.delivered.findings if each.rule == "F45"]
    assert (finding.path, finding.line) == ("forms/idea.md", 4)


def test_labels_that_do_not_exist_are_said(emulator: Emulator) -> None:
    """R19."""
    hub = hub_of(emulator, {BUG: template(more="labels: [known, unheard-of]\n")})
    hub.call("POST", "labels", {"name": "known", "color": "ededed"})
    done = sync(OnGitHub(hub).host())
    assert [f"{each.rule} {each.path}:{each.line}" for each in done.delivered.findings] == [f"R19 {BUG}:4"]
    assert "`unheard-of`" in done.delivered.findings[0].message
    assert "unheard-of" in hub.pulls()[0]["body"]


def test_without_a_template_it_says_where_they_belong(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="forms:1: F41 no template is in this folder"):
        sync(OnDisk(Repository(tmp_path, {"README.md": "x"})).host())


def test_a_template_that_is_no_text_is_said_and_the_others_go_on(tmp_path: Path) -> None:
    repository = Repository(tmp_path, START)
    (repository.work / "forms/idea.md").write_bytes(b"# A\n\xff\n")
    (repository.work / "forms/link.md").symlink_to("bug.md")
    repository.commit({}, "Add what is no text")
    done = sync(OnDisk(repository).host())
    assert outcome(done) == ("created", [BUG_FORM])
    assert [str(each).split(" ")[:2] for each in done.delivered.findings] == [
        ["forms/idea.md:2:", "F22"],
        ["forms/link.md:1:", "F24"],
    ]


def test_fragments_are_read_wherever_they_lie(tmp_path: Path) -> None:
    files = {
        BUG: template() + "\n<!-- include: shared/deep/more.md -->\n",
        "forms/shared/deep/more.md": "# Impact\n\n<!-- include: ../last.md -->\n",
        "forms/shared/last.md": "# Risks\n",
    }
    done = sync(OnDisk(Repository(tmp_path, files)).host())
    assert done.delivered.findings == ()
    assert "Impact" in done.forms[BUG_FORM] and "label: Risks" in done.forms[BUG_FORM]


def test_the_templates_of_another_repository(tmp_path: Path) -> None:
    """S32: one set of templates for many repositories. Each has forms of its own; neither takes the other's."""
    central = Repository(tmp_path / "central", {BUG: template() + "\n<!-- include: parts/more.md -->\n"})
    central.commit({"forms/parts/more.md": "# Impact\n"}, "Add a fragment")
    app = Repository(tmp_path / "app", {"forms/idea.md": template("Idea of mine")})
    origin = Origin(OnDisk(central).host(), "octo/templates")
    sync(OnDisk(app).host())
    app.git("merge", "-q", SYNC)
    assert outcome(sync(OnDisk(app).host(), origin=origin)) == ("updated", [BUG_FORM])
    app.git("merge", "-q", SYNC)
    found = provenance(app.show("main", BUG_FORM))
    assert found is not None and found.source == f"octo/templates:{BUG}"
    assert outcome(sync(OnDisk(app).host())) == outcome(sync(OnDisk(app).host(), origin=origin)) == ("unchanged", [])
    central.commit({BUG: None, "forms/idea.md": template("Idea of ours")}, "Other templates")
    done = sync(OnDisk(app).host(), origin=Origin(OnDisk(central).host(), "octo/templates"))
    assert (outcome(done), rules(done)) == (("updated", [BUG_FORM]), ["F40"])


@dataclass
class Late:
    """A host whose first deliveries come too late."""

    host: Host
    times: int
    asked: list[str] = field(default_factory=list)

    def __getattr__(self, name: str) -> object:
        if name == "deliver":
            self.asked.append(name)
            if len(self.asked) <= self.times:
                from formwright.findings import Finding

                raise RefMovedError(Finding("G07", "moved", "again"))
        return getattr(self.host, name)


@pytest.mark.parametrize(("times", "ends_well"), [(2, True), (3, False)])
def test_a_lost_race_is_run_again_three_times_at_most(tmp_path: Path, times: int, ends_well: bool) -> None:
    """S31."""
    late = Late(OnDisk(Repository(tmp_path, START)).host(), times)
    if ends_well:
        assert outcome(sync(late)) == ("created", [BUG_FORM])  # type: ignore[arg-type]
    else:
        with pytest.raises(RefMovedError):
            sync(late)  # type: ignore[arg-type]
    assert len(late.asked) == 3


def test_the_registry_comes_in_a_pull_request_of_its_own(place: Place) -> None:
    document = "---\ntitle: One\nnumber: 1\nstatus: proposed\n---\n\n# One\n"
    place.commit("main", {"enhancements/0001-one.md": document})
    done = sync_registry(place.host())
    assert [change.path for change in done.changes] == ["enhancements/README.md", "enhancements/index.json"]
    assert "One" in place.show("formwright/registry", "enhancements/README.md")
    assert sync_registry(place.host()).operation == "unchanged"
    place.merge("formwright/registry")
    assert sync_registry(place.host()).reason == "everything is in step"


def test_a_commit_goes_to_the_default_branch(emulator: Emulator) -> None:
    hub = hub_of(emulator, START)
    done = sync(OnGitHub(hub).host(), by="commit")
    assert (outcome(done), done.delivered.branch) == (("updated", [BUG_FORM]), "main")
    assert hub.show("main", BUG_FORM) == done.forms[BUG_FORM] and not hub.pulls()
    assert list(hub.heads()) == ["main"]
    assert outcome(sync(OnGitHub(hub).host(), by="commit")) == ("unchanged", [])


def test_the_owners_default_forms_that_would_go_are_named(emulator: Emulator) -> None:
    """R11: a repository with a form of its own no longer shows those of its owner's repository `.github`."""
    defaults = {f"{TARGET}/{name}": "x\n" for name in ("security.yml", "Question.md", "notes.txt")}
    emulator.repository(".github", defaults, KEEPER)
    hub = emulator.repository("without-forms", {BUG: template()}, KEEPER)

    def warned() -> list[str]:
        synced = sync(GitHub(TOKENS[KEEPER], hub.name, emulator.url, pause=lambda _: None))
        found = [finding for finding in synced.delivered.findings if finding.rule == "R11"]
        assert all((each.severity, each.path) == (Severity.WARNING, TARGET) for each in found)
        return [each.message.partition(": ")[2] for each in found]

    assert warned() == ["Question.md, security.yml"]
    assert "security.yml" in hub.pulls()[0]["body"]
    hub.call("PUT", f"pulls/{hub.pulls()[0]['number']}/merge", {"merge_method": "merge"})
    hub.commit("main", {IDEA_FORM.replace(TARGET, "forms").replace(".yml", ".md"): template("Idea")})
    assert warned() == []
