"""The configuration: its model, from which schema and documentation are made, and its reading.

Names are loaded when they are first used: an event can be told by the model alone, without a YAML parser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from formwright.late import loading

if TYPE_CHECKING:
    from formwright.config.model import CONFIG_PATH, Config, FormsConfig, ProposalConfig, StatusConfig
    from formwright.config.reading import read_config
    from formwright.config.schema import schema_text

_HOMES = {
    "CONFIG_PATH": "model",
    "Config": "model",
    "FormsConfig": "model",
    "ProposalConfig": "model",
    "StatusConfig": "model",
    "read_config": "reading",
    "schema_text": "schema",
}

__all__ = ["CONFIG_PATH", "Config", "FormsConfig", "ProposalConfig", "StatusConfig", "read_config", "schema_text"]

__getattr__ = loading(__name__, _HOMES)
