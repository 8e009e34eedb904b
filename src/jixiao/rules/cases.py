"""The cases of a rule: facts, and the findings that they must give, whole and no others (规则用例).

```yaml
rule: FND-002

项目总额小于年度资金:
  projects: |
    document_id | project_id | budget_yuan | lifetime_yuan | source
    d           | p          | 34190000    | 0             | a.pdf p3
  findings:
    - {document_id: d, project_id: p, budget_yuan: 34190000, lifetime_yuan: 0, source: a.pdf p3}
```

A table is written with ``|`` between its cells; an empty cell is NULL. A case whose name begins with ``gap:`` is known to fail and is
listed as such. ``parameters:`` sets numbers of the law for one case; ``fiscal_year`` of ``documents`` chooses them otherwise.
``variations:`` tells what becomes of the findings when one thing is changed (:mod:`jixiao.rules.variations`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import yaml

from jixiao.facts import Database
from jixiao.facts.database import Row, Value
from jixiao.facts.schema import fact_tables
from jixiao.rules.catalogue import Entry
from jixiao.rules.header import Rule, RuleError, Scope
from jixiao.rules.sandbox import check_sql
from jixiao.rules.subject import Engine
from jixiao.rules.variations import VariationError, varied

_OWN_KEYS = frozenset({"findings", "parameters", "variations"})
_TOGETHER = frozenset({Scope.PROJECT, Scope.TABLES, Scope.NARRATIVE, Scope.BETWEEN_PROJECTS, Scope.WORKFLOW})
_GAP = "gap:"
Holding = Callable[[Mapping[str, Sequence[Row]]], Engine]
_BOOLEANS = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}


@dataclass(frozen=True, slots=True)
class Case:
    """One case: facts, and the findings that they must give; a variation is made from another case, and shown to nobody."""

    name: str
    facts: dict[str, list[Row]]
    findings: list[dict[str, str | None]]
    parameters: dict[str, Any] = field(default_factory=dict)
    is_variation: bool = False

    @property
    def is_gap(self) -> bool:
        """It is known to fail."""
        return self.name.startswith(_GAP)


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What became of a case: findings that are missing, and findings that nobody expected."""

    rule: str
    case: Case
    missing: list[dict[str, str | None]]
    unexpected: list[dict[str, str | None]]
    failure: str = ""

    @property
    def passed(self) -> bool:
        """It gave its findings and no others."""
        return not (self.missing or self.unexpected or self.failure)


def load_cases(entry: Entry) -> list[Case]:
    """The cases of a rule; none where it has no file of them.

    Raises:
        RuleError: the file is malformed, is another rule's, or names a table or column that there is not.
    """
    if entry.cases is None:
        return []
    file = entry.cases_file
    try:
        raw = yaml.safe_load(entry.cases)
    except yaml.YAMLError as error:
        raise RuleError("error.cases", file=file, case="", what=str(error)) from error
    if not isinstance(raw, dict) or raw.get("rule") != entry.rule.id:
        raise RuleError("error.cases", file=file, case="", what=f"rule: {entry.rule.id}")
    found: list[Case] = []
    for name, body in raw.items():
        if name != "rule":
            case = _case(str(name), body, file)
            found += [case, *_variations(case, body.get("variations") or {}, file, is_together=entry.rule.scope in _TOGETHER)]
    return found


def run_cases(entry: Entry, holding: Holding | None = None) -> Iterator[CaseResult]:
    """Run the cases of a rule, one after the other.

    Args:
        entry: the rule.
        holding: an engine that holds some facts and no others; by default a database that is emptied in between.
    """
    cases = load_cases(entry)
    if not cases:
        return
    check_sql(entry.rule.sql, file=entry.rule.file)
    with Database(few=True) as database:
        for case in cases:
            engine: Engine = holding(case.facts) if holding is not None else database
            try:
                if holding is None:
                    for table, rows in case.facts.items():
                        database.insert_rows(table, rows)
                got = found_in(engine, entry.rule, parameters_of(entry.rule, case))
            except engine.failures as error:
                yield CaseResult(entry.rule.id, case, [], [], str(error).splitlines()[0])
                continue
            finally:
                database.empty(case.facts)
            missing = _without(case.findings, got)
            yield CaseResult(entry.rule.id, case, missing, _without(got, case.findings))


def parameters_of(rule: Rule, case: Case) -> dict[str, Any]:
    """The numbers of the law that hold in a case: its own, or those of the latest year of its documents."""
    years = {year for row in case.facts.get("documents", []) if isinstance(year := row.get("fiscal_year"), int)}
    year = max(years) if years else None
    found: dict[str, Any] = {}
    for name, known in rule.parameters.items():
        held = known.latest if year is None else known.on(date(year, 12, 31))
        found[name] = case.parameters.get(name, held.value if held else None)
    return found


