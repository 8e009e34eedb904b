"""Cells of values against cells of names, labels and prose."""

import pytest

from jixiao.values import looks_like_value


@pytest.mark.parametrize(
    ("text", "at_least"),
    [
        ("≥95%", 1.0),
        ("100%", 1.0),
        ("45处", 1.0),
        ("≤30万元", 1.0),
        ("18-22℃", 1.0),
        ("不低于90%", 1.0),
        ("100", 0.8),
        ("显著提升", 0.9),
        ("较上年有所提升", 0.9),
        ("2024年12月底前", 0.9),
        ("2024-12-31", 0.9),
        ("2024年", 0.7),
        ("按月发放", 0.8),
        ("及时", 0.8),
        ("符合标准", 0.7),
        ("提升", 0.9),
        ("良好", 0.7),
        ("一年", 1.0),
        ("三十五人", 1.0),
    ],
)
def test_values(text, at_least):
    assert looks_like_value(text) >= at_least


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "购置办公设备的台数",
        "设备验收合格率",
        "数量指标",
        "11-数量指标",
        "产出指标",
        "项目名称",
        "指标值",
        "服务对象满意度",
        "项目负责人",
        "年度资金总额",
        "单位：万元",
        "某市教育局",
        "53000024T000000123456",
        "0999-8765432",
        "维护路口视频监控设备",
        "保障日常办公活动开展",
        "热线12999语音服务",
        "530000241000000123456",
        "提高设备利用率",
        "系统故障修复时间",
        "一级指标",
        "其中：财政拨款",
        "完善道路基础设施，方便群众出行，提升城市管理水平，促进经济社会持续健康发展，增强人民群众的获得感",
    ],
)
def test_everything_else(text):
    assert looks_like_value(text) <= 0.15


def test_a_name_with_a_value_in_it_lies_between():
    assert 0.2 < looks_like_value("合格率达到95%以上") < 0.8
    assert looks_like_value("设备是否在20天内安装完成") == 0.0
