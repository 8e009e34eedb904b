"""Invented tables of disclosures: one of each kind by hand, any by chance."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st
from tests.property import vocabulary as words

from jixiao.model import Table
from jixiao.provenance import SourceRef
from jixiao.values import MoneyUnit

FILE = Path(__file__).parent / "made_tables.toml"
_PLACE = SourceRef("invented")
_TITLES = {
    "2026年部门支出预算总表": "T03_expenditure",
    "部门收入总表": "T02_income",
    "2026年项目支出预算表": "T12_projects",
    "一般公共预算支出表（按功能分类）": "T05_general",
    "支出决算表": "FA03_expenditure",
}
_GROUPS = {
    "本年预算": ["合计", "基本支出", "项目支出"],
    "资金来源": ["合计", "一般公共预算", "政府性基金预算", "单位资金"],
    "上年结转": ["小计", "财政拨款"],
}
_CODES = ["2010301", "2080505", "2101101", "2210201", "2060499"]


@dataclass(frozen=True, slots=True)
class Made:
    """A table, and its amounts in yuan, row by row."""

    table: Table
    yuan: list[Decimal]


def made_tables() -> list[Made]:
    """The tables that were made by hand."""
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))["table"]
    return [made(Table(**{key: value for key, value in one.items() if key != "money"}, source=_PLACE), one["money"]) for one in raw]


def made(table: Table, money: list[int]) -> Made:
    """A table with its amounts: figures in the columns of money."""
    factor = MoneyUnit(table.unit).factor if table.unit else Decimal(1)
    return Made(table, [Decimal(row[col].replace(",", "")) * factor for row in table.rows for col in money if row[col]])


def _amounts(decimals: int) -> st.SearchStrategy[str]:
    """Figures with their separators, zero and negative ones as well, or a blank cell."""
    figure = st.integers(-(10**9), 10**11).map(lambda number: f"{Decimal(number).scaleb(-decimals):,.{decimals}f}")
    return st.one_of(st.just(""), figure, figure, figure)


@st.composite
def tables(draw: st.DrawFn) -> Made:
    """A table with a code, a name, perhaps texts, and columns of money below up to three groups."""
    title = draw(st.sampled_from(sorted(_TITLES)))
    columns = draw(st.sampled_from([["科目编码", "科目名称"], ["项目名称"], ["序号", "项目名称", "项目单位"]]))
    keys = len(columns)
    for group in draw(st.lists(st.sampled_from(sorted(_GROUPS)), min_size=1, max_size=3, unique=True)):
        columns = columns + [f"{group}/{leaf}" for leaf in _GROUPS[group][: draw(st.integers(2, 4))]]
    decimals = draw(st.sampled_from([0, 2, 2, 6]))
    names = st.builds("".join, st.tuples(st.sampled_from(words.TOPICS), st.sampled_from(words.ACTIONS), st.sampled_from(words.DECORATIONS)))
    rows = []
    for number in range(1, draw(st.integers(1, 45)) + 1):
        code = draw(st.sampled_from(_CODES)) if columns[0] == "科目编码" else str(number)
        texts = [code, draw(names), draw(st.sampled_from(words.PLACES)) + "档案馆"]
        texts = texts[1:2] if keys == 1 else texts[:keys]
        figures = [draw(_amounts(decimals)) for _ in columns[keys:]]
        rows.append([*texts, *(figures if any(figures) else ["1.00", *figures[1:]])])
    note = draw(st.sampled_from([None, "注：本表金额转换为万元时，因四舍五入可能存在尾差。", "注：1.含上年结转。\n2.不含涉密项目。"]))
    unit = draw(st.sampled_from(["万元", "元"]))
    table = Table(title=title, kind=_TITLES[title], unit=unit, note=note, columns=columns, rows=rows, source=_PLACE)
    return made(table, list(range(keys, len(columns))))
