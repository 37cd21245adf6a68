"""What `.github/formwright.yml` may hold. Each field carries its own documentation; the JSON Schema is made from it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator

from formwright.config.presets import PRESETS, Move, Preset

CONFIG_PATH = ".github/formwright.yml"
"""Where the configuration lies, unless the caller says otherwise."""

_NAME = re.compile(r"(?:[A-Za-z0-9._-]|\{number(?::0\d{1,2})?\}|\{slug\})+\.md")


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _without_nothing(cls, data: object) -> object:
        """Take a key without a value for one that is not there: all lines below it may be comments."""
        return {key: value for key, value in data.items() if value is not None} if isinstance(data, dict) else data


def _folder(value: str) -> str:
    """Check that a path is a plain one inside the repository (S6), and return it without a last `/`."""
    path = PurePosixPath(value)
    if path.is_absolute() or not path.parts or ".." in path.parts or "\\" in value or ":" in value:
        raise ValueError("must be a path inside the repository, such as `docs/proposals`")
    if path.parts[0] == ".git" or not value.isprintable():
        raise ValueError("must not lie in `.git`, nor hold characters that cannot be seen")
    return str(path)


def _documents_folder(value: str) -> str:
    """Check that documents go nowhere near workflows and forms (S7)."""
    if _folder(value).split("/")[0].lower() == ".github":
        raise ValueError("must not lie in `.github`: proposals never write there")
    return _folder(value)


def _file_name(value: str) -> str:
    """Check that a name's pattern gives one plain file name, with the number in it."""
    if not _NAME.fullmatch(value) or value.count("{number") != 1 or value.count("{slug}") > 1 or value[0] == ".":
        raise ValueError(
            "must hold `{number}` (or `{number:04}`) once, may hold `{slug}`, and must end in `.md`, "
            "such as `{number:04}-{slug}.md`"
        )
    return value


Folder = Annotated[str, AfterValidator(_folder)]
DocumentsFolder = Annotated[str, AfterValidator(_documents_folder)]
FileName = Annotated[str, AfterValidator(_file_name)]


class FormsConfig(_Section):
    """Where the templates are, and where the forms go that are made from them."""

    source: Folder = Field(default="forms", description="The folder of the templates: the `*.md` files directly in it.")
    target: Folder = Field(default=".github/ISSUE_TEMPLATE", description="The folder that the generated forms go to.")
    delivery: Literal["pull-request", "commit"] = Field(
        default="pull-request", description="How generated forms get to the default branch."
    )


class ProposalConfig(_Section):
    """What becomes of an issue that was opened with a form."""

    document: str | None = Field(
        default=None,
        description="The template that the document follows, by its stem; without it, the form's own.",
        pattern=r"^[\w.-]+$",
    )
    folder: DocumentsFolder = Field(default="enhancements", description="The folder that the documents go to.")
    name: FileName = Field(
        default="{number:04}-{slug}.md",
        description="The documents' file names, from `{number}` and `{slug}` (of the title).",
    )
    number: Literal["issue", "sequential"] = Field(
        default="issue", description="A proposal's number: its issue's, or the next one that no document has."
    )
    labels: tuple[str, ...] = Field(
        default=(), description="Only issues with all of these labels become proposals.", strict=False
    )
    carry: dict[str, str | list[str]] = Field(
        default_factory=dict,
        description="The document's slot, by id, to the form's field, or list of fields, that fills it.",
    )


class StatusConfig(_Section):
    """The words for a proposal's status, and what moves it."""

    preset: Literal["enhancement", "kep", "pep", "madr"] = Field(
        default="enhancement", description="The words and moves of a well-known process."
    )
    names: tuple[str, ...] | None = Field(
        default=None,
        description="Words of one's own instead of the preset's; the first one is a new proposal's.",
        strict=False,
    )
    moves: dict[Move, str] = Field(
        default_factory=dict,
        description="The status that an event leads to; what is not given is the preset's.",
    )
    label: str = Field(
        default="status: {status}", description="The label that sets a status; `{status}` stands for its name."
    )

    @model_validator(mode="after")
    def _check(self) -> StatusConfig:
        names = self.process.names
        if self.label.count("{status}") != 1:
            raise ValueError("label: must hold `{status}` once, such as `status: {status}`")
        if not names or len(set(names)) < len(names) or not all(name.strip() for name in names):
            raise ValueError("names: must hold at least one name, and none twice or empty")
        unknown = [name for name in self.moves.values() if name not in names]
        if unknown:
            raise ValueError(f"moves: must lead to one of {', '.join(f'`{name}`' for name in names)}")
        return self

    @property
    def process(self) -> Preset:
        """The preset with the names and moves of one's own; moves to a name that there is not are left out."""
        preset = PRESETS[self.preset]
        names = self.names if self.names is not None else preset.names
        moves: dict[Move, str] = {**preset.moves, **self.moves}
        if self.names:
            moves = {"opened": names[0], "reopened": names[0], **self.moves}
            moves |= {move: name for move, name in preset.moves.items() if move not in moves and name in names}
        ends: tuple[Move, ...] = ("completed", "not-planned", "duplicate")
        final = {name for name in preset.final if name in names} | {moves[move] for move in ends if move in moves}
        return Preset(names, frozenset(final), moves)


class PermissionsConfig(_Section):
    """Who may do what."""

    move: Literal["read", "triage", "write", "maintain", "admin"] = Field(
        default="write", description="The least repository permission with which a person's status change counts."
    )


class RegistryConfig(_Section):
    """Where the list of all proposals goes."""

    table: DocumentsFolder = Field(
        default="enhancements/README.md", description="The Markdown file that holds the table."
    )
    json_file: DocumentsFolder = Field(
        default="enhancements/index.json", alias="json", description="The JSON file with all proposals."
    )


class Config(_Section):
    """The configuration of Formwright, `.github/formwright.yml`. Every key is optional."""

    forms: FormsConfig = Field(default_factory=FormsConfig, description="Templates and forms.")
    proposals: dict[str, ProposalConfig] | None = Field(
        default=None,
        description="The forms whose issues become proposals, by the stem of their template. "
        "Without the key, those of all forms do; with `{}`, none.",
    )
    statuses: StatusConfig = Field(default_factory=StatusConfig, description="Statuses and what moves them.")
    permissions: PermissionsConfig = Field(default_factory=PermissionsConfig, description="Who may do what.")
    registry: RegistryConfig = Field(default_factory=RegistryConfig, description="The list of all proposals.")

    @field_validator("proposals", mode="before")
    @classmethod
    def _named_only(cls, proposals: object) -> object:
        """Take a form that is only named for one with the defaults."""
        if not isinstance(proposals, dict):
            return proposals
        return {stem: {} if value is None else value for stem, value in proposals.items()}

    @property
    def kinds(self) -> tuple[ProposalConfig, ...]:
        """What becomes of issues, each way once."""
        ways = [ProposalConfig()] if self.proposals is None else list(self.proposals.values())
        return tuple(way for at, way in enumerate(ways) if way not in ways[:at])

    def proposal(self, stem: str) -> ProposalConfig | None:
        """Return what becomes of issues of the form `stem`; None where they are no proposals."""
        if self.proposals is None:
            return ProposalConfig()
        return self.proposals.get(stem)
