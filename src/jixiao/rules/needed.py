"""Which tables must have rows for a rule to find anything (规则所需的表): without them it need not be asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jixiao.facts.schema import fact_tables
from jixiao.rules.sandbox import aggregates, serialised

_Node = dict[str, Any]
_Known = Mapping[str, frozenset[str]]
_NOTHING: frozenset[str] = frozenset()


@lru_cache(maxsize=2048)
def tables_needed(sql: str) -> frozenset[str]:
    """Names of the fact tables each of which must have a row for a SELECT to return one.

    What only may have rows, as the right side of a LEFT JOIN or a table in EXISTS, is not among them; of a text that is no SELECT there is
    none.

    >>> sorted(tables_needed("SELECT p.name FROM projects p JOIN indicators i USING (project_id) LEFT JOIN texts t USING (project_id)"))
    ['indicators', 'projects']
    >>> sorted(tables_needed("SELECT document_id FROM projects UNION ALL SELECT document_id FROM texts"))
    []
    """
    statements = json.loads(serialised(sql)).get("statements", [])
    return _of_query(statements[0]["node"], {}) & fact_tables().keys() if len(statements) == 1 else _NOTHING


def _of_query(node: _Node, known: _Known) -> frozenset[str]:
    known = dict(known)
    for entry in node.get("cte_map", {}).get("map", []):
        value = entry["value"]
        known[entry["key"]] = _of_query(value.get("query_node") or value["query"]["node"], known)
    if node["type"] == "SET_OPERATION_NODE":
        parts = [_of_query(part, known) for part in node.get("children") or (node["left"], node["right"])]
        return frozenset.intersection(*parts) if node["setop_type"] == "UNION" else parts[0]
    if node["type"] != "SELECT_NODE" or _is_one_row(node):
        return _NOTHING
    return _of_source(node["from_table"], known)


def _is_one_row(node: _Node) -> bool:
    """The query adds up everything without groups, and returns a row even of nothing."""
    if node.get("group_expressions"):
        return False
    return node.get("having") is not None or any(_has_aggregate(item) for item in node["select_list"])


def _has_aggregate(node: object) -> bool:
    if isinstance(node, list):
        return any(_has_aggregate(item) for item in node)
    if not isinstance(node, dict) or node.get("class") == "SUBQUERY":
        return False
    is_aggregate = node.get("class") == "FUNCTION" and node.get("function_name") in aggregates()
    return is_aggregate or any(_has_aggregate(value) for value in node.values())


def _of_source(node: _Node, known: _Known) -> frozenset[str]:
    kind = node["type"]
    if kind == "BASE_TABLE":
        name = str(node["table_name"])
        return known.get(name, frozenset({name}))
    if kind == "SUBQUERY":
        return _of_query(node["subquery"]["node"], known)
    if kind == "JOIN":
        left, right = _of_source(node["left"], known), _of_source(node["right"], known)
        return {"INNER": left | right, "LEFT": left, "RIGHT": right}.get(node["join_type"], _NOTHING)
    return _NOTHING
