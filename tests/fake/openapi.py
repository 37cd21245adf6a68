"""GitHub's own description of its API (npm `@octokit/openapi`): every request and every answer is held against it."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator  # type: ignore[import-untyped]
from jsonschema.validators import extend  # type: ignore[import-untyped]
from referencing import Registry
from referencing.jsonschema import DRAFT4

from npm import package

VERSION = "23.0.2"
_ROOT = "urn:github"

ABSENT = object()
"""In the place of a value: the example has the key, the answer does not."""


class DriftError(AssertionError):
    """A request that GitHub does not know, or an answer that GitHub would not give."""


@dataclass(frozen=True)
class Operation:
    """One operation of the API: its method, its path as the description writes it, and where it is described."""

    method: str
    path: str

    @property
    def pointer(self) -> str:
        return f"/paths/{self.path.replace('~', '~0').replace('/', '~1')}/{self.method}"


def _or_null(keyword: str) -> Any:
    """Return a check of `keyword` that lets null pass where the schema is nullable (OpenAPI 3.0)."""
    check = Draft4Validator.VALIDATORS[keyword]

    def checked(validator: Any, value: Any, instance: Any, schema: Any) -> Iterator[Any]:
        if not (instance is None and schema.get("nullable")):
            yield from check(validator, value, instance, schema) or ()

    return checked


_Validator = extend(Draft4Validator, {key: _or_null(key) for key in ("type", "enum", "oneOf", "anyOf", "allOf")})


class OpenApi:
    """The description, and what follows from it."""

    def __init__(self, file: Path) -> None:
        self._document = json.loads(file.read_text(encoding="utf-8"))
        resource: Any = DRAFT4.create_resource(self._document)
        self._registry: Any = Registry().with_resource(_ROOT, resource)
        self._seen: set[tuple[str, str]] = set()
        self._patterns = [(re.compile(_pattern(path)), path) for path in self._document["paths"]]
        self.used: set[Operation] = set()

    def operation(self, method: str, path: str) -> Operation:
        """Return the operation that a request is for; the most specific path, as GitHub routes."""
        fits = [name for pattern, name in self._patterns if pattern.fullmatch(path)]
        fits = [name for name in fits if method.lower() in self._document["paths"][name]]
        if not fits:
            raise DriftError(f"GitHub has no {method} {path}")
        operation = Operation(method.lower(), min(fits, key=lambda name: name.count("{")))
        self.used.add(operation)
        return operation

    def check_request(self, operation: Operation, query: Mapping[str, str], body: object) -> None:
        """Raise `DriftError` where GitHub does not describe such a request."""
        about = self._at(operation.pointer)
        known = {each["name"]: each for each in map(self._resolved, about.get("parameters", []))}
        for name, value in query.items():
            if known.get(name, {}).get("in") != "query":
                raise DriftError(f"{operation} has no parameter {name}")
            kind = known[name]["schema"].get("type")
            self._check(f"{name} of {operation}", known[name]["schema"], int(value) if kind == "integer" else value)
        described = about.get("requestBody")
        if body is None and described and described.get("required"):
            raise DriftError(f"{operation} needs a body")
        if body is not None:
            if not described:
                raise DriftError(f"{operation} takes no body")
            schema = described["content"]["application/json"]["schema"]
            unknown = set(body) - self._properties(schema) if isinstance(body, dict) else set()
            if unknown:
                raise DriftError(f"{operation} has no {sorted(unknown)}")
            self._check(f"the body of {operation}", schema, body)

    def check_answer(self, operation: Operation, status: int, body: object) -> None:
        """Raise `DriftError` where GitHub does not describe such an answer; errors 5xx and limits come anywhere."""
        described = self._at(operation.pointer)["responses"].get(str(status))
        if described is None:
            # "Troubleshooting the REST API": these come anywhere, though the description does not repeat it everywhere.
            if status in (401, 403, 404, 429) or status >= 500:
                return
            raise DriftError(f"{operation} never answers {status}")
        content = self._resolved(described).get("content", {}).get("application/json")
        # What is said with an error fits several of the description's kinds, of which it allows one only.
        if content is not None and status < 400:
            self._check(f"the answer {status} of {operation}", content["schema"], body)

    def answer(self, operation: Operation, status: int, changes: Any) -> Any:
        """Return GitHub's own example of an answer, with `changes` put in; of a list, each of `changes`."""
        content = self._resolved(self._at(operation.pointer)["responses"][str(status)])["content"]["application/json"]
        examples = [self._example(each) for each in content["examples"].values()]
        example = max(examples, key=lambda each: len(json.dumps(each)))
        if isinstance(changes, list):
            return [_merged(example[0], each, str(operation)) for each in changes]
        return _merged(example, changes, str(operation))

    def _check(self, what: str, schema: Mapping[str, Any], instance: object) -> None:
        key = (what, json.dumps(instance, sort_keys=True))
        if key in self._seen:
            return
        # A reference in a schema begins at the document's root.
        validator = _Validator({**_rooted(schema)}, registry=self._registry)
        error = next(iter(validator.iter_errors(instance)), None)
        if error is not None:
            where = "/".join(map(str, error.absolute_path))
            raise DriftError(f"{what}: {where}: {error.message[:300]}")
        self._seen.add(key)

    def _properties(self, schema: Mapping[str, Any]) -> set[str]:
        schema = self._resolved(schema)
        found = set(schema.get("properties", {}))
        for key in ("oneOf", "anyOf", "allOf"):
            for each in schema.get(key, []):
                found |= self._properties(each)
        return found

    def _resolved(self, part: Mapping[str, Any]) -> Mapping[str, Any]:
        return self._resolved(self._at(part["$ref"][1:])) if "$ref" in part else part

    def _example(self, part: Any) -> Any:
        """Return an example: it may be referred to where it stands, and where its value does."""
        while isinstance(part, dict) and ("$ref" in part or "value" in part):
            part = self._resolved(part) if "$ref" in part else part["value"]
        return part

    def _at(self, pointer: str) -> Any:
        found = self._document
        for part in pointer.strip("/").split("/"):
            found = found[part.replace("~1", "/").replace("~0", "~")]
        return found


