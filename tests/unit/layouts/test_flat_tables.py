"""Tables of accounts whose cells a web page prints one per line: rows come back whole, or not at all."""

from __future__ import annotations

import pytest

from jixiao.documents.readers import read_bytes
from jixiao.layouts.recognise import recognise
from jixiao.model import Document, Table

HEAD = ["部门：望湖县水文站", "金额单位：万元"]
PROSE = [f"{number}.望湖县水文站负责第{number}段河道的水位观测。" for number in range(1, 40)]


def spaced(cells: list[str]) -> str:
    """A blank line behind each cell, and one more for each that is empty."""
    return "".join(f"{cell}\n\n" if cell else "\n" for cell in cells)


def tabbed(cells: list[str]) -> str:
    return "".join(f"\t{cell}\n" for cell in cells)


def read(cells: list[str], printed: str = "spaced") -> Document:
    lines = ["望湖县水文站2024年度部门决算", *PROSE, *cells]
    text = {"spaced": spaced, "tabbed": tabbed, "alone": "\n".join}[printed](lines)
    return recognise(read_bytes(text.encode(), name="accounts.txt"))


def table(cells: list[str], printed: str = "spaced") -> Table:
    (found,) = read(cells, printed).tables
    return found


def values(found: Table) -> dict[str, list[str]]:
    return {line.code or line.name or "": [f"{value / 10_000:.2f}" for value in line.values_yuan.values()] for line in found.lines}


EXPENDITURE = [
    "支出决算表",
    "公开03表",
    *HEAD,
    *["项目", "本年支出合计", "基本支出", "项目支出"],
    *["功能分类科目编码", "科目名称", "类", "款", "项", "栏次", "1", "2", "3"],
    *["合计", "50.00", "46.00", "4.00"],
    *["213", "农林水支出", "50.00", "46.00", "4.00"],
    *["21303", "水利", "50.00", "46.00", "4.00"],
    *["2130302", "一般行政管理事务", "4.00", "", "4.00"],
    *["2130312", "水质监测", "46.00", "46.00", ""],
    "注：本表反映部门本年度各项支出情况。",
]


@pytest.mark.parametrize("printed", ["spaced", "tabbed"])
def test_rows_by_code_with_empty_cells(printed: str) -> None:
    found = table(EXPENDITURE, printed)

    assert (found.kind, found.unit, found.note) == ("FA03_expenditure", "万元", "注：本表反映部门本年度各项支出情况。")
    assert found.columns == ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"]
    assert found.rows[-1] == ["2130312", "水质监测", "46.00", "46.00", ""]
    assert values(found)["2130302"] == ["4.00", "4.00"]
    assert list(found.lines[3].values_yuan) == ["本年支出合计", "项目支出"]


def test_every_cell_is_accounted_for() -> None:
    account = read(EXPENDITURE).account

    assert (account.problems, account.typed > 20) == (0, True)


def test_rows_that_lost_their_empty_cells_stay_lines() -> None:
    assert read([cell for cell in EXPENDITURE if cell], "alone").tables == []


def test_parts_of_a_code_in_cells_of_their_own_and_a_group_over_three_columns() -> None:
    found = table(
        [
            "一般公共预算财政拨款支出决算表",
            *HEAD,
            *["项目", "本年支出", "科目编码", "科目名称", "小计", "基本支出", "项目支出", "类", "款", "项", "栏次", "1", "2", "3"],
            *["合计", "9.00", "9.00", "0.00"],
            *["213", "", "", "农林水支出", "9.00", "9.00", "0.00"],
            *["213", "03", "", "水利", "9.00", "9.00", "0.00"],
            *["213", "03", "12", "水质监测", "9.00", "9.00", "0.00"],
        ]
    )

    assert found.columns[2:] == ["本年支出/小计", "本年支出/基本支出", "本年支出/项目支出"]
    assert [line.code for line in found.lines] == [None, "213", "21303", "2130312"]


def test_an_empty_table_keeps_its_columns_and_its_note() -> None:
    header = ["科目编码", "科目名称", "年初结转和结余", "本年收入", "本年支出", "合计"]
    found = table(["政府性基金预算财政拨款收入支出决算表", *HEAD, *header, "", "", "说明：没有政府性基金收支，本表无数据。"])

    assert (found.kind, found.empty, found.note) == ("FA08_fund", True, "说明：没有政府性基金收支，本表无数据。")


