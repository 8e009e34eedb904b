"""Which way the name of an indicator wants its value to go, where that is sure (指标名称的方向).

Each answers for a name alone; the rules compare it with what the target says.
"""

from __future__ import annotations

import re

_TAIL = re.compile(r"[（(][^（()）]{0,20}[)）]$|[\s。；;，,、.]{1,9}$")
_CLAUSE = re.compile(r"[，,、；;。]")
_MORE = r"提升|提高|增加|增长|上升|增强|改善"
_LESS = r"减少|下降|降低|压减|缩短|减轻"
_ENDS_MORE = re.compile(rf"(?:{_MORE})(?:明显|显著)?$")
_ENDS_LESS = re.compile(rf"(?:{_LESS})(?:明显|显著)?$")
_BEGINS_LESS = re.compile(rf"^(?:有效|进一步|逐步|不断|切实|明显|显著|大幅){{0,2}}(?:{_LESS}|遏制)")
_BEGINS_MORE = re.compile(r"^(?:有效|进一步|逐步|不断|切实|明显|显著|大幅){0,2}(?:提升|提高|增强|增加)")
_OF_THE_WORK = re.compile(r"(?:效果|成效|作用|能力|水平|力度|程度|工作|机制|意识|措施|积极性|效率|质量|(?:减少|下降|降低|压减|节约)率)$")
_ANY_MORE = re.compile(_MORE)
_ANY_LESS = re.compile(rf"{_LESS}|遏制|防止|控制|减")
_GOOD = re.compile(
    r"(?:合格|优良|完成|及时|覆盖|知晓|办结|结案|调处|调解|成功|达标|完好|在线|普及|就业|入学|利用|使用|破案|侦破|到位|准确|正确|接通|满意"
    r"|参与|回访|处置|处理|整改|出勤|治愈|存活|成活)(?:率|度)$|(?:安全感|幸福感|获得感|认同感|认可度)$"
)
_BAD_WITH_A_RATE = re.compile(r"不|未|违|非|投诉|事故|误|差|故障")
_BAD = re.compile(
    r"(?:事故|投诉|违法行为|违规行为|违法|违规|违章|故障|发案|差错|失误|伤亡|死亡|污染|信访)"
    r"(?:数|数量|率|量|起数|次数|件数|人数|事件|案件|发生率|发生数|发生次数|发案率)?$"
)
_WORK_AGAINST = re.compile(
    r"处理|处置|办结|办理|调解|调处|查处|排查|整改|治理|侦破|破案|防控|预防|救援|救助|响应|消除|化解|修复|排除|打击|查获|受理|结案|鉴定"
    r"|出警|宣传|检测|举报|抓拍|识别|监测|回访|答复|审理|审查"
)
_CONSUMED = re.compile(r"用电量|用水量|用气量|用油量|用纸量|能耗|油耗|电耗|水耗|耗电|耗水|耗油|耗能|耗材|能源消耗|消耗量")
_SAVED = re.compile(r"节约|节省|节能|减少|降低|下降|压减|供应|供给|供电|发电|输送|可再生|清洁|绿电|替代|储备")
_FEW = re.compile(
    r"出国|出境|因公|接待|公务用车|公车|会议|差旅|编制|编外|临聘|借调|超编|财政供养|用地|占地|环节|材料份数|跑动|跑腿|等待|排队|复发|返贫"
    r"|失学|辍学|流失|空置|闲置|上访|欠|负债|债务|赤字|排放|浓度|噪声|死|伤|病|疫|虫|火灾|火警|停机|宕机|中断|漏|损|退|误|返工|拒|不良"
    r"|不合格|危|险情|黑|遗留|积压|压减|减少|降低|下降|控制(?!系统|器|中心|台|设备|柜|箱)|不超过|上限|限额|最多|至多|缩减|超时|逾期|超标|差|错|缺陷|失败|违|犯罪|偏离|波动|报废|淘汰"
)


def wanted_direction(name: str) -> str | None:
    """Whether more or less is wanted of what a name names: ``increase``, ``decrease``; ``None`` where the name does not make it sure.

    A name of several clauses wants several things, so it tells nothing.

    >>> wanted_direction("盗窃案件减少"), wanted_direction("矛盾纠纷调处率"), wanted_direction("减少事故的工作成效")
    ('decrease', 'increase', None)
    """
    bare = _TAIL.sub("", name.strip())
    if not bare or _CLAUSE.search(bare):
        return None
    has_more, has_less = _ANY_MORE.search(bare) is not None, _ANY_LESS.search(bare) is not None
    if has_more and has_less:
        return None
    if _ENDS_LESS.search(bare) or (_BEGINS_LESS.search(bare) and not _OF_THE_WORK.search(bare)):
        return "decrease"
    if _ENDS_MORE.search(bare) or _BEGINS_MORE.search(bare) or (_GOOD.search(bare) and not has_less and not _BAD_WITH_A_RATE.search(bare)):
        return "increase"
    return "decrease" if _BAD.search(bare) and not _WORK_AGAINST.search(bare) and not has_more else None


def is_consumption(name: str) -> bool:
    """Whether a name counts what is used up (消耗量): electricity, water, fuel, material; not what is saved or supplied.

    >>> is_consumption("设备用电量"), is_consumption("节约用电量")
    (True, False)
    """
    return _CONSUMED.search(name) is not None and _SAVED.search(name) is None


def is_better_few(name: str) -> bool:
    """Whether a ceiling fits what a name counts (宜少): unwanted events, consumption, trips, receptions, posts, steps.

    >>> is_better_few("安全事故起数"), is_better_few("因公出国人次"), is_better_few("购置设备数量")
    (True, True, False)
    """
    return (
        _FEW.search(name) is not None
        or _CONSUMED.search(name) is not None
        or (_BAD.search(_TAIL.sub("", name.strip())) is not None and _WORK_AGAINST.search(name) is None)
    )
