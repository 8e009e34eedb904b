"""Variations of a case: the same facts with one thing changed, and what is then found (用例的逐处变化).

```yaml
项目总额小于年度资金:
  projects: |
    document_id | project_id | budget_yuan | lifetime_yuan
    d           | p          | 34190000    | 0
  findings:
    - {document_id: d, project_id: p, budget_yuan: 34190000, lifetime_yuan: 0}
  variations:
    projects 1 lifetime_yuan = 34190000: none
    projects 1 lifetime_yuan = 34189999.99: {lifetime_yuan: 34189999.99}
    projects 1 again, project_id = q: [1, {like: 1, project_id: q}]
    without projects 1: none
```

A change names a table and the number of a row, then a column and its value (none is NULL), or ``again`` for a second row like it, with
what differs in it; ``with`` and a table for one more row (``with funding_lines project_id = p, key = total``); ``without`` takes a row
away. Several are parted by ``; ``.

What is found then is ``none``, ``same``, what differs in the one finding, or a list: numbers of findings of the case, or findings, with
``like`` the number of the one that they are like.

All variations of a case lie side by side, each as a document of its own that is called like the change: that a rule keeps documents
apart is shown as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from jixiao.facts.database import Row, Value

_CELL = re.compile(r"(\w+) (\d+) (\w+) =(?: (.*))?")
_AGAIN = re.compile(r"(\w+) (\d+) again(?:, (.*))?")
_WITHOUT = re.compile(r"without (\w+)(?: (\d+))?")
_WITH = re.compile(r"with (\w+) (.*)")
Facts = dict[str, list[Row]]
Finding = dict[str, str | None]
ReadCell = Callable[[str, str, str], Value]
Written = Callable[[object], str | None]
V = TypeVar("V")


class VariationError(ValueError):
    """A variation that cannot be read; the text says what is wrong."""


def varied(
    facts: Mapping[str, Sequence[Row]], findings: Sequence[Finding], change: str, outcome: object, *, read: ReadCell, write: Written
) -> tuple[Facts, list[Finding]]:
    """Facts and findings of one variation, its documents renamed.

    Args:
        facts: those of the case.
        findings: those of the case.
        change: what is changed.
        outcome: what is found then.
        read: the value of a cell, by table and column.
        write: a value as findings have it.

    Raises:
        VariationError: change or outcome cannot be read.
    """
    changed = _changed(facts, change, read)
    found = list(_findings(findings, outcome, change, write))
    documents = {str(row["document_id"]) for rows in facts.values() for row in rows}
    names: dict[str, Any] = {name: change if len(documents) == 1 else f"{name}: {change}" for name in documents}
    return {table: [_renamed(row, names) for row in rows] for table, rows in changed.items()}, [_renamed(one, names) for one in found]


def _changed(facts: Mapping[str, Sequence[Row]], change: str, read: ReadCell) -> Facts:
    rows: dict[str, list[tuple[int, Row]]] = {table: [(at, dict(row)) for at, row in enumerate(some, 1)] for table, some in facts.items()}
    for step in change.split("; "):
        if cell := _CELL.fullmatch(step):
            _row(rows, cell[1], cell[2], change)[cell[3]] = read(cell[1], cell[3], (cell[4] or "").strip())
        elif again := _AGAIN.fullmatch(step):
            row = dict(_row(rows, again[1], again[2], change))
            rows[again[1]].append((0, row | _cells(again[1], again[3], read)))
        elif more := _WITH.fullmatch(step):
            documents = {row["document_id"] for some in facts.values() for row in some}
            if len(documents) != 1:
                raise VariationError(f"{step!r}: a row for which of the {len(documents)} documents?")
            rows.setdefault(more[1], []).append((0, {"document_id": documents.pop(), **_cells(more[1], more[2], read)}))
        elif gone := _WITHOUT.fullmatch(step):
            if gone[2]:
                _row(rows, gone[1], gone[2], change)
            rows[gone[1]] = [(at, row) for at, row in rows.get(gone[1], []) if gone[2] and at != int(gone[2])]
        else:
            raise VariationError(f"{step!r} is no change")
    return {table: [row for _, row in some] for table, some in rows.items()}


def _cells(table: str, text: str | None, read: ReadCell) -> Row:
    """Cells of a row: ``column = value, column = value``."""
    parts = [part.partition(" =") for part in text.split(", ")] if text else []
    return {column: read(table, column, value.strip()) for column, _, value in parts}


def _row(rows: Mapping[str, Sequence[tuple[int, Row]]], table: str, number: str, change: str) -> Row:
    for at, row in rows.get(table, ()):
        if at == int(number):
            return row
    raise VariationError(f"{change!r}: there is no row {number} of {table}")


def _findings(findings: Sequence[Finding], outcome: object, change: str, write: Written) -> Iterator[Finding]:
    if outcome == "same":
        yield from (dict(finding) for finding in findings)
    elif isinstance(outcome, Mapping):
        if len(findings) != 1:
            raise VariationError(f"{change!r}: which of the {len(findings)} findings differs? Write a list")
        yield _like(findings[0], outcome, write)
    elif isinstance(outcome, list):
        for one in outcome:
            yield _listed(findings, one, change, write)
    elif outcome != "none":
        raise VariationError(f"{change!r}: {outcome!r} is neither none nor same, what differs or a list")


def _listed(findings: Sequence[Finding], one: object, change: str, write: Written) -> Finding:
    number = one.get("like") if isinstance(one, Mapping) else one
    if number is not None and not (isinstance(number, int) and 1 <= number <= len(findings)):
        raise VariationError(f"{change!r}: there is no finding {number}")
    own = {key: value for key, value in one.items() if key != "like"} if isinstance(one, Mapping) else {}
    return _like(findings[number - 1] if number else {}, own, write)


def _like(finding: Finding, own: Mapping[str, object], write: Written) -> Finding:
    return {key: value for key, value in {**finding, **{key: write(value) for key, value in own.items()}}.items() if value is not None}


def _renamed(row: Mapping[str, V], names: Mapping[str, V]) -> dict[str, V]:
    """A row with other names of its documents."""
    return {
        key: names[value] if isinstance(value, str) and value in names and (key == "document_id" or key.endswith("_document_id")) else value
        for key, value in row.items()
    }
