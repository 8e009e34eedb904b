"""What a number counts: the noun before or after it, and whether two nouns mean the same (所指).

Chinese sets the noun before the number (道路标线20条) or after it (20条道路标线). A noun ends at punctuation, at a verb and at a word
of measure. What is left is compared by its core: the noun without words that say nothing of the thing itself (数量, 完成, 本项目).
"""

from __future__ import annotations

import re

from jixiao.matching.keys import han_length
from jixiao.values.lexicon import suffix_of, words

_BOUNDARY = re.compile(r"[，。；;,、:：!！?？\n()（）“”\"《》【】\[\]〔〕/|]")
_LEAD = re.compile(
    r"(?:实有|现有|已有|设有|总共|一共|共计|合计|总计|累计|分别|平均|大约|约为|将近|不足|仅有|只有|各有|达到|超过|共有|共|约|近|仅|只|计|有|是|为|达|各|按|在|至|到|再|新增|增加)$"
)
_STOCK = re.compile(r"实有|现有|共有|在编|在职|在册|截[至止]|(?<!到)(?<!到20\d\d)年[底末](?!前)|已有|目前")
_VERBS = (
    "用于|购置|采购|购买|新建|扩建|改建|建设|安装|完成|支付|安排|聘用|招聘|招录|组织|举办|召开|开展|保障|补充|发放|实现|确保|保证|提供|维护|改造|更换"
    "|更新|降低|缓解|施划|制作|印刷|印制|租赁|租用|缴纳|拨付|解决|覆盖|涉及|包括|其中|实有|现有|共有|已有|计划|预计|力争|争取|每年|全年|年内|本年|需要"
    "|增加|减少|提高|提升|达到|满足|处理|办理|受理|培育|打造|创建|推进|实施|进行|配备|配置|补助|资助|救助|慰问|支持|支出|收取|根据|按照|通过|成为"
    "|能够|使得|来自|位于|拥有|承担|接待|引进|培训|种植|治理|清理|清洗|整治|维修|检修|巡查|检查|抽查|监测|检测|鉴定|发布|宣传|编制|出具|形成"
)
_VERB = rf"(?:{_VERBS})(?!费|款|成本|经费|资金|数|量|率|面积|时间|人员|单位)"
_BREAK = re.compile(
    rf"(?P<verb>{_VERB})|(?<!目)的|了(?!解)|将|对(?!象|口|外|比)|使(?!用)|把|由|被|和(?!谐)|及(?!时|格)|与(?!会)|或|等(?!级|候)|已|均(?!衡)|需要?(?!求)"
    r"|应(?!急|届|用)|拟|可(?!持续|再生)|不(?!合格|动产|良)|并|向|从(?!业)|(?<=\d)[年月日](?:[底末初中]|上半年|下半年)?"
)
_AFTER_END = re.compile(rf"(?:{_VERBS}|(?<!目)的|了|和|及|与|或|等|以上|以下|以内|左右|进行|已|均|将|并|在|是|为|达|按|每)")
_GENERIC = re.compile(
    r"总?数量|总?人数|人次|个数|次数|件数|户数|套数|台数|辆数|份数|场次|批次|总数|总量|总?面积|总?里程|长度|规模|实际|实有|现有|共有|完成|新建|建设|购置|购买|采购|新增|安装"
    r"|维护|改造|保障|提供|补助|发放|开展|组织|举办|参与|本项目|项目|本单位|各?单位|[全本我](?:省|市|县|区|乡|镇|局|部门|单位|支队|总队)|全年|年度|年内"
    r"|相关|有关|各类|各项|各种|工作|人员|情况|水平|指标|数(?!据|字)|各|及|和|与|的|为|对|等|每"
)
_RATE = re.compile(r"(?:率|度|比例|比重|占比|指数)$")
_MORE_DOING = "养护|放映|储备|开放|扶持|惠及|受益|带动|加装|排查|施工|抽检|播放|帮扶|奖励|救治|服务|监督|修建|铺设|栽植|编印|修复"
_DOING = re.compile(rf"^(?:{_VERBS}|{_MORE_DOING})(?!费|款|成本|经费|资金|率|期|站|点|单位|人员)")
_SERVING = ("惠及", "覆盖", "受益", "扶持", "资助", "救助", "帮扶")
GENERIC_RATES = frozenset(
    (
        "合格率",
        "完成率",
        "满意度",
        "满意率",
        "及时率",
        "覆盖率",
        "达标率",
        "验收合格率",
        "使用率",
        "利用率",
        "完好率",
        "到位率",
        "执行率",
        "支付率",
        "发放率",
        "准确率",
        "参与率",
        "知晓率",
        "增长率",
        "下降率",
        "群众满意度",
        "服务对象满意度",
        "按时完成率",
        "质量合格率",
        "办结率",
        "公开率",
        "兑现率",
    )
)
_LONGEST = 24
_LONGEST_AFTER = 14
_SHORTEST = 2


