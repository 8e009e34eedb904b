"""Numbers in prose: what counts as one, what it counts, and which indicator counts the same."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.facts.mentions import mentions_in, rows
from jixiao.facts.reading import FactReading
from jixiao.model import Document, FileSource, Indicator, Project
from jixiao.provenance import SourceRef
from jixiao.values import parse_target

PLACE = SourceRef("a.txt", line=1)


def indicator(name: str, target: str, description: str | None = None) -> Indicator:
    return Indicator(name=name, description=description, target=parse_target(target, name=name), source=PLACE)


def links(goal: str, *indicators: Indicator, **narratives: str) -> list[tuple[str, str]]:
    project = Project(name="泵站检修", goal=goal, narratives=dict(narratives), indicators=list(indicators), source=PLACE)
    document = Document(source=FileSource(file="a.txt", sha256="ab" * 32, media_type="text/plain"), projects=[project])
    found = [row for table, row in rows(FactReading("d", document)) if table == "mention_indicators"]
    return [(str(row["indicator_id"]), str(row["match"])) for row in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("新建泵站150座", [("泵站", "", 150, "座")], id="the noun stands before the number"),
        pytest.param("购置5475件防护装备，提高效率", [("", "防护装备", 5475, "件")], id="the noun stands after the number"),
        pytest.param("水质达标率不低于98%", [("水质达标率", "", 98, "percent")], id="a rate with its bound"),
        pytest.param("受理1,200.5万元", [("", "", 12005000, "yuan")], id="thousands and 万元"),
        pytest.param("预计需要经费650万", [("经费", "", 6500000, "yuan")], id="万 is money where the words speak of money"),
        pytest.param("管护道路，1023余公里", [("", "", 1023, "公里")], id="a comma before a number is no separator"),
    ],
)
def test_a_number_is_told_with_what_it_counts(text: str, found: list[tuple[str, str, int, str]]) -> None:
    assert [(one.noun, one.noun_after, one.value, one.unit) for one in mentions_in(text)] == [
        (noun, after, Decimal(value), unit) for noun, after, value, unit in found
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2024年完成",
        "2024年3月15日前验收",
        "依据云政发〔2021〕12号文件",
        "第12条规定",
        "拨打12345热线",
        "电话0101-2345678",
        "职工001人",
        "检修1—8层房间",
        "每周3-5次",
        "国道108线",
        "12123平台上线",
        "1.保障供水 2.保障供电",
    ],
)
def test_years_dates_ordinals_numbers_of_documents_and_ranges_are_none(text: str) -> None:
    assert mentions_in(text) == []


def test_what_there_is_and_what_is_about_a_year_are_told() -> None:
    stock, done = mentions_in("我局实有326名协管员。2022年，培训学员2255人")
    assert (stock.is_stock, stock.noun_after, done.is_stock, done.year) == (True, "协管员", False, 2022)


def test_a_number_for_each_of_something_says_of_what() -> None:
    assert [one.per for one in mentions_in("标准每人每年4万元，场地费77元/人/次，检修费51万元、材料费30万元")] == [
        ("人", "年"),
        ("人", "次"),
        (),
        (),
    ]


@pytest.mark.parametrize(
    ("goal", "declared", "found"),
    [
        pytest.param("为各站购置5475件防护装备", [("各站防护装备数量", "≥1200件")], [("d/p1/i1", "contained")], id="one noun in the other"),
        pytest.param("实有326名辅警公用经费", [("补助辅警实有人数", "253人")], [("d/p1/i1", "same")], id="the same group of staff"),
        pytest.param("群众满意度100%", [("调解对象满意度", "≥90%")], [("d/p1/i1", "generic")], id="the only satisfaction"),
        pytest.param("群众满意度100%", [("学员满意度", "≥90%"), ("教师满意度", "≥90%")], [], id="two satisfactions fit neither"),
        pytest.param("新建路灯20盏", [("信号灯数量", "12盏")], [], id="another thing"),
        pytest.param("新建路灯20盏", [("路灯电费", "12万元")], [], id="another unit"),
        pytest.param("新建水井20个", [("水井数量", "12处")], [("d/p1/i1", "same")], id="个 counts whatever 处 counts"),
        pytest.param("培训费20万元", [("培训费", "12万元")], [], id="money is compared by other rules"),
    ],
)
def test_an_indicator_counts_the_same_only_where_noun_and_unit_agree(
    goal: str, declared: list[tuple[str, str]], found: list[tuple[str, str]]
) -> None:
    assert links(goal, *(indicator(name, target) for name, target in declared)) == found


def test_placeholders_and_wordings_are_no_partners() -> None:
    placeholder = Indicator(name="路灯数量", target=parse_target("12盏"), placeholder=True, source=PLACE)
    assert links("新建路灯20盏", placeholder, indicator("路灯数量", "若干")) == []
