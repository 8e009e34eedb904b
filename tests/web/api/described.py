"""The description of the interface as tests use it: what an answer must look like, and requests that fit it or nearly do."""

import re
from datetime import date, datetime
from uuid import UUID

from hypothesis import strategies as st

from jixiao.web.api.urls import api

SCHEMA = api.get_openapi_schema()
OPERATIONS = {
    operation["operationId"]: (method, path, operation)
    for path, methods in SCHEMA["paths"].items()
    for method, operation in methods.items()
}
FORMATS = {
    "uuid": UUID,
    "date": date.fromisoformat,
    "date-time": datetime.fromisoformat,
    "binary": lambda text: text,
}
TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict, "null": type(None)}


def resolved(schema):
    """A schema without references."""
    while "$ref" in schema:
        schema = SCHEMA["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def misfits(value, schema, where=""):
    """Where a value does not fit a schema, and why."""
    schema = resolved(schema)
    if "anyOf" in schema:
        tried = [list(misfits(value, each, where)) for each in schema["anyOf"]]
        if all(tried):
            yield from min(tried, key=len)
        return
    for each in schema.get("allOf", ()):
        yield from misfits(value, each, where)
    kind = schema.get("type")
    if kind and (not isinstance(value, TYPES[kind]) or (isinstance(value, bool) and kind != "boolean")):
        yield f"{where}: {value!r} is no {kind}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where}: {value!r} is none of {schema['enum']}"
    if "const" in schema and value != schema["const"]:
        yield f"{where}: {value!r} is not {schema['const']!r}"
    if isinstance(value, str):
        yield from _text_misfits(value, schema, where)
    if isinstance(value, list) and "items" in schema:
        for at, each in enumerate(value):
            yield from misfits(each, schema["items"], f"{where}[{at}]")
    if isinstance(value, dict):
        yield from _object_misfits(value, schema, where)


def _text_misfits(value, schema, where):
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{where}: {value!r} does not match {schema['pattern']}"
    if "format" in schema:
        try:
            FORMATS[schema["format"]](value)
        except ValueError:
            yield f"{where}: {value!r} is no {schema['format']}"


def _object_misfits(value, schema, where):
    properties, more = schema.get("properties", {}), schema.get("additionalProperties", True)
    for name in set(schema.get("required", ())) - value.keys():
        yield f"{where}.{name} is missing"
    for name, each in value.items():
        if name in properties:
            yield from misfits(each, properties[name], f"{where}.{name}")
        elif isinstance(more, dict):
            yield from misfits(each, more, f"{where}.{name}")
        elif properties:
            yield f"{where}.{name} is not described"


def answer_misfits(operation_id, answer):
    """Where an answer is another than the description says."""
    responses = {str(status): response for status, response in OPERATIONS[operation_id][2]["responses"].items()}
    told = responses.get(str(answer.status_code))
    if told is None:
        yield f"{operation_id}: {answer.status_code} is not described"
        return
    content = told.get("content", {})
    given = answer.headers.get("Content-Type", "").partition(";")[0]
    if not content:
        if b"".join(answer) if answer.streaming else answer.content:
            yield f"{operation_id}: {answer.status_code} has a body"
        return
    if given not in content and "application/octet-stream" not in content:
        yield f"{operation_id}: {answer.status_code} is {given}, not {sorted(content)}"
        return
    if given in content and given.startswith("application/") and given.endswith(("/json", "+json")):
        yield from misfits(answer.json(), content[given]["schema"], operation_id)
    for name in told.get("headers", {}):
        if name not in answer.headers:
            yield f"{operation_id}: {answer.status_code} has no {name}"


# Requests: texts that people type, that are wrong, and that are made to harm.

_HARM = ["\x00", "\ud800", "’ OR 1=1 --", "%", "_", "../../etc/passwd", "{{7*7}}", "<script>", "𠮷", "a" * 3000]
ODD_TEXTS = st.sampled_from(["", " ", "-1", "1e309", "NaN", "0x10", *_HARM])
ODD_NUMBERS = st.one_of(st.integers(-(2**70), 2**70), st.floats(allow_nan=False, allow_infinity=False))
ODD_VALUES = st.one_of(st.none(), st.booleans(), ODD_NUMBERS, ODD_TEXTS, st.just([]), st.just({}))


def texts(schema):
    if schema.get("format") == "uuid":
        return st.uuids().map(str)
    if schema.get("format") == "date":
        return st.dates(date(1990, 1, 1), date(2110, 1, 1)).map(str)
    if schema.get("pattern") and schema["pattern"] not in (r"^[^\x00]*$",):
        return st.from_regex(schema["pattern"], fullmatch=True)
    most = min(schema.get("maxLength", 60), 60)
    return st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), min_size=schema.get("minLength", 0), max_size=most)


def values(schema, pool):
    """Values that fit a schema; ids are now and then those of things that there are."""
    schema = resolved(schema)
    if "anyOf" in schema:
        return st.one_of([values(each, pool) for each in schema["anyOf"]])
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    kind = schema.get("type")
    if kind == "string":
        return st.one_of(texts(schema), st.sampled_from(pool)) if schema.get("format") == "uuid" else texts(schema)
    if kind == "integer":
        return st.integers(schema.get("minimum", -5), schema.get("maximum", 10**6))
    if kind == "number":
        return st.decimals(0, 10**12, places=2).map(float)
    if kind == "boolean":
        return st.booleans()
    if kind == "array":
        return st.lists(values(schema.get("items", {}), pool), min_size=schema.get("minItems", 0), max_size=3)
    if kind == "object":
        return objects(schema, pool)
    return st.none() if kind == "null" else ODD_VALUES


def objects(schema, pool):
    properties = schema.get("properties", {})
    needed = {name: values(each, pool) for name, each in properties.items() if name in schema.get("required", ())}
    free = {name: values(each, pool) for name, each in properties.items() if name not in needed}
    told = st.fixed_dictionaries(needed, optional=free)
    more = schema.get("additionalProperties")
    if not properties and isinstance(more, dict):
        paths = ["name", "goal", "amounts.annual", "narratives.立项依据", "indicators.k1.target", "level1", "id", "no.such", "IND-001@goal"]
        return st.dictionaries(st.one_of(st.sampled_from(paths), texts({})), values(more, pool), max_size=3)
    return told


def spoilt(told):
    """A body of which something is not as it should be."""
    if isinstance(told, dict) and told:
        return st.sampled_from(sorted(told, key=str)).flatmap(
            lambda name: st.one_of(
                ODD_VALUES.map(lambda odd: {**told, name: odd}),
                st.just({key: each for key, each in told.items() if key != name}),
                st.just({**told, "no_such_field": 1}),
            )
        )
    return ODD_VALUES
