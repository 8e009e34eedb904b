"""A rule may only be one SELECT over the facts: what else SQL can do is refused before anything runs.

DuckDB itself parses the text and hands its own syntax tree over, so that there is no second parser to disagree with it. Whatever the
tree holds must be on a list of what is allowed: tables of the facts, functions of ``functions.toml``, plain clauses. The database is
closed and locked as well (:class:`jixiao.facts.Database`); this check says what is wrong, and keeps rules portable.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import duckdb

from jixiao.facts.schema import fact_tables
from jixiao.rules.header import RuleError

_NODES = frozenset({"SELECT_NODE", "SET_OPERATION_NODE"})
_TABLES = frozenset({"BASE_TABLE", "JOIN", "SUBQUERY", "EMPTY", "EXPRESSION_LIST", "EMPTY_FROM"})
_CLASSES = frozenset(
    {
        "BETWEEN",
        "CASE",
        "CAST",
        "COLUMN_REF",
        "COMPARISON",
        "CONJUNCTION",
        "CONSTANT",
        "FUNCTION",
        "OPERATOR",
        "PARAMETER",
        "STAR",
        "SUBQUERY",
        "TYPE",
        "WINDOW",
    }
)
_TYPES = frozenset({"BIGINT", "BOOLEAN", "DATE", "DECIMAL", "DOUBLE", "INTEGER", "VARCHAR"})
_OPERATORS_ON_LISTS = frozenset({"ARRAY_CONSTRUCTOR", "STRUCT_EXTRACT", "ARRAY_EXTRACT", "ARRAY_SLICE", "OPERATOR_TRY", "UNPACK"})
_MODIFIERS = frozenset({"ORDER_MODIFIER", "DISTINCT_MODIFIER"})
_LONGEST = 100_000
_DEEPEST = 200


@cache
def _functions() -> dict[str, frozenset[str]]:
    raw = tomllib.loads(resources.files("jixiao.rules").joinpath("functions.toml").read_text(encoding="utf-8"))
    return {kind: frozenset(names) for kind, names in raw.items()}


@cache
def allowed_functions() -> frozenset[str]:
    """Names of the functions and operators that a rule may use."""
    return frozenset[str]().union(*_functions().values())


def aggregates() -> frozenset[str]:
    """Names of the functions that make one value of many rows."""
    return _functions()["aggregates"]


def check_sql(sql: str, *, file: str) -> None:
    """Refuse everything but one SELECT over the facts with allowed functions.

    Raises:
        RuleError: what is refused and where; the message names the file.
    """
    if what := _first_refusal(sql):
        raise RuleError("error.rule_refused", file=file, what=what)


@lru_cache(maxsize=2048)
def _first_refusal(sql: str) -> str:
    """What is refused first; empty where nothing is. Kept, for a form that is being typed is examined with every pause."""
    return next(_refusals(sql), "")


@lru_cache(maxsize=2048)
def tables_read(sql: str) -> frozenset[str]:
    """Names of the fact tables that a SELECT reads; none of a text that is no SELECT.

    >>> sorted(tables_read("SELECT p.document_id, p.source FROM projects AS p JOIN indicators AS i USING (project_id)"))
    ['indicators', 'projects']
    """
    answer = json.loads(serialised(sql))
    return frozenset(_tables_in(answer.get("statements", []))) & fact_tables().keys()


def _tables_in(node: Any) -> Iterator[str]:  # noqa: ANN401 - a tree of JSON
    if isinstance(node, list):
        for item in node:
            yield from _tables_in(item)
    elif isinstance(node, dict):
        if node.get("type") == "BASE_TABLE":
            yield str(node["table_name"])
        for value in node.values():
            yield from _tables_in(value)


def _refusals(sql: str) -> Iterator[str]:
    """What is refused, as words for the message."""
    if len(sql) > _LONGEST:
        yield f"longer than {_LONGEST} characters"
        return
    if not sql.strip():
        yield "no SELECT"
        return
    try:
        answer = json.loads(serialised(sql))
    except RecursionError:
        yield "nested too deeply"
        return
    if answer.get("error"):
        yield f"not a single SELECT: {answer.get('error_message', '')}"
        return
    statements = answer["statements"]
    if len(statements) != 1:
        yield f"{len(statements)} statements; one SELECT is allowed"
        return
    yield from _walk(statements[0]["node"], frozenset(), 0)


@cache
def _parser() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:", config={"autoinstall_known_extensions": False, "autoload_known_extensions": False})
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def serialised(sql: str) -> str:
    """DuckDB's syntax tree as JSON."""
    try:
        row = _parser().cursor().execute("SELECT json_serialize_sql($1)", [sql]).fetchone()
    except duckdb.Error as error:
        return json.dumps({"error": True, "error_message": str(error)})
    return str(row[0]) if row else "{}"


