"""The list of projects of a disclosure (项目支出预算表), and which form belongs to each of its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.facts.database import Row
from jixiao.facts.reading import FactReading, place
from jixiao.layouts.heads import is_agency
from jixiao.matching.keys import key_of, likeness
from jixiao.model import Line, Project, Table
from jixiao.provenance import SourceRef
from jixiao.values import step_of

_KINDS = ("T12_projects", "T13_projects_carry")
_TOTAL = re.compile(r"^(?:合计|总计|小计|共计|总合计|本级小计)$|(?:合计|小计)$")
_NO_PROJECT = re.compile(
    r"^(?:基本支出|项目支出|人员类项目?|运转类项目?|其他运转类项目?|特定目标类项目?|公用经费项目|部门项目|单位项目|[\d.、]*)$"
)
_SUM_COLUMN = re.compile(r"合计|总计|小计|总额")
_ALIKE = 0.6


@dataclass(slots=True)
class _Listed:
    """A row of the list."""

    kind: str
    table_id: str
    name: str
    amount: Decimal | None
    step: Decimal | None
    source: SourceRef
    project: str | None = None
    distance: int | None = None


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of ``project_list``."""
    listed = [row for _, table_id, table in reading.tables() if table.kind in _KINDS for row in _rows_of(table_id, table)]
    forms = [(project_id, item) for _, project_id, scope, item in reading.projects() if scope == "project" and item.name]
    for kind in _KINDS:
        _match([row for row in listed if row.kind == kind], forms)
    for number, row in enumerate(listed, start=1):
        yield (
            "project_list",
            {
                "document_id": reading.id,
                "table_id": row.table_id,
                "list_no": number,
                "kind": row.kind,
                "name": row.name,
                "name_key": key_of(row.name),
                "amount_yuan": row.amount,
                "amount_step": row.step,
                "project_id": row.project,
                "name_distance": row.distance,
                "source": place(row.source),
            },
        )


def _rows_of(table_id: str, table: Table) -> Iterator[_Listed]:
    """Rows that name a project and its money; totals, agencies and kinds of projects are none."""
    column = next((at for at, name in enumerate(table.columns) if "项目名称" in name), None)
    starts = {place(source): row for source, row in zip(table.sources.get("rows", []), table.rows, strict=False)}
    for line in table.lines:
        row = starts.get(place(line.source))
        name = row[column] if row is not None and column is not None and column < len(row) else line.name
        if not name or _TOTAL.search(name) or _NO_PROJECT.match(name) or is_agency(name):
            continue
        amount, printed = _amount(line, table, row)
        yield _Listed(table.kind, table_id, name, amount, step_of(printed, amount) if amount is not None else None, line.source)


def _amount(line: Line, table: Table, row: Sequence[str] | None) -> tuple[Decimal | None, str]:
    """The total of a row and how it is printed: its column of a sum, or the first amount."""
    names = [name for name in line.values_yuan if _SUM_COLUMN.search(name)] or list(line.values_yuan)
    if not names:
        return None, ""
    at = table.columns.index(names[0]) if names[0] in table.columns else None
    return line.values_yuan[names[0]], row[at] if row is not None and at is not None and at < len(row) else ""


def _match(listed: Sequence[_Listed], forms: Sequence[tuple[str, Project]]) -> None:
    """Give each row its form: the same name and amount, then the same name, then the same amount and a name that is alike."""
    free = dict(forms)
    for test in (_same, _same_name, _alike):
        for row in listed:
            if row.project is None:
                found = next((key for key, item in free.items() if test(row, item)), None)
                if found is not None:
                    row.project, row.distance = found, distance(key_of(row.name) or "", key_of(free.pop(found).name) or "")


def _same_name(row: _Listed, item: Project) -> bool:
    return key_of(row.name) == key_of(item.name)


def _same_amount(row: _Listed, item: Project) -> bool:
    budget, step = item.amounts.get("annual"), item.steps.get("amounts.annual") or Decimal(0)
    return budget is not None and row.amount is not None and 2 * abs(budget - row.amount) <= step + (row.step or Decimal(0))


def _same(row: _Listed, item: Project) -> bool:
    return _same_name(row, item) and _same_amount(row, item)


def _alike(row: _Listed, item: Project) -> bool:
    mine, other = key_of(row.name) or "", key_of(item.name) or ""
    return _same_amount(row, item) and (mine in other or other in mine or (likeness(mine, other) or 0) >= _ALIKE)


def distance(left: str, right: str) -> int:
    """Letters that must be changed, put in or taken out to make one text of the other (编辑距离).

    >>> distance("网格专线维护费", "网络专线维护费"), distance("河道保洁", "河道保洁"), distance("", "闸站")
    (1, 0, 2)
    """
    before = list(range(len(right) + 1))
    for at, char in enumerate(left, start=1):
        row = [at]
        for index, other in enumerate(right, start=1):
            row.append(min(before[index] + 1, row[-1] + 1, before[index - 1] + (char != other)))
        before = row
    return before[-1]
