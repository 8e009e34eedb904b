"""Faults of writing, and what looks like one and is none."""

from __future__ import annotations

import pytest

from jixiao.facts.faults import faults_in


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("重大决策、、资产处置", "doubled_punctuation"),
        ("增加了拨款。；本年支出", "doubled_punctuation"),
        ("由XX单位负责", "placeholder"),
        ("修复天数（≤**天）", "placeholder"),
        ("投入X万元", "placeholder"),
        ("培训（）期", "placeholder"),
        ("项目名称（必填）", "template_residue"),
        ("请填写绩效目标", "template_residue"),
        ("共有职工001人", "leading_zeros"),
        ("硬化1 1566.21平方米", "split_digits"),
        ("对运行情况进行进行检查", "repeated_words"),
        ("服务对象对实施效果的满意度服务对象对实施效果的满意度", "repeated_words"),
        ("依据《城市供水管理办法执行，保障全市居民用水安全。", "unpaired_bracket"),
        ("依据供水管理办法》执行，保障全市居民用水安全。", "unpaired_bracket"),
    ],
)
def test_faults_are_found(text: str, fault: str) -> None:
    assert [found.fault for found in faults_in(text)] == [fault]


@pytest.mark.parametrize(
    "text",
    [
        "维护社会稳定……保障安全",
        "甲——乙。",
        "会议费、培训费等等。",
        "参与与监督并重，公开公正及及时保障",
        "达到目的的标准",
        "为了了解情况",
        "保障警务辅助人员人员经费",
        "5×3台，3*2米，1920×1080",
        "张**、李**等同志",
        "0.5万元，05月，2024-01-05，101中学",
        "10 000元，2023 年，1 个",
        "指导各县（市、区）应对突发事件",
        "1）检修泵站；2）更换水表。",
        "一是（一）检修，二是“两个责任”落实",
        "实实在在、的的确确、天天向上",
        "通过验收通过率",
        "项目（如：水表、泵站）",
    ],
)
def test_what_only_looks_like_a_fault_is_none(text: str) -> None:
    assert faults_in(text) == []


def test_a_text_that_is_cut_off_needs_no_closing_bracket() -> None:
    assert faults_in("依据有关规定对全市供水设施开展检修，具体内容见《城市供水", "goal") == []
