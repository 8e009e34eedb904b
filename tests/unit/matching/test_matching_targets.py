"""What became of a target, as a table of cases judged by hand."""

import pytest

from jixiao.matching import compare_targets
from jixiao.values import parse_target

QUANTITY, QUALITY, TIME, COST = "output.quantity", "output.quality", "output.timeliness", "output.cost"

CASES = [
    # name, second level, old, new, verdict
    ("群众满意度", "satisfaction.beneficiary", "≥95%", "≥90%", "loosened"),
    ("群众满意度", "satisfaction.beneficiary", "≥90%", "≥95%", "tightened"),
    ("群众满意度", "satisfaction.beneficiary", "≥95%", "≥95%", "same"),
    ("群众满意度", "satisfaction.beneficiary", "≥ 95 ％", "≥95%", "same"),
    ("群众满意度", "satisfaction.beneficiary", "不低于95%", "≥95%", "reworded"),
    ("群众满意度", "satisfaction.beneficiary", "95%以上", "≥95%", "reworded"),
    ("群众满意度", "satisfaction.beneficiary", "≥95%", ">95%", "tightened"),
    ("群众满意度", "satisfaction.beneficiary", ">95%", "≥95%", "loosened"),
    ("群众满意度", "satisfaction.beneficiary", "≥95%", "满意", "loosened"),
    ("群众满意度", "satisfaction.beneficiary", "满意", "≥95%", "tightened"),
    ("投诉次数", QUALITY, "≤5次", "≤10次", "loosened"),
    ("投诉次数", QUALITY, "≤10次", "≤5次", "tightened"),
    ("投诉次数", QUALITY, "≤5次", "≥5次", "changed"),
    ("安全事故起数", QUALITY, "0起", "≤2起", "loosened"),
    ("安全事故起数", QUALITY, "≤2起", "0起", "tightened"),
    ("验收合格率", QUALITY, "100%", "≥98%", "loosened"),
    ("验收合格率", QUALITY, "=100%", "≥98%", "loosened"),
    ("验收合格率", QUALITY, "100%", "≥100%", "reworded"),
    ("验收合格率", QUALITY, "≥98%", "100%", "tightened"),
    ("验收合格率", QUALITY, "100%", "98%", "loosened"),
    ("验收合格率", QUALITY, "98%", "100%", "tightened"),
    ("验收合格率", QUALITY, "100百分比", "100%", "reworded"),
    ("验收合格率", QUALITY, "≤98%", "≤95%", "changed"),
    ("设施完好情况", None, "357处", "300处", "changed"),
    ("设施完好情况", None, "357处", "357处", "same"),
    ("设施完好情况", None, "357 处", "357处", "same"),
    ("维护信号灯数量", QUANTITY, "357处", "300处", "loosened"),
    ("维护信号灯数量", QUANTITY, "300处", "357处", "tightened"),
    ("维护信号灯数量", QUANTITY, "300处", "≥300处", "reworded"),
    ("维护信号灯数量", QUANTITY, "≥300处", "≥300个", "unit_changed"),
    ("维护信号灯数量", QUANTITY, "≥300处", "≥300", "unit_changed"),
    ("维护信号灯数量", QUANTITY, "≥300处", "按计划维护", "loosened"),
    ("维护信号灯数量", QUANTITY, "≥300处", "", "loosened"),
    ("维护信号灯数量", QUANTITY, "", "≥300处", "tightened"),
    ("维护信号灯数量", QUANTITY, "", "", "same"),
    ("报废车辆数量", QUANTITY, "10辆", "12辆", "loosened"),
    ("印刷费", COST, "≤100万元", "≤120万元", "loosened"),
    ("印刷费", COST, "≤100万元", "≤1000000元", "reworded"),
    ("印刷费", COST, "≤100万元", "≤80万元", "tightened"),
    ("单位成本", COST, "46元/平方米", "50元/平方米", "loosened"),
    ("单位成本", COST, "46元/平方米", "46元/人", "unit_changed"),
    ("响应时间", TIME, "≤4小时", "≤6小时", "loosened"),
    ("响应时间", TIME, "≤24小时", "≤1天", "reworded"),
    ("响应时间", TIME, "≤2天", "≤24小时", "tightened"),
    ("响应时间", TIME, "≤10天", "≤10工作日", "unit_changed"),
    ("设备使用年限", None, "≥1年", "≥12个月", "reworded"),
    ("巡查次数", QUANTITY, "≥1次/月", "≥1次/季度", "loosened"),
    ("巡查次数", QUANTITY, "≥1次/季度", "≥4次/年", "reworded"),
    ("巡查次数", QUANTITY, "≥4次/年", "≥1次/月", "tightened"),
    ("室内温度", QUALITY, "18度到22度", "16度到24度", "loosened"),
    ("室内温度", QUALITY, "16度到24度", "18度到22度", "tightened"),
    ("室内温度", QUALITY, "16度到22度", "18度到24度", "changed"),
    ("室内温度", QUALITY, "18度到22度", "18-22度", "reworded"),
    ("室内温度", QUALITY, "18度到22度", "≥18度", "loosened"),
    ("完成时间", TIME, "6月底前", "12月底前", "loosened"),
    ("完成时间", TIME, "12月31日前", "11月30日前", "tightened"),
    ("完成时间", TIME, "12月31日前", "12月底前", "reworded"),
    ("完成时间", TIME, "2024年6月底前", "2025年6月底前", "same"),
    ("完成时间", TIME, "2024年6月底前", "2025年6月30日前", "same"),
    ("完成时间", TIME, "2024年6月底前", "2025年12月31日前", "loosened"),
    ("完成时间", TIME, "2024年12月31日前", "2025年9月底前", "tightened"),
    ("完成时间", TIME, "2024年12月31日前", "2024年12月31日前", "stale"),
    ("完成时间", TIME, "2024年12月31日前", "12月31日前", "same"),
    ("完成时间", TIME, "2024年", "2025年", "same"),
    ("完成时间", TIME, "2024年", "2024年", "stale"),
    ("完成时间", TIME, "2024年12月31日前", "按计划", "loosened"),
    ("完成时间", TIME, "及时", "12月31日前", "tightened"),
    ("发放时间", TIME, "按月发放", "按季度发放", "loosened"),
    ("发放时间", TIME, "按季度", "按月", "tightened"),
    ("发放时间", TIME, "按月", "每月", "reworded"),
    ("发放时间", TIME, "及时", "按计划", "changed"),
    ("出行环境", "benefit.social", "显著提升", "有所提升", "loosened"),
    ("出行环境", "benefit.social", "有效提升", "显著提升", "tightened"),
    ("出行环境", "benefit.social", "显著提升", "显著提高", "reworded"),
    ("出行环境", "benefit.social", "有效提升", "有效保障", "changed"),
    ("出行环境", "benefit.social", "较上年有所提升", "较上年有所降低", "changed"),
    ("出行环境", "benefit.social", "较上年明显提升", "较上年有所提升", "loosened"),
    ("出行环境", "benefit.social", "较上年有所提升", "有所提升", "changed"),
    ("事故起数同比下降", "benefit.social", "≥5%", "≥3%", "loosened"),
    ("事故起数同比下降", "benefit.social", "≥3%", "≥5%", "tightened"),
    ("违法下降率", "benefit.social", "≥10%", "≥8%", "loosened"),
    ("政策知晓", "benefit.social", "符合规定", "符合标准", "changed"),
    ("购置设备", QUANTITY, "1台", "1套", "unit_changed"),
    ("培训人数", QUANTITY, "≥200人", "200人", "reworded"),
    ("培训人数", QUANTITY, "50余人", "50人", "reworded"),
    ("新增人员增幅", "benefit.social", "≤1%", "≤2%", "loosened"),
    ("覆盖率", QUALITY, "≥百分之九十五", "≥90%", "loosened"),
]


