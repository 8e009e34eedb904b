"""Rows of indicators: the typed target beside what the name itself says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from jixiao.facts.database import Row
from jixiao.facts.projects import year_in
from jixiao.facts.reading import FactReading, first_place, place
from jixiao.facts.steps import step_of_value
from jixiao.matching.keys import key_of, sha256_of
from jixiao.model import Indicator
from jixiao.values import parse_target
from jixiao.values.directions import is_better_few, is_consumption, wanted_direction
from jixiao.values.target import Target

_NUMBER_IN_NAME = re.compile(
    r"(不超过|不高于|控制在|不大于|小于|低于|≤|不少于|不低于|大于|达到|超过|≥)?\s{0,3}"
    r"(\d[\d,]{0,15}(?:\.\d{1,6})?\s{0,3}(?:万元|亿元|元|万|%|％|人次|人|件|起|次|台|套|个|辆|公里|千米|平方米|天|小时|分钟|处|名|户|米|吨|亩|株|场|期|篇|份))"
)
_LONGEST = 200
_CEILING = ("不超过", "不高于", "控制在", "不大于", "小于", "低于", "≤")
_FLOOR = ("不少于", "不低于", "大于", "达到", "超过", "≥")
_UP = re.compile(r"增加|增长|提高|提升|上升|增强|改善|扩大|优化")
_DOWN = re.compile(r"减少|下降|降低|压减|缩短|遏制|控制.{0,4}(?:增长|上升)|减轻|缓解")
_RATE = re.compile(r"(?:率|比例|比重|占比|百分比|比率)(?:[（(][^（()）]*[)）])?$")
_EXECUTION = re.compile(
    r"预算执行率|资金(?:支付|执行|使用|拨付|支出)(?:进度|率|比例)|按预算资金完成率|预算(?:资金)?(?:完成|支出)率|资金使用率|支出进度"
)
_AWARE = re.compile(r"知晓率|知晓度|知晓|意识|认知")
_BAD = re.compile(
    r"事故|投诉|违法|违规|违章|故障|死亡|伤亡|案件|发案|拥堵|延误|差错|失误|超标|超支|不合格|逾期|隐患|污染|偏差|信访|纠纷|损失|能耗|耗电|用电量"
)
_GOOD_WITH_BAD = re.compile(
    r"(?:处理|处置|办结|调解|调处|查处|排查|整改|治理|侦破|破案|办理|防控|预防|救援|响应|消除|化解|修复|排除|打击|查获|受理|处理及时|结案|鉴定|出警|宣传|检测)"
)
_UNIT_COST = re.compile(r"单价|单位(?:[\u4e00-\u9fff]{0,4})成本|标准|每[\u4e00-\u9fff]{1,4}|人均|/|／|平均")
_INCOME = re.compile(r"罚没|罚款|收费|收入|创收|征收")
_SATISFIED = re.compile(r"满意")
_SCORING = re.compile(r"评[（(]?扣?[)）]?分|计分|扣分|考核标准|评价标准")


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of ``indicators``."""
    names = [(project_id, key_of(item.name)) for _, project_id, _, project in reading.projects() for item in project.indicators]
    in_project, in_projects = Counter(names), Counter(key for _, key in set(names))
    for _, project_id, scope, project in reading.projects():
        for number, item in enumerate(project.indicators, start=1):
            yield (
                "indicators",
                {
                    "document_id": reading.id,
                    "project_id": project_id,
                    "indicator_id": f"{project_id}/i{number}",
                    "indicator_no": number,
                    "scope": scope,
                    **_declared(item),
                    "name_count": in_project[project_id, key_of(item.name)],
                    "name_projects": in_projects[key_of(item.name)],
                    **_target(item.target),
                    **_name(item),
                },
            )


def _declared(item: Indicator) -> Row:
    key = key_of(item.name)
    level2 = item.level2_code or ""
    return {
        "level1": item.level1,
        "level1_code": item.level1_code,
        "level2": item.level2,
        "level2_code": item.level2_code,
        "is_cost": level2 == "output.cost" or (item.level1_code or "") == "cost" or level2.startswith("cost"),
        "name": item.name,
        "name_key": key,
        "name_sha256": sha256_of(key),
        "description": item.description,
        "description_key": key_of(item.description),
        "basis": item.basis,
        "basis_key": key_of(item.basis),
        "period_text": item.target_of_period.text if item.target_of_period else None,
        "weight_points": item.weight,
        "value_type": item.value_type,
        "has_scoring_standard": any(text.strip() and _SCORING.search(label) for label, text in item.extra.items()),
        "is_placeholder": item.placeholder,
        "source": place(item.source),
        "target_source": first_place(item.sources, "target") or place(item.source),
        "basis_source": first_place(item.sources, "basis"),
        "confidence": item.confidence,
    }


def _target(target: Target) -> Row:
    return {
        "text": target.text,
        "text_key": key_of(target.text),
        "kind": target.kind.value,
        "operator": target.operator,
        "value": target.value,
        "value_high": target.value_high,
        "value_step": step_of_value(target.text, target.value),
        "unit": target.unit,
        "unit_text": target.unit_text,
        "dimension": target.dimension,
        "per": _joined(target.per),
        "is_approximate": target.approx,
        "deadline": target.deadline,
        "period": target.period,
        "schedule": target.schedule,
        "level": target.level,
        "direction": target.direction,
        "baseline": target.baseline,
        "state": target.state,
        "hint_value": target.hint_value,
        "polarity": target.polarity.value,
        "issues": _joined(target.issues),
        "target_confidence": target.confidence,
        "text_year": year_in(target.text),
    }


def _name(item: Indicator) -> Row:
    name = item.name
    number = _number_in(name)
    is_bad = _BAD.search(name) is not None and _GOOD_WITH_BAD.search(name) is None
    is_money = item.target.dimension == "money"
    return {
        "name_year": year_in(name),
        **number,
        "name_direction": _direction(name),
        "is_rate_name": _RATE.search(name.strip()) is not None,
        "is_execution_rate": _EXECUTION.search(name) is not None,
        "is_satisfaction": _SATISFIED.search(name + item.target.text) is not None,
        "is_awareness": _AWARE.search(name) is not None,
        "is_bad_thing": is_bad,
        "wanted_direction": wanted_direction(name),
        "is_better_few": is_bad or is_better_few(name),
        "is_consumption": is_consumption(name),
        "is_unit_cost": is_money and (bool(item.target.per) or _UNIT_COST.search(name) is not None),
        "is_income": _INCOME.search(name) is not None,
    }


def _direction(name: str) -> str | None:
    """What the name itself says of the direction: the word that stands last counts."""
    found = [(match.end(), word) for word, pattern in (("increase", _UP), ("decrease", _DOWN)) for match in pattern.finditer(name)]
    return max(found)[1] if found else None


def _number_in(name: str) -> Row:
    """The first number with a unit in a name, read by the grammar of values."""
    found = _NUMBER_IN_NAME.search(name[:_LONGEST])
    if found is None:
        return {"name_value": None, "name_value_step": None, "name_operator": None, "name_unit": None}
    target = parse_target(found[2])
    operator = "≤" if found[1] in _CEILING else "≥" if found[1] in _FLOOR else "="
    value: Decimal | None = target.value
    return {
        "name_value": value,
        "name_value_step": step_of_value(found[2], value),
        "name_operator": operator if value is not None else None,
        "name_unit": target.unit,
    }


def _joined(words: tuple[str, ...]) -> str | None:
    """Several words in one column: ``;a;b;``."""
    return f";{';'.join(words)};" if words else None
