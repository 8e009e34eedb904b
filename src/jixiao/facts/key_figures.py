"""Totals of tables that the narrative repeats (关键数字): which row and column print which metric."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from jixiao.facts.database import Row
from jixiao.facts.reading import FactReading, place
from jixiao.facts.sum_gaps import TypedLine
from jixiao.facts.table_columns import is_of_earlier_year, three_public_item
from jixiao.layouts.printed_cells import printed_cells
from jixiao.model import Table
from jixiao.provenance import SourceRef
from jixiao.values import MoneyUnit, parse_amount, step_of

_BY_ROLE: dict[str, dict[tuple[str | None, str, str], str]] = {
    "T01_total": {
        ("income", "total", "total"): "total_income",
        ("expenditure", "total", "total"): "total_expenditure",
        ("income", "current_total", "total"): "current_income",
        ("expenditure", "current_total", "total"): "current_expenditure",
        ("income", "carryover", "total"): "carryover",
        ("expenditure", "carryover_out", "total"): "carryover_out",
    },
    "T02_income": {
        (None, "total", "total"): "total_income",
        (None, "total", "current"): "current_income",
        (None, "total", "carryover"): "carryover",
        (None, "total", "fiscal"): "fiscal_income",
    },
    "T03_expenditure": {
        (None, "total", "total"): "total_expenditure",
        (None, "total", "basic"): "basic",
        (None, "total", "project"): "project",
    },
    "T04_fiscal_total": {
        ("income", "total", "total"): "fiscal_income",
        ("expenditure", "total", "total"): "fiscal_expenditure",
        ("expenditure", "current_total", "general"): "general",
        ("expenditure", "current_total", "fund"): "fund",
        ("expenditure", "current_total", "state_capital"): "state_capital",
        ("expenditure", "total", "general"): "general",
        ("expenditure", "total", "fund"): "fund",
        ("expenditure", "total", "state_capital"): "state_capital",
    },
    "T05_general": {
        (None, "total", "total"): "general",
        (None, "total", "basic"): "general_basic",
        (None, "total", "project"): "general_project",
    },
    "T06_basic_econ": {
        (None, "total", "total"): "general_basic",
        (None, "total", "personnel"): "personnel",
        (None, "total", "operating"): "operating",
    },
    "T08_fund": {(None, "total", "total"): "fund"},
    "T09_state_capital": {(None, "total", "total"): "state_capital"},
    "T11_operating": {(None, "total", "total"): "agency_operating"},
    "T12_projects": {(None, "total", "total"): "project"},
    "T14_procurement": {(None, "total", "total"): "procurement_total"},
    "FA02_income": {(None, "total", "total"): "current_income", (None, "total", "fiscal"): "fiscal_income"},
    "FA03_expenditure": {
        (None, "total", "total"): "current_expenditure",
        (None, "total", "basic"): "basic",
        (None, "total", "project"): "project",
    },
    "FA08_fund": {(None, "total", "current_expenditure"): "fund", (None, "total", "total"): "fund"},
}
_OF_ONE_BUDGET = ("general", "fund", "state_capital")
_LIKE = {
    "FA01_total": "T01_total",
    "FA04_fiscal_total": "T04_fiscal_total",
    "FA05_general": "T05_general",
    "FA06_basic_econ": "T06_basic_econ",
    "FA09_state_capital": "T09_state_capital",
}
"""Tables of final accounts whose totals are those of a budget table."""
_EMPTY = {"T08_fund": "fund", "FA08_fund": "fund", "T09_state_capital": "state_capital", "FA09_state_capital": "state_capital"}
_PERSONNEL, _OPERATING = ("301", "303"), ("302", "307", "309", "310", "311", "312", "399")
_GROUP_TOTALS = (
    ("personnel", re.compile(r"^人员经费(?:支出)?(?:合计|小计)$")),
    ("operating", re.compile(r"^公用经费(?:支出)?(?:合计|小计)$")),
)
_ABOVE_CODE = re.compile(r"机关运行经费")
_ITS_SUM = re.compile(r"支出合计$|^小计$|^合计$")
_ALL = re.compile(r"^(?:合计|总计)$")
_OPERATING_ROW = re.compile(r"^[一二三四五]、机关运行经费(?:支出)?$")
_LINE_NUMBER = re.compile(r"行次|序号")
_OF_MEASURE = re.compile(r"/(?:年初|全年|调整)?(?:预算|决算)数?$")
_THREE_PUBLIC = ("T10_three_public", "T18_three_public_operating", "FA07_three_public")


def rows(reading: FactReading, table_id: str, table: Table, lines: list[TypedLine]) -> Iterator[tuple[str, Row]]:
    """Rows of ``key_figures`` of one table."""
    keys: Row = {"document_id": reading.id, "table_id": table_id, "kind": table.kind}
    found: dict[tuple[str, str], Row] = {}
    for figure in _figures(table, lines):
        found.setdefault((str(figure["metric"]), str(figure["measure"])), figure)
    for figure in found.values():
        yield "key_figures", {**keys, **figure}


def _figures(table: Table, lines: list[TypedLine]) -> Iterator[Row]:
    measure = "final" if _is_outcome(table) else "budget"
    if table.empty:
        if metric := _EMPTY.get(table.kind):
            yield _row(metric, measure, Decimal(0), None, table.title or "", place(table.source), is_blank=True)
        return
    if table.kind in _THREE_PUBLIC:
        yield from _three_public(table, measure)
        return
    has_current = any(line.row["role"] == "current_total" for line in lines)
    known = _BY_ROLE.get(_LIKE.get(table.kind, table.kind), {})
    for line in lines:
        for amount in line.amounts:
            metric = known.get((_side(table, amount), str(line.row["role"]), str(amount["column_role"])))
            if metric in _OF_ONE_BUDGET and has_current and line.row["role"] == "total":
                continue  # 总计 holds what is carried over as well
            if metric:
                yield _of_amount(metric, measure, amount)
    if table.kind in ("T06_basic_econ", "FA06_basic_econ"):
        yield from _economic(table, measure, lines)
    if table.kind == "T11_operating" and len(lines) == 1:
        yield from (_of_amount("agency_operating", measure, amount) for amount in lines[0].amounts if amount["column_role"] == "total")


def _is_outcome(table: Table) -> bool:
    """The table says what was spent: one of final accounts by its kind, its title or a column (“三公”经费、机关运行经费情况表)."""
    return table.kind.startswith("FA") or any("决算" in text for text in (table.title or "", *table.columns))


def _side(table: Table, amount: Row) -> str | None:
    side = amount["side"]
    return str(side) if side else None


def _of_amount(metric: str, measure: str, amount: Row) -> Row:
    label = f"{amount['name'] or amount['code'] or ''} / {str(amount['column_name']).rsplit('/', 1)[-1]}"
    copied = {name: amount[name] for name in ("amount_yuan", "amount_step", "row_gap_yuan", "source")}
    return _row(metric, measure, None, None, label, None) | copied


def _row(
    metric: str, measure: str, yuan: Decimal | None, step: Decimal | None, label: str, source: str | None, *, is_blank: bool = False
) -> Row:
    return {
        "metric": metric,
        "measure": measure,
        "amount_yuan": yuan,
        "amount_step": step,
        "is_blank": is_blank,
        "label": label,
        "source": source,
    }


def _economic(table: Table, measure: str, lines: list[TypedLine]) -> Iterator[Row]:
    """Personnel and operating expenses where the table has no columns for them: rows that say so, or the sums of their classes."""
    printed: dict[str, Row] = {}
    for metric, figure in _group_totals(table, measure):
        printed.setdefault(metric, figure)
    yield from printed.values()
    if len(printed) == len(_GROUP_TOTALS):
        yield _together("general_basic", measure, "人员经费合计+公用经费合计", list(printed.values()))
    for metric, classes in (("personnel", _PERSONNEL), ("operating", _OPERATING)):
        parts = [line for line in lines if line.row["code"] in classes]
        amounts = [amount for line in parts for amount in line.amounts if amount["column_role"] in ("total", None)][: len(parts)]
        if not parts or len(amounts) != len(parts):
            continue
        yield _together(metric, measure, "+".join(str(line.row["code"]) for line in parts), amounts)


def _group_totals(table: Table, measure: str) -> Iterator[tuple[str, Row]]:
    """人员经费合计 and 公用经费合计, each with the next figure at its right; both may stand in one row."""
    unit = MoneyUnit(table.unit) if table.unit else None
    places = {(cell.row, cell.column): cell.source for cell in printed_cells(table)}
    for row_no, row in enumerate(table.rows, start=1):
        for at, text in enumerate(row):
            metric = next((metric for metric, pattern in _GROUP_TOTALS if pattern.search(re.sub(r"\s+", "", text))), None)
            amount = next((to for to in range(at + 1, len(row)) if _is_number(row[to])), None) if metric else None
            if metric and amount is not None:
                source = places.get((row_no, amount + 1)) or table.source
                yield metric, _cell(metric, measure, row[amount], unit, re.sub(r"\s+", "", text), source)


def _together(metric: str, measure: str, label: str, amounts: list[Row]) -> Row:
    """A figure that the table prints in parts only."""
    total = sum((Decimal(str(amount["amount_yuan"])) for amount in amounts), Decimal(0))
    steps = [Decimal(str(amount["amount_step"])) for amount in amounts if amount["amount_step"] is not None]
    source = amounts[0]["source"]
    return _row(metric, measure, total, sum(steps, Decimal(0)) or None, label, str(source) if source else None)


def _three_public(table: Table, measure: str) -> Iterator[Row]:
    """Items in columns (one line for all) or in rows (one a line)."""
    unit = MoneyUnit(table.unit) if table.unit else None
    cells = {(cell.row, cell.column): cell.source for cell in printed_cells(table)}
    if sum(1 for name in table.columns if three_public_item(_without_measure(name))) >= 3:
        yield from _in_columns(table, measure, unit, cells)
        return
    columns = _amount_columns(table, measure)
    below_heading = False
    for row_no, row in enumerate(table.rows, start=1):
        label = next((cell for cell in row[:3] if cell and not _is_number(cell) and three_public_item(cell)), None)
        metric = three_public_item(label) if label else None
        if below_heading and metric is None:
            label = next((cell for cell in row[:3] if _ITS_SUM.search(cell)), None)
            metric = "three_public_total" if label else None
        texts = [row[at - 1] if at <= len(row) else "" for at, _ in columns]
        below_heading = metric == "three_public_total" and not any(parse_amount(text, unit) for text in texts if text)
        if label is None or metric is None or (below_heading and len(table.rows) > 1):
            continue
        for (at, own), text in zip(columns, texts, strict=True):
            source = cells.get((row_no, at)) or _first(cells, row_no) or table.source
            yield _cell(metric, own, text, unit, label, source)
    yield from _operating_in_rows(table, measure, unit, cells)


def _operating_in_rows(
    table: Table, measure: str, unit: MoneyUnit | None, cells: Mapping[tuple[int, int], SourceRef | None]
) -> Iterator[Row]:
    """机关运行经费 as a row of its own, below the items or beside them: the first amount at its right, and of which measure it is."""
    for row_no, row in enumerate(table.rows, start=1):
        label = next((at for at, text in enumerate(row) if _OPERATING_ROW.match(re.sub(r"\s+", "", text))), None)
        if label is None:
            continue
        columns = [at for at in range(label + 1, len(row)) if at < len(table.columns) and not _LINE_NUMBER.search(table.columns[at])]
        at = next((at for at in columns if _is_number(row[at])), None)
        if at is not None:
            source = cells.get((row_no, at + 1)) or table.source
            own = _measure(table.columns[at], measure)
            yield _cell("agency_operating", own, row[at], unit, re.sub(r"\s+", "", row[label]), source)


def _in_columns(table: Table, measure: str, unit: MoneyUnit | None, cells: Mapping[tuple[int, int], SourceRef | None]) -> Iterator[Row]:
    filled = [
        at for at, row in enumerate(table.rows, start=1) if any(parse_amount(cell, unit) for cell in row if cell) and "栏次" not in row
    ]
    row_no = next((at for at in filled if any(_ALL.match(cell) for cell in table.rows[at - 1])), filled[0] if filled else None)
    if row_no is None:
        return
    for at, name in enumerate(table.columns, start=1):
        metric = "agency_operating" if _ABOVE_CODE.search(name) and "三公" not in name else three_public_item(_without_measure(name))
        if metric and not is_of_earlier_year(name, table.columns):
            source = cells.get((row_no, at)) or table.source
            yield _cell(metric, _measure(name, measure), table.rows[row_no - 1][at - 1], unit, _label(name), source)


def _without_measure(name: str) -> str:
    """The item of a column below which 预算数 and 决算数 stand in pairs."""
    return _OF_MEASURE.sub("", name)


def _label(name: str) -> str:
    """What the last header cell says; with the one above where it only says 小计 or 预算数."""
    parts = [part for part in name.split("/") if part]
    is_telling = len(parts) < 2 or (parts[-1] not in ("小计", "合计") and not _OF_MEASURE.search(name))
    return parts[-1] if is_telling else f"{parts[-2]}{parts[-1]}"


def _measure(name: str, measure: str) -> str:
    """Final accounts print the budget beside the outcome: a group of columns for each, or a pair of columns for each item."""
    parts = name.split("/")
    says = next((part for part in (parts[0], parts[-1]) if re.search(r"预算数?$|决算数?$", part)), parts[0])
    return "budget" if re.search(r"预算数?", says) and measure == "final" else measure


def _cell(metric: str, measure: str, text: str, unit: MoneyUnit | None, label: str, source: SourceRef) -> Row:
    amount = parse_amount(text, unit) if text else None
    yuan = amount.yuan if amount else Decimal(0)
    return _row(metric, measure, yuan, step_of(text, yuan) if amount else None, label, place(source), is_blank=amount is None)


def _amount_columns(table: Table, measure: str) -> list[tuple[int, str]]:
    """The column of the amounts, that of the total where there are several; of final accounts the budget and the outcome.

    Of several years the last one counts.
    """
    money = {column for line in table.lines for column in line.values_yuan}
    names = [(at, name) for at, name in enumerate(table.columns, start=1) if not is_of_earlier_year(name, table.columns)]
    outcome = next((at for at, name in names if re.search(r"决算|(?<!预算)统计数|支出数|执行数", name)), None)
    if measure == "final" and outcome is not None:
        budget = next((at for at, name in names if re.search(r"预算数?", name) and "决算" not in name), None)
        return [(outcome, "final"), *([(budget, "budget")] if budget else [])]
    sums = [at for at, name in names if name in money and re.search(r"合计|总计|金额|预算数|小计", name)]
    return [(at, measure) for at in [*sums, *(at for at, name in names if name in money)][:1]]


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[\d.,]+", text) is not None


def _first(cells: dict[tuple[int, int], SourceRef | None], row: int) -> SourceRef | None:
    return next((source for (at, _), source in sorted(cells.items()) if at == row and source), None)