@pytest.mark.parametrize(("name", "level2", "old", "new", "verdict"), CASES)
def test_what_became_of_a_target(name, level2, old, new, verdict):
    before = parse_target(old, name=name, level2_code=level2, fiscal_year=2024)
    after = parse_target(new, name=name, level2_code=level2, fiscal_year=2025)

    assert compare_targets(before, after, name=name, level2_code=level2, years=(2024, 2025)).verdict == verdict


@pytest.mark.parametrize(("name", "level2", "old", "new", "verdict"), [case for case in CASES if case[4] in ("loosened", "tightened")])
def test_the_other_way_round_is_the_opposite(name, level2, old, new, verdict):
    """What was loosened from old to new was tightened from new to old, in documents of one year."""
    before, after = (parse_target(text.replace("2024", "2025"), name=name, level2_code=level2, fiscal_year=2025) for text in (old, new))

    back = compare_targets(after, before, name=name, level2_code=level2, years=(2025, 2025)).verdict

    assert back == {"loosened": "tightened", "tightened": "loosened"}[verdict]


def test_number_without_operator_whose_direction_nobody_knows_is_changed():
    change = compare_targets(parse_target("12"), parse_target("10"))

    assert change.verdict == "changed"


def test_last_years_date_in_a_version_of_the_same_year_is_the_same():
    old = new = parse_target("2024年12月31日前", fiscal_year=2024)

    assert compare_targets(old, new, years=(2024, 2024)).verdict == "same"
