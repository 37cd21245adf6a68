"""The configuration: its model, from which schema and documentation are made, and its reading."""

from formwright.config.model import Config, FormsConfig, ProposalConfig, StatusConfig
from formwright.config.reading import CONFIG_PATH, read_config
from formwright.config.schema import schema_text

__all__ = ["CONFIG_PATH", "Config", "FormsConfig", "ProposalConfig", "StatusConfig", "read_config", "schema_text"]