def found_in(engine: Engine, rule: Rule, parameters: Mapping[str, Any]) -> list[dict[str, str | None]]:
    """What a rule returns where some facts lie, as the findings of cases are written."""
    names, rows = engine.fetch(rule.sql, parameters)
    return [{name: _written(value) for name, value in zip(names, row, strict=True) if value is not None} for row in rows]


def _without(some: Sequence[dict[str, str | None]], others: Sequence[dict[str, str | None]]) -> list[dict[str, str | None]]:
    left = list(others)
    found = []
    for item in some:
        if item in left:
            left.remove(item)
        else:
            found.append(item)
    return found


def _case(name: str, body: object, file: str) -> Case:
    if not isinstance(body, dict) or "findings" not in body or not isinstance(body["findings"], list):
        raise RuleError("error.cases", file=file, case=name, what="findings: []")
    facts = {table: _table(table, text, file, name) for table, text in body.items() if table not in _OWN_KEYS}
    findings = [
        {key: _written(value) for key, value in item.items() if value is not None} if isinstance(item, Mapping) else {}
        for item in body["findings"]
    ]
    parameters = {
        key: Decimal(str(value)) if not isinstance(value, str) else value for key, value in (body.get("parameters") or {}).items()
    }
    return Case(name, facts, findings, parameters)


def _variations(case: Case, variations: object, file: str, *, is_together: bool) -> Iterator[Case]:
    """The variations of a case as one more case, or one each where a rule looks at several documents at once."""

    def read(table: str, column: str, text: str) -> Value:
        types = fact_tables()[table].types if table in fact_tables() else {}
        if column not in types:
            raise VariationError(f"table {table} has no column {column}")
        return _value(text, types[column], file, case.name)

    if not isinstance(variations, Mapping):
        raise RuleError("error.cases", file=file, case=case.name, what="variations: {change: findings}")
    found: list[Case] = []
    for change, outcome in variations.items():
        try:
            facts, findings = varied(case.facts, case.findings, str(change), outcome, read=read, write=_written)
        except VariationError as error:
            raise RuleError("error.cases", file=file, case=case.name, what=str(error)) from error
        found.append(Case(f"{case.name}：{change}", facts, findings, case.parameters, is_variation=True))
    if not is_together:
        yield from found
    elif found:
        names = dict.fromkeys(table for one in found for table in one.facts)
        tables = {table: [row for one in found for row in one.facts.get(table, ())] for table in names}
        yield Case(
            f"{case.name}：{len(found)}处变化",
            tables,
            [finding for one in found for finding in one.findings],
            case.parameters,
            is_variation=True,
        )


def _table(table: str, text: object, file: str, case: str) -> list[Row]:
    if table not in fact_tables():
        raise RuleError("error.cases", file=file, case=case, what=f"there is no table {table}")
    types = fact_tables()[table].types
    lines = [line for line in str(text).splitlines() if line.strip()]
    names = [cell.strip() for cell in lines[0].split("|")] if lines else []
    if unknown := [name for name in names if name not in types]:
        raise RuleError("error.cases", file=file, case=case, what=f"table {table} has no column {', '.join(unknown)}")
    rows = []
    for line in lines[1:]:
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) != len(names):
            raise RuleError(
                "error.cases", file=file, case=case, what=f"table {table}: {len(names)} columns, {len(cells)} cells in {line!r}"
            )
        rows.append({name: _value(cell, types[name], file, case) for name, cell in zip(names, cells, strict=True)})
    return rows


def _value(cell: str, kind: str, file: str, case: str) -> Value:
    if not cell:
        return None
    try:
        if kind.startswith("DECIMAL"):
            return Decimal(cell.replace(",", ""))
        if kind in ("INTEGER", "BIGINT"):
            return int(cell)
        if kind == "DOUBLE":
            return float(cell)
        if kind == "BOOLEAN":
            return _BOOLEANS[cell.lower()]
        if kind == "DATE":
            return date.fromisoformat(cell)
    except (ValueError, KeyError, InvalidOperation) as error:
        raise RuleError("error.cases", file=file, case=case, what=f"{cell!r} is no {kind}") from error
    return cell


def _written(value: object) -> str | None:
    """A value as cases compare it: numbers without zeros at the end, dates in ISO form."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        value = Decimal(str(round(value, 6)))
    if isinstance(value, int | Decimal):
        text = format(Decimal(value), "f")
        return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)
