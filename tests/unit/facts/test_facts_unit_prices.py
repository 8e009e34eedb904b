"""What one of something costs: which class of things, for how long, and where the price comes from; all projects are invented."""

from decimal import Decimal

import pytest

from jixiao.facts import unit_prices
from jixiao.facts.reading import FactReading
from jixiao.facts.unit_prices import priced_items
from jixiao.model import Document, FileSource, Indicator, Project
from jixiao.provenance import SourceRef
from jixiao.values import parse_target

AT = SourceRef("甲.txt", line=1)


def prices(project, *indicators, budget=1_000_000):
    items = [
        Indicator(
            level1_code="output",
            level2_code=f"output.{level}",
            name=name,
            target=parse_target(text, name=name, level2_code=f"output.{level}"),
            source=AT,
        )
        for level, name, text in indicators
    ]
    form = Project(name=project, amounts={"annual": Decimal(budget)}, indicators=items, source=AT)
    document = Document(source=FileSource(file="甲.txt", sha256="0" * 64, media_type="text/plain"), projects=[form])
    return [row for _, row in unit_prices.rows(FactReading("d", document))]


def told(*args, **more):
    return [(row["item"], row["price_yuan"], row["time"], row["origin"]) for row in prices(*args, **more)]


@pytest.mark.parametrize(
    ("project", "name", "text", "expected"),
    [
        ("城区标线施划", "单位成本", "≤52元/平方米", ("road_marking", 52, None)),
        ("交通设施维护", "标线施划每平方米价格", "≤52元", ("road_marking", 52, None)),
        ("辅警人员经费", "人均工资标准", "4000元/人/月", ("auxiliary_wages", 48000, "year")),
        ("辅警人员经费", "人均公用经费", "4800元/人", ("auxiliary_operating", 4800, "year")),
        ("路口信号灯维护", "单处维护成本", "≤1.5万元/处", ("site_maintenance", 15000, "year")),
        ("业务培训", "培训成本", "≤400元/人/天", ("training", 400, "day")),
        ("高标准农田建设", "亩均建设成本", "≤2000元/亩", ("farmland", 2000, None)),
    ],
)
def test_name_unit_and_project_tell_the_class(project, name, text, expected):
    assert told(project, ("cost", name, text), ("cost", "其他设备采购费", "20万元")) == [(*expected, "declared")]


def test_a_cost_that_names_another_thing_is_not_that_of_its_project():
    found = prices("城区标线施划", ("cost", "指路标志牌制作成本", "≤500元/平方米"))

    assert [(row["item"], row["is_listed"]) for row in found] == [("指路标志牌制作", False)]


def test_clothing_of_auxiliary_policemen_is_no_wage():
    assert told("辅警服装经费", ("cost", "服装单位成本", "≤1800元/人"), ("cost", "其他", "20万元")) == []


def test_a_cost_with_a_floor_is_no_price():
    assert told("城区标线施划", ("cost", "单位成本", "≥52元/平方米")) == []


def test_money_of_the_year_by_the_only_number_of_people_is_a_price():
    found = prices("辅警劳务派遣", ("quantity", "辅警人数", "≥25人"), ("cost", "项目总成本", "≤120万元"), budget=1_200_000)

    assert [(row["item"], row["price_yuan"], row["origin"], row["quantity_id"]) for row in found] == [
        ("auxiliary_wages", Decimal("48000.00"), "derived", "d/p1/i1")
    ]


def test_nothing_is_derived_where_a_ceiling_two_numbers_or_a_stated_price_leave_it_open():
    assert told("辅警劳务派遣", ("quantity", "辅警人数", "≤25人")) == []
    assert told("辅警劳务派遣", ("quantity", "辅警人数", "25人"), ("quantity", "协管员人数", "9人")) == []
    stated = told("辅警劳务派遣", ("quantity", "辅警人数", "25人"), ("cost", "人均工资标准", "4000元/人/月"))
    assert [row[3] for row in stated] == ["declared"]


def test_the_number_of_such_things_is_named_beside_the_price():
    found = prices("城区标线施划", ("quantity", "施划面积", "≥20000平方米"), ("cost", "单位成本", "≤50元/平方米"))

    assert [row["quantity_id"] for row in found] == ["d/p1/i1"]


def test_classes_have_a_unit_of_their_own_and_names_in_both_languages():
    for key, item in priced_items().items():
        assert item.per, key
        assert item.zh and item.en, key
        assert item.time in (None, "year", "day"), key
        assert not item.derive or item.time == "year", f"{key}: the money of a year gives a price for a year"
