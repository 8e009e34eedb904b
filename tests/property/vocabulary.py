"""Invented words of target forms, and the words of labels.toml that a careful person takes for one thing only."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

from jixiao.layouts import lexicon

PLACES = ["青禾县", "云桥市", "白鹭区", "松岭县", "临溪市", "南屿新区", "石浦镇", "灵泉自治县", "北岭旗", "金穗农场"]
BODIES = [
    "气象局",
    "农业农村局",
    "图书馆",
    "第二实验中学",
    "残疾人联合会",
    "水文监测中心",
    "园林绿化管理处",
    "博物馆",
    "档案馆",
    "公路事业发展中心",
]
TOPICS = [
    "古树名木", "公共自行车", "流动书车", "校园直饮水", "农田墒情", "危旧桥梁", "山洪预警", "社区食堂", "无障碍坡道", "果蔬冷库",
    "候鸟栖息地",
    "智慧灯杆", "地下管线", "科普展品", "非遗工坊", "乡村邮路", "助听器具", "森林哨塔", "湿地栈道", "档案库房", "应急广播", "实训车间",
]  # fmt: skip
ACTIONS = ["保护", "维护", "更新", "普查", "建设", "购置", "改造", "运营", "监测", "适配", "补助", "培训", "抽检", "迁移"]
ENDINGS = ["项目", "经费", "工程", "专项", "补助资金", "费", "服务", ""]
DECORATIONS = [
    "",
    "",
    "",
    "（二期）",
    "（2023年结转）",
    "3号馆",
    "（含10个站点）",
    "A、B标段",
    "2.0版",
    "——子项1",
    "“双百”部分",
    "(省级配套)",
]
ATTRIBUTES = [
    "一次性项目",
    "经常性项目",
    "延续性项目",
    "新增项目",
    "0101-一年期项目",
    "02-经常性项目",
    "一次性项目（1年结束）",
    "特定目标类",
]

OBJECTS = [
    "巡检站点", "培训学员", "更新设备", "修复墙体", "补贴对象", "摄像机", "检测样品", "编印图册", "清理沟渠", "栽植乔木", "改造管网",
    "配送图书",
    "新建泊位", "采集数据", "布设传感器", "修补路面", "开放场馆", "巡回演出", "翻新座椅", "布展模型", "2号泵站", "A类器材",
    "消毒车（船）",
]  # fmt: skip
NAMES = {
    "output.quantity": ["数量", "个数", "总数", "规模", "（台、套）", "面积", "完成量", "数(次)", "覆盖乡镇数"],
    "output.quality": ["合格率", "达标率", "完好率", "一次通过率", "准确率", "返工次数", "故障率（%）", "符合标准情况"],
    "output.timeliness": ["完成时间", "及时率", "按期完成率", "响应时限", "启动时间", "平均办理天数"],
    "output.cost": ["单价", "单位成本", "费用控制", "成本节约率", "人均支出标准", "总成本"],
    "benefit.economic": ["带动增收", "节约运维支出", "新增产值", "降低采购支出比例"],
    "benefit.social": ["知晓率", "服务覆盖面", "事故发生情况", "受益人次", "公众获得感"],
    "benefit.ecological": ["减少废弃物", "绿化覆盖率", "碳排放减少量", "扬尘控制情况"],
    "benefit.sustainability": ["长效管护机制", "使用年限", "队伍稳定性", "数据更新频率"],
    "satisfaction.beneficiary": ["使用者满意度", "周边居民满意率", "家长满意度", "投诉办结满意度"],
    "cost.economic": ["建设单价", "采购总价", "亩均投入"],
    "cost.social": ["占道时长", "投诉起数", "噪声扰民次数"],
    "cost.environmental": ["扬尘排放量", "能耗增量", "弃土外运量"],
}
PLAIN_NAMES = {
    "satisfaction.beneficiary": ["服务对象满意度", "群众满意度", "社会公众满意度", "受益群众满意率", "满意度"],
    "output.cost": ["成本控制数", "项目总成本"],
    "output.quality": ["质量达标率", "验收质量"],
    "output.quantity": ["数量", "举办3场（含2场线上）活动"],
    "output.timeliness": ["及时性", "时效"],
    "benefit.economic": ["经济效益"],
    "benefit.social": ["社会效益", "保障“一老一小”安全，维护社会稳定"],
    "benefit.ecological": ["生态效益"],
    "benefit.sustainability": ["可持续影响"],
}
"""Names that read like a label of a level; forms print them."""
LABELS1 = {"output": "产出指标", "benefit": "效益指标", "satisfaction": "满意度指标", "cost": "成本指标"}
LABELS2 = {
    "output.quantity": "数量指标",
    "output.quality": "质量指标",
    "output.timeliness": "时效指标",
    "output.cost": "成本指标",
    "benefit.economic": "经济效益指标",
    "benefit.social": "社会效益指标",
    "benefit.ecological": "生态效益指标",
    "benefit.sustainability": "可持续影响指标",
    "satisfaction.beneficiary": "服务对象满意度指标",
    "cost.economic": "经济成本指标",
    "cost.social": "社会成本指标",
    "cost.environmental": "生态环境成本指标",
}
PREFIX1 = {"output": "1", "benefit": "2", "satisfaction": "3", "cost": "4"}
PREFIX2 = {
    code: f"{PREFIX1[code.split('.')[0]]}{[c for c in LABELS2 if c.split('.')[0] == code.split('.')[0]].index(code) + 1}"
    for code in LABELS2
}

OPERATORS = ["≥", "≤", "=", "＞", "<", "不低于", "不超过", "不少于", "约", ""]
UNITS = ["%", "个", "人次", "平方米", "台（套）", "公里", "元/人·月", "万元", "天", "次/年", "小时", "吨", "起", "册"]
WORDED = [
    "有效提升", "明显改善", "逐步健全", "合格", "Ⅱ级以上", "优良", "长期", "按合同约定", "全覆盖", "无重大事故", "1—3个月", "95%-98%",
    "每月25日前",
    "较上年下降5%", "不少于2名（含1名女性）", "达到《规范》第3条要求", "3月底前完成50%，11月底前全部完成", "2栋；1座", "1:4", "持续",
]  # fmt: skip
DESCRIPTIONS = [
    "反映{0}的情况",
    "实际{0}÷计划{0}×100%",
    "统计期内{0}合计数，不含返工",
    "{0}台账",
    "用于考核{0}",
    "{0}/总量",
    "指{0}（含代管部分）",
]
BASES = [
    "年度工作计划",
    "合同约定",
    "行业规范第3条",
    "近3年平均数",
    "年初预算",
    "问卷调查",
    "项目实施方案",
    "《管理办法》（试行）",
    "历史数据",
]
GOALS = [
    "完成{0}{1}任务，{2}处点位全部投入使用，保障正常运转。",
    "通过{0}{1}，惠及周边约{2}户居民，运行更加安全、便捷。",
    "全年开展{0}{1}{2}次；形成可推广的经验，并汇编成册。",
    "对{2}个{0}实施{1}，验收合格率达到100%，资料全部归档。",
]
UNKNOWN = [f"未知{kind}{number}" for kind in ("项", "格", "栏") for number in "甲乙丙丁戊己庚辛"]
TITLES = [
    "项目支出绩效目标表",
    "部门预算项目绩效目标表",
    "项目支出绩效目标申报表",
    "预算项目支出绩效目标表",
    "绩效目标表",
    "项目绩效目标申报表",
]


def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resources.files("jixiao.layouts").joinpath("labels.toml").read_text(encoding="utf-8"))


_WORDS = _words()
_FORM_GROUPS = ("fields", "amounts", "containers", "contacts")


def _roles(word: str, groups: tuple[str, ...]) -> set[tuple[str, str]]:
    folded = lexicon.fold(word)
    return {(group, key) for group in groups for key, words in _WORDS[group].items() for other in words if lexicon.fold(other) == folded}


def _only(group: str, key: str, groups: tuple[str, ...], *, where: str = "", but: str = r"(?!)") -> list[str]:
    """Words of a role that are words of no other role of these groups."""
    return [w for w in _WORDS[group][key] if _roles(w, groups) == {(group, key)} and re.search(where, w) and not re.search(but, w)]


FIELDS = {key: _only("fields", key, (*_FORM_GROUPS, "narratives")) for key in _WORDS["fields"] if key not in ("goal", "goal_of_period")} | {
    # 绩效总目标 may be that of the year or that of the period
    "goal": _only("fields", "goal", _FORM_GROUPS, but="^(?!.*年度).*总目标"),
    # beside a goal of the period the other label must say that it is that of the year
    "goal_beside_period": _only("fields", "goal", _FORM_GROUPS, where="年度|当年|本年", but="总体|总目标"),
    "goal_of_period": _only("fields", "goal_of_period", _FORM_GROUPS, where="实施期|中期|项目期|中长期|三年"),
}
AMOUNTS = {key: _only("amounts", key, _FORM_GROUPS) for key in _WORDS["amounts"]} | {
    # 项目预算总额 beside 项目总额: nobody knows which is which
    "annual_beside_total": _only("amounts", "annual", _FORM_GROUPS, where="年度|当年|本年", but="^专项"),
    "total_beside_annual": _only("amounts", "total", _FORM_GROUPS, where="实施期|中期|项目期|三年|总投资|^项目总额$"),
    # 其他财政资金 is money of the treasury as well
    "other": _only("amounts", "other", _FORM_GROUPS, but="财政"),
}
COLUMNS = {
    "level1": _only("columns", "level1", ("columns",)),
    "level2": _only("columns", "level2", ("columns",)),
    # 四级指标 without a third level leaves open what stands between
    "name": _only("columns", "name", ("columns", "containers"), but="四级"),
    # a standard is not necessarily a target
    "value": _only("columns", "value", ("columns",), but="标准值"),
    "description": _only("columns", "description", ("columns",), but="备注"),
    # a source of data is not necessarily the reason for a target
    "basis": _only("columns", "basis", ("columns",), where="依据"),
    "weight": _only("columns", "weight", ("columns",)),
}
FUNDS = _only("containers", "funds", _FORM_GROUPS, where="^项目资金|资金来源|资金构成|资金情况|资金安排")
INDICATORS = ["绩效指标", "年度绩效指标", "绩效指标体系", "项目绩效指标"]
