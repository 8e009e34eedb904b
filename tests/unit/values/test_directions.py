"""What the name of an indicator wants, told only where it is sure."""

import pytest

from jixiao.values.directions import is_better_few, is_consumption, wanted_direction


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("入室盗窃减少", "decrease"),
        ("降低火灾发生率", "decrease"),
        ("溺水事故起数", "decrease"),
        ("服务投诉率（%）", "decrease"),
        ("垃圾分类知晓率", "increase"),
        ("群众安全感。", "increase"),
        ("提升防汛能力", "increase"),
        ("办事环节减少，群众满意度提高", None),
        ("设备覆盖率，办案效率", None),
        ("减少群众往返", "decrease"),
        ("减少群众往返的工作成效", None),
        ("失业下降率", None),
        ("排水事故处理", None),
        ("不合格率", None),
        ("打击涉水违法行为", None),
        ("宣传册数量", None),
        ("", None),
    ],
)
def test_direction_is_told_only_where_the_name_makes_it_sure(name, expected):
    assert wanted_direction(name) == expected


@pytest.mark.parametrize("name", ["因公出国（境）人次", "管网漏损量", "会议次数", "编外人员数", "安全事故数", "办公用电量"])
def test_a_ceiling_fits_what_should_be_few(name):
    assert is_better_few(name)


@pytest.mark.parametrize("name", ["购置座椅数量", "新装信号灯控制系统", "绿化面积", "保安人员数量"])
def test_a_ceiling_does_not_fit_an_output(name):
    assert not is_better_few(name)


def test_what_is_saved_or_supplied_is_not_consumed():
    assert is_consumption("泵站年用电量")
    assert not is_consumption("泵站节约用电量")
    assert not is_consumption("光伏替代用电量")
