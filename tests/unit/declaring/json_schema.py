"""As much of JSON Schema as the page of the snapshot uses; a word that it does not know fails."""

import re
from collections.abc import Iterator

_TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
_KNOWN = {"$schema", "$id", "$defs", "$ref", "type", "enum", "pattern", "anyOf", "required", "properties", "additionalProperties", "items"}


def faults(value: object, schema: dict, root: dict, at: str = "$") -> Iterator[str]:
    """Where a value is not as a schema wants it."""
    if unknown := set(schema) - _KNOWN:
        raise ValueError(f"{at}: words that are not looked at: {unknown}")
    if "$ref" in schema:
        yield from faults(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, at)
    if "anyOf" in schema and all(list(faults(value, one, root, at)) for one in schema["anyOf"]):
        yield f"{at}: none of the choices"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r}"
    kinds = schema.get("type", [])
    if kinds and not any(_is(value, kind) for kind in ([kinds] if isinstance(kinds, str) else kinds)):
        yield f"{at}: {value!r} is no {kinds}"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{at}: {value!r}"
    if isinstance(value, dict):
        yield from (f"{at}: no {key}" for key in schema.get("required", []) if key not in value)
        for key, item in value.items():
            own = schema.get("properties", {}).get(key, schema.get("additionalProperties", {}))
            if own is False:
                yield f"{at}: {key} is too much"
            elif own is not True:
                yield from faults(item, own, root, f"{at}.{key}")
    if isinstance(value, list) and "items" in schema:
        for number, item in enumerate(value):
            yield from faults(item, schema["items"], root, f"{at}[{number}]")


def _is(value: object, kind: str) -> bool:
    if kind == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, _TYPES[kind])
