"""What a coach says: one sentence for each indicator, with the rule behind it; last year and peers beside."""

from string import Formatter

import pytest

from jixiao import messages
from jixiao.declaring import Draft, examine
from jixiao.declaring.coach import aspects, coach
from jixiao.declaring.comparing import LEAST, Peers, peers_of, same_indicator
from jixiao.packs import load_pack
from jixiao.rules import load_catalogue

YEAR = 2027


def draft(*rows, **fields):
    typed = [
        {"id": f"k{number}", "level1": first, "level2": second, "name": name, "target": target}
        for number, (first, second, name, target) in enumerate(rows, 1)
    ]
    return Draft.from_plain(
        {"fields": {"name": "信号灯维护", "goal": "保障357处路口。", "amounts.fiscal": "120", **fields}, "indicators": typed}
    )


def coached(typed, pack="national"):
    return coach(examine(typed, load_pack(pack), agency="云川市公安局", fiscal_year=YEAR))


def said(found):
    return [(each.id, each.aspect, each.rule) for each in found.advice]


def test_each_indicator_is_told_once_the_gravest_first():
    found = coached(
        draft(
            ("产出指标", "数量指标", "维护路口数量", "≥357处"),
            ("产出指标", "数量指标", "更换灯组", "一批"),
            ("满意度指标", "服务对象满意度指标", "驾驶人满意度", "≥5%"),
            ("产出指标", "成本指标", "维护成本", "≥120万元"),
        )
    )

    assert said(found) == [("k2", "unmeasurable", "VAL-036"), ("k3", "easy", "VAL-030"), ("k4", "unsuitable", "VAL-021")]
    assert found.fine == 1
    assert found.advice[1].message("zh") == "满意度“≥5%”太低，一多半人不满意也算完成；一般写 ≥90%。"
    assert found.advice[1].path == "indicators.k3.target"


def test_words_are_told_where_no_rule_speaks():
    found = coached(draft(("产出指标", "时效指标", "故障修复", "按时完成")))

    assert said(found) == [("k1", "unmeasurable", "")]
    assert "按时完成" in found.advice[0].message("zh")


def test_finding_that_was_explained_is_not_said_again():
    typed = draft(("满意度指标", "服务对象满意度指标", "驾驶人满意度", "≥5%")).with_explanation(
        "VAL-030", "indicators.k1.target", "首次调查"
    )

    assert coached(typed).advice == ()


def test_mandatory_levels_that_are_missing_are_offered():
    found = coached(draft(("产出指标", "数量指标", "维护路口数量", "≥357处")))

    assert [code for code, _ in found.missing] == ["output.quality", "output.timeliness", "output.cost", "benefit"]
    assert found.missing[0][1] == "质量指标"


@pytest.mark.parametrize("rule", sorted(aspects()))
def test_each_rule_that_speaks_is_there_and_has_a_sentence(rule):
    assert rule in load_catalogue().entries
    entry = messages.catalogue()[f"coach.{rule}"]
    assert {name for _, name, _, _ in Formatter().parse(entry["zh"]) if name} <= {"name", "target"}
    assert entry["zh"].endswith("。")


# last year and peers


def others(*targets, name="维护路口数量", level="数量指标"):
    return [(agency, draft(("产出指标", level, name, target))) for agency, target in enumerate(targets)]


def test_indicator_is_found_by_name_without_its_year_and_by_level():
    typed = draft(("产出指标", "数量指标", "2026年维护路口数量", "≥350处"), ("产出指标", "质量指标", "完好率", "≥98%"))

    assert same_indicator(typed, "维护路口数量", "output.quantity").id == "k1"
    assert same_indicator(typed, "维护路口数量", "") is not None
    assert same_indicator(typed, "完好率", "output.quantity") is None
    assert same_indicator(typed, "", "output.quantity") is None


def test_peers_are_one_figure_of_three_at_least():
    assert peers_of(others("≥300处", "≥500处"), "维护路口数量", "output.quantity") == Peers()
    assert peers_of(others("≥300处", "≥500处", "≥350处"), "维护路口数量", "output.quantity") == Peers(LEAST, "≥350处", 0)
    assert peers_of(others("≥98%", "≥95%", "≥90%", "较高", name="完好率"), "完好率", "output.quantity").median == "≥95%"
    assert peers_of(others("≥98%", "≥95%", "≥90%", "较高", name="完好率"), "完好率", "output.quantity").others == 1


def test_several_declarations_of_one_agency_count_once():
    same = [("a", typed) for _, typed in others("≥300处", "≥500处", "≥350处")]

    assert peers_of(same, "维护路口数量", "output.quantity") == Peers()


def test_money_is_told_in_ten_thousands():
    found = peers_of(others("≤120万元", "≤80万元", "≤100.5万元", name="维护成本", level="成本指标"), "维护成本", "output.cost")

    assert (found.agencies, found.median) == (3, "≤100.5万元")