def lead_before(text: str, at: int, floor: int) -> tuple[str, int]:
    """The words of comparison and summing up right before a place (共约, 不少于), and where they begin."""
    begin = at
    while begin > floor:
        found = suffix_of("operators", text, begin)
        approx = next((word for word in words("approx", "before") if text.endswith(word, floor, begin)), None)
        lead = _LEAD.search(text, max(floor, begin - 4), begin)
        cut = max((len(word) for word in (found[0] if found else "", approx or "", lead[0] if lead else "")), default=0)
        if not cut or begin - cut < floor:
            break
        begin -= cut
    return text[begin:at], begin


def noun_before(text: str, at: int, floor: int) -> str:
    """The noun that ends at a place: from the last punctuation, verb or particle on.

    >>> noun_before("计划在城区施划道路标线", 11, 0), noun_before("确保群众满意度", 7, 0), noun_before("拟采购", 3, 0)
    ('道路标线', '群众满意度', '')
    >>> noun_before("完成老旧小区改造", 8, 0), noun_before("补贴发放及时率", 7, 0)
    ('老旧小区改造', '及时率')
    """
    begin = max(floor, at - _LONGEST)
    for match in _BOUNDARY.finditer(text, begin, at):
        begin = match.end()
    before = begin
    for match in _BREAK.finditer(text, begin, at):
        # 老旧小区改造12个: what is done may follow its object.
        if match.end() == at and match["verb"] and before < match.start():
            return text[before:at].strip("-—~ ")
        before = begin = match.end()
    return text[begin:at].strip("-—~ ")


def noun_after(text: str, at: int) -> str:
    """The noun that begins at a place, up to the next punctuation, verb or particle.

    >>> noun_after("326名辅警公用经费，改善", 4), noun_after("50处的停车场，其中", 3), noun_after("95%以上", 3)
    ('辅警公用经费', '停车场', '')
    """
    begin = at + 1 if text.startswith("的", at) else at
    end = min(len(text), begin + _LONGEST_AFTER)
    for pattern in (_BOUNDARY, _AFTER_END, re.compile(r"\d")):
        found = pattern.search(text, begin, end)
        if found:
            end = min(end, found.start())
    return text[begin:end].strip()


def is_stock(text: str, at: int, floor: int) -> bool:
    """The words before a number say that it tells what there is (实有, 现有, 截至), not what is to be done."""
    begin = max([floor, *(match.end() for match in re.finditer(r"[，。；;,\n]", text[:at]))])
    return _STOCK.search(text, begin, at) is not None


def core_of(noun: str | None) -> str:
    """A noun without words that tell nothing of the thing itself; the noun itself where it is a rate.

    >>> core_of("补助辅警实有人数"), core_of("设备验收合格率"), core_of("本项目数量")
    ('辅警', '设备验收合格率', '')
    """
    flat = re.sub(r"[（(][^（()）]*[)）]?|[\s%]", "", noun or "")
    return re.sub(r"^(?:本?年度|全年|本年|年内|项目)", "", flat) if _RATE.search(flat) else _GENERIC.sub("", flat)


def is_done(verb: str, sentence: str) -> bool:
    """A sentence says that this is done; 惠及, 覆盖, 扶持 and the like say the same of those who are served.

    >>> is_done("更换", "更换水泵18台"), is_done("覆盖", "惠及学校42所"), is_done("更换", "检修水泵18台")
    (True, True, False)
    """
    return verb in sentence or (verb in _SERVING and any(other in sentence for other in _SERVING))


def without_doing(name: str | None) -> tuple[str, str]:
    """What a name says is done, and the rest of it; both empty where it begins with no verb.

    >>> without_doing("更换水泵数量"), without_doing("水泵数量"), without_doing("维修费用")
    (('更换', '水泵数量'), ('', ''), ('', ''))
    """
    verb = _DOING.search(name or "")
    return (verb[0], (name or "")[verb.end() :]) if verb else ("", "")


def same_thing(noun: str | None, name: str | None) -> str | None:
    """How two nouns are the same thing: ``same``, ``contained`` (one in the other), ``generic`` (only a word like 合格率), or ``None``.

    >>> same_thing("辅警公用经费", "补助辅警实有人数"), same_thing("遗属", "遗属人数"), same_thing("合格率", "设备验收合格率")
    ('contained', 'same', 'generic')
    >>> same_thing("道路标线", "路口信号灯数量") is None
    True
    """
    left, right = core_of(noun), core_of(name)
    if min(han_length(left), han_length(right)) < _SHORTEST or bool(_RATE.search(left)) != bool(_RATE.search(right)):
        return None
    if left == right:
        return "generic" if left in GENERIC_RATES and "满意" not in left else "same"
    if left in right or right in left:
        return "generic" if min(left, right, key=len) in GENERIC_RATES else "contained"
    return None


def common_part(left: str, right: str) -> str:
    """The longest stretch that two texts share.

    >>> common_part("购买防眩护栏的数量", "采购防眩护栏隔离设施")
    '防眩护栏'
    """
    best = ""
    for begin in range(len(left)):
        while begin + len(best) < len(left) and left[begin : begin + len(best) + 1] in right:
            best = left[begin : begin + len(best) + 1]
    return best