def _pattern(path: str) -> str:
    """Return what matches the paths of a template: a branch, a ref, a file or a comparison may have `/` in it."""
    wide = ("branch", "ref", "path", "basehead")
    return re.sub(r"\\{(\w+)\\}", lambda match: ".+" if match[1] in wide else "[^/]+", re.escape(path))


def _rooted(schema: Any) -> Any:
    if isinstance(schema, dict):
        return {
            key: f"{_ROOT}{value}" if key == "$ref" and isinstance(value, str) else _rooted(value)
            for key, value in schema.items()
        }
    return [_rooted(each) for each in schema] if isinstance(schema, list) else schema


def _merged(example: Any, changes: Any, where: str) -> Any:
    """Return an example with changes put in. A key that the example does not have is a fault of the fake's."""
    if not isinstance(changes, dict) or not isinstance(example, dict):
        return copy.deepcopy(changes)
    unknown = set(changes) - set(example) - _MAY_BE_MISSING
    if unknown:
        raise DriftError(f"the example of {where} has no {sorted(unknown)}")
    merged = copy.deepcopy(example)
    for key, value in changes.items():
        if value is ABSENT:
            merged.pop(key, None)
            continue
        merged[key] = _merged(example.get(key), value, f"{where}/{key}")
    return merged


_MAY_BE_MISSING = frozenset(
    {"state_reason", "merged_at", "previous_filename", "role_name", "label", "pull_request", "language"}
)
"""What GitHub's examples leave out, though the schemas have it."""


@cache
def openapi() -> OpenApi:
    """Return the description, read once; the tests that need it are skipped where npm cannot bring it."""
    return OpenApi(package("@octokit/openapi", VERSION) / "generated" / "api.github.com.json")
