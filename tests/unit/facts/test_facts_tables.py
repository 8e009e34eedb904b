"""Columns and rows of tables: what they hold, what sums what, and where a sum is broken."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.facts.column_sums import parts_of
from jixiao.facts.database import Row
from jixiao.facts.reading import FactReading
from jixiao.facts.table_columns import column_role, line_role
from jixiao.facts.tables import rows
from jixiao.model import Document, FileSource, Line, Table
from jixiao.provenance import SourceRef


def _roles(kind: str, *names: str) -> dict[str, str | None]:
    return {name: column_role(name, kind, names) for name in names}


def _sums(kind: str, *names: str) -> dict[str, str]:
    return parts_of(_roles(kind, *names), kind)


def _facts(*tables: Table) -> dict[str, list[Row]]:
    source = FileSource(file="a.txt", sha256="ab" * 32, media_type="text/plain")
    found: dict[str, list[Row]] = {}
    for name, row in rows(FactReading("d", Document(source=source, tables=list(tables)))):
        found.setdefault(name, []).append(row)
    return found


def _table(kind: str, columns: list[str], printed: list[list[str]], lines: list[Line], unit: str = "万元") -> Table:
    places = [
        [SourceRef("a.txt", line=10 + at, cell=cell) for cell, text in enumerate(row, start=1) if text] for at, row in enumerate(printed)
    ]
    return Table(
        kind=kind,
        unit=unit,
        columns=columns,
        rows=printed,
        lines=lines,
        source=SourceRef("a.txt", line=9),
        sources={"rows": [row[0] for row in places], "cells": [place for row in places for place in row]},
    )


def _line(row: int, cell: int, name: str, code: str | None = None, **values: int) -> Line:
    return Line(
        code=code,
        name=name,
        values_yuan={column.replace("__", "/"): Decimal(value) for column, value in values.items()},
        source=SourceRef("a.txt", line=9 + row, cell=cell),
    )


@pytest.mark.parametrize(
    ("kind", "name", "beside", "role"),
    [
        pytest.param("T03_expenditure", "基本支出/小计", ["合计", "项目支出"], "basic", id="sum of a group"),
        pytest.param(
            "T02_income", "本年收入/小计", ["合计", "上年结转/小计"], "current", id="income of the year beside what is carried over"
        ),
        pytest.param("FA05_general", "本年支出/小计", ["本年支出/基本支出"], "total", id="the group is the whole table"),
        pytest.param("FA08_fund", "本年支出/小计", ["年初结转和结余", "年末结转和结余"], "current", id="expenditure between two balances"),
        pytest.param("FA02_income", "事业收入/其中：教育收费", ["事业收入/小计"], "of_which", id="of which"),
        pytest.param("T02_income", "使用非财政拨款结余", ["财政拨款"], "surplus_used", id="no appropriation"),
        pytest.param("T05_general", "2023年预算数/小计", ["2024年预算数/小计"], None, id="an earlier year"),
        pytest.param("FA06_basic_econ", "公用经费/决算数", ["人员经费/决算数"], "total", id="codes side by side"),
    ],
)
def test_role_of_a_column(kind: str, name: str, beside: list[str], role: str | None) -> None:
    assert column_role(name, kind, [name, *beside]) == role


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("其中：上年财政拨款结转", "of_which"),
        ("使用非财政拨款结余（含专用结余）", "surplus_used"),
        ("结余分配", "surplus_distributed"),
        ("年初结转和结余", "carryover"),
        ("年末财政拨款结转和结余", "carryover_out"),
        ("本年支出合计", "current_total"),
        ("总计", "total"),
        ("公用经费合计", "subtotal"),
        ("一、一般公共服务支出", "item"),
    ],
)
def test_role_of_a_row(name: str, role: str) -> None:
    assert line_role(name, None) == role


def test_groups_of_the_header_are_summed_group_by_group() -> None:
    assert _sums("T02_income", "合计", "上年结转/小计", "上年结转/其他结转", "本年收入/小计", "本年收入/事业收入", "本年收入/其他收入") == {
        "上年结转/小计": "合计",
        "上年结转/其他结转": "上年结转/小计",
        "本年收入/小计": "合计",
        "本年收入/事业收入": "本年收入/小计",
        "本年收入/其他收入": "本年收入/小计",
    }


def test_groups_without_a_sum_of_their_own_are_parts_of_the_total() -> None:
    columns = ("合计", "本年拨款/一般公共预算", "财政拨款结转结余/一般公共预算", "单位资金")
    assert _sums("T12_projects", *columns) == dict.fromkeys(columns[1:], "合计")


def test_kinds_of_budget_are_not_added_to_the_appropriation_that_holds_them() -> None:
    assert _sums("T02_income", "合计", "财政拨款", "一般公共预算", "其他收入") == {"财政拨款": "合计", "其他收入": "合计"}


def test_columns_in_a_line_of_which_one_is_not_understood_sum_nothing() -> None:
    assert _sums("T03_expenditure", "合计", "基本支出", "待分配") == {}


def test_two_years_side_by_side_are_not_added() -> None:
    assert _sums("T05_general", "2023年执行数", "2024年预算数/小计", "2024年预算数/基本支出", "2024年预算数/项目支出") == {
        "2024年预算数/基本支出": "2024年预算数/小计",
        "2024年预算数/项目支出": "2024年预算数/小计",
    }


def test_a_wrong_cell_breaks_its_row_and_its_column() -> None:
    columns = ["编码", "科目", "合计", "基本支出", "项目支出"]
    printed = [["213", "农林水支出", "30.00", "10.00", "20.00"], ["21303", "水利", "30.00", "10.00", "2.00"]]
    lines = [
        _line(1, 2, "农林水支出", "213", 合计=300_000, 基本支出=100_000, 项目支出=200_000),
        _line(2, 2, "水利", "21303", 合计=300_000, 基本支出=100_000, 项目支出=20_000),
    ]
    found = {
        (row["code"], row["column_name"]): (row["row_gap_yuan"], row["column_gap_yuan"])
        for row in _facts(_table("T03_expenditure", columns, printed, lines))["budget_amounts"]
    }
    assert found["21303", "项目支出"] == (Decimal(180_000), Decimal(180_000))
    assert found["21303", "合计"] == (Decimal(180_000), None)
    assert found["213", "项目支出"] == (None, Decimal(180_000))
    assert found["213", "基本支出"] == (None, None)


def test_steps_and_places_of_amounts_are_those_of_their_cells() -> None:
    table = _table(
        "T08_fund", ["编码", "科目", "合计"], [["212", "城乡社区支出", "48.5"]], [_line(1, 2, "城乡社区支出", "212", 合计=485_000)]
    )
    (amount,) = _facts(table)["budget_amounts"]
    assert (amount["amount_step"], amount["source"]) == (Decimal(1000), '{"line":10,"cell":3}')


def test_expenditure_listed_once_more_by_nature_is_a_side_of_its_own() -> None:
    columns = ["收入/项目", "收入/决算数", "支出/项目（按功能分类）", "支出/决算数", "支出/项目（按支出性质和经济分类）", "支出/决算数"]
    printed = [["一、事业收入", "5.00", "一、教育支出", "5.00", "一、基本支出", "5.00"]]
    names = [("一、事业收入", 1, "收入/决算数"), ("一、教育支出", 3, "支出/决算数"), ("一、基本支出", 5, "支出/决算数")]
    lines = [_line(1, cell, name, **{column: 50_000}) for name, cell, column in names]
    found = _facts(_table("FA01_total", columns, printed, lines))["budget_lines"]
    assert [row["side"] for row in found] == ["income", "expenditure", "nature"]


def test_numbered_rows_belong_to_the_row_above_and_their_own_parts_do_not() -> None:
    names = ["一、财政拨款收入", "（一）一般公共预算", "1. 经费拨款", "（二）政府性基金", "二、事业收入"]
    lines = [_line(at, 1, name, 收入__金额=10_000) for at, name in enumerate(names, start=1)]
    table = _table("T01_total", ["收入/项目", "收入/金额"], [[name, "1.00"] for name in names], lines)
    found = [(row["role"], row.get("part_of_line")) for row in _facts(table)["budget_lines"]]
    assert found == [("item", None), ("of_which", 1), ("of_which", None), ("of_which", 1), ("item", None)]


def test_a_project_is_named_by_its_name_and_not_by_its_kind() -> None:
    table = _table(
        "T12_projects", ["类型", "项目名称", "合计"], [["特定目标类", "库房更新", "9.00"]], [_line(1, 1, "特定目标类", 合计=90_000)]
    )
    assert [row["name"] for row in _facts(table)["budget_lines"]] == ["库房更新"]
