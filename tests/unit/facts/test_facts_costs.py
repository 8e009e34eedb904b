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
        ("值班补助", "300元/月", "period"),
        ("标准化管理站建设费", "30万元", "part"),
    ],
)
def test_unit_and_name_tell_what_a_cost_is_of(name, text, expected):
    assert roles(1_000_000, ("cost", name, text), ("cost", "垃圾清运费", "20万元")) == [expected, "part"]


def test_a_small_cost_that_is_the_only_one_is_for_one():
    assert facts(1_000_000, ("cost", "水样检测费", "≥900元"))["cost_items"][0]["is_inferred"]


def test_a_small_cost_beside_others_is_unclear():
    assert roles(1_000_000, ("cost", "水样检测费", "900元"), ("cost", "清运费", "80万元")) == ["unclear", "part"]


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
