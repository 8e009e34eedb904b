"""``jixiao show --where`` prints the place of every value, whatever the format; without it the last column still finds the row."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.cli import main, places, tables
from jixiao.cli.show import show_project
from jixiao.cli.summary import render
from jixiao.cli.wording import width
from jixiao.model import Indicator, Project, Table
from jixiao.provenance import SourceRef
from jixiao.values import parse_target

GOLDEN = Path(__file__).parents[1] / "golden"
FORMS = GOLDEN / "described-beside-forms" / "input.txt"
TABLES = GOLDEN / "mixed-disclosure" / "input.txt"


@pytest.fixture(autouse=True)
def terminal_of_100(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")


def line_with(printed, *words):
    return next(line for line in printed.splitlines() if all(word in line for word in words))


def test_every_field_amount_and_text_has_its_place(capsys):
    assert main(["show", str(FORMS), "--where"]) == 0

    printed = capsys.readouterr().out
    assert "河道保洁  第5行第2格等2处" in printed
    assert "闸站维护  第23行" in printed
    for label, value, place in [
        ("主管部门", "云岭县水务局", "第5行第4格"),
        ("年度资金总额", "95.00 万元", "第27行"),
        ("项目总额", "260.00 万元", "第27行"),
        ("年度绩效目标", "全县86条河道水面清洁。", "第8行第2格"),
        ("立项依据", "《云岭县河道管理办法》。", "第17行"),
        ("实施内容", "清除水面漂浮物", "第18行等2处"),
    ]:
        assert line_with(printed, label, value).rstrip().endswith(place)


def test_indicators_have_the_place_of_their_target(capsys):
    assert main(["show", str(FORMS), "--where", "--project", "河道保洁"]) == 0

    printed = capsys.readouterr().out
    assert "出处" in line_with(printed, "二级指标", "三级指标")
    assert line_with(printed, "保洁河道", "≥86条").rstrip().endswith("第10行第4格")


def test_publisher_year_and_sections_have_places(capsys):
    assert main(["show", str(FORMS), "--where"]) == 0

    printed = capsys.readouterr().out
    assert "发布单位：第1行等2处" in printed
    assert line_with(printed, "（二）闸站维护", "个数字").rstrip().endswith("第23行")


def test_without_where_nothing_is_printed_of_places_but_the_line(capsys):
    assert main(["show", str(FORMS)]) == 0

    printed = capsys.readouterr().out
    assert line_with(printed, "保洁河道").split()[-1] == "10"
    assert line_with(printed, "二级指标").split()[-1] == "行"
    assert "第10行" not in printed


def test_every_row_of_a_table_has_its_place(capsys):
    assert main(["show", str(TABLES), "--where", "--table", "部门支出总体"]) == 0

    printed = capsys.readouterr().out
    rows = [line for line in printed.splitlines() if re.search(r"\d,?\d{3}\.\d\d|\d\.\d\d", line)]
    assert rows
    assert all(re.search(r"第\d+行第\d格$", line.rstrip()) for line in rows)


def test_english_places(capsys):
    assert main(["show", str(FORMS), "--where", "--lang=en"]) == 0

    printed = capsys.readouterr().out
    assert line_with(printed, "保洁河道").rstrip().endswith("line 10, cell 4")
    assert "Publisher: line 1 (2 places)" in printed


PLACES = [
    (SourceRef("a.pdf", page=5, box=(90.2, 234.0, 180.0, 250.9)), "第5页", "第5页（90,234）至（180,251）"),
    (SourceRef("a.xlsx", sheet="附表1", address="F12"), "附表1!F12", "工作表“附表1”F12"),
    (SourceRef("a.docx", table=2, row=7, cell=3), "表2行7", "第2张表第7行第3格"),
    (SourceRef("a.docx", paragraph=14), "第14段", "第14段"),
    (SourceRef("a.txt", line=18, cell=2), "18", "第18行第2格"),
]


@pytest.mark.parametrize(("place", "short", "full"), PLACES, ids=["page", "sheet", "table", "paragraph", "line"])
def test_place_of_each_format(place, short, full):
    assert places.in_short(place) == short
    assert places.in_full([place]) == full
    assert places.in_full([place, place]) == f"{full}等2处"
    assert places.in_full([]) == ""


@pytest.mark.parametrize(("place", "short", "full"), PLACES, ids=["page", "sheet", "table", "paragraph", "line"])
def test_last_column_of_the_indicators_for_each_format(place, short, full):
    item = Indicator(name="培训人数", target=parse_target("≥200人"), source=place)
    project = Project(name="教师培训", amounts={"annual": Decimal(500000)}, indicators=[item], source=place)

    printed = show_project(project)

    assert line_with(printed, "培训人数").rstrip().endswith(f" {short}")
    assert line_with(printed, "三级指标").split()[-1] == ("行" if place.line else "出处")


def wide_table():
    place = SourceRef("a.pdf", page=10, box=(54, 220, 88, 244))
    columns = ["功能分类科目编码/类", "功能分类科目编码/款", "功能分类科目名称", *(f"收入预算/第{n}种拨款收入" for n in range(1, 8))]
    rows = [
        ["201", "06", "一般行政管理事务", *(f"{n}2,186,440.80" for n in range(1, 8))],
        ["合计", "", "", *(f"{n}9,999,999.99" for n in range(1, 8))],
    ]
    return Table(
        title="收入预算表", kind="T02_income", unit="元", columns=columns, rows=rows, source=place, sources={"rows": [place, place]}
    )


@pytest.mark.parametrize("columns", [60, 80, 120, 250])
@pytest.mark.parametrize("where", [False, True])
def test_no_figure_is_cut_on_a_narrow_terminal(columns, where, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(columns))

    printed = render(tables.show_table(wide_table(), everything=True, where=where))

    for row in wide_table().rows:
        assert all(cell in printed for cell in row[3:])
    assert max(width(line) for line in printed.splitlines()) <= columns
    assert printed.count("第10页（54,220）至（88,244）") == (3 if where else 0)
