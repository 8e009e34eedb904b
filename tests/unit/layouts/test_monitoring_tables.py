"""Monitoring tables (绩效运行监控表) in two layouts, as every kind of file: money by month, what is reached and expected, causes, marks."""

from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.documents import open_document
from jixiao.documents.printout import Page, Printout
from jixiao.documents.writers import FORMATS, write
from jixiao.layouts.recognise import recognise
from jixiao.layouts.rounds import named_month

FOLDER = Path(__file__).with_name("monitoring")


def read_as(name, kind, folder):
    path = folder / f"{name}.{kind}"
    path.write_bytes(write(Printout(name, [Page(name, open_document(FOLDER / f"{name}.html").blocks, is_landscape=True)]), kind))
    return recognise(open_document(path))


def told(item):
    found = item.monitoring
    actual, forecast = (value.text if value else None for value in (found.actual, found.forecast))
    return item.name, item.target.text, actual, forecast, found.causes, found.reason, found.attainability


@pytest.mark.parametrize("kind", FORMATS)
def test_form_with_groups_of_causes_and_marks(kind, tmp_path):
    document = read_as("national", kind, tmp_path)
    (project,) = document.projects
    money = project.funding[0]

    assert (document.kind.value, document.problems, project.name, project.monitoring.month) == ("monitoring", [], "城区道路标线施划", 7)
    assert (money.key, money.adjusted_budget, money.executed_amount, money.rate_pct, money.forecast_amount) == (
        "annual", Decimal(36269600), Decimal(15958600), Decimal(44), Decimal(36000000),
    )  # fmt: skip
    assert [told(item) for item in project.indicators] == [
        ("标线施划面积", "≥54.8万平方米", "26.1万平方米", "54.8万平方米", {"other": "第二份合同八月签订，施工顺延"}, None, 2),
        ("验收合格率", "100%", "100%", "100%", {}, None, 1),
        ("完成时间", "2024年12月31日前", None, "2024年12月20日", {}, None, 1),
        ("每平方米施划价格", "≤65.2元", "61.1元", "61.1元", {}, None, 1),
        ("通行秩序", "较上年有所提升", "已有改善，调查未完成", "有所提升", {}, None, 2),
        ("群众满意度", "≥90%", None, "85%", {}, None, 1),
    ]


@pytest.mark.parametrize("kind", FORMATS)
def test_form_with_one_column_of_reasons_and_one_of_possibility(kind, tmp_path):
    document = read_as("local", kind, tmp_path)
    (project,) = document.projects

    assert (project.unit or document.publisher, project.monitoring.month) == ("临河市河道管理处", 8)
    assert (project.funding[0].executed_amount, project.funding[0].forecast_amount) == (Decimal(865000), Decimal(1000000))
    assert [told(item) for item in project.indicators] == [
        ("保洁河道长度", "≥46公里", "46", "46", {}, None, 1),
        ("清运垃圾", "≥1200吨", "310", "900", {}, "汛期设备损坏两台，补购合同九月签订", 2),
        ("断面达标率", "≥95%", "93.2%", "≥95%", {}, None, 2),
        ("居民满意度", "≥90%", None, "92%", {}, None, None),
    ]
    assert [(problem.id, problem.values["text"]) for problem in document.problems] == [("READ-070", "看情况")]


@pytest.mark.parametrize(("name", "asks"), [("local", False), ("july", True), ("october", True)])
def test_place_for_measures(name, asks):
    (project,) = recognise(open_document(FOLDER / f"{name}.html")).projects

    assert project.monitoring.asks_measures is asks


def test_measure_of_an_indicator_with_its_cause_or_alone(tmp_path):
    text = (FOLDER / "july.html").read_text(encoding="utf-8").replace("<td>1200株</td><td></td>", "<td>1200株</td><td>缺苗，八月补购</td>")
    both, alone = tmp_path / "both.html", tmp_path / "alone.html"
    both.write_text(text, encoding="utf-8")
    alone.write_text(text.replace("偏差原因分析及改进措施", "整改措施"), encoding="utf-8")
    found = [recognise(open_document(path)).projects[0].indicators[0] for path in (both, alone)]

    assert [(item.monitoring.measure, item.monitoring.reason) for item in found] == [
        ("缺苗，八月补购", "缺苗，八月补购"),
        ("缺苗，八月补购", None),
    ]
    assert found[0].sources["monitoring.measure"][0].where("en") == "table 1, row 5, cell 7"


def test_rounds_of_one_project_in_one_file_stay_two(tmp_path):
    text = (FOLDER / "national.html").read_text(encoding="utf-8")
    path = tmp_path / "both.html"
    path.write_text(text.replace("</body></html>", "") + text.replace("1—7月", "1—9月").partition("<body>")[2], encoding="utf-8")

    assert [project.monitoring.month for project in recognise(open_document(path)).projects] == [7, 9]


@pytest.mark.parametrize(
    ("header", "month"),
    [("1—7月执行数", 7), ("截至9月底累计支出数", 9), ("1-10月份执行率", 10), ("1—N月执行数", None), ("12个月执行数", None)],
)
def test_month_of_a_header(header, month):
    assert named_month(header) == month


@pytest.mark.parametrize("kind", FORMATS)
def test_list_with_money_and_indicators_of_each_project(kind, tmp_path):
    document = read_as("wide", kind, tmp_path)
    first, second = document.projects

    assert (document.problems, first.monitoring.month, len(first.indicators)) == ([], 7, 3)
    assert [
        (line.initial_budget, line.adjusted_budget, line.executed_amount, line.rate_pct, line.forecast_amount) for line in second.funding
    ] == [(Decimal(1500000), Decimal(1200000), Decimal(120000), Decimal(10), Decimal(900000))]
    assert [told(item) for item in second.indicators] == [
        ("清淤量", "≥5000立方米", "300立方米", "3500立方米", {}, "招标流标两次，九月开工", None)
    ]
