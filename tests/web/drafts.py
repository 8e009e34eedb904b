"""A declaration that can be submitted, invented, as a clerk types it by the national pack."""

from jixiao.declaring import Draft

FIELDS = {
    "name": "城区交通信号灯更新",
    "department": "云川市公安局交通警察支队",
    "unit": "云川市公安局交通警察支队直属一大队",
    "attribute": "新增项目",
    "period": "1年",
    "amounts.annual": "120",
    "amounts.annual_fiscal": "120",
    "amounts.annual_other": "0",
    "goal": "更新城区42处路口的交通信号灯，使信号灯完好率达到98%以上，减少因信号灯故障造成的拥堵和事故。",
}
INDICATORS = [
    ("产出指标", "数量指标", "更新信号灯路口数量", "42处"),
    ("产出指标", "质量指标", "信号灯验收合格率", "100%"),
    ("产出指标", "时效指标", "更新工程完工时间", "2027年10月31日前"),
    ("产出指标", "成本指标", "每处路口更新成本", "≤2.8万元"),
    ("效益指标", "社会效益指标", "信号灯故障引发事故下降率", "≥20%"),
    ("满意度指标", "服务对象满意度指标", "过往驾驶人满意度", "≥90%"),
]


def complete(**fields):
    """A draft without a reason against submitting it; ``name="…"`` types something else into a field."""
    rows = [
        {"id": f"k{number}", "level1": level1, "level2": level2, "name": name, "target": target}
        for number, (level1, level2, name, target) in enumerate(INDICATORS, 1)
    ]
    return Draft.from_plain({"fields": {**FIELDS, **fields}, "indicators": rows, "explanations": {}})
