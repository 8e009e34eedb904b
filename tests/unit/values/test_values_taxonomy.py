"""Labels of indicators: codes, aliases, prefixes, clipped cells."""

import pytest

from jixiao.values import labels_of_level1, labels_of_level2, level1, level2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("产出指标", "output"),
        ("1-产出指标", "output"),
        ("产 出 指 标", "output"),
        ("产出", "output"),
        ("产出指", "output"),
        ("（一）产出指标", "output"),
        ("产出指标（50分）", "output"),
        ("产出指标(50%)", "output"),
        ("效益", "benefit"),
        ("效果指标", "benefit"),
        ("2-效益指标", "benefit"),
        ("满意度", "satisfaction"),
        ("满意度指标（10分）", "satisfaction"),
        ("成本指标", "cost"),
        ("投入指标", "input"),
        ("决策", "decision"),
        ("过程", "process"),
        ("运行成本", "operating_cost"),
        ("管理效率", "management_efficiency"),
        ("履职效能", "performance_of_duties"),
        ("社会效应", "social_effect"),
        ("可持续发展能力", "sustainable_capacity"),
    ],
)
def test_first_level(text, code):
    found = level1(text)
    assert found is not None
    assert (found.code, found.parent) == (code, None)


@pytest.mark.parametrize(
    ("text", "code", "label"),
    [
        ("数量指标", "output.quantity", "数量指标"),
        ("11-数量指标", "output.quantity", "数量指标"),
        ("数量指标（必填硬性指标）", "output.quantity", "数量指标"),
        ("数量指标（必填硬性指", "output.quantity", "数量指标"),
        ("质量", "output.quality", "质量指标"),
        ("产出时效", "output.timeliness", "时效指标"),
        ("成本指标", "output.cost", "成本指标"),
        ("经济成本", "cost.economic", "经济成本指标"),
        ("社会成本指标", "cost.social", "社会成本指标"),
        ("生态环境成本", "cost.environmental", "生态环境成本指标"),
        ("21-经济效益", "benefit.economic", "经济效益指标"),
        ("社会效益指标（必填）", "benefit.social", "社会效益指标"),
        ("环境效益", "benefit.ecological", "生态效益指标"),
        ("可持续影响力指标", "benefit.sustainability", "可持续影响指标"),
        ("可持续发展影响指标", "benefit.sustainability", "可持续影响指标"),
        ("服务对象满意度", "satisfaction.beneficiary", "服务对象满意度指标"),
        ("满意度指标", "satisfaction.beneficiary", "服务对象满意度指标"),
        ("社会公众或服务对象满意度指标", "satisfaction.beneficiary", "服务对象满意度指标"),
        ("受益对象满意度指标", "satisfaction.beneficiary", "服务对象满意度指标"),
        ("项目立项", "decision.initiation", "项目立项"),
        ("资金管理", "process.funds", "资金管理"),
    ],
)
def test_second_level(text, code, label):
    found = level2(text)
    assert found is not None
    assert (found.code, found.label, found.parent) == (code, label, code.split(".")[0])


def test_two_digit_prefix_goes_before_the_text():
    found = level2("14-质量指标")
    assert found is not None
    assert (found.code, found.prefix, found.exact) == ("output.cost", "14", False)


def test_clipped_label_is_marked():
    found = level2("服务对象满意度指")
    assert found is not None
    assert (found.code, found.clipped, found.exact) == ("satisfaction.beneficiary", True, False)


@pytest.mark.parametrize(
    "text", ["", "市", "项目名称", "生态环境", "11-采购", "指标值", "年度绩效指标", "满意度指标值", "购置设备的数量", "数" * 100]
)
def test_other_text_is_no_level(text):
    assert level1(text) is None
    assert level2(text) is None


def test_every_full_label_is_its_own_alias():
    for code, label in labels_of_level1().items():
        assert (found := level1(label)) is not None and (found.code, found.exact) == (code, True)
    for code, label in labels_of_level2().items():
        assert (found := level2(label)) is not None and (found.code, found.exact) == (code, True)
