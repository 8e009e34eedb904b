"""Totals that the narrative repeats, and lines of procurement."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.facts.database import Row
from jixiao.facts.procurement import item_class
from jixiao.facts.reading import FactReading
from jixiao.facts.tables import rows
from jixiao.model import Document, FileSource, Line, Table
from jixiao.provenance import SourceRef

PLACE = SourceRef("a.txt", line=1)


def _facts(table: Table) -> dict[str, list[Row]]:
    source = FileSource(file="a.txt", sha256="ab" * 32, media_type="text/plain")
    found: dict[str, list[Row]] = {}
    for name, row in rows(FactReading("d", Document(source=source, tables=[table]))):
        found.setdefault(name, []).append(row)
    return found


def _figures(
    kind: str, columns: list[str], printed: list[list[str]], lines: list[Line] | None = None
) -> dict[tuple[object, object], object]:
    table = Table(kind=kind, unit="万元", columns=columns, rows=printed, lines=lines or [], source=PLACE, empty=not printed)
    return {(row["metric"], row["measure"]): row["amount_yuan"] for row in _facts(table).get("key_figures", [])}


def _line(name: str, **values: int) -> Line:
    return Line(name=name, values_yuan={key.replace("__", "/"): Decimal(value) for key, value in values.items()}, source=PLACE)


def test_three_public_items_in_columns_are_those_of_the_last_year() -> None:
    columns = [f"{year}年预算数/{item}" for year in (2023, 2024) for item in ("合计", "因公出国（境）费", "公务接待费")]
    assert _figures("T10_three_public", columns, [["13.00", "9.00", "4.00", "10.00", "8.00", "2.00"]]) == {
        ("three_public_total", "budget"): Decimal(100_000),
        ("three_public_abroad", "budget"): Decimal(80_000),
        ("three_public_reception", "budget"): Decimal(20_000),
    }


def test_of_several_agencies_the_row_of_all_counts() -> None:
    columns = ["单位", "合计", "因公出国（境）费", "公务接待费"]
    found = _figures("T10_three_public", columns, [["档案馆", "1.00", "0.00", "1.00"], ["合计", "3.00", "1.00", "2.00"]])
    assert found["three_public_total", "budget"] == Decimal(30_000)


def test_three_public_items_in_rows_of_final_accounts_are_budget_and_outcome() -> None:
    lines = [_line("合计", 预算数=60_000, 决算数=50_000)]
    assert _figures("FA07_three_public", ["项目", "预算数", "决算数"], [["合计", "6.00", "5.00"]], lines) == {
        ("three_public_total", "final"): Decimal(50_000),
        ("three_public_total", "budget"): Decimal(60_000),
    }


def test_three_public_items_with_budget_and_outcome_in_pairs() -> None:
    items = ("合计", "因公出国（境）费", "公务用车购置及运行维护费/小计", "公务接待费")
    columns = [f"“三公”经费/{item}/{measure}" for item in items for measure in ("预算数", "决算数")]
    found = _figures("FA07_three_public", columns, [["6.00", "5.00", "0.00", "0.00", "4.00", "3.60", "2.00", "1.40"]])
    assert {metric: (found[metric, "budget"], found[metric, "final"]) for metric, _ in found} == {
        "three_public_total": (Decimal(60_000), Decimal(50_000)),
        "three_public_abroad": (Decimal(0), Decimal(0)),
        "three_public_vehicle_total": (Decimal(40_000), Decimal(36_000)),
        "three_public_reception": (Decimal(20_000), Decimal(14_000)),
    }


def test_the_general_budget_of_final_accounts_is_that_without_what_is_carried_over() -> None:
    columns = ["收入/项目", "收入/金额", "支出/项目", "支出/合计", "支出/一般公共预算财政拨款"]
    values = {"支出__合计": 90_000, "支出__一般公共预算财政拨款": 80_000}
    lines = [
        _line("本年支出合计", **values),
        _line("总计", 支出__合计=99_000, 支出__一般公共预算财政拨款=89_000),
    ]
    found = _figures("FA04_fiscal_total", columns, [["", "", "本年支出合计", "9.00", "8.00"], ["", "", "总计", "9.90", "8.90"]], lines)
    assert (found["general", "final"], found["fiscal_expenditure", "final"]) == (Decimal(80_000), Decimal(99_000))


def test_personnel_and_operating_expenses_stand_in_one_row() -> None:
    columns = ["人员经费/名称", "人员经费/决算数", "公用经费/名称", "公用经费/决算数"]
    found = _figures("FA06_basic_econ", columns, [["人员经费合计", "7.00", "公用经费合计", "2.00"]])
    assert found == {
        ("personnel", "final"): Decimal(70_000),
        ("operating", "final"): Decimal(20_000),
        ("general_basic", "final"): Decimal(90_000),
    }


def test_an_empty_table_of_funds_says_zero() -> None:
    assert _figures("T08_fund", ["编码", "科目", "合计"], []) == {("fund", "budget"): Decimal(0)}


@pytest.mark.parametrize(
    ("project", "item", "found"),
    [
        ("库房设备购置", "其他服务", "goods"),
        ("档案扫描服务", "其他服务", None),
        ("运行维护经费", "办公设备", "goods"),
        ("库房更新", "物业管理服务", "services"),
        ("库房更新", "房屋修缮", "works"),
        ("设备购置及运维", "其他通信设备", None),
    ],
)
def test_what_is_bought_by_the_words_that_name_it(project: str, item: str, found: str | None) -> None:
    assert item_class(project, item) == found


def test_lines_of_procurement() -> None:
    columns = ["项目名称", "采购品目", "品目编码", "计量单位", "数量", "单价", "采购金额/合计", "预留中小企业份额"]
    printed = [
        ["合计", "", "", "", "", "", "6.00", ""],
        ["本级小计", "", "", "", "", "", "6.00", ""],
        ["库房更新", "其他办公设备", "A02029900", "台", "3", "2.00", "6.00", ""],
    ]
    table = Table(kind="T14_procurement", unit="万元", columns=columns, rows=printed, source=PLACE)
    found = _facts(table)["procurement_lines"]
    assert [(row["role"], row["agency"]) for row in found] == [("total", None), ("subtotal", "本级"), ("item", "本级")]
    item = found[2]
    assert (item["code_class"], item["is_other_code"], item["quantity"]) == ("goods", True, Decimal(3))
    assert (item["unit_price_yuan"], item["amount_yuan"], item["reserve_yuan"]) == (Decimal(20_000), Decimal(60_000), Decimal(0))