TOTALS = [
    "财政拨款收入支出决算总表",
    *HEAD,
    *["收入", "支出", "项目", "行次", "金额", "项目", "行次", "合计"],
    *["一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款", "栏次", "", "1", "栏次", "", "2", "3", "4", "5"],
    *["一、一般公共预算财政拨款", "1", "40.00", "一、农林水支出", "6", "42.00", "40.00", "2.00", ""],
    *["二、政府性基金预算财政拨款", "2", "2.00", "二、住房保障支出", "7", "3.00", "3.00", "", ""],
    *["", "3", "", "三、其他支出", "8", "", "", "", ""],
    *["本年收入合计", "4", "42.00", "本年支出合计", "9", "45.00", "43.00", "2.00", ""],
    *["年初财政拨款结转和结余", "5", "3.00", "年末财政拨款结转和结余", "10", "", "", "", ""],
    *["总计", "11", "45.00", "总计", "12", "45.00", "43.00", "2.00", ""],
    "注：本表反映财政拨款的总收支。",
]


@pytest.mark.parametrize("printed", ["spaced", "tabbed"])
def test_two_sides_with_numbers_of_lines(printed: str) -> None:
    found = table(TOTALS, printed)
    sides = [(line.name, [f"{value / 10_000:.2f}" for value in line.values_yuan.values()]) for line in found.lines]

    assert found.kind == "FA04_fiscal_total"
    assert found.columns[-3:] == [f"支出/{name}" for name in ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")]
    assert ("一、农林水支出", ["42.00", "40.00", "2.00"]) in sides
    assert [side for side in sides if side[0] == "总计"] == [("总计", ["45.00"]), ("总计", ["45.00", "43.00", "2.00"])]


def test_economic_items_in_blocks() -> None:
    found = table(
        [
            "一般公共预算财政拨款基本支出决算表",
            *HEAD,
            *["人员经费", "公用经费", "科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"],
            *["301", "工资福利支出", "30.00", "302", "商品和服务支出", "5.00"],
            *["30101", "基本工资", "30.00", "30201", "办公费", "5.00"],
            *["30103", "奖金", "", "30202", "印刷费", ""],
            *["人员经费合计", "30.00", "公用经费合计", "5.00"],
        ]
    )

    assert values(found)["30201"] == ["5.00"]
    assert values(found)["公用经费合计"] == ["5.00"]
    assert "30103" in {line.code for line in found.lines}


def test_three_public_items_in_columns_and_in_rows() -> None:
    items = ["合计", "因公出国（境）费", "公务用车购置及运行维护费", "公务接待费"]
    parts = ["小计", "公务用车购置费", "公务用车运行维护费"]
    amounts = ["6.00", "0.00", "4.00", "0.00", "4.00", "2.00", "5.00", "0.00", "3.60", "0.00", "3.60", "1.40"]
    numbers = [str(number) for number in range(1, 13)]
    found = table(["财政拨款“三公”经费支出决算表", *HEAD, "预算数", "决算数", *items, *items, *parts, *parts, *numbers, *amounts])
    in_rows = table(
        ["财政拨款“三公”经费支出决算表", *HEAD, "项目", "预算数", "决算数", "合计", "6.00", "5.00", "公务接待费", "6.00", "5.00"]
    )

    assert found.columns[-1] == "决算数/公务接待费"
    assert found.rows == [amounts]
    assert in_rows.rows == [["合计", "6.00", "5.00"], ["公务接待费", "6.00", "5.00"]]


def test_rows_of_a_page_with_single_blanks_between_cells() -> None:
    found = table(
        [
            "支出决算表",
            "公开03表",
            "部门：望湖县水文站 金额单位：万元",
            "项目 本年支出合计 基本支出 项目支出",
            "功能分类科目编码 科目名称",
            "合计 9.00 8.00 1.00",
            "213 农林水支出 9.00 8.00 1.00",
            "21303 水利 9.00 8.00 1.00",
            "注：本表反映部门本年度各项支出情况。",
        ],
        "alone",
    )

    assert values(found) == {"合计": ["9.00", "8.00", "1.00"], "213": ["9.00", "8.00", "1.00"], "21303": ["9.00", "8.00", "1.00"]}


def test_three_public_figures_in_one_row_of_a_page() -> None:
    items = "合计 因公出国（境）费 公务用车购置及运行维护费 公务接待费"
    parts = "小计 公务用车购置费 公务用车运行维护费"
    amounts = "6.00 0.00 4.00 0.00 4.00 2.00 5.00 0.00 3.60 0.00 3.60 1.40"
    rows = ["预算数 决算数", f"{items} {items}", f"{parts} {parts}", " ".join(str(number) for number in range(1, 13)), amounts]

    assert table(["财政拨款“三公”经费支出决算表", *HEAD, *rows], "alone").rows == [amounts.split()]


def test_dash_stands_for_no_money():
    cells = [
        *["支出决算表", *HEAD, "功能分类科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出", "经营支出"],
        *["213", "农林水支出", "620.50", "620.50", "-", "-"],
        *["21303", "水利", "620.50", "620.50", "-", "-"],
        *["2130301", "行政运行", "620.50", "620.50", "-", "-"],
        *["合计", "620.50", "620.50", "-", "-", "注：本表反映部门本年度各项支出情况。"],
    ]

    assert values(table(cells))["2130301"] == ["620.50", "620.50"]


def test_several_columns_of_money_on_each_side():
    cells = [
        *["收入支出决算总表", *HEAD, "收入", "支出", "项目", "年初预算数", "决算数", "项目", "年初预算数", "决算数"],
        *["一、一般公共预算财政拨款收入", "600.00", "620.50", "一、农林水支出", "600.00", "620.50"],
        *["本年收入合计", "600.00", "620.50", "本年支出合计", "600.00", "620.50"],
        *["总计", "600.00", "620.50", "总计", "600.00", "620.50", "注：本表反映部门本年度的总收支情况。"],
    ]
    found = table(cells)

    assert found.columns == ["收入/项目", "收入/年初预算数", "收入/决算数", "支出/项目", "支出/年初预算数", "支出/决算数"]
    assert found.rows[0] == ["一、一般公共预算财政拨款收入", "600.00", "620.50", "一、农林水支出", "600.00", "620.50"]


@pytest.mark.parametrize("rows", [["预算数", "决算数"], [""]])
def test_three_public_items_with_meetings_and_training(rows):
    figures = ["6.50", "0.00", "1.50", "5.00", "0.00", "5.00", "1.00", "1.20"]
    cells = [
        *["一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表", *HEAD, "项目", "“三公”经费", "会议费", "培训费", "小计"],
        *["因公出国（境）费用", "公务接待费", "公务用车购置及运行维护费", "小计", "公务用车购置费", "公务用车运行维护费"],
        *(cell for row in rows for cell in ([row, *figures] if row else figures)),
        "注：本表反映部门本年度“三公”经费支出情况。",
    ]
    found = table(cells)

    assert [row[-8:] for row in found.rows] == [figures for _ in rows]
    assert found.columns[-8:] == [
        *["“三公”经费/合计", "“三公”经费/因公出国（境）费", "“三公”经费/公务接待费", "“三公”经费/公务用车购置及运行维护费/小计"],
        *[
            "“三公”经费/公务用车购置及运行维护费/公务用车购置费",
            "“三公”经费/公务用车购置及运行维护费/公务用车运行维护费",
            "会议费",
            "培训费",
        ],
    ]


def test_counts_below_the_three_public_items_and_assets_in_items():
    public = [
        *[
            "一般公共预算财政拨款“三公”经费支出决算表",
            *HEAD,
            "项目",
            "预算数",
            "决算数",
            "1.公务接待费",
            "1.50",
            "0.86",
            "合计",
            "1.50",
            "0.86",
        ],
        *["相关统计数", "1.国内公务接待批次（个）", "—", "12", "注：本表反映“三公”经费支出情况。"],
    ]
    assets = [
        *["国有资产占用情况表", *HEAD, "项目", "行次", "数量", "价值", "一、车辆数合计（辆）", "1", "3", "48.60"],
        *["二、单价100万元以上设备", "2", "1", "126.00", "注：本表反映年末国有资产占用情况。"],
    ]

    assert [row[0] for row in table(public).rows] == ["1.公务接待费", "合计", "相关统计数", "1.国内公务接待批次（个）"]
    assert table(assets).rows == [["一、车辆数合计（辆）", "3", "48.60"], ["二、单价100万元以上设备", "1", "126.00"]]
