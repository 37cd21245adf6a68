"""The JSON Schema of the configuration, for editors; generated from the model, checked in the tests."""

from __future__ import annotations

import json

from formwright.config.model import Config


def schema_text() -> str:
    """Return the schema as it is committed in `schema/formwright.schema.json`."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Config.model_json_schema()}
    schema["title"] = "Formwright configuration"
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