def _walk(node: Any, names: frozenset[str], depth: int) -> Iterator[str]:  # noqa: ANN401 - a tree of JSON
    if depth > _DEEPEST:
        yield "nested too deeply"
        return
    if isinstance(node, list):
        for item in node:
            yield from _walk(item, names, depth + 1)
    if not isinstance(node, dict):
        return
    if "cte_map" in node:
        own = [str(entry["key"]) for entry in node["cte_map"]["map"]]
        names = names | {name.lower() for name in own}
        yield from (f"a CTE is called like a table of the facts: {name}" for name in own if name.lower() in fact_tables())
    yield from _refused_here(node, names)
    for value in node.values():
        yield from _walk(value, names, depth + 1)


def _refused_here(node: dict[str, Any], names: frozenset[str]) -> Iterator[str]:
    kind = str(node.get("type", ""))
    if "cte_map" in node and kind not in _NODES:
        yield f"{kind} is not allowed"
    if "from_table" in node:
        yield from _refused_clauses(node)
    if "sample" in node and "class" not in node and "alias" in node and "type" in node:
        yield from _refused_table(node, kind, names)
    if "class" in node:
        yield from _refused_expression(node, kind)


def _refused_clauses(node: dict[str, Any]) -> Iterator[str]:
    if node.get("sample"):
        yield "SAMPLE is not allowed"
    if node.get("qualify"):
        yield "QUALIFY is not allowed; filter in an outer SELECT"
    for modifier in node.get("modifiers", []):
        if modifier.get("type") not in _MODIFIERS:
            yield f"{modifier.get('type')} is not allowed: a rule reports all that it finds"
    if node.get("aggregate_handling") not in (None, "STANDARD_HANDLING"):
        yield "GROUP BY ALL is not allowed; name the columns"


def _refused_table(node: dict[str, Any], kind: str, names: frozenset[str]) -> Iterator[str]:
    if kind not in _TABLES:
        yield f"{kind} is not allowed in FROM"
    elif kind == "BASE_TABLE":
        name = str(node["table_name"])
        if node.get("schema_name") or node.get("catalog_name") or node.get("at_clause"):
            yield f"{node.get('catalog_name', '')}.{node.get('schema_name', '')}.{name}: only tables of the facts, without schema"
        elif name.lower() not in names and name not in fact_tables():
            yield f"there is no table {name} in the facts"
    if node.get("sample"):
        yield "TABLESAMPLE is not allowed"


def _refused_expression(node: dict[str, Any], kind: str) -> Iterator[str]:
    group = str(node["class"])
    if group not in _CLASSES:
        yield f"{group} is not allowed"
    elif group == "OPERATOR" and kind in _OPERATORS_ON_LISTS:
        yield f"{kind} is not allowed"
    elif group == "TYPE" and (str(node.get("type_name", "")).upper() not in _TYPES or node.get("schema") or node.get("catalog")):
        yield f"CAST to {node.get('type_name')} is not allowed"
    elif group == "STAR" and (node.get("exclude_list") or node.get("replace_list") or node.get("columns") or node.get("rename_list")):
        yield "* EXCLUDE, * REPLACE and COLUMNS are not allowed"
    elif group in ("FUNCTION", "WINDOW"):
        name = str(node.get("function_name", "")).lower()
        if name not in allowed_functions():
            yield f"function {name or kind} is not allowed"
        if node.get("schema") or node.get("catalog"):
            yield f"function {name} with a schema is not allowed"
