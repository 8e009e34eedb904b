"""Which cost is of the whole, of a part or of one; and which quantity a cost for one belongs to."""

from decimal import Decimal

import pytest

from jixiao.facts import costs
from jixiao.facts.reading import FactReading
from jixiao.model import Document, FileSource, Indicator, Project
from jixiao.provenance import SourceRef
from jixiao.values import parse_target

AT = SourceRef("甲.txt", line=1)


def facts(budget, *indicators):
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
    project = Project(name="河道保洁", amounts={"annual": Decimal(budget)}, indicators=items, source=AT)
    found = {"cost_items": [], "cost_pairs": []}
    source = FileSource(file="甲.txt", sha256="0" * 64, media_type="text/plain")
    for table, row in costs.rows(FactReading("d", Document(source=source, projects=[project]))):
        found[table].append(row)
    return found


def roles(budget, *indicators):
    return [row["role"] for row in facts(budget, *indicators)["cost_items"]]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("项目总成本", "≤80万元", "whole"),
        ("保洁船租用费", "30万元/年", "part"),
        ("打捞费用", "≤20元/平方米", "unit"),
        ("每公里保洁成本", "≤5000元", "unit"),
        ("站均更新成本", "≤6.5万元", "unit"),
        ("单船年运行费", "≤19万元", "unit"),
        ("城乡教育均衡发展经费", "19万元", "part"),
        ("值班补助", "300元/月", "period"),
        ("保洁员年薪", "4万元", "unit"),
        ("标准化管理站建设费", "30万元", "part"),
    ],
)
def test_unit_and_name_tell_what_a_cost_is_of(name, text, expected):
    assert roles(1_000_000, ("cost", name, text), ("cost", "垃圾清运费", "20万元")) == [expected, "part"]


def test_a_small_cost_that_is_the_only_one_is_for_one():
    assert facts(1_000_000, ("cost", "水样检测费", "≥900元"))["cost_items"][0]["is_inferred"]


def test_a_small_cost_beside_others_is_unclear():
    assert roles(1_000_000, ("cost", "水样检测费", "900元"), ("cost", "清运费", "80万元")) == ["unclear", "part"]


def test_a_lone_cost_far_below_the_budget_is_unclear():
    assert roles(1_000_000, ("cost", "水样检测费", "3万元")) == ["unclear"]


def test_savings_and_income_are_no_costs():
    assert roles(1_000_000, ("cost", "节约成本", "≥10万元"), ("cost", "废品收入", "2万元")) == []


def test_the_measure_word_of_the_cost_finds_its_quantity():
    found = facts(1_000_000, ("quantity", "保洁河段", "12段"), ("cost", "河段保洁费", "5万元/段"))["cost_pairs"]
    assert [(row["match"], row["product_yuan"], row["product_step"], row["is_only"]) for row in found] == [("only", 600_000, 120_000, True)]


def test_words_of_the_names_choose_among_quantities():
    found = facts(
        1_000_000,
        ("quantity", "安装监测仪", "40个"),
        ("quantity", "更换救生圈", "300个"),
        ("cost", "监测仪单价", "≤6000元/个"),
    )["cost_pairs"]
    assert [(row["quantity_id"], row["match"], row["is_sure"], row["product_yuan"]) for row in found] == [
        ("d/p1/i1", "words", True, 240_000)
    ]


def test_two_quantities_that_may_be_meant_give_no_pair():
    assert (
        facts(1_000_000, ("quantity", "救生圈数量", "40个"), ("quantity", "警示牌数量", "300个"), ("cost", "采购单价", "≤600元/个"))[
            "cost_pairs"
        ]
        == []
    )


def test_people_who_only_benefit_are_not_multiplied():
    found = facts(1_000_000, ("quantity", "受益居民", "50000人"), ("quantity", "保洁河段", "12段"), ("cost", "补贴标准", "3000元/人"))
    assert found["cost_pairs"] == []


def test_a_cost_by_the_day_has_no_known_number_of_days():
    assert facts(1_000_000, ("quantity", "保洁员", "20人"), ("cost", "保洁员补贴", "120元/人/天"))["cost_pairs"] == []


def test_a_cost_by_the_month_counts_twelve_times():
    found = facts(1_000_000, ("quantity", "保洁员", "20人"), ("cost", "保洁员补贴", "≤500元/人/月"))["cost_pairs"]
    assert [(row["periods"], row["product_yuan"]) for row in found] == [(12, 120_000)]


def test_areas_are_converted():
    found = facts(1_000_000, ("quantity", "清淤面积", "30亩"), ("cost", "清淤成本", "≤12元/平方米"))["cost_pairs"]
    assert [round(row["product_yuan"]) for row in found] == [240_000]


@pytest.mark.parametrize(
    ("cost", "quantity"),
    [
        (("单船年运行费", "≤19万元"), ("巡航里程", "≥6800公里")),
        (("县道每公里养护标准", "≤9000元"), ("农村道路总里程", "1500公里")),
        (("农村低保年保障标准", "5800元/人"), ("低保对象人数", "700人")),
    ],
)
def test_a_cost_for_one_of_something_else_is_multiplied_by_nothing(cost, quantity):
    assert facts(1_000_000, ("cost", *cost), ("quantity", *quantity))["cost_pairs"] == []


def test_what_the_name_counts_one_by_one_is_found_in_name_or_unit():
    (pair,) = facts(1_000_000, ("cost", "校均配备成本", "≤2万元"), ("quantity", "配备学校数量", "27所"))["cost_pairs"]

    assert pair["product_yuan"] == 540_000


def test_allowances_may_be_shared_by_several_levels_so_they_are_not_sure():
    (pair,) = facts(1_000_000, ("cost", "每头处理补助", "80元"), ("quantity", "处理病死猪", "2万头"))["cost_pairs"]

    assert not pair["is_sure"]
